"""Exports of databases and pivots, lists in articles and in hard-wrapped text, each kind in a small
file of our own.
"""

from types import SimpleNamespace

import pytest

from items.imports.recognition.scopes import Scopes
from items.models import Kind, ResponsibilityRole

from .test_other_hands import BASIC as BASIC_HEAD
from .test_other_hands import read, shares, sheet

pytestmark = pytest.mark.one_database

EXPORT = ["ID", "SX_NO", "事项类型", "类别", "事项名称", "部门名称", "角色"]
EXPORT += ["部门职责", "承接科室", "工作方式", "乡镇职责"]
SHIPS = ["B-12", "配合履职", "平安法治", "渔港秩序维护"]
WATCH = "劝离乱停船舶。"
LEAD = [*SHIPS, "县农业农村局", "牵头", "制定停泊规则。", "NULL", "NULL", WATCH]
OTHER = [*SHIPS, "县公安局", "配合", "处理纠纷。", "NULL", "NULL", WATCH]
BASIC = ["A-07", "基本履职", "民生服务", "做好老年人探访", *["NULL"] * 6]


def test_rows_of_one_item_code_are_one_item_whatever_number_each_row_has():
    rows, errors = read(sheet([EXPORT, [1, *OTHER], [2, *BASIC], [3, *LEAD]]))
    assert errors == []
    assert [row.name for row in rows] == ["渔港秩序维护", "做好老年人探访"]
    assert shares(rows[0]) == [("县农业农村局", "制定停泊规则。"), ("县公安局", "处理纠纷。")]
    assert rows[1].department_names == []
    assert "NULL" not in [*rows[0].texts.values(), *rows[1].texts.values()]


FLAGGED = ["ID", "ITEM_NAME", "TYPE_NAME", "TOWN_LIST", "STATUS", "DEL_FLAG", "ORDER_NO"]
FLAGS_EXPLAINED = ["-- STATUS: 1=现行 0=停用; DEL_FLAG: 1=已删除"]


def flagged(*flags):
    """Rows of basic items, each with its STATUS and its DEL_FLAG."""
    rows = []
    for number, (status, deleted) in enumerate(flags, 1):
        scope = "990121100:城关镇|990121200:河口乡"
        rows.append([number, f"开展第{number}项活动", "基本履职", scope, status, deleted, "0"])
    return [FLAGGED, *rows]


def test_rows_that_flags_say_are_deleted_or_stopped_are_no_items():
    rows, errors = read(sheet([*flagged("10", "00", "11"), FLAGS_EXPLAINED]))
    assert errors == []
    assert [row.name for row in rows] == ["开展第1项活动"]
    rows, errors = read(sheet(flagged("1N", "1Y", "1N")))
    assert errors == []
    assert [row.name for row in rows] == ["开展第1项活动", "开展第3项活动"]


def test_a_state_in_codes_that_nothing_explains_is_asked_about():
    rows, errors = read(sheet(flagged("10", "00", "10")))
    assert (len(rows), errors) == (3, ["ticks_unread"])


def test_a_code_column_read_as_codes_of_another_system_joins_rows_too():
    head = ["序号", "事项编码", *EXPORT[2:]]
    rows, errors = read(sheet([head, [1, *OTHER], [2, *BASIC], [3, *LEAD]]))
    assert errors == []
    assert [row.name for row in rows] == ["渔港秩序维护", "做好老年人探访"]


@pytest.mark.parametrize(
    ("column", "text"), [(10, "驻港值守。"), (3, "应急管理及消防"), (5, "县农业农村局")]
)
def test_rows_of_one_item_code_that_differ_in_more_are_an_error(column, text):
    changed = [3, *OTHER]
    changed[column] = text
    rows, errors = read(sheet([EXPORT, [1, *LEAD], [2, *BASIC], changed]))
    assert len(rows) == 3
    assert errors == ["same_item_code"]


def test_a_code_of_departments_joins_no_items():
    head = ["序号", "部门代码", "事项名称", "类别", "部门名称", "部门职责", "乡镇职责"]
    river = [1, "D01", "河道巡查", "水利", "县水利局", "组织巡查。", "开展巡查。"]
    pond = [2, "D01", "山塘管护", "水利", "县水利局", "鉴定险情。", "落实管护。"]
    again = [3, "D02", "河道巡查", "水利", "县公安局", "打击盗采。", "开展巡查。"]
    rows, errors = read(sheet([head, river, pond, again]))
    assert [row.name for row in rows] == ["河道巡查", "山塘管护", "河道巡查"]
    assert errors == []


