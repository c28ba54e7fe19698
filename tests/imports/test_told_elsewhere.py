"""What a list tells by its arrangement and in its notes: labels nobody knows, townships row by row,
offices over what they took back, columns that are for nobody else.
"""

import re

import pytest

from items.imports.checking.scopes import scope_issues
from items.imports.reading.reader import read_file
from items.imports.recognition.cards import cards_at
from items.imports.recognition.layout import Layout
from items.imports.recognition.learnt_labels import MOST_TRIES
from items.imports.recognition.tables import read_tables
from items.imports.recognition.upright import upright
from items.models import Kind, ResponsibilityRole

from .test_exports_and_prose import prose
from .test_forms_and_lines import kinds_and_names
from .test_other_hands import PLACES, read, shares, sheet

pytestmark = pytest.mark.one_database

FORMS = [
    ("湿地巡护", "生态环保", "县林业局", "组织资源普查，查处围垦。", "劝阻围垦，报告线索。"),
    ("路域整治", "城乡建设", "县交通运输局", "编制整治计划，组织施工。", "清理路障，通知占道户。"),
    (
        "诊所排查",
        "卫生健康",
        "县卫生健康局",
        "核查执业资格，依法处罚。",
        "提供诊所名单，陪同检查。",
    ),
    ("古树保护", "生态环保", "县林业局", "建档挂牌，组织复壮。", "看护古树，发现枯死上报。"),
]


def forms(labels):
    """A sheet of forms: the same labels over and over, each beside another value."""
    rows = [["配合履职事项登记"]]
    for values in FORMS:
        rows += [[], *([label, value] for label, value in zip(labels, values, strict=True))]
    return sheet(rows)


@pytest.mark.parametrize(
    "labels",
    [
        ("这桩事", "类别", "牵头单位", "县里负责", "镇里负责"),
        ("事项", "类别", "找谁", "他们干", "我们干"),
        ("这桩事：", "类别：", "牵头单位：", "县里负责：", "镇里负责："),
    ],
)
def test_labels_nobody_knows_are_told_by_what_stands_beside_them(labels):
    rows, errors = read(forms(labels))
    assert errors == []
    assert [row.name for row in rows] == [values[0] for values in FORMS]
    assert [row.content["category"] for row in rows] == [values[1] for values in FORMS]
    assert [shares(row) for row in rows] == [[(values[2], values[3])] for values in FORMS]
    assert [row.content["township_duty"] for row in rows] == [values[4] for values in FORMS]


def test_it_is_told_what_a_label_nobody_knows_was_taken_for():
    recognition = read_tables([forms(("这桩事", "类别", "牵头单位", "县里负责", "镇里负责"))])
    told = "“这桩事”一栏不是常用的叫法，按所填内容作为“事项名称”读入"
    assert recognition.notes == [("清单", told)]


def test_labels_are_looked_for_in_a_few_rows_of_a_long_sheet_alone():
    rows = [[f"{number % 40}号楼", f"张{number}"] for number in range(4000)]
    layout = Layout(sheet(rows))
    for index in range(len(layout.rows)):
        assert cards_at(layout, index) == []
    assert layout.tries <= MOST_TRIES


def test_a_label_that_may_mean_two_things_is_asked_about():
    rows, errors = read(forms(("事项", "类别", "牵头单位", "那一头", "这一头")))
    assert errors == ["missing_column", "columns_unsure"]
    assert [shares(row) for row in rows] == [[(values[2], values[3])] for values in FORMS]


def test_a_label_with_the_same_text_in_every_form_says_nothing_of_its_item():
    labels = ("事项", "类别", "牵头单位", "部门职责", "镇里职责")
    rows = [["配合履职事项登记"]]
    for values in FORMS:
        rows += [[], *([label, value] for label, value in zip(labels, values, strict=True))]
        rows.append(["说一句", "填不下的写在背面，写清楚是哪一项。"])
    read_rows, errors = read(sheet(rows))
    assert errors == []
    assert [row.content["township_duty"] for row in read_rows] == [values[4] for values in FORMS]


def test_a_card_may_say_its_number_and_category_in_its_corner():
    rows = [["收回事项卡片"]]
    for number, (name, category, office, method, _duty) in enumerate(FORMS, 1):
        rows += [[], [f"卡片0{number}", category], ["事项", name], ["接手部门", office]]
        rows.append(["今后怎么办", method])
    read_rows, errors = read(sheet(rows))
    assert errors == []
    assert [(row.name, row.content["category"]) for row in read_rows] == [
        values[:2] for values in FORMS
    ]
    assert [shares(row) for row in read_rows] == [[(values[2], values[3])] for values in FORMS]


PAIRS = [
    ["行号", "报送单位", "大类", "报的事项"],
    [1, "城关镇", "基本履职", "村级账务公开"],
    [2, "城关镇", "基本履职", "老年食堂监管"],
    [3, "河口乡", "基本履职", "村级账务公开"],
    [4, "湾头镇", "基本履职", "村级账务公开"],
    [5, "湾头镇", "基本履职", "老年食堂监管"],
]


