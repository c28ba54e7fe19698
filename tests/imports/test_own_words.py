"""Lists in the words of who wrote them: heads as people speak, notes of a hand, pages for one item
each.
"""

import pytest

from items.imports.recognition.headwords import field_of
from items.models import Kind, ResponsibilityRole

from .test_exports_and_prose import prose
from .test_forms_and_lines import kinds_and_names
from .test_other_hands import PLACES, read, shares, sheet

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("哪件事", "name"),
        ("事名", "name"),
        ("标题", "name"),
        ("协同", "support_departments"),
        ("部门该干的", "department_duty"),
        ("街道帮的", "township_duty"),
        ("标准名称", "name"),
        ("支持部门（不单列职责）", "support_departments"),
        ("还有哪些部门共同负责", "joint_departments"),
        ("我局主责内容", "department_duty"),
        ("我局承办股室", "internal_office"),
        ("接手科室（单位）", "internal_office"),
        ("要配合的事", "name"),
        ("牵头的局", "departments"),
        ("归哪个局管", "departments"),
        ("一起干的局", "joint_departments"),
        ("局里干啥", "department_duty"),
        ("区里怎么做", "department_duty"),
        ("街道怎么配合", "township_duty"),
        ("乡里负责", "township_duty"),
        ("牵头局", "departments"),
        ("主抓单位", "departments"),
        ("帮忙的局", "support_departments"),
        ("怎么处理", "method"),
        ("怎么接", "method"),
        ("落实办法", "method"),
        ("市场监管局", ""),
        ("协办员", ""),
        ("哪家单位接走了", "receivers"),
        ("谁收走、怎么办", "receivers_and_method"),
        ("哪些地方", "scope"),
        ("别的单位", "joint_departments"),
        ("别的单位职责", "support_duty"),
        ("收回后由哪个科室办", "internal_office"),
        ("镇上管啥", "township_duty"),
        ("原由乡镇（街道）负责的工作", "name"),
        ("他们以后怎么办", "method"),
        ("县里怎么管（收回的）", "method"),
        ("经办者（承接部门）", "receivers"),
        ("ITEM_NAME", "name"),
        ("我们干啥", ""),
        ("负责人", ""),
        ("办事指南", ""),
        ("我镇出什么力", "township_duty"),
        ("收去的部门", "receivers"),
        ("收去后的办法", "method"),
        ("交出日期", "transition_on"),
        ("口子", "category"),
        ("正式的叫法", "name"),
        ("收回后怎样开展工作", "method"),
        ("哪方面", "category"),
        ("属于哪一块", "category"),
        ("镇里办的事项", "name"),
        ("区表上的事项", "name"),
        ("乡里配合做什么", "township_duty"),
        ("部门里的股室", "internal_office"),
        ("配合部门1（收回的填承接）", "support_departments"),
        ("本乡配合", "township_duty"),
        ("镇上帮忙", "township_duty"),
        ("部门配合", ""),
        ("现在怎么管", "method"),
    ],
)
def test_heads_are_known_as_people_say_them(head, field):
    assert field_of(head) == field


SPOKEN = [
    ["镇里要配合的事（配合履职）"],
    ["号", "哪件事", "局", "局干啥", "我们干啥"],
    ["1", "湿地巡护", "林业局", "组织普查", "劝阻围垦"],
    ["", "", "水利局", "调度水量", ""],
    ["2", "村庄道路养护工作", "交通局", "编制计划", "清理路障"],
]


def test_what_we_do_is_the_townships_beside_what_a_department_does():
    rows, errors = read(sheet(SPOKEN))
    assert errors == []
    assert shares(rows[0]) == [("林业局", "组织普查"), ("水利局", "调度水量")]
    assert [row.content["township_duty"] for row in rows] == ["劝阻围垦", "清理路障"]


def test_the_rest_of_a_name_may_stand_beside_a_further_department():
    cut = [*SPOKEN[:2], ["1", "村庄道路养", "交通局", "编制计划", "清理路障"]]
    cut += [["", "护工作", "财政局", "筹措资金", ""], ["2", *SPOKEN[2][1:]]]
    rows, errors = read(sheet(cut))
    assert errors == []
    assert rows[0].name == "村庄道路养护工作"
    assert shares(rows[0]) == [("交通局", "编制计划"), ("财政局", "筹措资金")]


@pytest.mark.parametrize("who", ["如今归哪个局管", "收回后谁负责", "现由谁办"])
def test_a_card_may_ask_who_has_an_item_now(who):
    cards = [["收回事项卡片"], ["收回1"]]
    for name, office in (("湿地巡护", "县林业局"), ("商户走访", "县商务局")):
        cards += [["事项", name], [who, office], ["现在怎么管", "每月抽查。"], []]
    rows, errors = read(sheet(cards))
    assert errors == []
    assert kinds_and_names(rows) == [(Kind.RECLAIMED, "湿地巡护"), (Kind.RECLAIMED, "商户走访")]
    assert shares(rows[0]) == [("县林业局", "每月抽查。")]


PAGE = [
    ["配合履职事项说明"],
    ["事项", "湿地巡护"],
    ["领域", "生态环保"],
    ["部门分工", "单位名称", "做什么", "角色"],
    ["", "县林业局", "组织普查。", "牵头"],
    ["", "县水利局", "调度水量。", "支持保障"],
    ["", "县财政局", "安排资金。", "支持保障"],
    ["镇里怎么配合", "劝阻围垦。"],
]