def test_rows_of_two_item_codes_stay_two_items():
    other = [2, "B-13", *OTHER[1:]]
    third = [3, *OTHER]
    rows, _errors = read(sheet([EXPORT, [1, *LEAD], other, third]))
    assert [row.row for row in rows] == [2, 3]


PIVOT = ["事项类型", "类别", "事项", "部门", "部门职责", "乡镇职责"]


def test_subtotals_between_the_rows_of_a_pivot_are_no_items_and_end_no_kind():
    rows, errors = read(
        sheet(
            [
                PIVOT,
                ["基本履职", "水利", "管护山塘", "", "", ""],
                ["", "", "巡查水渠", "", "", ""],
                ["", "水利 汇总", "2", "", "", ""],
                ["基本履职 汇总", "", "2", "", "", ""],
                ["配合履职", "民生服务", "渡口管理", "县交通局", "检查渡船。", "维护秩序。"],
                ["", "民生服务小计", "1", "", "", ""],
                ["配合履职 汇总", "", "1", "", "", ""],
            ]
        )
    )
    assert errors == []
    assert [(row.name, row.kind, row.content["category"]) for row in rows] == [
        ("管护山塘", Kind.BASIC, "水利"),
        ("巡查水渠", Kind.BASIC, "水利"),
        ("渡口管理", Kind.COORDINATION, "民生服务"),
    ]


def test_an_item_whose_name_ends_like_a_subtotal_stays_one():
    rows, _errors = read(
        sheet([["序号", "类别", "事项名称"], [1, "综合", "做好数据汇总"], [2, "综合", "接待"]])
    )
    assert [row.name for row in rows] == ["做好数据汇总", "接待"]
    rows, _errors = read(sheet([["序号", "事项名称"], [1, "做好报表汇总"], [2, "接待"]]))
    assert len(rows) == 2


WRAPPED = """\
柳林镇履职事项清单
（2026年版）
一、基本履职事项
1. 做好残疾人两项补贴申请受理、入户走访和
动态管理
2. 每年组织村级网格员开展业务培训不少于
3次，建立台账
3. 承担老年食堂管理
二、配合履职事项
（一）水利
1. 山塘除险
对应上级部门：县水利局、县财政局
上级部门职责：
县水利局：1.鉴定险情；
2.组织加固。
县财政局：保障资金。
镇配合职责：1.巡查山塘；
2.上报险情。
— 1 —
柳林镇履职事项清单（2026年版）
2. 河道清淤
对应上级部门：县水利局
上级部门职责：
县水利局：编制清淤计划，组织施工队伍进场，协调水
— 2 —
柳林镇履职事项清单（2026年版）
库放水时间。
镇配合职责：协调用地。
三、上级部门收回事项
1. 取水许可核查
承接部门：县水利局
工作方式：县级直接核查。
"""


def prose(text):
    return sheet([[line] for line in text.splitlines()])


def test_the_end_of_a_page_ends_neither_a_list_nor_a_text():
    rows, errors = read(prose(WRAPPED))
    assert errors == []
    assert [row.name for row in rows] == [
        "做好残疾人两项补贴申请受理、入户走访和动态管理",
        "每年组织村级网格员开展业务培训不少于3次，建立台账",
        "承担老年食堂管理",
        "山塘除险",
        "河道清淤",
        "取水许可核查",
    ]
    assert shares(rows[3]) == [
        ("县水利局", "1.鉴定险情；\n2.组织加固。"),
        ("县财政局", "保障资金。"),
    ]
    assert rows[3].content["township_duty"] == "1.巡查山塘；\n2.上报险情。"
    assert shares(rows[4]) == [("县水利局", "编制清淤计划，组织施工队伍进场，协调水库放水时间。")]
    assert rows[5].kind == Kind.RECLAIMED


