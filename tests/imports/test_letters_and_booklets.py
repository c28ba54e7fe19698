"""Lists as people hand them in: letters and booklets, forms with a box to tick, pages whose heads
nobody knows, three lists abreast, what is signed below them.
"""

import pytest

from items.imports.recognition.headwords import field_of
from items.models import Kind
from items.printed.row_words import SIGNATURE

from .test_exports_and_prose import prose
from .test_forms_and_lines import kinds_and_names
from .test_other_hands import read, shares, sheet

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("单位挑的担子", "department_duty"),
        ("我乡担当", "township_duty"),
        ("街道怎么配", "township_duty"),
        ("部门与分工", "department_duty"),
        ("事项题目", "name"),
        ("接手做法", "method"),
        ("上交后的措施", "method"),
        ("部门怎么接着管", "method"),
        ("属哪一类", "category"),
        ("做什么", ""),
        ("协助事项", "township_duty"),
        ("担保单位", ""),
    ],
)
def test_heads_in_plain_words(head, field):
    assert field_of(head) == field


def test_a_head_nobody_knows_begins_each_page():
    head = ["账目", "题由"]
    rows = [
        ["双桥镇基本履职事项"],
        head,
        [1, "组织党员植树护绿活动"],
        [2, "走访慰问困难老党员"],
        ["", "第1页"],
        head,
        [3, "维护茶青市集日常秩序"],
        [4, "对接春茶开采期用工"],
        [5, "修补机耕道路面坑洼"],
    ]
    told, errors = read(sheet(rows))
    assert errors == []
    assert [row.name for row in told] == [row[1] for row in (*rows[2:4], *rows[6:])]


FORM = ["编号", "题目", "定性", "条线单位", "条线单位担当", "本镇担当"]
FORMS = [
    ("卫-1", "诊所排查", "□镇里办 ☑协办 □上收", "县卫生健康局", "核查资格。", "陪同检查。"),
    ("林-2", "古树复壮", "□镇里办 ☑协办 □上收", "县林业局", "挂牌建档。", "看护古树。"),
    ("水-3", "泵站值守", "☑镇里办 □协办 □上收", "", "", ""),
    ("路-4", "路域整治", "□镇里办 ☑协办 □上收", "县交通运输局", "编制计划。", "清理路障。"),
]


def test_a_form_tells_its_kind_by_the_box_that_is_ticked():
    rows = [["双桥镇履职事项，一事一表"]]
    for values in FORMS:
        rows += [[], *([label, value] for label, value in zip(FORM, values, strict=True) if value)]
    told, errors = read(sheet(rows))
    assert errors == []
    of_forms = [Kind.COORDINATION, Kind.COORDINATION, Kind.BASIC, Kind.COORDINATION]
    assert kinds_and_names(told) == [
        (kind, form[1]) for kind, form in zip(of_forms, FORMS, strict=True)
    ]
    assert shares(told[3]) == [("县交通运输局", "编制计划。")]


def test_a_note_says_which_kind_a_sign_means():
    rows = [["编号", "名称", "定性"], [1, "诊所排查", "甲"], [2, "古树复壮", "乙"]]
    rows += [["注：甲即基本履职，乙即配合履职。"]]
    told, _errors = read(sheet(rows))
    assert [row.kind for row in told] == [Kind.BASIC, Kind.COORDINATION]


def test_a_card_says_its_category_and_its_kind_in_two_labels():
    rows = [["自办＝基本履职　协办＝配合履职　上收＝部门收回"]]
    for name, kind, office in [("护渔", "协办", "县农业农村局"), ("护林", "协办", "县林业局")] * 2:
        rows += [[], ["归哪类", "●山海管护"], ["什么事", f"{name}{len(rows)}"], ["怎么分", kind]]
        rows += [["部门", office], ["部门的担子", "划定范围。"], ["本乡的担子", "日常巡查。"]]
    told, errors = read(sheet(rows))
    assert errors == []
    assert {(row.kind, row.content["category"]) for row in told} == {
        (Kind.COORDINATION, "山海管护")
    }


LETTER = """双桥乡基本履职事项
（送审稿）
县委编办：
按照县里部署，我乡梳理了基本履职事项，共2类4项，现上报如下：
一、产业发展
1.发展特色养殖，培育家庭农场
2.做好招商线索收集和客商接待
二、社会治理
3.排查调处邻里矛盾纠纷
4.接待群众来访，办理信访事项
中共双桥乡委员会党政综合办公室"""


