"""Lines for each department, headings by their level, and what stands above all tables."""

import pytest

from items.imports.reading.reader import read_file
from items.imports.services.importing import recognised
from items.models import Kind

from .test_other_hands import PLACES, read, shares, sheet

pytestmark = pytest.mark.one_database
HEAD = ["序号", "事项", "部门", "部门职责", "乡镇职责"]
MARKED = "县林业局配合事项（带★的为该项牵头部门，其余为配合部门）"


def of_departments(offices, duties, title="县林业局配合事项"):
    rows, errors = read(sheet([[title], HEAD, [1, "湿地巡护", offices, duties, "开展巡护。"]]))
    assert errors == []
    return rows[0]


def test_lines_of_duties_are_those_of_the_departments_in_as_many_lines():
    found = of_departments("县林业局\n县水利局", "组织普查，建立台账\n调度水量")
    assert shares(found) == [("县林业局", "组织普查，建立台账"), ("县水利局", "调度水量")]


@pytest.mark.parametrize("sign", ["——", "：", "-- "])
def test_lines_headed_by_offices_are_theirs_in_whatever_order(sign):
    duties = f"水利局{sign}调度水量\n林业局{sign}组织普查"
    found = of_departments("县林业局\n县水利局", duties)
    assert shares(found) == [("县林业局", "组织普查"), ("县水利局", "调度水量")]


@pytest.mark.parametrize(
    ("offices", "duties"),
    [
        ("县林业局\n县水利局", "1.组织普查\n2.调度水量"),
        ("县林业局\n县水利局", "组织普查\n调度水量\n共同督查"),
        ("县林业局、县水利局", "组织普查\n调度水量"),
    ],
)
def test_lines_that_are_not_one_for_each_are_everybodys(offices, duties):
    found = of_departments(offices, duties)
    assert shares(found) == [("县林业局", duties), ("县水利局", duties)]


def test_the_sign_of_the_lead_may_be_said_of_each_item():
    found = of_departments("县林业局\n★县水利局", "组织普查\n调度水量", MARKED)
    roles = {
        part["department"]: (part["role"], part["duty"])
        for part in found.content["responsibilities"]
    }
    assert roles == {"县水利局": ("lead", "调度水量"), "县林业局": ("support", "组织普查")}


PAGE = """<html><body><h2>河口乡履职事项</h2>
<h3>一、基本履职事项</h3><h4>组织工作</h4><p>1. 党费公示</p><p>2. 干部跟班</p>
<h3>二、配合履职事项</h3><h4>综合事务</h4>
<h5>渡口船只管理</h5><p>对应部门：县交通运输局</p><p>部门职责：检验发证</p><p>乡镇职责：守渡口</p>
<h5>社区服药随访</h5><p>对应部门：县卫生健康局</p><p>部门职责：诊断评估</p><p>乡镇职责：签订协议</p>
</body></html>"""


def test_a_heading_above_lesser_headings_is_their_category(tmp_path):
    path = tmp_path / "清单.html"
    path.write_text(PAGE, encoding="utf-8")
    file = recognised(read_file(path), None, None)
    assert not file.errors
    assert [(row.kind, row.content["category"], row.name) for row in file.rows] == [
        (Kind.BASIC, "组织工作", "党费公示"),
        (Kind.BASIC, "组织工作", "干部跟班"),
        (Kind.COORDINATION, "综合事务", "渡口船只管理"),
        (Kind.COORDINATION, "综合事务", "社区服药随访"),
    ]


LISTED = [["序号", "事项名称"], [1, "理论学习"], [2, "集市管理"]]


@pytest.mark.parametrize(
    ("line", "scope"),
    [
        ("适用：城关镇、河口乡（仅这两个建成区）", "城关镇、河口乡"),
        ("适用范围：城关镇", "城关镇"),
        ("适用范围：城关镇、云雾乡", "城关镇、云雾乡"),
        ("以下事项仅适用于河口乡。", "仅适用于河口乡"),
        ("本表所列事项除城关镇外均适用。", "除城关镇外均适用"),
        ("适用：全部乡镇", ""),
        ("联系人：城关镇王某", ""),
    ],
)
def test_a_line_above_the_tables_may_limit_all_their_items(line, scope):
    rows, errors = read(sheet([["基本履职事项清单"], [line], *LISTED]), places=PLACES)
    assert errors == []
    assert [row.texts.get("scope", "") for row in rows] == [scope] * 2


@pytest.mark.parametrize(
    "said", ["每张表为一类，各乡镇通用。", "一类一表", "每个工作表一个类别", "每页一个领域"]
)
def test_a_file_says_that_each_sheet_is_a_category(said):
    sheets = [
        sheet([["基本履职事项"], *LISTED], "1邻里互助"),
        sheet([["基本履职事项"], *LISTED], "2集镇面貌"),
    ]
    sheets[1].cells[-1].value, sheets[1].cells[-3].value = "街面保洁", "摊点管理"
    rows, _errors = read(sheet([["说明"], [said]], "说明"), *sheets)
    assert [row.content["category"] for row in rows] == ["邻里互助"] * 2 + ["集镇面貌"] * 2