def test_an_office_in_a_sentence_works_for_the_author_of_the_list():
    text = """市生态环境局示例县分局
关于有关事项的说明
一、分局牵头、乡镇配合的事项
1．垃圾焚烧劝导
牵头单位：分局　　共同单位：县城管局
分局职责：查处违法行为。
县城管局职责：及时清运。
乡镇（街道）职责：入户劝导。
2．河岸清理
牵头单位：分局
分局职责：抽测水质。
乡镇（街道）职责：组织清理。
二、分局收回的事项
1．排污口抽测。由监测中心负责，每周比对数据。
2．台账检查。由固废股负责，线上检查，不再由乡镇收表。
"""
    rows, errors = read(prose(text))
    assert errors == []
    branch = "市生态环境局示例县分局"
    assert shares(rows[0]) == [(branch, "查处违法行为。"), ("县城管局", "及时清运。")]
    assert [row.name for row in rows[2:]] == ["排污口抽测", "台账检查"]
    assert shares(rows[2]) == [(branch, "由监测中心负责，每周比对数据。")]
    offices = [row.content["responsibilities"][0]["internal_office"] for row in rows[2:]]
    assert offices == ["监测中心", "固废股"]


def test_the_title_of_a_list_at_the_head_of_its_page_begins_it_once():
    title = "柳林镇配合履职事项清单\n"
    lists = WRAPPED.replace("二、配合履职事项\n", f"— 3 —\n{title}")
    lists = lists.replace("2. 河道清淤", f"— 4 —\n{title}2. 河道清淤")
    lists = lists.replace("编制清淤计划", f"编制全县河道年度清\n— 5 —\n{title}淤计划")
    rows, errors = read(prose(lists))
    assert errors == []
    kinds = [Kind.BASIC] * 3 + [Kind.COORDINATION] * 2 + [Kind.RECLAIMED]
    assert [row.kind for row in rows] == kinds
    assert shares(rows[4])[0][1].startswith("编制全县河道年度清淤计划，组织")


def test_a_line_that_may_be_the_rest_of_a_name_is_an_error():
    rows, errors = read(prose(WRAPPED.replace("老年食堂管理", "老年食堂管理\n就餐补贴发放")))
    assert errors == ["doubtful_row"]
    assert len(rows) == 6


def test_a_list_in_prose_that_cannot_be_read_beside_others_is_an_error():
    odd = "\n一、基本履职事项\n1. 收集民情\n走村入户\n2. 登记台账\n逐户填写\n附件2\n"
    rows, errors = read(prose(odd + WRAPPED))
    assert errors == ["stray_cell"]
    assert len(rows) == 6


MATRIX = [
    ["领域", "编号", "配合事项", "部门职责", "", "", "乡镇职责"],
    ["", "", "", "县水利局", "县应急局", "县供电公司", ""],
    ["水利", "A1", "山塘除险", "●鉴定险情。", "", "△保障用电。", "巡查山塘。"],
    ["", "A2", "抗旱送水", "△调度水源。", "●组织送水。", "", "统计需求。"],
    ["涉及事项数", "", "", 2, 1, 1, 2],
]
MATRIX_MERGED = [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 1, 6), (1, 7, 2, 7)]


def test_a_matrix_of_departments_has_the_sign_and_the_duty_in_one_cell():
    rows, errors = read(sheet(MATRIX, "配合履职事项", MATRIX_MERGED))
    assert errors == []
    assert [row.name for row in rows] == ["山塘除险", "抗旱送水"]
    assert shares(rows[0]) == [("县水利局", "鉴定险情。"), ("县供电公司", "保障用电。")]
    assert shares(rows[1]) == [("县应急局", "组织送水。"), ("县水利局", "调度水源。")]
    roles = [one["role"] for one in rows[1].content["responsibilities"]]
    assert roles == ["lead", "support"]


def test_a_legend_may_explain_one_sign_and_what_all_others_in_a_matrix_do():
    head = ["序", "事项", "县水利局", "县应急局", "县供电公司", "乡镇"]
    items = [
        [1, "山塘除险", "★鉴定险情", "／", "保障用电", "巡查山塘"],
        [2, "抗旱送水", "调度水源", "★组织送水", "／", "统计需求"],
    ]
    said = "★为牵头部门，其余有内容的为共同部门，“／”为没有任务"
    rows, errors = read(sheet([["配合事项分工"], [said], head, *items, ["", "任务数", 2, 1, 1]]))
    assert errors == []
    roles = [
        [(one["department"], one["role"]) for one in row.content["responsibilities"]]
        for row in rows
    ]
    assert roles == [
        [("县水利局", "lead"), ("县供电公司", "joint")],
        [("县应急局", "lead"), ("县水利局", "joint")],
    ]


OF_DUTIES = [
    ["号", "类别", "配合事项", "县水利局", "县应急局", "县财政局", "各乡镇"],
    [1, "水利", "山塘除险", "牵头：鉴定险情", "", "安排资金", "巡查山塘"],
    [2, "水利", "抗旱送水", "调度水源", "牵头：组织送水", "拨款", "统计需求"],
]