def test_a_page_for_an_item_has_a_table_of_departments_inside():
    [row], errors = read(sheet(PAGE, merged=[(4, 1, 7, 1)]))
    assert errors == []
    assert shares(row) == [
        ("县林业局", "组织普查。"),
        ("县水利局", "调度水量。"),
        ("县财政局", "安排资金。"),
    ]
    roles = [one["role"] for one in row.content["responsibilities"]]
    assert roles == [ResponsibilityRole.LEAD] + [ResponsibilityRole.SUPPORT] * 2
    assert row.content["township_duty"] == "劝阻围垦。"


CODED = [
    ["LX", "LB", "SXMC", "BMMC", "JS", "ZZ", "FS", "XZZZ"],
    [
        "类型（1基本 2配合 3收回）",
        "类别",
        "事项名称",
        "部门名称",
        "部门角色（Q牵头 Z支持 C承接）",
        "部门职责",
        "工作方式",
        "乡镇职责",
    ],
    ["1", "民生服务", "开展敬老活动", "", "", "", "", ""],
    ["2", "生态环保", "湿地巡护", "县林业局", "Q", "组织普查。", "", "劝阻围垦。"],
    ["2", "生态环保", "湿地巡护", "县水利局", "Z", "调度水量。", "", "劝阻围垦。"],
    ["3", "卫生健康", "诊所年度校验", "县卫健局", "C", "", "直接受理", ""],
]


def test_codes_are_read_as_their_heads_explain_them():
    rows, errors = read(sheet(CODED))
    assert errors == []
    assert kinds_and_names(rows) == [
        (Kind.BASIC, "开展敬老活动"),
        (Kind.COORDINATION, "湿地巡护"),
        (Kind.RECLAIMED, "诊所年度校验"),
    ]
    roles = [one["role"] for one in rows[1].content["responsibilities"]]
    assert roles == [ResponsibilityRole.LEAD, ResponsibilityRole.SUPPORT]


RECORD = [
    ["item_name", "kind", "lead_dept", "lead_duty", "township_name", "township_duty", "status"],
    ["湿地巡护", "配合履职", "县林业局", "组织普查。", "双桥镇", "劝阻围垦。", "VALID"],
    ["湿地巡护", "配合履职", "县林业局", "组织普查。", "三河镇", "劝阻围垦。", "VOID"],
    ["湿地巡护", "配合履职", "县林业局", "组织普查。", "东山乡", "劝阻围垦。", "VALID"],
]


def test_a_record_that_holds_no_longer_adds_no_township():
    [row], errors = read(sheet(RECORD))
    assert errors == []
    assert row.texts["scope"] == "双桥镇\n东山乡"


def test_a_category_may_say_that_it_is_a_matter():
    lines = "双桥镇基本履职事项\n一、党的建设方面\n（一）建立人才库；\n（二）召开学习会。\n"
    lines += "二、民生服务方面\n（一）建设养老点。\n（二）开展敬老活动。"
    rows, errors = read(prose(lines))
    assert errors == []
    categories = [row.content["category"] for row in rows]
    assert categories == ["党的建设", "党的建设", "民生服务", "民生服务"]


def test_what_the_township_does_may_begin_with_in_the_township():
    lines = "双桥镇配合履职事项\n1．湿地巡护\n县林业局（牵头）：组织普查。\n镇里：劝阻围垦。\n"
    lines += "2．道路养护\n县交通局（牵头）：编制计划。\n镇里：清理路障。\n"
    lines += "3．敬老活动\n县民政局（牵头）：安排资金。\n镇里：走访老人。"
    rows, errors = read(prose(lines))
    assert errors == []
    duties = [row.content["township_duty"] for row in rows]
    assert duties == ["劝阻围垦。", "清理路障。", "走访老人。"]


@pytest.mark.parametrize("gap", ["\t", "……", "    "])
def test_who_receives_may_stand_behind_a_gap(gap):
    lines = "上级部门收回事项一览\n"
    for number, name in enumerate(["采砂处罚", "沿街招牌检测", "诊所年度校验"], 1):
        lines += f"{number}．{name}的办理{gap}县水利局\n今后办法：依法办理{number}\n"
    rows, errors = read(prose(lines))
    assert errors == []
    assert [row.name for row in rows] == [
        "采砂处罚的办理",
        "沿街招牌检测的办理",
        "诊所年度校验的办理",
    ]
    assert [shares(row) for row in rows] == [[("县水利局", f"依法办理{n}")] for n in (1, 2, 3)]


NOTED = """双桥镇的事项，发给大家看看
【一】自己干的（基本履职）
1、开展敬老活动
2、管护村道
3、推广良种
【二】上面收走的（上级部门收回），后面括号是谁收、怎么干
1、采砂处罚（县水利局；日常巡查，依法查处）
2、诊所年度校验（县卫健局；网上受理（含变更））
收到请回复"""


def test_who_receives_and_how_may_stand_in_brackets_behind_a_name():
    rows, errors = read(prose(NOTED))
    assert errors == []
    assert [row.kind for row in rows] == [Kind.BASIC] * 3 + [Kind.RECLAIMED] * 2
    assert [shares(row) for row in rows[3:]] == [
        [("县水利局", "日常巡查，依法查处")],
        [("县卫健局", "网上受理（含变更）")],
    ]


COPIED = """上级部门收回事项录文
〔原件第1页〕
【件】1【事项】采砂处罚
【收归】县水利局
【办法】依法查处。
【件】2【事项】沿街招牌检测【收归】县城管局【办法】委托检测。
〔按：此条用红笔划去，不计。〕
〔原件第2页〕
【件】3【事项】诊所年度校验【收归】县卫健局【办法】网上受理。
〔按：此页有水渍。〕
【件】4【事项】物业评级【收归】县住建局【办法】年度评定。"""