def test_who_sent_a_row_is_where_it_applies_where_the_same_items_come_again():
    rows, _errors = read(sheet(PAIRS), places=PLACES)
    assert [(row.name, row.texts["scope"].split("\n")) for row in rows] == [
        ("村级账务公开", ["城关镇", "河口乡", "湾头镇"]),
        ("老年食堂监管", ["城关镇", "湾头镇"]),
    ]


def test_who_sent_a_row_is_not_where_it_applies_where_no_item_comes_again():
    rows = [PAIRS[0], PAIRS[1], PAIRS[2], [3, "河口乡", "基本履职", "乡道养护"]]
    read_rows, _errors = read(sheet(rows), places=PLACES)
    assert [row.texts.get("scope", "") for row in read_rows] == ["", "", ""]


TAKEN = """关于公布收回事项的通知
经研究，下列事项由县级部门收回，各乡镇不再承担。
一、县民政局收回2项
（一）福利彩票站点巡查
工作方式：委托第三方巡查。
（二）社区站点评星
工作方式：由县局上门评定。
二、县统计局收回1项
（一）粮食产量实测
工作方式：由调查队直接测产。
"""


def test_items_are_taken_back_by_the_office_whose_count_stands_above_them():
    rows, errors = read(prose(TAKEN))
    assert errors == []
    assert [shares(row) for row in rows] == [
        [("县民政局", "委托第三方巡查。")],
        [("县民政局", "由县局上门评定。")],
        [("县统计局", "由调查队直接测产。")],
    ]


LETTER = """县农业农村局
关于报送配合事项的函
县委编办：
现将我局牵头、需乡镇配合的事项报送如下。
一、种植业
（一）虫害防治
我局职责：布设监测点，发布虫情。
相关部门：县财政局负责落实经费；县气象局负责提供预报。
乡镇（街道）配合：转发虫情，统计面积。
此项河口乡不涉及。
（二）种子查处
我局职责：抽检种子，查处假劣。
乡镇（街道）配合：收集投诉。
（三）补贴发放
我局职责：制定方案，汇总清册。
乡镇（街道）配合：组织申报。
"""


def test_a_letter_speaks_of_its_own_office_and_of_what_others_do():
    rows, errors = read(prose(LETTER), places=PLACES)
    assert errors == []
    assert sorted(shares(rows[0])) == [
        ("县农业农村局", "布设监测点，发布虫情。"),
        ("县气象局", "提供预报"),
        ("县财政局", "落实经费"),
    ]
    lead = rows[0].content["responsibilities"][0]
    assert (lead["department"], lead["role"]) == ("县农业农村局", ResponsibilityRole.LEAD)
    assert [row.texts.get("scope", "") for row in rows] == ["河口乡不涉及", "", ""]


BOOKLET = """干部手册
第一章 帮着干的（配合履职事项）
餐厨垃圾收运
谁牵头：县城市管理局
它干什么：招标收运企业。
我们干什么：动员门店签约。
夜市噪声治理
谁牵头：县公安局
它干什么：受理报警，依法处罚。
我们干什么：约谈摊主。
文明城市创建
谁牵头：县委宣传部
它干什么：分解指标。
我们干什么：发动居民。
值班电话 6220001
"""


def test_names_without_numbers_stand_above_what_is_said_of_them():
    rows, errors = read(prose(BOOKLET))
    assert errors == []
    assert kinds_and_names(rows) == [
        (Kind.COORDINATION, "餐厨垃圾收运"),
        (Kind.COORDINATION, "夜市噪声治理"),
        (Kind.COORDINATION, "文明城市创建"),
    ]
    assert shares(rows[1]) == [("县公安局", "受理报警，依法处罚。")]
    assert rows[2].content["township_duty"] == "发动居民。"


NUMBERED_ON = """履行职责事项清单
第一部分　基本履职（乡里自己干）
Ⅰ.党的建设
1. 组织生活会
2. 党员慰问
Ⅱ.综合政务
3. 值班安排
第二部分　配合履职
Ⅰ.绿色发展
4. 停伐补助发放【县林业局】
部门职责：核定面积。
乡职责：核对账号。
5. 水源地看护【县水利局】
部门职责：制作标志牌。
乡职责：巡山看护。
"""


def test_letters_stand_over_categories_and_numbers_go_on_from_kind_to_kind():
    rows, errors = read(prose(NUMBERED_ON))
    assert errors == []
    assert [(row.content["category"], row.name) for row in rows] == [
        ("党的建设", "组织生活会"),
        ("党的建设", "党员慰问"),
        ("综合政务", "值班安排"),
        ("绿色发展", "停伐补助发放"),
        ("绿色发展", "水源地看护"),
    ]
    assert shares(rows[3]) == [("县林业局", "核定面积。")]