def test_a_matrix_may_have_duties_without_a_sign_and_the_townships_beside_them():
    rows, errors = read(sheet(OF_DUTIES))
    assert errors == []
    assert [row.name for row in rows] == ["山塘除险", "抗旱送水"]
    assert shares(rows[0]) == [("县水利局", "鉴定险情"), ("县财政局", "安排资金")]
    assert shares(rows[1]) == [
        ("县应急局", "组织送水"),
        ("县水利局", "调度水源"),
        ("县财政局", "拨款"),
    ]
    assert [row.content["township_duty"] for row in rows] == ["巡查山塘", "统计需求"]


@pytest.mark.parametrize("opinion", ["无意见", "同意列入配合履职", "建议改由县级承担"])
def test_what_offices_think_of_an_item_is_no_duty(opinion):
    opinions = [[*row[:3], opinion, "", opinion, row[6]] for row in OF_DUTIES[1:]]
    rows, _errors = read(sheet([OF_DUTIES[0], *opinions]))
    assert not any(row.content.get("responsibilities") for row in rows)


def test_a_row_of_offices_below_a_head_of_one_row_is_an_item():
    head = ["事项名称", "部门职责", "牵头单位", "配合单位", "乡镇职责"]
    rows, _errors = read(sheet([head, ["防汛", "县水利局", "县水利局", "县应急局", "县公安局"]]))
    assert [row.name for row in rows] == ["防汛"]


DUTIES_OF_TWO = "县林业局：设卡。\n县应急管理局：发布预警。"
CHANGES = ["序号", "类别", "原事项名称", "修改后事项名称", "变动情况"]


def test_an_item_that_stays_keeps_its_old_name_where_the_new_one_is_blank():
    rows, errors = read(
        sheet(
            [
                ["示例县履职事项修改对照表"],
                CHANGES,
                [1, "水利", "管护山塘", "", "不变"],
                [2, "水利", "巡查渠道工作", "巡查水渠", "修改"],
                [3, "民生服务", "", "探访老人", "新增"],
                [4, "民生服务", "代办社保", "", "取消"],
                [5, "民生服务", "照看食堂", "", "待议"],
                [6, "民生服务", "登记渡口", "", "保留（适用于河口乡）"],
            ]
        )
    )
    assert errors == []
    assert [row.name for row in rows] == ["管护山塘", "巡查水渠", "探访老人", "登记渡口"]


def test_old_and_new_names_stand_beside_each_other_in_tables_of_their_own_kinds():
    rows, errors = read(
        sheet(
            [
                ["示例县履职事项修订对照表"],
                ["部门一栏打“*”的为牵头。"],
                ["表一　基本履职"],
                ["序", "修订前", "修订后", "说明"],
                ["1", "管护山塘", "不变", "另见附件"],
                ["2", "核验取水", "转表三第1项", ""],
                ["3", "—", "巡查水渠", "新增"],
                ["表二　配合履职"],
                ["序", "修订前事项", "修订后事项", "部门", "修订后部门职责", "修订后乡镇职责"],
                ["1", "防火", "防火宣传", "县林业局\n*县应急管理局", DUTIES_OF_TWO, "张贴标语。"],
                ["表三　上级部门收回"],
                ["序", "修订前", "修订后", "承接部门", "工作方式", "说明"],
                ["1", "—", "核验取水", "县水利局", "网上核验。", "从表一转来"],
            ]
        )
    )
    assert errors == []
    assert [(row.kind, row.name) for row in rows] == [
        (Kind.BASIC, "管护山塘"),
        (Kind.BASIC, "巡查水渠"),
        (Kind.COORDINATION, "防火宣传"),
        (Kind.RECLAIMED, "核验取水"),
    ]
    roles = {one["department"]: one["role"] for one in rows[2].content["responsibilities"]}
    assert roles == {"县应急管理局": "lead", "县林业局": "joint"}


def test_where_an_item_applies_may_stand_in_brackets_behind_what_becomes_of_it():
    names = {"1": "城关镇", "2": "河口乡", "3": "湾头镇"}
    townships = {code: SimpleNamespace(name=name) for code, name in names.items()}
    county = SimpleNamespace(name="示例县")
    scopes = Scopes(SimpleNamespace(townships=townships, county=county, tags=(), tagged={}))
    rows, _errors = read(
        sheet(
            [
                [*BASIC_HEAD, "变动情况"],
                [1, "水利", "管护山塘", "新增（仅适用于河口乡、湾头镇）"],
                [2, "水利", "巡查水渠", "修改（详见附件）"],
            ]
        )
    )
    for row in rows:
        scopes.resolve(row)
    assert rows[0].content["townships"] == ["2", "3"]
    assert "townships" not in rows[1].content