def test_an_item_may_begin_with_a_label_in_a_box_and_be_struck_out_by_an_aside():
    rows, errors = read(prose(COPIED))
    assert errors == []
    assert [row.name for row in rows] == ["采砂处罚", "诊所年度校验", "物业评级"]
    assert shares(rows[0]) == [("县水利局", "依法查处。")]


def test_an_item_struck_off_the_register_is_none():
    head = ["件号", "题名（收回事项）", "责任者（承接部门）", "办理方式", "备注"]
    rows, errors = read(
        sheet(
            [
                head,
                ["1", "采砂处罚", "县水利局", "依法查处", ""],
                ["2", "物业评级", "县住建局", "年度评定", "已销号，不再列入"],
                ["3", "诊所年度校验", "县卫健局", "网上受理", ""],
            ]
        )
    )
    assert errors == []
    assert kinds_and_names(rows) == [
        (Kind.RECLAIMED, "采砂处罚"),
        (Kind.RECLAIMED, "诊所年度校验"),
    ]


CAPTIONED = [
    ["配合履职"],
    ["湿地巡护 现行有效"],
    ["类别", "生态环保"],
    ["分工", "部门", "职责"],
    ["", "县林业局（牵头）", "组织普查。"],
    ["", "县水利局（支持）", "调度水量。"],
    ["乡镇配合", "劝阻围垦。"],
    ["村庄道路养护 已撤销"],
    ["类别", "城乡建设"],
    ["分工", "部门", "职责"],
    ["", "县交通局（牵头）", "编制计划。"],
    ["乡镇配合", "清理路障。"],
    ["敬老活动 现行有效"],
    ["类别", "民生服务"],
    ["分工", "部门", "职责"],
    ["", "县民政局（牵头）", "安排资金。"],
    ["乡镇配合", "走访老人。"],
]
LABELS_OVER = [(4, 1, 6, 1), (10, 1, 11, 1), (15, 1, 16, 1)]


def test_the_line_above_a_card_is_its_name():
    rows, errors = read(sheet(CAPTIONED, merged=LABELS_OVER))
    assert errors == []
    assert kinds_and_names(rows) == [
        (Kind.COORDINATION, "湿地巡护"),
        (Kind.COORDINATION, "敬老活动"),
    ]
    assert shares(rows[0]) == [("县林业局", "组织普查。"), ("县水利局", "调度水量。")]


def test_a_line_above_one_card_of_several_names_none():
    cards = [*CAPTIONED[:12], [""], *CAPTIONED[13:]]
    rows, errors = read(sheet(cards, merged=LABELS_OVER))
    assert rows == []
    assert errors


REGISTER = [
    ["示例县履职事项登记簿"],
    ["登记号", "登记事由", "事项", "事项类型", "承接部门", "摘记"],
    ["1", "新登记", "开展敬老活动", "基本履职事项", "", ""],
    ["2", "新登记", "采砂处罚和有关工作", "上级部门收回事项", "县水利局", "工作方式：依法查处"],
    ["3", "新登记", "推广良种", "基本履职事项", "", ""],
    ["4", "新登记", "诊所年度校验", "上级部门收回事项", "县卫健局", "工作方式：网上受理"],
    ["5", "变更", "第2号事项名称改为：采砂处罚", "同前", "同前", "经会议同意"],
    ["6", "注销", "第3号", "", "", "注销"],
]


def test_a_register_changes_and_strikes_off_by_number_and_a_cell_says_what_it_is():
    rows, errors = read(sheet(REGISTER))
    assert errors == []
    assert kinds_and_names(rows) == [
        (Kind.BASIC, "开展敬老活动"),
        (Kind.RECLAIMED, "采砂处罚"),
        (Kind.RECLAIMED, "诊所年度校验"),
    ]
    assert [shares(row) for row in rows[1:]] == [
        [("县水利局", "依法查处")],
        [("县卫健局", "网上受理")],
    ]


def test_a_row_that_changes_one_that_is_not_there_is_an_error():
    rows, errors = read(sheet([*REGISTER[:-1], ["6", "注销", "第9号", "", "", "注销"]]))
    assert len(rows) == 4
    assert errors


DECIDED = [
    ["履职事项优化建议及审定结果"],
    ["建议仅供参考，以“县里审定”为准。"],
    [
        "序号",
        "原名称",
        "原类型",
        "建议",
        "县里审定",
        "定稿名称",
        "归口部门",
        "部门怎么做",
        "乡镇怎么配合",
    ],
    ["1", "开展敬老活动", "基本履职", "建议收回", "保留为基本履职", "", "", "", ""],
    ["2", "推广良种等工作", "基本履职", "保留", "保留为基本履职", "推广良种", "", "", ""],
    ["3", "张贴标语", "基本履职", "保留", "取消", "", "", "", ""],
    ["4", "推广良法", "基本履职", "建议合并", "并入第2项", "", "", "", ""],
    [
        "5",
        "负责湿地巡护",
        "基本履职",
        "转出",
        "转为配合履职",
        "湿地巡护",
        "县林业局",
        "普查",
        "劝阻",
    ],
    ["6", "采砂处罚", "配合履职", "保留", "由上级部门收回", "", "县水利局", "依法查处", ""],
]


def test_what_was_decided_says_the_kind_and_keeps_the_old_name_where_none_is_new():
    rows, errors = read(sheet(DECIDED))
    assert errors == []
    assert kinds_and_names(rows) == [
        (Kind.BASIC, "开展敬老活动"),
        (Kind.BASIC, "推广良种"),
        (Kind.COORDINATION, "湿地巡护"),
        (Kind.RECLAIMED, "采砂处罚"),
    ]
    assert shares(rows[3]) == [("县水利局", "依法查处")]


def test_a_cell_that_says_what_becomes_of_an_item_is_no_head():
    assert [field_of(text) for text in ("由上级部门收回", "保留为基本履职")] == ["", ""]