OWN_OFFICES = [
    ["科室", "类型", "事项", "主管部门", "主管部门职责", "街道职责"],
    ["党建办", "基本", "楼宇党建", "", "", ""],
    ["平安办", "基本", "矛盾调处", "", "", ""],
    ["城管办", "配合", "违建防控", "县城市管理局", "立案查处。", "巡查劝阻。"],
    ["平安办", "配合", "反诈宣传", "县公安局", "组织侦查。", "入户宣传。"],
]


def test_offices_beside_basic_items_are_the_townships_own():
    rows, _errors = read(sheet(OWN_OFFICES))
    for row in rows[2:]:
        [department] = row.content["responsibilities"]
        assert not department["internal_office"]


def test_a_note_may_keep_a_column_to_its_office():
    rows = [
        ["序号", "配合履职事项", "部门", "部门职责", "乡镇配合", "本局股室"],
        [1, "防雷宣传", "县应急管理局", "发布预警。", "提醒群众。", "综合股"],
        [2, "避难场所管理", "县应急管理局", "认定场所。", "日常保洁。", "救灾股"],
    ]
    told, _errors = read(sheet(rows))
    assert told[0].content["responsibilities"][0]["internal_office"] == "综合股"
    others = [["备注：本局股室一列填到股室。本表仅供参考。"], ["备注：本局股室一栏没有的不用填。"]]
    for other in others:
        told, _errors = read(sheet([*rows, other]))
        assert told[0].content["responsibilities"][0]["internal_office"] == "综合股"
    rows.append(["备注：本局股室一列为我局内部对接用，不上报。"])
    told, errors = read(sheet(rows))
    assert errors == []
    assert [row.content["responsibilities"][0]["internal_office"] for row in told] == ["", ""]


@pytest.mark.parametrize(
    ("note", "role"),
    [
        ("注：协同部门为配合部门。", ResponsibilityRole.SUPPORT),
        ("注：本表一式三份。", ResponsibilityRole.JOINT),
    ],
)
def test_a_note_says_what_those_who_act_together_are(note, role):
    rows = [
        ["序号", "配合事项", "牵头部门", "牵头部门职责", "协同部门", "协同部门职责", "镇职责"],
        [1, "路域整治", "县交通运输局", "编制计划。", "县公安局", "维持秩序。", "清理路障。"],
        [2, "反诈宣传", "县公安局", "组织侦查。", "县教育局", "进校宣讲。", "入户宣传。"],
        [note],
    ]
    told, errors = read(sheet(rows))
    assert errors == []
    assert [row.content["responsibilities"][1]["role"] for row in told] == [role, role]


@pytest.mark.parametrize(
    ("note", "limited"),
    [
        ("说明：“畜牧兽医”部分各项，河口乡没有养殖户，不承担。", "除河口乡外"),
        ("说明：“畜牧兽医”类事项只在河口乡、湾头镇开展。", "河口乡、湾头镇"),
        ("说明：“畜牧兽医”类事项由河口乡带头推开。", ""),
        ("说明：“畜牧兽医”类事项河口乡开展得早。", ""),
    ],
)
def test_a_note_limits_the_items_of_a_category_it_quotes(note, limited):
    rows = [
        ["序号", "类别", "事项名称"],
        [1, "粮食生产", "播种面积核对"],
        [2, "畜牧兽医", "防疫员管理"],
        [3, "畜牧兽医", "禁养区巡查"],
        [note],
    ]
    told, _errors = read(sheet(rows, "基本履职"), places=PLACES)
    assert [row.texts.get("scope", "") for row in told] == ["", limited, limited]


def test_a_mark_may_point_to_a_column_of_notes():
    rows = [
        ["序号", "类别", "事项名称", "附注"],
        [1, "粮食生产", "播种面积核对", ""],
        [2, "畜牧兽医", "禁养区巡查*", "限河口乡、湾头镇"],
        ["*号事项并非各乡镇皆有，适用何处见附注。"],
    ]
    told, _errors = read(sheet(rows, "基本履职"), places=PLACES)
    assert [row.texts.get("scope", "") for row in told] == ["", "限河口乡、湾头镇"]


YEARS = [
    ["序号", "", "类别", "事项名称", "", "变化"],
    ["2026", "2025", "", "2025版", "2026版", ""],
    [1, 1, "党建", "主题党日", "组织主题党日活动", "改"],
    [2, 2, "党建", "党员管理", "党员管理", "不变"],
    ["—", 3, "经济", "报刊征订", "", "取消"],
    [3, "—", "民生", "", "老年食堂监管", "新增"],
]


def test_of_two_years_editions_under_one_head_the_later_is_in_force():
    merged = [(1, 1, 1, 2), (1, 4, 1, 5), (1, 3, 2, 3), (1, 6, 2, 6)]
    rows, errors = read(sheet(YEARS, "基本履职", merged=merged))
    assert errors == []
    assert [row.name for row in rows] == ["组织主题党日活动", "党员管理", "老年食堂监管"]