ARTICLES = """\
示例县水利局关于配合履职事项职责分工的意见
各乡镇人民政府：
现将有关事项明确如下。
第一章　总则
第一条　为明确分工，制定本意见。
第二章　水利
第二条　【山塘除险】
（一）县水利局为牵头部门，其职责是：1.鉴定险情；
（二）县财政局、县应急管理局为配合部门，其职责是：保障资金。
（三）乡镇（街道）的配合职责是：巡查山塘。
第三条　【抗旱送水】
（一）县应急管理局为主管部门，主要职责是：组织送水。
（二）各乡镇（街道）的职责是：统计需求。
第三章　民生服务
第四条　【渡口管理】
（一）县交通运输局的职责是：检查渡船。
（二）乡镇（街道）的配合职责：维护秩序。
第四章　附则
第五条　本意见由县水利局负责解释。
第六条　原“代征水费”事项不再列入。
示例县水利局
"""


def test_each_article_of_a_letter_is_an_item_with_a_clause_for_each_party():
    rows, errors = read(prose(ARTICLES))
    assert errors == []
    assert [(row.name, row.kind, row.content["category"]) for row in rows] == [
        ("山塘除险", Kind.COORDINATION, "水利"),
        ("抗旱送水", Kind.COORDINATION, "水利"),
        ("渡口管理", Kind.COORDINATION, "民生服务"),
    ]
    assert shares(rows[0]) == [
        ("县水利局", "1.鉴定险情；"),
        ("县财政局", "保障资金。"),
        ("县应急管理局", "保障资金。"),
    ]
    roles = [one["role"] for one in rows[0].content["responsibilities"]]
    assert roles == ["lead", "support", "support"]
    assert shares(rows[1]) == [("县应急管理局", "组织送水。")]
    assert [row.content["township_duty"] for row in rows] == [
        "巡查山塘。",
        "统计需求。",
        "维护秩序。",
    ]


def test_a_letter_whose_articles_name_no_items_is_none():
    letter = "关于乡镇配合事项的意见\n第一条　加强领导。\n第二条　落实责任。\n第三条　严格考核。\n"
    rows, errors = read(prose(letter))
    assert (rows, errors) == ([], ["no_table"])


def test_an_article_between_items_that_is_none_itself_is_an_error():
    added = "第四条　河道清淤由县水利局负责，乡镇协调用地。\n第三章　民生服务\n第五条　【渡口管理】"
    letter = ARTICLES.replace("第三章　民生服务\n第四条　【渡口管理】", added)
    letter = letter.replace("第六条", "第七条").replace("第五条　本", "第六条　本")
    rows, errors = read(prose(letter))
    assert errors == ["doubtful_row"]
    assert len(rows) == 3


def test_an_article_with_its_clauses_is_an_item_though_it_is_a_sentence():
    rows, errors = read(prose(ARTICLES.replace("【抗旱送水】", "做好抗旱送水。")))
    assert errors == []
    assert rows[1].name == "做好抗旱送水"


LETTER_OF_ROLES = """关于水旱灾害防御领域配合履职事项的复函
县委编办：
贵办来函收悉，经研究，现将3项事项函复如下，请予汇总。
文中“牵头”指负总责的部门。
一、防汛（2项）
（一）堤防巡查
牵头：县水利局。编制方案，指导抢险。
支持：县应急管理局。调拨物资。
乡镇（街道）需配合：组织巡堤查险。
（二）山洪预警
牵头：县水利局，发布预警。
乡镇（街道）协助：入户通知。
二、抗旱（1项）
（一）应急送水
牵头：县水利局。调度水源。
乡镇（街道）配合：登记缺水户。
三、其他说明
上一版中的两项不再列入。
另有事项已另行报送。
县水利局  王小禾  整理"""