MATRIX = [
    ["配合履职事项责任矩阵"],
    ["图例：● 牵头   ○ 共同   △ 支持   （空白）不涉及"],
    ["编号", "领域", "事项", "县林业局", "县水利局", "县财政局", "县交通局"],
    ["P01", "生态环保", "湿地巡护", "●", "○", "△", ""],
    ["P02", "城乡建设", "道路养护", "", "", "○", "●"],
    ["", "", "部门涉及事项数", "1", "1", "2", "1"],
]


def test_a_legend_may_explain_three_signs_and_a_row_of_counts_is_no_item():
    rows, errors = read(sheet(MATRIX))
    assert set(errors) == {"missing_column"}
    roles = [
        [(one["department"], one["role"]) for one in row.content["responsibilities"]]
        for row in rows
    ]
    assert roles == [
        [("县林业局", "lead"), ("县水利局", "joint"), ("县财政局", "support")],
        [("县交通局", "lead"), ("县财政局", "joint")],
    ]


@pytest.mark.parametrize("who", ["以后归谁管", "收走后谁接", "收回给谁"])
def test_whoever_has_it_now_is_who_receives(who):
    head = ["序号", "收回的事", who, "怎么处理"]
    items = [["1", "采砂处罚", "县水利局", "依法查处"], ["2", "诊所校验", "县卫健局", "网上受理"]]
    rows, errors = read(sheet([["上级部门收回事项清单"], head, *items]))
    assert errors == []
    assert [shares(row) for row in rows] == [[("县水利局", "依法查处")], [("县卫健局", "网上受理")]]


TOGETHER = [
    ["序号", "事项名称", "牵头单位", "牵头单位职责", "协同单位一", "协同单位二", "乡镇配合职责"],
    ["1", "湿地巡护", "县林业局", "组织普查。", "县水利局", "县财政局", "劝阻围垦。"],
    ["2", "道路养护", "县交通局", "编制计划。", "县财政局", "/", "清理路障。"],
]


@pytest.mark.parametrize(
    ("word", "role"),
    [("协同", "joint"), ("协同配合", "support"), ("配合", "support"), ("协办", "support")],
)
def test_who_acts_together_with_the_lead_shares_in_an_item(word, role):
    head = [text.replace("协同", word) for text in TOGETHER[0]]
    rows, _errors = read(sheet([["示例县配合履职事项清单"], head, *TOGETHER[1:]]))
    roles = [[one["role"] for one in row.content["responsibilities"]] for row in rows]
    assert roles == [["lead", role, role], ["lead", role]]


def test_in_the_list_of_one_office_the_same_word_says_who_helps_it():
    head = ["序号", "事项名称", "本局承担", "协同单位及分工", "请乡镇配合的工作"]
    duty = "县水利局：调度水量。\n县财政局：安排资金。"
    list_of_one = [["示例县林业局需乡镇配合事项表"], head]
    list_of_one += [
        [n, name, "组织普查。", duty, "劝阻围垦。"] for n, name in ((1, "湿地"), (2, "林地"))
    ]
    rows, _errors = read(sheet(list_of_one))
    roles = [one["role"] for one in rows[0].content["responsibilities"]]
    assert roles == ["lead", "support", "support"]


DASHED = """湾头镇权责说明
第一部分  基本履职——镇里自己办的
（一）乡村振兴
1．巡查耕地，劝阻占用
2．评定文明户
3．管护村庄路灯
第二部分  配合履职——县里牵头的
（一）城乡建设
1．农村危房改造工作
牵头——住建局：评定等级。
配合——财政局：拨付资金。
本镇——核实名单。
2．村庄规划编制工作
牵头——自然资源局：组织编制。
本镇——组织村民讨论。
"""


def test_a_dash_sets_off_what_explains_a_kind_and_who_acts():
    rows, errors = read(prose(DASHED))
    assert errors == []
    assert [(row.kind, row.content["category"]) for row in rows] == [
        *[(Kind.BASIC, "乡村振兴")] * 3,
        *[(Kind.COORDINATION, "城乡建设")] * 2,
    ]
    assert [share[0] for share in shares(rows[3])] == ["住建局", "财政局"]
    assert rows[3].content["township_duty"] == "核实名单。"


RANGED = [
    ["河口乡基本履职事项清单"],
    ["序号", "事项名称"],
    ["乡村振兴（12—14）", ""],
    ["12", "管护村庄路灯"],
    ["13", "评定文明户"],
    ["14", "巡查耕地，劝阻占用"],
    ["平安法治（第15至16项）", ""],
    ["15", "调解邻里纠纷"],
    ["16", "组织治安巡逻"],
]


def test_a_category_may_say_from_which_number_to_which_its_items_go():
    rows, errors = read(sheet(RANGED))
    assert errors == []
    assert [row.content["category"] for row in rows] == ["乡村振兴"] * 3 + ["平安法治"] * 2


def test_a_list_for_neighbours_says_what_an_item_is_called_and_who_does_what_behind_arrows():
    rows = [
        ["邻里问事对照表"],
        ["领域", "常这样问", "清单上的叫法", "归哪一类", "找哪个部门", "部门做什么", "街道做什么"],
        ["治理", "谁来当组长？", "推选居民小组长", "自己办（基本）", "/", "/", "/"],
        ["", "楼下有人拉线", "飞线充电治理", "帮部门办（配合）", "县消防大队、县住建局"],
        ["", "证去哪儿办？", "租赁登记备案", "部门收走（收回）", "县住建局", "线上备案。", "/"],
        ["整理：小唐"],
    ]
    rows[3] += ["县消防大队→检查防火\n县住建局→增设充电棚", "发动清理"]
    rows, errors = read(sheet(rows, merged=[(1, 1, 1, 7), (3, 1, 5, 1)]))
    assert errors == []
    assert kinds_and_names(rows) == [
        (Kind.BASIC, "推选居民小组长"),
        (Kind.COORDINATION, "飞线充电治理"),
        (Kind.RECLAIMED, "租赁登记备案"),
    ]
    assert shares(rows[1]) == [("县消防大队", "检查防火"), ("县住建局", "增设充电棚")]