def test_rows_of_one_item_refer_to_the_first_for_the_townships_duty():
    rows = [
        ["行", "事项号", "类别", "配合事项", "部门", "角色", "部门要干的", "我们镇要干的"],
        [1, "P01", "平安法治", "养犬管理", "县公安局", "牵头", "登记犬只。", "宣传养犬。"],
        [2, "P01", "平安法治", "养犬管理", "县农业农村局", "配合", "组织免疫。", "同上"],
        [3, "P02", "民生服务", "残疾评定", "县残疾人联合会", "牵头", "审核材料。", "初核户籍。"],
        [4, "P02", "民生服务", "残疾评定", "县卫生健康局", "配合", "下乡评残。", "同上"],
    ]
    told, errors = read(sheet(rows))
    assert errors == []
    assert [shares(row) for row in told] == [
        [("县公安局", "登记犬只。"), ("县农业农村局", "组织免疫。")],
        [("县残疾人联合会", "审核材料。"), ("县卫生健康局", "下乡评残。")],
    ]
    assert [row.content["township_duty"] for row in told] == ["宣传养犬。", "初核户籍。"]


def test_letters_stand_over_categories_of_a_list_of_names_alone():
    rows = [["事项名称"], ["A. 党的建设"], ["组织生活会"], ["B. 经济发展"], ["市场管理"]]
    told, _errors = read(sheet(rows, "基本履职"))
    assert [(row.content["category"], row.name) for row in told] == [
        ("党的建设", "组织生活会"),
        ("经济发展", "市场管理"),
    ]


RECEIVED = [
    ("企业统计入户核数", "经济发展", "县统计局　工业股", "由统计员直接入户。"),
    ("商贸补助初审", "经济发展", "县商务局　市场股", "网上申报，后台审核。"),
    ("慢特病资格认定", "民生服务", "县医疗保障局　待遇股", "委托县医院集中认定。"),
]


def test_the_first_label_of_a_card_is_the_names_where_the_others_tell_the_rest():
    rows = [["收回事项卡片"]]
    for number, (name, category, office, method) in enumerate(RECEIVED, 1):
        rows += [[f"卡 {number}  【{category}】"], ["不用再管的事", name], ["今后归谁", office]]
        rows += [["今后怎么做", method], ["- - - ✂ - - -"]]
    told, errors = read(sheet(rows))
    assert errors == []
    assert [(row.name, row.content["category"]) for row in told] == [one[:2] for one in RECEIVED]
    for row, (_name, _category, office, method) in zip(told, RECEIVED, strict=True):
        [department] = row.content["responsibilities"]
        name, section = office.split("\u3000")
        assert (department["department"], department["internal_office"]) == (name, section)
        assert department["method"] == method


def test_a_label_may_stand_twice_running_in_a_form():
    rows = [["配合履职事项登记"]]
    for name, category, office, duty, ours in FORMS:
        rows += [[], ["事项叫什么", name, "属哪一块", category]]
        rows.append(["牵头单位", office, "牵头单位任务", duty])
        rows.append(["共同办理单位", "县公安局", "该单位任务", "维持秩序。"])
        rows.append(["共同办理单位", "县气象局", "该单位任务", "发布预报。"])
        rows.append(["乡镇任务", ours])
    told, errors = read(sheet(rows))
    assert errors == []
    assert [shares(row) for row in told] == [
        [(values[2], values[3]), ("县公安局", "维持秩序。"), ("县气象局", "发布预报。")]
        for values in FORMS
    ]


def test_a_card_may_have_its_name_across_the_head_of_its_table():
    rows, blocks, merged = [["大厅事项卡片"]], [], []
    for name, whose, more in (
        ("高龄津贴停发补发", "街道自己办", []),
        ("长者食堂服务", "街道自己办", []),
        (
            "无障碍改造",
            "街道配合部门办",
            [["对口部门", "县民政局"], ["部门职责", "审定方案。"], ["街道职责", "登记需求。"]],
        ),
    ):
        first = len(rows) + 1
        rows += [[name, name], ["谁来办", whose], ["分类", "民生服务"], *more]
        blocks.append((first, len(rows), 2))
        merged.append((first, 1, first, 2))
    cards = sheet(rows, merged=merged)
    cards.blocks = blocks
    told, errors = read(cards)
    assert errors == []
    assert kinds_and_names(told) == [
        (Kind.BASIC, "高龄津贴停发补发"),
        (Kind.BASIC, "长者食堂服务"),
        (Kind.COORDINATION, "无障碍改造"),
    ]
    assert shares(told[2]) == [("县民政局", "审定方案。")]


BOXES = """履行职责事项清单
一、配合履职事项
1. 集市交通疏导【县公安局】设卡分流。【县交通运输局】增开班车。【本镇】引导退线。
2. 矫正对象走访【县司法局】定位监管。【本镇】每季走访。
二、上级部门收回事项
1. 农药门店核查【县农业农村局】由执法队到店核查。
"""


def test_boxes_behind_a_name_say_who_does_what():
    rows, errors = read(prose(BOXES))
    assert errors == []
    assert [row.name for row in rows] == ["集市交通疏导", "矫正对象走访", "农药门店核查"]
    assert shares(rows[0]) == [("县公安局", "设卡分流。"), ("县交通运输局", "增开班车。")]
    assert [row.content.get("township_duty") for row in rows[:2]] == ["引导退线。", "每季走访。"]
    assert shares(rows[2]) == [("县农业农村局", "由执法队到店核查。")]