def test_a_letter_introduces_its_list():
    told, errors = read(prose(LETTER))
    assert errors == []
    assert [row.content["category"] for row in told] == ["产业发展"] * 2 + ["社会治理"] * 2


BOOKLET = """第一编　本镇协同（配合履职）
（一）山水管护
1.侵蚀沟治理
主管：县水利局（牵头），县林业局（共同）。
县水利局做的：组织施工。
县林业局做的：提供苗木。
本镇做的：看护苗木。
2.农房加层报备
主管：县自然资源局
县自然资源局做的：核发许可。
本镇做的：现场放样。
第二编　已交上级（上级部门收回）
1.蛇类贩卖巡查
接手：县林业局 野保站
做法：由野保站联合巡查。
2.结算审核
接手：县审计局
做法：每季度进点抽审。
（汇编人：叶平）"""


def test_a_booklet_says_who_leads_and_who_takes_over():
    told, errors = read(prose(BOOKLET))
    assert errors == []
    assert shares(told[0]) == [("县水利局", "组织施工。"), ("县林业局", "提供苗木。")]
    assert [one["role"] for one in told[0].content["responsibilities"]] == ["lead", "joint"]
    assert shares(told[2]) == [("县林业局", "由野保站联合巡查。")]
    assert shares(told[3]) == [("县审计局", "每季度进点抽审。")]


@pytest.mark.parametrize(
    ("text", "is_signed"),
    [
        ("县水利局农水股　经办：李平　电话：0550-5550001", True),
        ("县政务服务大厅　综合窗口　李平", True),
        ("红星打字社　校对：小李", True),
        ("（汇编人：李平）", True),
        ("县公安局　治安大队", False),
        ("河道清淤　联系人：李平", False),
    ],
)
def test_what_is_signed_below_a_list(text, is_signed):
    assert bool(SIGNATURE.match(text)) == is_signed


DUTIES = ["事项", "我局职责", "协同单位及分工", "乡镇配合内容"]
DUTY = ["危房改造", "负责等级鉴定。", "县财政局：负责资金拨付。", "开展初查。"]


@pytest.mark.parametrize(
    ("note", "role"), [("协同单位按职责分工负责。", "joint"), ("协同单位见表。", "support")]
)
def test_those_responsible_for_their_share_are_jointly_responsible(note, role):
    title = "示例县住房和城乡建设局牵头的乡镇配合履职事项"
    rows = [[title], [f"说明：{note}"], DUTIES, DUTY, ["幕墙排查", *DUTY[1:]]]
    told, _errors = read(sheet(rows, merged=[(1, 1, 1, 4), (2, 1, 2, 4)]))
    assert [one["role"] for one in told[0].content["responsibilities"]] == ["lead", role]


def test_sentences_below_a_note_are_no_items():
    rows = [
        ["办什么事", "归谁办", "哪个部门", "部门做什么", "乡镇做什么"],
        ["开具居住证明", "乡镇自己办", "", "", ""],
        ["社保卡换领", "乡镇配合部门办", "县人社局", "制卡。", "收申请表。"],
        ["执照注销", "部门收回去办", "县市场监管局", "当场办结。", ""],
        [],
        ["对照说明："],
        ["“乡镇自己办”就是基本履职，“乡镇配合部门办”就是配合履职。"],
        ["“部门收回去办”就是上级部门收回。"],
    ]
    told, errors = read(sheet(rows))
    assert errors == []
    assert [row.kind for row in told] == [Kind.BASIC, Kind.COORDINATION, Kind.RECLAIMED]


def names(*texts):
    """(items, errors) of a list of nothing but names."""
    rows = [["示例县镇街自办事项（基本履职）名录"], ["事项名称"], *([text] for text in texts)]
    return read(sheet(rows))


def test_categories_are_numbered_over_names_alone():
    numbered = ["01 山海管护", "护渔", "护林", "修堤", "02 邻里互助", "守夜", "送餐*", "看护"]
    told, _errors = names(*numbered, "*今年新列的事项。", "各镇街统一使用。")
    assert [(row.content["category"], row.name) for row in told] == [
        ("山海管护", "护渔"),
        ("山海管护", "护林"),
        ("山海管护", "修堤"),
        ("邻里互助", "守夜"),
        ("邻里互助", "送餐"),
        ("邻里互助", "看护"),
    ]