def test_a_letter_says_the_role_before_an_office_and_what_it_does_behind():
    rows, errors = read(prose(LETTER_OF_ROLES))
    assert errors == []
    assert [(row.name, row.content["category"]) for row in rows] == [
        ("堤防巡查", "防汛"),
        ("山洪预警", "防汛"),
        ("应急送水", "抗旱"),
    ]
    said = rows[0].content["responsibilities"]
    assert [(one["department"], one["role"], one["duty"]) for one in said] == [
        ("县水利局", ResponsibilityRole.LEAD, "编制方案，指导抢险。"),
        ("县应急管理局", ResponsibilityRole.SUPPORT, "调拨物资。"),
    ]
    duties = [row.content["township_duty"] for row in rows]
    assert duties == ["组织巡堤查险。", "入户通知。", "登记缺水户。"]


def test_a_line_in_brackets_is_no_title_of_a_list():
    text = """（讨论用，会后请将本稿收回）
1. 本稿只列部分事项。
2. 部门名称后注明角色。
3. 请会前看一遍。
第一部分　基本履职事项
1. 管理小型泵站
2. 清运村庄垃圾
3. 维护便民服务点"""
    rows, _errors = read(prose(text))
    assert [row.name for row in rows] == ["管理小型泵站", "清运村庄垃圾", "维护便民服务点"]


CODED = ["ID", "ITEM_TYPE", "CATE_CD", "ITEM_NAME", "DEPT_NAME", "DEPT_ROLE", "DEPT_DUTY"]
CODED += ["TOWN_DUTY", "TOWN_CD"]
WATCHED = ["C", "02", "渔港秩序维护"]
CODED_ROWS = [
    ["11", "B", "01", "做好老年人探访", *["NULL"] * 4, "ALL"],
    ["12", *WATCHED, "县农业农村局", "L", "制定停泊规则。", WATCH, "1,2"],
    ["12", *WATCHED, "县公安局", "S", "处理纠纷。", WATCH, "1,2"],
]
DICTIONARY = [["字段", "代码", "含义"], ["ITEM_TYPE", "B", "基本履职"]]
DICTIONARY += [["ITEM_TYPE", "C", "配合履职"], ["CATE_CD", "01", "民生服务"]]
DICTIONARY += [["CATE_CD", "02", "平安法治"], ["DEPT_ROLE", "L", "牵头"]]
DICTIONARY += [["DEPT_ROLE", "S", "支持"], ["TOWN_CD", "ALL", "全部"]]
DICTIONARY += [["TOWN_CD", "1", "城关镇"], ["TOWN_CD", "2", "河口乡"]]


def test_codes_of_all_columns_are_written_out_as_the_files_dictionary_explains_them():
    rows, errors = read(sheet([CODED, *CODED_ROWS], "1"), sheet(DICTIONARY, "2"))
    assert errors == []
    assert [row.kind for row in rows] == [Kind.BASIC, Kind.COORDINATION]
    assert [row.texts["category"] for row in rows] == ["民生服务", "平安法治"]
    roles = [part["role"] for part in rows[1].content["responsibilities"]]
    assert roles == ["lead", "support"]
    assert [row.texts["scope"] for row in rows] == ["全部", "城关镇、河口乡"]


LETTERED = [
    ["XH", "SXLX", "SXLB", "SXMC", "QTBM", "BMZZ", "XZZZ"],
    ["1", "1", "MS", "做好老年人探访", "", "", ""],
    ["2", "2", "PA", "渔港秩序维护", "县农业农村局", "制定停泊规则。", WATCH],
]
LINES = [
    ["#共2行"],
    ["# SXLX事项类型：1=基本 2=配合"],
    ["# SXLB事项类别：MS=民生服务；PA=平安法治"],
    ["# SXMC事项名称 QTBM牵头部门 BMZZ部门职责 XZZZ乡镇职责"],
]


def test_heads_in_letters_and_their_codes_are_written_out_as_lines_below_explain_them():
    rows, errors = read(sheet([*LETTERED, *LINES]))
    assert errors == []
    assert [row.name for row in rows] == ["做好老年人探访", "渔港秩序维护"]
    assert [row.kind for row in rows] == [Kind.BASIC, Kind.COORDINATION]
    assert [row.texts["category"] for row in rows] == ["民生服务", "平安法治"]
    assert rows[1].texts["township_duty"] == WATCH


def test_a_column_with_a_code_that_nothing_explains_is_left_as_it_is_and_asked_about():
    rows, errors = read(sheet([*LETTERED, ["3", "1", "XX", "渡口巡查"], *LINES]))
    assert errors == ["odd_category"] * 3
    assert [row.texts["category"] for row in rows] == ["MS", "PA", "XX"]