TYPED = """乡里的活
第一块：自己干的（基本履职）
● 党建
- 村支书述职
- 山区送学上门
第二块：帮局里干的（配合履职）
● 农林
- 野生菌中毒提醒
局：县市监局
局里干：印海报
乡里干：发传单
"""


def test_a_list_may_be_typed_with_dashes():
    rows, errors = read(prose(TYPED))
    assert errors == []
    assert [(row.kind, row.content["category"], row.name) for row in rows] == [
        (Kind.BASIC, "党建", "村支书述职"),
        (Kind.BASIC, "党建", "山区送学上门"),
        (Kind.COORDINATION, "农林", "野生菌中毒提醒"),
    ]
    assert shares(rows[2]) == [("县市监局", "印海报")]


@pytest.mark.parametrize(
    ("said", "names"),
    [("本册为各乡镇的基本履职事项。", 4), ("本册为基本履职和配合履职事项。", 0)],
)
def test_names_alone_are_a_list_where_the_file_says_that_all_are_basic(said, names):
    sheets = [sheet([[said]], "说明")]
    for category in ("党的建设", "民生服务"):
        rows = [["事项名称"], [f"{category}学习"], [f"{category}宣传"]]
        sheets.append(sheet(rows, category))
    told, _errors = read(*sheets)
    assert len(told) == names


def test_sheets_named_as_their_titles_end_are_categories():
    sheets = []
    for name in ("卫生计生", "优抚双拥", "市容环境"):
        rows = [[f"窗口一览——{name}"], ["号", "事项名称"], [1, f"{name}走访"], [2, f"{name}宣传"]]
        sheets.append(sheet(rows, name))
    told, _errors = read(*sheets)
    assert [row.content["category"] for row in told] == [
        name for name in ("卫生计生", "优抚双拥", "市容环境") for _row in range(2)
    ]


RESPONSIBLE = """县农业农村局
关于请乡镇配合事项的函
我局对事项进行了梳理，均由我局牵头。
事项一：秸秆禁烧巡查
我局负责：推广还田。
共同责任单位县财政局负责：落实资金。
乡镇（街道）负责：轮班巡田。
事项二：动物免疫
我局负责：供应疫苗。
乡镇（街道）负责：登记存栏。
事项三：弃尸处理
我局负责：建设收集点。
乡镇（街道）负责：收运弃尸。
"""


def test_a_letter_says_who_is_responsible_in_whole_words():
    rows, errors = read(prose(RESPONSIBLE))
    assert errors == []
    assert shares(rows[0]) == [("县农业农村局", "推广还田。"), ("县财政局", "落实资金。")]
    assert rows[0].content["responsibilities"][1]["role"] == ResponsibilityRole.JOINT
    assert [row.content["township_duty"] for row in rows] == [
        "轮班巡田。",
        "登记存栏。",
        "收运弃尸。",
    ]


PLACES_OF_A_KIND = """关于增补履职事项的清单
一、增补基本履职事项
1. 冷库管护（河口乡、湾头镇；类别：乡村振兴）
2. 摊位调处（河口乡；类别：平安建设）
3. 巷道保洁
二、增补上级部门收回事项（河口乡、湾头镇均适用）
1. 砂石堆场检查。由县水利局承接，每月巡查两次。
"""


def test_places_stand_in_brackets_behind_a_name_or_behind_a_kind():
    rows, _errors = read(prose(PLACES_OF_A_KIND), places=PLACES)
    assert [(row.name, row.texts.get("scope", "")) for row in rows] == [
        ("冷库管护", "河口乡、湾头镇"),
        ("摊位调处", "河口乡"),
        ("巷道保洁", ""),
        ("砂石堆场检查", "河口乡、湾头镇"),
    ]
    assert [row.content.get("category") for row in rows[:2]] == ["乡村振兴", "平安建设"]


REPORT = """履职清单优化报告
第一章 工作概况
走访了八个乡镇。
第二章 基本履职事项
2.1 生态环保
（1）林长巡护任务落实
2.2 文化旅游
（1）文体活动组织
（2）民俗资源挖掘
第三章 配合履职事项
3.1 生态环保
3.1.1 秸秆综合利用
牵头部门：县农业农村局
部门职责：推广还田。
乡镇配合职责：划定堆放点。
3.1.2 野生动物补偿
牵头部门：县林业局
部门职责：核定损失。
乡镇配合职责：受理报案。
"""


def test_chapters_and_items_may_be_numbered_with_points():
    rows, errors = read(prose(REPORT))
    assert errors == []
    assert [(row.kind, row.content["category"], row.name) for row in rows] == [
        (Kind.BASIC, "生态环保", "林长巡护任务落实"),
        (Kind.BASIC, "文化旅游", "文体活动组织"),
        (Kind.BASIC, "文化旅游", "民俗资源挖掘"),
        (Kind.COORDINATION, "生态环保", "秸秆综合利用"),
        (Kind.COORDINATION, "生态环保", "野生动物补偿"),
    ]