def test_a_label_may_be_spread_over_its_line():
    lines = [
        *("河口乡配合履职事项", "湿地巡护", "类　　别：生态环保", "牵头部门：县林业局"),
        *("部门职责：组织普查。", "我乡配合：开展巡护。", "渡口管理", "类　　别：交通"),
        *("牵头部门：县交通运输局", "部门职责：检验。", "我乡配合：守渡口。", "水库巡查"),
        *("类　　别：水利", "牵头部门：县水利局", "部门职责：培训。", "我乡配合：巡查。"),
    ]
    rows, errors = read(sheet([[line] for line in lines]))
    assert errors == []
    assert [(row.content["category"], row.name) for row in rows] == [
        ("生态环保", "湿地巡护"),
        ("交通", "渡口管理"),
        ("水利", "水库巡查"),
    ]


def test_other_departments_duties_beside_those_who_act_together_are_theirs():
    head = ["序号", "要办的事", "牵头", "一起干的部门", "我局任务", "其他部门任务", "乡镇任务"]
    row = [1, "小作坊登记", "我局", "县教育局", "核发证件", "校内宣传", "提供名录"]
    rows, errors = read(sheet([["县市场监督管理局2026年需要乡镇配合的事项"], head, row]))
    assert errors == []
    assert shares(rows[0]) == [("县市场监督管理局", "核发证件"), ("县教育局", "校内宣传")]


def test_a_sentence_below_the_kinds_is_a_note():
    head = ["事项类型", "类别", "事项名称"]
    rows = [["基本履职", "党建", "学习"], ["基本履职", "党建", "普法"], [], ["“取消”的不再列入。"]]
    found, errors = read(sheet([["清单"], head, *rows]))
    assert errors == []
    assert [row.name for row in found] == ["学习", "普法"]


def test_a_column_of_roles_is_one_under_any_head():
    head = ["编号", "事项名称", "部门", "牵/配", "部门职责", "乡镇职责"]
    rows = [
        ["X1", "湿地巡护", "县林业局", "牵", "组织普查。", "开展巡护。"],
        ["X1", "湿地巡护", "县水利局", "配", "调度水量。", "开展巡护。"],
        ["X2", "渡口管理", "县交通运输局", "牵", "检验。", "守渡口。"],
    ]
    found, errors = read(sheet([["配合履职事项"], head, *rows]))
    assert errors == []
    roles = [part["role"] for part in found[0].content["responsibilities"]]
    assert roles == ["lead", "support"]


REGISTERED = [
    *(
        ["事项", "湿地巡护"],
        ["类别", "生态环保", "填表日期", "2026.3.10"],
        ["分工", "部门", "职责"],
    ),
    *(["牵头", "县林业局", "组织普查。"], ["共同", "县水利局", "调度水量。"]),
    *(["乡镇配合内容", "开展巡护。"], []),
    *(["事项", "渡口管理"], ["类别", "交通", "填表日期", "2026.3.11"], ["分工", "部门", "职责"]),
    *(["牵头", "县交通运输局", "检验。"], ["乡镇配合内容", "守渡口。"]),
]


def test_a_card_may_hold_a_table_of_roles_departments_and_duties():
    rows, errors = read(sheet([["配合履职事项登记卡"], *REGISTERED]))
    assert errors == []
    assert [(row.content["category"], row.name) for row in rows] == [
        ("生态环保", "湿地巡护"),
        ("交通", "渡口管理"),
    ]
    assert shares(rows[0]) == [("县林业局", "组织普查。"), ("县水利局", "调度水量。")]
    roles = [part["role"] for part in rows[0].content["responsibilities"]]
    assert roles == ["lead", "joint"]
    assert rows[1].content["township_duty"] == "守渡口。"


COORDINATION = ["序号", "类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"]
BROKEN = [
    [1, "民生服务", "留守妇女家庭", "县妇联", "开展法律咨询，", "登记电话，"],
    ["", "", "暖心驿站运行", "", "维护设备。", "组织活动。"],
    [2, "生态环境", "警示牌补立", "县水利局", "制作警示牌。", "选点竖牌。"],
]


def test_who_drew_up_a_list_is_no_rest_of_the_last_name():
    below = ["", "", "经办：老邵   页码混乱处以序号为准"]
    rows, errors = read(sheet([["配合履职事项"], COORDINATION, *BROKEN, below]))
    assert errors == []
    assert [row.name for row in rows] == ["留守妇女家庭暖心驿站运行", "警示牌补立"]


def test_a_name_with_a_signature_in_it_is_an_error():
    rows = [[1, "党建", "理论学习"], [2, "党建", "普法宣传经办人：老邵"]]
    _rows, errors = read(sheet([["基本履职事项"], ["序号", "类别", "事项名称"], *rows]))
    assert errors == ["half_sentence"]


def test_a_sheet_is_named_by_its_office_in_short_over_its_own_duty():
    head = ["序号", "类别", "事项名称", "本局职责", "乡镇职责"]
    rows = [["配合履职事项核对表"], head, [1, "民生", "坟墓迁移", "规划公墓。", "登记坟主。"]]
    found, errors = read(sheet(rows, "民政"))
    assert errors == []
    assert shares(found[0]) == [("民政局", "规划公墓。")]