ROWS_OF_SORTS = [
    ["序号", "哪路", "做什么事", "经手人"],
    [1, "党务", "建好红色驿站", "小丁"],
    [2, "", "办好村务公开栏", "小何"],
    [3, "农事", "修好机耕便道", "小丁"],
    [4, "", "管好小型泵站", "小何"],
]


def test_a_column_of_few_short_words_before_the_names_is_asked_about():
    assert read(sheet([["基本事项表"], *ROWS_OF_SORTS]))[1] == ["category_unread"]


def test_a_column_of_offices_before_the_names_is_not_asked_about():
    offices = [["基本事项表"], ROWS_OF_SORTS[0]]
    for number, office, name, hand in ROWS_OF_SORTS[1:]:
        offices.append([number, office and f"{office}办", name, hand])
    assert read(sheet(offices))[1] == []


CHANGES = [
    ["配合履职事项调整对照表"],
    ["序号", "去年的说明", "去年的表述", "今年拟用的表述", "保留", "修改", "新增", "取消"],
    [1, "", "河道清淤", "同左", "√", "", "", ""],
    [2, "", "山塘看护", "山塘巡查看护", "", "√", "", ""],
    [3, "", "—", "渡口看护", "", "", "√", ""],
    ["／", "", "村志编写", "—", "", "", "", "√"],
    [4, "", "古树登记", "古树登记", "", "", "", "√"],
]


def test_ticks_beside_an_old_and_a_new_wording_say_what_becomes_of_each_item():
    rows = [CHANGES[0], *[[row[0], *row[2:]] for row in CHANGES[1:]]]
    duties = ["对应上级部门", *["县水利局"] * 5], ["部门职责", *["编制计划。"] * 5]
    duties = *duties, ["乡镇配合职责", *["开展巡查。"] * 5]
    for place, row in enumerate(rows[1:]):
        row += [texts[place] for texts in duties]
    items, errors = read(sheet(rows))
    assert errors == []
    assert [row.name for row in items] == ["河道清淤", "山塘巡查看护", "渡口看护"]


def test_the_first_signs_of_the_kinds_and_what_others_think_of_an_item():
    rows = [
        ["清单底稿"],
        ["编号", "性质", "类别", "事项名称", "牵头", "部门职责", "乡镇职责", "部门意见"],
        ["A1", "基", "民生服务", "代办优待证", "", "", "", "县民政局：同意"],
        ["B1", "配", "民生服务", "防溺水", "县教育局", "开展教育。", "巡查。", "县教育局：同意"],
        ["C1", "基", "民生服务", "修缮凉亭", "", "", "", "县水利局：同意"],
    ]
    items, errors = read(sheet(rows))
    assert errors == []
    assert [row.kind for row in items] == [Kind.BASIC, Kind.COORDINATION, Kind.BASIC]


def test_an_own_wording_holds_where_its_column_is_filled_in():
    rows = [
        ["【表一】基本履职　2项"],
        ["镇号", "类别", "区表上的事项", "镇里的说法（空着的照区表）"],
        [1, "民生服务", "维护夜间市场秩序", "维护南街夜市秩序"],
        [2, "民生服务", "组建邻里议事会", ""],
    ]
    items, errors = read(sheet(rows))
    assert errors == []
    assert [row.name for row in items] == ["维护南街夜市秩序", "组建邻里议事会"]


def test_a_mark_before_a_known_category_is_no_explanation_of_a_sign():
    rows = [
        ["基本履职事项清单"],
        ["序号", "事项名称"],
        ["◆ 党的建设类", ""],
        [1, "建好红色驿站"],
        ["◆ 民生服务类", ""],
        [2, "修缮凉亭"],
    ]
    items, errors = read(sheet(rows))
    assert errors == []
    assert [row.content["category"] for row in items] == ["党的建设类", "民生服务类"]


def test_a_table_below_its_kind_whose_head_nobody_knows_is_asked_about():
    rows = [
        ["一、基本履职事项"],
        ["甲", "乙"],
        [1, "建好红色驿站"],
        [2, "修缮凉亭"],
        [3, "清扫村道"],
        ["二、配合履职事项"],
        ["序号", "事项名称", "对应上级部门", "部门职责", "乡镇配合职责"],
        [1, "河道巡查", "县水利局", "组织巡查。", "开展巡查。"],
    ]
    items, errors = read(sheet(rows))
    assert errors == ["stray_cell"]
    assert [row.name for row in items] == ["河道巡查"]


def test_what_a_page_sets_below_its_text_is_of_no_item():
    rows = [
        ["上级部门收回事项清单"],
        ["1．店招备案"],
        ["承接部门：县城管局；工作方式：线上受理。"],
        ["2．取水核查"],
        ["承接部门：县水利局；工作方式：直接核查。"],
        ["3．泊位施划"],
        ["承接部门：县公安局；工作方式：勘查后施划。"],
        ["相关链接："],
        ["县城管局：推进垃圾分类工作情况"],
        ["【打印本页】【关闭窗口】"],
    ]
    items, errors = read(sheet(rows))
    assert errors == []
    assert shares(items[-1]) == [("县公安局", "勘查后施划。")]