def test_a_note_may_say_that_sheets_are_named_by_categories():
    sheets = [sheet([["一类一页，页签就是类别。"], ["以下都是自办的基本履职事项。"]], "说明")]
    for name in ("党建引领", "渔港渔业", "街巷整治"):
        rows = [["号", "事项名称"], [1, f"{name}走访"], [2, f"{name}宣传"]]
        sheets.append(sheet(rows, name))
    told, _errors = read(*sheets)
    assert [row.content["category"] for row in told] == [
        name for name in ("党建引领", "渔港渔业", "街巷整治") for _row in range(2)
    ]


KINDS_OF_A_COUNTY = [
    ["号", "办什么事", "谁来办", "条线单位", "条线单位做什么", "镇街做什么"],
    [1, "海上党课", "自办", "", "", ""],
    [2, "发展对象培训", "协办", "县委组织部", "统一排课。", "通知到人。"],
    [3, "船员证书核验", "上收", "县交通运输局", "直接核验。", ""],
]


def test_kinds_may_be_called_as_a_county_calls_them():
    told, errors = read(sheet(KINDS_OF_A_COUNTY))
    assert errors == []
    assert [row.kind for row in told] == [Kind.BASIC, Kind.COORDINATION, Kind.RECLAIMED]
    assert shares(told[1]) == [("县委组织部", "统一排课。")]
    assert shares(told[2]) == [("县交通运输局", "直接核验。")]


def test_who_leads_stands_beside_departments_across():
    heads = ["序", "配合事项", "领头", "县公安局", "县水利局", "市生态环境局示例县分局", "镇街"]
    rows = [
        heads,
        [1, "禁渔巡护", "县水利局", "办理案件。", "安装探头。", "", "夜间巡溪。"],
        [2, "排污口封堵", "市生态环境局示例县分局", "", "核对岸线。", "排查溯源。", "清理杂物。"],
        [3, "渡口看守", "县公安局", "维持秩序。", "", "监测水质。", "劝导乘客。"],
    ]
    told, errors = read(sheet(rows))
    assert errors == []
    leads = [row.content["responsibilities"][0]["department"] for row in told]
    assert leads == ["县水利局", "市生态环境局示例县分局", "县公安局"]
    assert sorted(shares(told[1])) == [
        ("县水利局", "核对岸线。"),
        ("市生态环境局示例县分局", "排查溯源。"),
    ]


def test_a_half_bracket_of_places_is_no_scope_where_no_label_took_its_end():
    text = PLACES_OF_A_KIND.replace(
        "1. 冷库管护（河口乡、湾头镇；类别：乡村振兴）", "1. 冷库管护（河口乡"
    )
    _rows, errors = read(prose(text), places=PLACES)
    assert errors == ["unfinished_name"]


def test_a_tick_beside_a_township_is_for_that_one():
    rows = [
        ["号", "配合事项", "牵头部门", "部门职责", "镇街职责", "乡镇（街道）", "适用"],
        [1, "噪声劝导", "县公安局", "接警处置。", "张贴公约。", "城关镇", "√"],
        ["", "", "", "", "", "河口乡", ""],
        ["", "", "", "", "", "湾头镇", "√"],
        [2, "渡船限载", "县交通运输局", "核定载客。", "现场清点。", "城关镇", ""],
        ["", "", "", "", "", "河口乡", "√"],
        ["", "", "", "", "", "湾头镇", ""],
    ]
    merged = [(top, column, top + 2, column) for top in (2, 5) for column in range(1, 6)]
    told, _errors = read(sheet(rows, merged=merged), places=PLACES)
    assert [row.name for row in told] == ["噪声劝导", "渡船限载"]
    assert [row.texts["scope"].split("\n") for row in told] == [["城关镇", "湾头镇"], ["河口乡"]]
    assert scope_issues(told, PLACES) == ([], [])
    rows[5][-1] = ""
    told, _errors = read(sheet(rows, merged=merged), places=PLACES)
    errors, _warnings = scope_issues(told, PLACES)
    assert [(error.row, error.code) for error in errors] == [(5, "no_tick")]


CARDS_OF_A_PAGE = """<h1>县林业局涉镇事项卡片</h1>
<span>配合履职</span> <small>卡01</small><h3>古树巡看</h3>
<dl><dt>类别</dt><dd>生态环保</dd><dt>牵头部门</dt><dd>县林业局</dd>
<dt>部门职责</dt><dd>建档挂牌，组织复壮</dd><dt>协助单位</dt><dd>县公安局（查处盗挖行为）</dd>
<dt>镇职责</dt><dd>看护古树，报告枯枝</dd></dl>
<span>配合履职</span> <small>卡02</small><h3>林区防火码推广</h3>
<dl><dt>类别</dt><dd>平安法治</dd><dt>牵头部门</dt><dd>县林业局</dd>
<dt>部门职责</dt><dd>生成码牌，统计扫码</dd><dt>镇职责：</dt><dd>张贴码牌</dd></dl>
<span>上级收回</span> <small>卡03</small><h3>木材经营备案</h3>
<dl><dt>类别</dt><dd>生态环保</dd><dt>承接部门</dt><dd>县林业局</dd>
<dt>工作方式</dt><dd>由该局网上备案</dd></dl>"""