def test_numbered_names_among_a_few_others_are_names():
    told, _errors = names("1.护渔", "护林", "2.修堤", "守夜")
    assert len(told) == 4


BASIC_HEAD = ["序", "做什么"]
HEAD = [*BASIC_HEAD, "哪个部门", "部门怎么做", "镇街怎么配"]
DIKE = [1, "修堤", "县水利局", "组织施工。", "看护堤坝。"]
ABREAST = [
    ["门类", "镇街基本履职", "", "镇街配合履职", "", "", "", "", "部门收回", "", "", ""],
    ["", *BASIC_HEAD, *HEAD, "序", "做什么", "谁接手", "接手后怎么做"],
    ["山海管护", 1, "护渔", *DIKE, 1, "采砂审批", "县水利局", "窗口办理。"],
    ["", 2, "护林", 2, "植树", "县林业局", "提供苗木。", "动员农户。", "", "", "", ""],
    ["邻里互助", 3, "守夜", "", "", "", "", "", 2, "养老评估", "县民政局", "委托评估。"],
    ["小计", "", "3项", "", "2项", "", "", "", "", "2项", "", ""],
]
MERGED = [(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 8), (1, 9, 1, 12), (3, 1, 4, 1)]


def test_three_lists_abreast_ask_what_is_done():
    told, errors = read(sheet(ABREAST, merged=MERGED))
    assert errors == []
    items = [(row.kind, row.content["category"], row.name) for row in told]
    assert items == [
        (Kind.BASIC, "山海管护", "护渔"),
        (Kind.BASIC, "山海管护", "护林"),
        (Kind.BASIC, "邻里互助", "守夜"),
        (Kind.COORDINATION, "山海管护", "修堤"),
        (Kind.COORDINATION, "山海管护", "植树"),
        (Kind.RECLAIMED, "山海管护", "采砂审批"),
        (Kind.RECLAIMED, "邻里互助", "养老评估"),
    ]


def test_cards_of_a_web_page_have_their_category_below_the_name_and_others_line_by_line():
    texts = [
        "首页 > 政务公开 > 履职清单",
        "示例县水利局涉乡镇（街道）履职事项",
        "一、请乡镇（街道）配合的事项（我局牵头）",
        "1．山塘巡查",
        "防汛抗旱",
        "我局职责：鉴定险情。",
        "共同负责单位：",
        "县林业局：清理树木。",
        "县财政局：核拨资金。",
        "乡镇（街道）配合：日常巡查。",
        "2．水面保洁",
        "河湖管理",
        "我局职责：组织打捞。",
        "乡镇（街道）配合：清理岸边。",
        "二、我局收回的事项",
        "3．大坝检测",
        "防汛抗旱",
        "收回后工作方式：委托机构检测。",
        "4．采砂许可",
        "河湖管理",
        "收回后工作方式：窗口办理。",
        "以上适用于全县各乡镇（街道）。",
        "版权所有：示例县水利局",
    ]
    rows, errors = read(prose("\n".join(texts)))
    assert errors == []
    assert [(row.kind, row.content["category"], row.name) for row in rows] == [
        (Kind.COORDINATION, "防汛抗旱", "山塘巡查"),
        (Kind.COORDINATION, "河湖管理", "水面保洁"),
        (Kind.RECLAIMED, "防汛抗旱", "大坝检测"),
        (Kind.RECLAIMED, "河湖管理", "采砂许可"),
    ]
    assert shares(rows[0]) == [
        ("县水利局", "鉴定险情。"),
        ("县林业局", "清理树木。"),
        ("县财政局", "核拨资金。"),
    ]
    assert rows[3].content["responsibilities"][0]["method"] == "窗口办理。"


IN_BRACKETS = """石桥镇履职事项清单（手册底稿）
一、基本履职事项
（党的建设）
1. 组织理论学习
2. 培养入党积极分子
（民生服务）
3. 管理老年食堂
（邻里互助）
4. 组织邻里守夜
二、配合履职事项
（平安法治）
1. 校车护送
责任单位：县教育局负责
部门职责：排定线路。
我镇配合：清理站点。
（民生服务）
2. 老年人优待证
责任单位：县民政局负责
部门职责：制发证件。
我镇配合：收集照片。"""