def test_numbers_may_have_the_kinds_first_sign_and_names_their_category_behind_them():
    rows = [
        ["三、交回去的（上级部门收回事项，3项）"],
        ["收-1　取水核查（卫生健康）"],
        ["由谁承接：县水利局。工作方式：直接核查。"],
        ["收-2　抽样统计（经济管理）"],
        ["由谁承接：县统计局。工作方式：随机抽查。"],
        ["收-3　账号考核（其他）"],
        ["由谁承接：县委宣传部。工作方式：取消考核。"],
        ["另：原清单中的一项不再列入。"],
    ]
    items, errors = read(sheet(rows))
    assert errors == []
    assert [(row.name, row.content["category"]) for row in items] == [
        ("取水核查", "卫生健康"),
        ("抽样统计", "经济管理"),
        ("账号考核", "其他"),
    ]
    assert shares(items[2]) == [("县委宣传部", "取消考核。")]


def test_a_column_of_the_townships_own_offices_names_no_departments():
    rows = [
        ["青河镇基本履职事项"],
        ["序号", "事项", "责任站所", "经办人"],
        ["", "社会治理", "", ""],
        [1, "调解邻里纠纷", "综治服务中心", "陈一"],
        [2, "巡查渡口渡船", "应急管理站", "李二"],
        ["", "民生保障", "", ""],
        [3, "管护村级公墓", "社会事务办", "王三"],
    ]
    items, errors = read(sheet(rows))
    assert errors == []
    assert [row.content["category"] for row in items] == ["社会治理", "社会治理", "民生保障"]
    assert [row.content.get("responsibilities", []) for row in items] == [[], [], []]


def test_the_office_that_fills_in_leads_what_it_asks_townships_to_help_with():
    rows = [
        ["需镇街配合事项填报表"],
        ["填报单位（章）：县水利局    联系人：小周"],
        ["编号", "事项", "我局承办股室", "我局主责内容", "还有哪些部门共同负责（冒号后为其职责）"],
        ["水-01", "河道清淤", "河湖股", "编制方案，组织施工。", "县公安局：查处盗采河砂。"],
        ["水-02", "水库巡查", "工程股", "检查大坝。", "无"],
    ]
    for row, duty in zip(rows[2:], ["请乡镇配合做的", "协调用地。", "值守水库。"], strict=True):
        row.append(duty)
    items, errors = read(sheet(rows))
    assert errors == []
    parts = [part for row in items for part in row.content["responsibilities"]]
    assert [(part["department"], part["role"], part["internal_office"]) for part in parts] == [
        ("县水利局", ResponsibilityRole.LEAD, "河湖股"),
        ("县公安局", ResponsibilityRole.JOINT, ""),
        ("县水利局", ResponsibilityRole.LEAD, "工程股"),
    ]


def test_a_list_under_its_offices_name_with_its_county_is_that_offices():
    rows = [
        ["示例县林业局"],
        ["关于收回事项的复函"],
        ["一、由我局收回的事项"],
        ["序号", "事项名称", "接手股室", "以后怎么办理"],
        [1, "苗圃检疫", "检疫股", "派员检疫。"],
        [2, "木材经营核查", "资源股", "随机抽查。"],
    ]
    items, errors = read(sheet(rows))
    assert errors == []
    parts = [part for row in items for part in row.content["responsibilities"]]
    assert [(part["department"], part["internal_office"]) for part in parts] == [
        ("县林业局", "检疫股"),
        ("县林业局", "资源股"),
    ]


@pytest.mark.parametrize("behind", ["——我局牵头", "—县林业局主办", ""])
def test_who_leads_may_stand_behind_the_kind_of_a_section(behind):
    rows = [
        ["县林业局涉及乡镇履职事项反馈表"],
        [f"（一）请乡镇（街道）配合的事项{behind}"],
        ["序号", "事项名称", "我局职责", "乡镇（街道）配合职责"],
        [1, "湿地巡护", "组织普查。", "开展巡护。"],
    ]
    [item], errors = read(sheet(rows))
    assert errors == []
    assert (item.kind, item.content["category"]) == (Kind.COORDINATION, "")


LEDGER = [
    ["类型", "类别", "送审名称", "审定后名称", "部门", "部门职责", "乡镇做什么"],
    ["本", "生态环保", "湿地看护", "湿地巡护", "", "", ""],
    ["本", "生态环保", "管护林道", "", "", "", ""],
    [
        *["助", "生态环保", "古树普查", "", "县林业局、县文旅局"],
        *["县林业局：建档。\n县文旅局：讲解。", "看护古树。"],
    ],
    ["还", "生态环保", "苗圃检疫", "", "县林业局", "", ""],
    ["", "", "共4条", "", "", "", ""],
]


def test_a_blank_new_name_is_the_old_one_where_the_file_says_so():
    legend = "类型：本＝基本履职，助＝配合履职，还＝上级部门收回。首位是牵头，后面的都是支持部门。"
    items, _errors = read(sheet([["台账"], [f"{legend}审定后名称空着的就是没改"], *LEDGER]))
    assert kinds_and_names(items) == [
        (Kind.BASIC, "湿地巡护"),
        (Kind.BASIC, "管护林道"),
        (Kind.COORDINATION, "古树普查"),
        (Kind.RECLAIMED, "苗圃检疫"),
    ]
    roles = [part["role"] for part in items[2].content["responsibilities"]]
    assert roles == [ResponsibilityRole.LEAD, ResponsibilityRole.SUPPORT]


def test_a_blank_new_name_is_not_the_old_one_where_nothing_says_so():
    items, _errors = read(sheet([["台账"], ["本＝基本履职，助＝配合履职，还＝上级收回"], *LEDGER]))
    assert (Kind.BASIC, "管护林道") not in kinds_and_names(items)