def test_a_list_of_terms_on_a_page_is_labels_with_their_values(tmp_path):
    path = tmp_path / "卡片.html"
    path.write_text(f"<html><body>{CARDS_OF_A_PAGE}</body></html>", encoding="utf-8")
    told, errors = read(*read_file(path))
    assert errors == []
    assert [(row.kind, row.name, row.content["category"]) for row in told] == [
        (Kind.COORDINATION, "古树巡看", "生态环保"),
        (Kind.COORDINATION, "林区防火码推广", "平安法治"),
        (Kind.RECLAIMED, "木材经营备案", "生态环保"),
    ]
    assert shares(told[0]) == [("县林业局", "建档挂牌，组织复壮"), ("县公安局", "查处盗挖行为")]
    assert told[0].content["responsibilities"][1]["role"] == ResponsibilityRole.SUPPORT
    assert told[1].content["township_duty"] == "张贴码牌"
    assert shares(told[2]) == [("县林业局", "由该局网上备案")]


LINES_BETWEEN = """城关镇履职事项
一、基本履职事项
下列事项由本镇自己办理，各站所要认真对照：
1. 广场舞场地错峰安排
2. 公厕开水供应
{between}
3. 老街灯笼更换
4. 集市雨棚检修
5. 码头石阶修补
6. 祠堂消防水缸换水
7. 凉亭防腐刷漆
8. 井台护栏加固"""


@pytest.mark.parametrize(
    ("between", "told"),
    [
        ("下列三项县里已经收走，群众询问时请告知。", ["doubtful_row"]),
        ("承接：县水利局水政股，网上申报。", ["doubtful_row"]),
        ("第三条　老旧小区改造。", ["stray_cell"]),
        ("（1）登记开水次数；", []),
        ("注：公厕指镇区公厕。", []),
        ("（以上两项由社区代办）", []),
    ],
)
def test_a_line_that_no_item_takes_between_two_is_an_error(between, told):
    rows, errors = read(prose(LINES_BETWEEN.format(between=between)))
    assert len(rows) == 8
    assert errors == told


TABLE_LIKE_A_CARD = [
    ["收回+配合 两类"],
    ["类", "事项", "警种/所队", "工作方式（收回的填）", "辖区乡镇（配合的填：公安干啥／乡镇干啥）"],
    ["收回", "旅馆登记核查", "治安大队", "扫码登记联网", ""],
    ["收回", "废旧金属备案", "治安大队", "线上备案，当日回执", ""],
    ["收回", "涉案车辆看管", "交警大队", "租用停车场看管", ""],
    ["收回", "尿检", "禁毒大队", "由派出所定期检测", ""],
    ["收回", "锁具经营备案", "治安大队", "网上办理", ""],
    ["配合", "反诈劝阻", "刑侦大队", "", "公安：推送预警\n乡镇：见面劝阻"],
]


def test_rows_under_a_head_are_no_card_whose_label_stands_again_and_again():
    rows, errors = read(sheet(TABLE_LIKE_A_CARD))
    assert [row.name for row in rows] == [cells[1] for cells in TABLE_LIKE_A_CARD[2:]]
    assert "missing_column" in errors


def test_items_side_by_side_need_three_known_words_where_all_rows_are_as_long():
    names = ["古树巡看", "湿地界桩看护", "油茶改造登记", "林权调处"]
    works = ["建档挂牌", "设桩监测", "育苗供苗", "调取档案"]
    ours = ["浇水培土", "劝离电鱼", "登记农户", "请老人指界"]
    offices = ["资源股", "保护站", "产业办", "林改股"]
    rows = [
        ["县林业局牵头、乡镇配合的事项"],
        ["事项名称", *names],
        ["林业局职责", *works],
        ["乡镇（街道）配合职责", *ours],
        ["林业局哪个股", *offices],
    ]
    told = upright(sheet(rows))
    items, errors = read(told)
    assert errors == []
    assert [(row.name, shares(row)[0][1]) for row in items] == list(zip(names, works, strict=True))
    assert [row.content["township_duty"] for row in items] == ours
    assert [row.content["responsibilities"][0]["internal_office"] for row in items] == offices


BOTH_IN_ITS_TITLE = """市监局需乡镇协助和已收回事项情况说明
1、集体聚餐备案。经办股室：餐饮股。市监局职责：办厨师培训。乡镇街道职责：三天前收申报表。
2、电梯困人处置。经办股室：特设股。市监局职责：召集维保单位。乡镇街道职责：接报后安抚被困者。
3、公平秤看管。经办股室：计量股。市监局职责：强检换秤。乡镇街道职责：留专人看管。"""