def test_a_line_in_brackets_over_paragraphs_is_their_category():
    told, errors = read(prose(IN_BRACKETS))
    assert errors == []
    assert [(row.content["category"], row.name) for row in told] == [
        ("党的建设", "组织理论学习"),
        ("党的建设", "培养入党积极分子"),
        ("民生服务", "管理老年食堂"),
        ("邻里互助", "组织邻里守夜"),
        ("平安法治", "校车护送"),
        ("民生服务", "老年人优待证"),
    ]
    assert [row.content["township_duty"] for row in told[4:]] == ["清理站点。", "收集照片。"]
    assert shares(told[5]) == [("县民政局", "制发证件。")]


BOXED = """双桥镇办事指引
甲、镇里自己办（基本履职）
1. 【先锋】组织党员护林 （找：张三 6620001）
2. 【先锋】培训入党积极分子 （找：李四 0999-6620002）
3. 【乐业】承接12345热线工单（12345）"""
CAPTIONED = [
    ["乙、县里牵头、镇里帮忙（配合履职）"],
    ["乙1 渡口管理", "乙1 渡口管理"],
    ["哪一类", "水上安全"],
    ["牵头部门", "县交通运输局"],
    ["部门该干的", "检查渡船。"],
    ["镇里帮的", "维护秩序。"],
    ["乙2 山塘除险", "乙2 山塘除险"],
    ["哪一类", "水利"],
    ["牵头部门", "县水利局"],
    ["部门该干的", "鉴定险情。"],
    ["镇里帮的", "落实管护。"],
    ["丙、县里拿走、别再找镇里（上级部门收回）"],
    ["事项", "归谁", "以后咋办"],
    ["采砂审批", "县水利局", "窗口办理。"],
    ["选址论证", "县自然资源局", "网上办理。"],
]


def test_boxes_before_names_are_categories_and_telephones_are_no_names():
    told, errors = read(prose(BOXED))
    assert errors == []
    assert [(row.content["category"], row.name) for row in told] == [
        ("先锋", "组织党员护林"),
        ("先锋", "培训入党积极分子"),
        ("乐业", "承接12345热线工单（12345）"),
    ]


def test_a_number_before_a_caption_and_a_kind_behind_plain_words():
    merged = [(2, 1, 2, 2), (7, 1, 7, 2)]
    page = sheet(CAPTIONED, merged=merged)
    page.blocks = [(2, 6, 2), (7, 11, 2), (13, 15, 3)]
    told, errors = read(page)
    assert errors == []
    assert kinds_and_names(told) == [
        (Kind.COORDINATION, "渡口管理"),
        (Kind.COORDINATION, "山塘除险"),
        (Kind.RECLAIMED, "采砂审批"),
        (Kind.RECLAIMED, "选址论证"),
    ]


TABS = [["本级自办（基本履职）"], ["部门主责（配合履职）"], ["部门收回"]]
OF_TABS = [
    [*BASIC_HEAD, "类别"],
    [1, "组织邻里守夜", "平安法治"],
    [2, "管理老年食堂", "民生服务"],
    ["序", "做什么", "收回部门", "工作方式"],
    [1, "采砂审批", "县水利局", "窗口办理。"],
]


def test_tabs_over_all_tables_are_no_kind_of_the_first():
    told, errors = read(sheet([["履职清单公开"], *TABS, *OF_TABS]))
    assert errors == []
    assert kinds_and_names(told) == [
        (Kind.BASIC, "组织邻里守夜"),
        (Kind.BASIC, "管理老年食堂"),
        (Kind.RECLAIMED, "采砂审批"),
    ]


def test_the_end_of_a_mail_and_what_it_answers_are_no_part_of_its_table():
    head = ["序号", "事项名称", "部门", "部门职责", "乡镇职责"]
    rows = [
        head,
        [1, "堤坝除草", "县水利局", "组织勘查", "割除杂草"],
        ["祝夏安！"],
        ["水利局办公室 小陈  电话66099"],
        ["----- 原邮件 -----"],
        ["发件人: 编办 李干事"],
        ["> 清单再发一遍，上次的打不开。"],
    ]
    found, errors = read(sheet(rows, "配合履职事项"))
    assert errors == []
    assert [row.name for row in found] == ["堤坝除草"]