OWN_AND_HELPED = [
    ["河口乡的事"],
    ["号", "乡里说了算的事", "", "号", "帮着干的活", "归谁管", "他们的活", "我们的活"],
    [1, "码头保洁", "", 1, "渔船登记", "农业农村局", "发证。", "上门登记。"],
    [2, "集市管理", "", 2, "采砂巡查", "水利局", "立案查处。", "看守河口。"],
    [3, "渡口看护"],
    ["上面拿走的"],
    ["号", "什么事", "谁接", "往后怎么弄"],
    [1, "网具检验", "农业农村局", "派人上船检验。"],
    ["河口乡人民政府（章）2025年3月2日"],
]


def test_two_lists_beside_each_other_over_a_third_are_told_by_how_the_items_are_ours():
    items, errors = read(sheet(OWN_AND_HELPED))
    assert errors == []
    assert kinds_and_names(items) == [
        (Kind.BASIC, "码头保洁"),
        (Kind.BASIC, "集市管理"),
        (Kind.BASIC, "渡口看护"),
        (Kind.COORDINATION, "渔船登记"),
        (Kind.COORDINATION, "采砂巡查"),
        (Kind.RECLAIMED, "网具检验"),
    ]
    assert items[3].content["township_duty"] == "上门登记。"
    assert [part["method"] for part in items[5].content["responsibilities"]] == ["派人上船检验。"]


LOST_HEAD = ["号", "这一桩", "谁那儿", "他那头"]
LOST = [[1, "渔船登记", "县农业农村局", "发证。"], [2, "采砂巡查", "县水利局", "查处。"]]
FOUND = [["序号", "事项名称"], [1, "码头保洁"], [2, "集市管理"]]


@pytest.mark.parametrize(
    "rows",
    [
        [LOST_HEAD, *LOST, *FOUND],
        [LOST_HEAD[:2], *[row[:2] for row in LOST], *FOUND],
        [LOST_HEAD[1:], *[row[1:] for row in LOST], *FOUND],
        [*FOUND, LOST_HEAD, *LOST],
        [*FOUND, LOST_HEAD[:2], *[row[:2] for row in LOST]],
    ],
)
def test_a_table_whose_head_nobody_knows_above_or_below_another_is_asked_about(rows):
    items, errors = read(sheet([["河口乡"], *rows]))
    assert errors == ["stray_cell"]
    assert [row.name for row in items] == ["码头保洁", "集市管理"]


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "单位", "电话"], [1, "县水利局", "6028910"], [2, "县林业局", "6028911"], *FOUND],
        [["号", "内容"], [1, "基本事项清单"], [2, "配合事项清单"], *FOUND],
        [*FOUND, ["序号", "所在单位", "值班电话"], [1, "县水利局", "6028910"]],
    ],
)
def test_an_address_book_and_a_table_of_contents_are_no_lost_table(rows):
    _items, errors = read(sheet([["河口乡"], *rows]))
    assert errors == []


@pytest.mark.parametrize("heads", [None, {"清单!1": {"D": "joint_departments"}}])
def test_what_a_department_does_may_stand_in_brackets_behind_it(heads):
    rows = [
        ["序号", "事项名称", "牵头部门", "连带的", "部门职责", "乡镇配合职责"],
        [
            1,
            "湿地巡护",
            "县林业局",
            "县水利局（调度水量。）、县公安局（查处盗猎。）",
            "普查。",
            "巡护。",
        ],
        [2, "古树保护", "县林业局", "县文旅局（县文物局）", "建档。", "看护。"],
    ]
    if heads is None:
        rows[0][3] = "共同部门"
    [first, second], errors = read(sheet(rows), heads=heads)
    assert errors == []
    assert shares(first)[1:] == [("县水利局", "调度水量。"), ("县公安局", "查处盗猎。")]
    assert shares(second)[1:] == [("县文旅局（县文物局）", "")]


@pytest.mark.parametrize(
    ("written", "method"),
    [
        ("派员检疫；3.12同意列入", "派员检疫"),
        ("派员检疫。3月12日会议通过", "派员检疫。"),
        ("派员检疫（经局长办公会研究同意收回）", "派员检疫"),
        ("派员检疫，经检疫同意后放行", "派员检疫，经检疫同意后放行"),
        ("派员检疫，3.5公里内设点", "派员检疫，3.5公里内设点"),
    ],
)
def test_the_note_of_a_sitting_behind_a_text_is_no_part_of_it(written, method):
    rows = [["序号", "事项名称", "承接部门", "工作方式"], [1, "苗圃检疫", "县林业局", written]]
    [item], errors = read(sheet(rows))
    assert errors == []
    assert shares(item) == [("县林业局", method)]


def test_a_column_of_others_may_say_behind_each_what_it_does():
    rows = [
        ["序号", "事项名称", "牵头部门", "带上谁、他们做啥", "部门职责", "乡镇配合职责"],
        [1, "湿地巡护", "县林业局", "水利局，调度水量；公安局，查处盗猎", "普查。", "巡护。"],
        [2, "古树保护", "县林业局", "文旅局、教育局", "建档。", "看护。"],
    ]
    [first, second], errors = read(sheet(rows))
    assert errors == []
    assert shares(first)[1:] == [("水利局", "调度水量"), ("公安局", "查处盗猎")]
    assert [department for department, _duty in shares(second)[1:]] == ["文旅局", "教育局"]


CARDS = [
    ["湾头镇的卡片"],
    ["【自】自己管；【配】县局主管、镇里配合；【交】已交县局。"],
    ["【自】第1件", "渡口看护"],
    ["属于", "平安"],
    [],
    ["【配】第1件", "渔船登记"],
    ["属于", "农业"],
    ["牵头局：农业农村局", "发证。"],
    ["一起的局：公安局", "核对身份。"],
    ["镇里", "上门登记。"],
    [],
    ["【交】补报1件", "网具检验"],
    ["属于", "农业"],
    ["交给：农业农村局", "派人上船检验。"],
]