def test_a_title_that_says_reclaimed_is_no_kind_of_items_with_the_township_s_duty():
    items, _errors = read(prose(BOTH_IN_ITS_TITLE))
    assert [row.kind for row in items] == [Kind.COORDINATION] * 3
    assert shares(items[0]) == [("市监局", "办厨师培训。")]
    assert items[0].content["responsibilities"][0]["internal_office"] == "餐饮股"
    assert items[2].content["township_duty"] == "留专人看管。"


def test_a_sheet_with_the_words_of_a_list_and_no_head_is_an_error():
    lost = [
        ["说明"],
        ["事项名称", "一", "二", "三"],
        ["上级部门职责", "甲"],
        ["配合职责", "乙", "丙"],
    ]
    _rows, errors = read(sheet(forms_rows()), sheet(lost, name="另一张"))
    assert errors == ["missing_column"]


def forms_rows():
    """A list that is read, beside which another sheet is not."""
    head = ["序号", "事项名称", "对应上级部门", "上级部门职责", "配合职责"]
    rows = [["城关镇配合履职事项清单"], head]
    for number, (name, _category, office, duty, ours) in enumerate(FORMS, start=1):
        rows.append([number, name, office, duty, ours])
    return rows


MARKED_CARDS = """示例县履职事项卡片集
适用全县各乡镇、街道
护路巡看
卡号 001｜配合履职｜平安法治
牵头单位：县委政法委
牵头单位职责：召集联席会
镇职责：劝说户主加固
闸口守夜
卡号 002｜配合履职｜城乡建设
牵头单位：县水利局
牵头单位职责：核定班次
镇职责：选派守夜人
孤寡探访
卡号 003｜基本履职｜民生服务
燃气安检
卡号 004｜上级部门收回｜城乡建设
承接单位：县住房和城乡建设局
工作方式：抽查企业自检"""


def test_marks_in_a_line_below_a_name_are_its_kind_and_category():
    rows, errors = read(prose(MARKED_CARDS))
    assert errors == []
    assert [(row.kind, row.name, row.content["category"]) for row in rows] == [
        (Kind.COORDINATION, "护路巡看", "平安法治"),
        (Kind.COORDINATION, "闸口守夜", "城乡建设"),
        (Kind.BASIC, "孤寡探访", "民生服务"),
        (Kind.RECLAIMED, "燃气安检", "城乡建设"),
    ]
    assert rows[1].content["township_duty"] == "选派守夜人"


MARKS_ABOVE = """示例县乡镇（街道）履职事项清单
经县委同意，现予公布。
基本履职事项 民生服务
孤寡探访，帮办代办
配合履职事项 平安法治
1. 护路巡看
对应上级部门：县委政法委、县公安局
上级部门职责：县委政法委：
1.召集联席会
2.通报案情
县公安局：
处置警情
配合职责：劝说户主加固
配合履职事项 城乡建设
2. 闸口守夜
对应上级部门：县水利局
上级部门职责：核定班次
配合职责：选派守夜人
上级部门收回事项 城乡建设
燃气安检
承接部门：县住房和城乡建设局
工作方式：抽查企业自检
主办：示例县人民政府办公室　技术支持：县数据局"""


@pytest.mark.parametrize("sign", [" ", "｜"])
def test_marks_in_a_line_above_a_name_are_its_kind_and_category(sign):
    rows, errors = read(prose(re.sub("(?<=事项) ", sign, MARKS_ABOVE)))
    assert errors == []
    assert [(row.kind, row.name, row.content["category"]) for row in rows] == [
        (Kind.BASIC, "孤寡探访，帮办代办", "民生服务"),
        (Kind.COORDINATION, "护路巡看", "平安法治"),
        (Kind.COORDINATION, "闸口守夜", "城乡建设"),
        (Kind.RECLAIMED, "燃气安检", "城乡建设"),
    ]
    assert shares(rows[1]) == [
        ("县委政法委", "1.召集联席会\n2.通报案情"),
        ("县公安局", "处置警情"),
    ]
    assert shares(rows[3]) == [("县住房和城乡建设局", "抽查企业自检")]


def test_a_note_on_the_order_counts_for_departments_that_stand_over_their_duties():
    rows = [
        ["驻县单位配合履职事项"],
        ["每项排在首位的【】内单位牵头，其余为配合单位。"],
        ["序号", "配合事项", "部门及其分工", "镇职责"],
        [1, "增雨点看守", "【县气象局】申请空域\n【县公安局】看护炮弹", "疏散群众"],
        [2, "烟感安装", "【县消防救援大队】采购安装\n【县民政局】提供名册", "陪同上门"],
    ]
    told, errors = read(sheet(rows))
    assert errors == []
    for row in told:
        roles = [one["role"] for one in row.content["responsibilities"]]
        assert roles == [ResponsibilityRole.LEAD, ResponsibilityRole.SUPPORT]
    assert shares(told[0]) == [("县气象局", "申请空域"), ("县公安局", "看护炮弹")]