def test_cards_may_be_headed_by_the_code_of_their_kind_and_name_departments_in_labels():
    items, errors = read(sheet(CARDS))
    assert errors == []
    assert kinds_and_names(items) == [
        (Kind.BASIC, "渡口看护"),
        (Kind.COORDINATION, "渔船登记"),
        (Kind.RECLAIMED, "网具检验"),
    ]
    assert [item.content["category"] for item in items] == ["平安", "农业", "农业"]
    assert shares(items[1]) == [("农业农村局", "发证。"), ("公安局", "核对身份。")]
    assert items[1].content["township_duty"] == "上门登记。"
    assert shares(items[2]) == [("农业农村局", "派人上船检验。")]


@pytest.mark.parametrize(
    "kinds", ["●◐○", ["自己的", "帮忙的", "县里拿回去的"], ["主责", "搭手", "已上交"]]
)
def test_kinds_may_be_said_by_signs_that_are_explained_or_in_plain_words(kinds):
    basic, coordination, reclaimed = kinds
    rows = [
        ["湾头镇的事"],
        ["记号：● 镇里说了算　◐ 跟部门一起，部门为主　○ 部门收走"],
        ["编号", "什么事", "算哪种", "跟哪个局", "局里做什么", "镇上做什么"],
        [1, "渡口看护", basic, "", "", ""],
        [2, "渔船登记", coordination, "农业农村局", "发证。", "上门登记。"],
        [3, "网具检验", reclaimed, "农业农村局", "派人上船检验。", ""],
    ]
    items, errors = read(sheet(rows))
    assert errors == []
    assert [item.kind for item in items] == [Kind.BASIC, Kind.COORDINATION, Kind.RECLAIMED]


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("住建局接。委托检测站按季抽检。", ("住建局", "委托检测站按季抽检。")),
        ("统计局聘请调查员上门。", ("统计局", "统计局聘请调查员上门。")),
    ],
)
def test_who_took_an_item_and_how_may_be_one_question(written, share):
    rows = [
        ["事", "谁接了、怎么干"],
        ["房屋抽检", written],
        ["入户抽样", "统计局接，每月打电话随机抽样。"],
    ]
    items, errors = read(sheet(rows, "不干了"))
    assert errors == []
    assert shares(items[0]) == [share]


SHARED_OUT = [
    ["水利局跟乡镇的活怎么分"],
    ["", "活儿", "水利局干", "别的单位干", "乡镇（街道）干"],
    ["甲、我们局牵头，乡镇帮着干"],
    [1, "清理河道", "请施工队。", "城管局：清运垃圾。", "看住两岸。"],
    ["乙、别的单位牵头，我们局和乡镇都参加"],
    [2, "迁移渔排", "划出水域。", "农业农村局牵头：登记渔排，兑付补偿。", "上门劝说。"],
    ["丙、从乡镇收上来，往后我们局直接干"],
    [3, "查验水表", "派人上门查验。", "", ""],
    ["丁、乡镇自己的事"],
    [4, "看护水塘", "", "", ""],
    ["丁类的不用再问我们。"],
]


def test_lettered_sections_may_say_the_kind_and_a_lead_stand_among_the_others():
    items, _errors = read(sheet(SHARED_OUT, merged=[(row, 1, row, 5) for row in (1, 3, 5, 7, 9)]))
    assert kinds_and_names(items) == [
        (Kind.COORDINATION, "清理河道"),
        (Kind.COORDINATION, "迁移渔排"),
        (Kind.RECLAIMED, "查验水表"),
        (Kind.BASIC, "看护水塘"),
    ]
    assert {item.content["category"] for item in items[:2]} == {""}
    roles = {part["department"]: part["role"] for part in items[1].content["responsibilities"]}
    assert roles["农业农村局"] == ResponsibilityRole.LEAD


@pytest.mark.parametrize(
    ("written", "codes"),
    [("除河口乡没有渡口外，都是", ["1", "3"]), ("都是", None), ("除河口乡外", ["1", "3"])],
)
def test_where_an_item_applies_may_say_why_not_elsewhere(written, codes):
    scope, wrong = PLACES.scope_in(written)
    assert wrong == []
    assert (scope.get("townships") or None) == codes


def test_codes_may_be_said_as_the_one_above_and_a_total_and_a_hand_end_the_list():
    rows = [
        ["湾头镇上报"],
        ["代号含义：J我镇自己的；P配合县直的；S县里收走的。"],
        ["单位", "单位分工", "我镇分工", "事项", "代号", "板块"],
        ["", "", "", "渡口看护", "J", "平安"],
        ["", "", "", "集市管理", "同上", "平安"],
        ["农业农村局", "发放证书。", "上门登记。", "渔船登记", "P", "农业"],
        ["公安局", "核对船主身份。", "", "", "", ""],
        ["农业农村局", "派人上船检验。", "", "网具检验", "S", "农业"],
        ["", "", "", "合计4件 自己2 配合1 收走1", "", ""],
        ["", "", "", "制表 田大军", "", ""],
    ]
    items, errors = read(sheet(rows))
    assert errors == []
    assert kinds_and_names(items) == [
        (Kind.BASIC, "渡口看护"),
        (Kind.BASIC, "集市管理"),
        (Kind.COORDINATION, "渔船登记"),
        (Kind.RECLAIMED, "网具检验"),
    ]
    assert shares(items[2]) == [("农业农村局", "发放证书。"), ("公安局", "核对船主身份。")]
