"""Cards, pasted lines and letters of other offices, each in a small file of our own."""

from itertools import zip_longest

import pytest

from items.models import Kind

from .test_other_hands import read, shares, sheet

pytestmark = pytest.mark.one_database


def kinds_and_names(rows):
    return [(row.kind, row.name) for row in rows]


CARDS = [
    ["双桥镇事项登记卡"],
    [],
    ["登记号", "SQ-01", "类别", "生态环保"],
    ["事 项", "湿地巡护", "", ""],
    ["属 性", "配合履职", "", ""],
    ["上级部门", "县林业局", "该部门职责", "组织普查。"],
    ["上级部门", "县水利局", "该部门职责", "调度水量。"],
    ["本镇配合内容", "开展巡护。", "", ""],
    [],
    ["登记号", "SQ-02", "类别", "民生服务"],
    ["事 项", "开展敬老活动", "", ""],
    ["属 性", "基本履职", "", ""],
    ["办理窗口", "便民服务中心", "", ""],
    [],
    ["登记号", "SQ-03", "类别", "卫生健康"],
    ["事 项", "诊所年度校验", "", ""],
    ["属 性", "上级部门收回", "", ""],
    ["承接部门", "县卫生健康局", "承接股室", ""],
    ["工作方式", "直接受理。", "", ""],
]


def test_cards_go_on_under_labels_nobody_knows_and_a_kind_says_what_its_label_is():
    rows, errors = read(sheet(CARDS))
    assert errors == []
    assert kinds_and_names(rows) == [
        (Kind.COORDINATION, "湿地巡护"),
        (Kind.BASIC, "开展敬老活动"),
        (Kind.RECLAIMED, "诊所年度校验"),
    ]
    assert shares(rows[0]) == [("县林业局", "组织普查。"), ("县水利局", "调度水量。")]
    assert rows[0].content["township_duty"] == "开展巡护。"
    assert shares(rows[2]) == [("县卫生健康局", "直接受理。")]


@pytest.mark.parametrize(
    ("offices", "told"),
    [
        ([["湿地股", "承办科室"]], ["湿地股", ""]),
        ([["（未明确）", "承办科室"]], ["", ""]),
        ([["湿地股", "承办科室"], ["水资源股", "承办科室"]], ["湿地股", "水资源股"]),
    ],
)
def test_the_one_internal_office_of_a_card_is_the_leads(offices, told):
    [office, label], *others = offices
    card = [
        ["事项名称", "湿地巡护"],
        ["事项类型", "配合履职"],
        ["牵头部门", "县林业局", label, office],
        ["牵头部门职责", "组织普查。"],
        ["配合部门", "县水利局", *[text for other in others for text in reversed(other)]],
        ["配合部门职责", "调度水量。"],
        ["乡镇职责", "开展巡护。"],
    ]
    rows, errors = read(sheet([["事项登记卡"], [], *card]))
    assert errors == []
    named = rows[0].content["responsibilities"]
    assert [one["internal_office"] for one in named] == told
    assert shares(rows[0]) == [("县林业局", "组织普查。"), ("县水利局", "调度水量。")]


def test_a_card_without_a_name_never_takes_the_name_of_the_next_one():
    cards = [*CARDS[2:8], [], *[row for row in CARDS[2:8] if row[0] != "事 项"], [], *CARDS[9:13]]
    rows, errors = read(sheet(cards))
    assert kinds_and_names(rows) == [
        (Kind.COORDINATION, "湿地巡护"),
        (Kind.BASIC, "开展敬老活动"),
    ]
    assert errors == ["stray_cell"]


def test_a_card_may_have_its_departments_for_labels():
    rows, errors = read(
        sheet(
            [
                ["第二部分　协助办理（配合履职事项）"],
                ["事项卡1", "湿地巡护"],
                ["县林业局（主责）", "组织普查。"],
                ["县水利局（协助）", "调度水量。"],
                ["双桥镇帮什么", "开展巡护。"],
                [],
                ["【民生事业】"],
                ["事项卡2", "校车安全"],
                ["县教育局（主责）", "组织演练。"],
                ["双桥镇帮什么", "摸清需求。"],
            ]
        )
    )
    assert errors == []
    assert kinds_and_names(rows) == [
        (Kind.COORDINATION, "湿地巡护"),
        (Kind.COORDINATION, "校车安全"),
    ]
    assert shares(rows[0]) == [("县林业局", "组织普查。"), ("县水利局", "调度水量。")]
    roles = [part["role"] for part in rows[0].content["responsibilities"]]
    assert roles == ["lead", "support"]
    assert (rows[1].content["township_duty"], rows[1].content["category"]) == (
        "摸清需求。",
        "民生事业",
    )


FORM = ["编号", "提交时间", "1.事项名称（必填）", "2.事项类型（单选）"]
FORM += [
    "3.对应/承接部门（基本不填）",
    "4.部门职责（配合填写）",
    "5.镇街配合职责",
    "6.收回后的工作方式",
]
FORM += ["备注（管理员）"]
LEFT = "(跳过)"
WETLAND = ["湿地巡护", "配合履职事项", "县林业局┋县水利局", "县林业局：普查。\n县水利局：调水。"]


@pytest.mark.parametrize(
    "remark", ["重复提交，作废，以后一条为准", "本条作废", "以下一条为准", "测试数据"]
)
def test_the_export_of_a_form_is_read_by_its_questions(remark):
    rows, errors = read(
        sheet(
            [
                FORM,
                [1, "5-1", "开展敬老活动", "基本履职事项", LEFT, LEFT, LEFT, LEFT, ""],
                [
                    2,
                    "5-1",
                    "湿地巡护",
                    "配合履职事项",
                    "县林业局",
                    "组织普查。",
                    "巡。",
                    LEFT,
                    remark,
                ],
                [3, "5-2", *WETLAND, "开展巡护。", LEFT, ""],
                [
                    4,
                    "5-2",
                    "诊所年度校验",
                    "上级部门收回事项",
                    "县卫健局",
                    LEFT,
                    LEFT,
                    "受理。",
                    "",
                ],
            ]
        )
    )
    assert errors == []
    assert kinds_and_names(rows) == [
        (Kind.BASIC, "开展敬老活动"),
        (Kind.COORDINATION, "湿地巡护"),
        (Kind.RECLAIMED, "诊所年度校验"),
    ]
    assert shares(rows[1]) == [("县林业局", "普查。"), ("县水利局", "调水。")]
    assert rows[1].content["township_duty"] == "开展巡护。"
    assert shares(rows[2]) == [("县卫健局", "受理。")]


def test_a_remark_on_what_becomes_void_does_not_cancel_an_item():
    rows, _errors = read(
        sheet(
            [["序号", "事项名称", "备注"], [1, "证照收缴", "协助收缴作废证照"], [2, "河道巡查", ""]]
        )
    )
    assert len(rows) == 2


OPINIONS = ["序号", "事项名称", "部门", "征求意见稿表述", "部门意见", "采纳后表述", "乡镇职责"]
ASKED = [
    ["示例县配合履职事项征求意见对照表"],
    OPINIONS,
    [1, "湿地巡护", "县林业局", "组织普查。", "无意见", "同左", "开展巡护。"],
    ["", "", "县水利局", "做好工作。", "建议写明", "调度水量。", ""],
    ["", "", "县气象局", "发布预报。", "无意见", "同左", ""],
    ["撤", "信用评价", "县发改局", "开展评价。", "建议撤下", "采纳，本事项不列入", ""],
]


def test_the_text_after_opinions_holds_and_the_same_as_the_left_is_the_draft():
    [row], errors = read(sheet(ASKED))
    assert errors == []
    assert shares(row) == [
        ("县林业局", "组织普查。"),
        ("县水利局", "调度水量。"),
        ("县气象局", "发布预报。"),
    ]


DECIDED = ["序号", "事项名称", "部门", "部门职责", "乡镇职责"]


def decided(*texts, group="征求意见及审核情况"):
    """What becomes of one item beside which an office's opinion and a decision stand."""
    heads = ["林业局意见", "审核结果"]
    rows = [
        [*DECIDED, group, ""],
        ["", "", "", "", "", *heads],
        [1, "湿地巡护", "县林业局", "组织普查。", "开展巡护。", *texts],
        [2, "苗木检疫", "县林业局", "开展检疫。", "通知农户。", "无意见", "采纳"],
    ]
    merged = [(1, column, 2, column) for column in range(1, 6)] + [(1, 6, 1, 7)]
    items, errors = read(sheet(rows, merged=merged))
    return [row.name for row in items], errors


def test_an_opinion_below_a_head_of_decisions_decides_nothing():
    both = ["湿地巡护", "苗木检疫"]
    assert decided("同意，建议删去“完成率”的表述", "采纳") == (both, [])
    assert decided("同意删除", "保留") == (both, [])
    assert decided("同意删除", "同意删除") == (["苗木检疫"], [])


def test_a_decision_on_a_part_of_the_text_is_asked_and_leaves_the_item():
    both = ["湿地巡护", "苗木检疫"]
    assert decided("", "采纳，删去“每日”二字")[0] == both
    assert decided("", "采纳，删去“每日”二字")[1] != []
    assert decided("", "采纳，删去“每日”二字（已修改）") == (both, [])
    assert decided("", "采纳，取消“湿地巡护”事项") == (["苗木检疫"], [])


def test_the_same_as_the_left_of_nothing_is_an_error_and_not_the_text_above():
    head = ["序号", "事项名称", "部门", "部门职责", "乡镇职责"]
    rows, errors = read(
        sheet(
            [
                head,
                [1, "湿地巡护", "县林业局", "组织普查。", "开展巡护。"],
                [2, "河道巡查", "县水利局", "同左", "开展巡查。"],
            ]
        )
    )
    assert errors == ["half_sentence"]
    assert shares(rows[1]) == [("县水利局", "同左")]


def test_who_does_it_is_who_receives_and_a_division_behind_its_bureau_is_its_office():
    rows, errors = read(
        sheet(
            [
                ["左表：镇里自己的基本履职事项", "", "", "", "右表：上级部门已收回的事项"],
                ["序号", "类别", "事项", "", "序号", "类别", "事项", "谁来干", "怎么干"],
                [1, "党建", "党员发展", "", 1, "水利", "采砂处罚", "县水利局执法大队", "查处。"],
                [2, "〃", "理论学习", "", 2, "〃", "取水核验", "县水利局水资源股", "核验。"],
                ["", "", "", "", 3, "〃", "闯卡处罚", "县公安局交警大队", "查处。"],
                ["左表共2项。", "", "", "", "右表共3项。咨询电话：略"],
            ],
            merged=[(1, 1, 1, 3), (1, 5, 1, 9)],
        )
    )
    assert errors == []
    named = {}
    for row in rows:
        for one in row.content.get("responsibilities", ()):
            named[row.name] = (one["department"], one["internal_office"])
    assert named == {
        "采砂处罚": ("县水利局", "执法大队"),
        "取水核验": ("县水利局", "水资源股"),
        "闯卡处罚": ("县公安局交警大队", ""),
    }


def test_tables_lettered_by_kind_one_of_them_empty():
    rows, errors = read(
        sheet(
            [
                ["甲、基本履职事项", "", ""],
                ["序号", "事项名称", ""],
                [1, "党员发展", ""],
                ["乙、配合履职事项", "", ""],
                ["无", "", ""],
                ["丙、本部门收回事项", "", ""],
                ["序号", "事项名称", "承接部门", "工作方式"],
                [1, "采砂处罚", "县水利局", "查处。"],
            ]
        )
    )
    assert errors == []
    assert kinds_and_names(rows) == [(Kind.BASIC, "党员发展"), (Kind.RECLAIMED, "采砂处罚")]


def lines(*texts):
    return sheet([[text] for text in texts], "粘贴")


def test_pasted_lines_with_signs_before_categories_and_an_aside_at_the_end():
    rows, errors = read(
        lines(
            "双桥镇配合履职事项",
            "■湿地与岸线",
            "1、湿地巡护",
            "牵头部门：县林业局。职责：组织普查。",
            "配合部门：县水利局。职责：调度水量。",
            "镇里做什么：1.开展巡护；\n2.报告情况。",
            "■民生服务",
            "2、敬老活动",
            "牵头部门：县民政局。职责：拨付经费。",
            "镇里做什么：组织活动。",
            "3、养犬管理",
            "牵头部门：县公安局。职责：办理登记。",
            "镇里做什么：劝导。",
            "（老张：第2项还没有定下来，先这样放着）",
        )
    )
    assert errors == []
    assert [(row.name, row.content["category"]) for row in rows] == [
        ("湿地巡护", "湿地与岸线"),
        ("敬老活动", "民生服务"),
        ("养犬管理", "民生服务"),
    ]
    assert rows[0].content["township_duty"] == "1.开展巡护；\n2.报告情况。"
    assert shares(rows[0]) == [("县林业局", "组织普查。"), ("县水利局", "调度水量。")]
    assert rows[2].content["township_duty"] == "劝导。"


def test_a_sentence_says_who_receives_an_item_and_how_they_work():
    rows, errors = read(
        lines(
            "双桥镇上级部门收回事项",
            "一、城乡建设",
            "1.沿街招牌检测。由县城管局、县住建局承接，委托机构检测，由县级出资。",
            "2.苗圃检疫。由县林业局承接，派员检疫。",
            "3.路灯报修受理。由县城管局接收；工作方式为：直接受理。",
        )
    )
    assert errors == []
    assert [row.name for row in rows] == ["沿街招牌检测", "苗圃检疫", "路灯报修受理"]
    assert shares(rows[0]) == [
        ("县城管局", "委托机构检测，由县级出资。"),
        ("县住建局", "委托机构检测，由县级出资。"),
    ]
    assert shares(rows[1]) == [("县林业局", "派员检疫。")]
    assert shares(rows[2]) == [("县城管局", "直接受理。")]


def test_a_list_in_paragraphs_above_tables_with_categories_in_common_stays_first():
    rows = [
        ["示例县基本履职事项清单"],
        ["1.理论学习"],
        ["2.党员发展"],
        ["3.河道巡查"],
        ["4.古树保护"],
        ["", "城关镇事项清单", "", "河口乡事项清单", ""],
        ["类别", "序号", "事项名称", "序号", "事项名称"],
        ["党的建设", 1, "党费收缴", 1, "主题党日"],
        ["民生服务", 2, "低保受理", 2, "老年食堂"],
    ]
    page = sheet(rows)
    page.row_places = {row: f"第{row}段" for row in range(1, 6)}
    items, errors = read(page)
    assert errors == []
    assert [row.name for row in items] == [
        *["理论学习", "党员发展", "河道巡查", "古树保护"],
        *["党费收缴", "低保受理", "主题党日", "老年食堂"],
    ]
    assert [row.content.get("category") for row in items[4:]] == ["党的建设", "民生服务"] * 2


def test_lines_over_the_tables_below_a_list_in_paragraphs_are_none_of_it():
    rows = [
        ["壹　基本履职事项"],
        ["1、理论学习"],
        ["2、党员发展"],
        ["3、河道巡查"],
        ["贰　按部门列"],
        ["（一）县林业局"],
        ["区分", "事项", "该部门承担", "乡镇承担"],
        ["配", "湿地巡护", "组织普查。", "开展巡护。"],
        ["（二）县水利局"],
        ["区分", "事项", "该部门承担", "乡镇承担"],
        ["收", "取水计量", "直接抽查。", "—"],
    ]
    page = sheet(rows)
    page.row_places = {row: f"第{row}段" for row in (1, 2, 3, 4, 5, 6, 9)}
    items, errors = read(page)
    assert errors == []
    assert kinds_and_names(items) == [
        *((Kind.BASIC, name) for name in ("理论学习", "党员发展", "河道巡查")),
        (Kind.COORDINATION, "湿地巡护"),
        (Kind.RECLAIMED, "取水计量"),
    ]
    assert [shares(row) for row in items[3:]] == [
        [("县林业局", "组织普查。")],
        [("县水利局", "直接抽查。")],
    ]


def test_a_table_below_a_list_in_paragraphs_is_an_error_where_nobody_knows_its_names():
    rows = [
        *(["壹　基本履职事项"], ["1、理论学习"], ["2、党员发展"], ["3、河道巡查"]),
        ["区分", "哪桩", "该部门承担", "乡镇承担"],
        ["配", "湿地巡护", "组织普查。", "开展巡护。"],
    ]
    page = sheet(rows)
    page.row_places = {row: f"第{row}段" for row in range(1, 5)}
    assert read(page)[1] == ["stray_cell"]


@pytest.mark.parametrize(
    "legend",
    ["卡上字母：Z自己的、基本履职，X配合，H收回。", "Z＝基本履职，X＝配合履职，H＝上级收回"],
)
def test_a_code_beside_the_title_of_a_card_is_its_number_and_its_letter_the_kind(legend):
    rows = [
        [legend],
        ["双桥镇职责事项卡", "Z-1"],
        ["所属类别", "公共安全"],
        ["事项名称", "组织应急演练"],
        [],
        ["双桥镇职责事项卡", "X-1"],
        ["所属类别", "生态环保"],
        ["事项名称", "湿地巡护"],
        ["上级部门", "县林业局"],
        ["部门职责", "组织普查。"],
        ["我镇职责", "开展巡护。"],
        [],
        ["双桥镇职责事项卡", "H-1"],
        ["所属类别", "卫生健康"],
        ["事项名称", "诊所年度校验"],
        ["承接部门", "县卫生健康局"],
        ["工作方式", "直接受理。"],
    ]
    read_rows, errors = read(sheet(rows))
    assert errors == []
    assert kinds_and_names(read_rows) == [
        (Kind.BASIC, "组织应急演练"),
        (Kind.COORDINATION, "湿地巡护"),
        (Kind.RECLAIMED, "诊所年度校验"),
    ]
    categories = [row.content["category"] for row in read_rows]
    assert categories == ["公共安全", "生态环保", "卫生健康"]


def test_the_letter_before_an_items_number_says_the_kind_that_the_file_explains():
    rows = [
        ["编号说明：A—基本履职事项；B—配合履职事项；C—上级部门收回事项。"],
        ["编码", "事项名称", "部门", "部门职责或工作方式", "镇级职责"],
        ["A01", "理论学习", "", "", ""],
        ["B01", "河道巡查", "县水利局", "组织巡查。", "开展巡查。"],
        ["C01", "取水许可", "县水利局", "直接办理。", ""],
    ]
    read_rows, errors = read(sheet(rows))
    assert errors == []
    assert [row.kind for row in read_rows] == [Kind.BASIC, Kind.COORDINATION, Kind.RECLAIMED]
    assert shares(read_rows[2]) == [("县水利局", "直接办理。")]


def test_a_category_stands_in_the_sheets_name_and_its_title():
    sheets = []
    for name in ("党的建设", "农牧业", "村庄事务"):
        rows = [[f"{name}类事项"], ["序号", "事项名称"], [1, f"{name}学习"], [2, f"{name}宣传"]]
        sheets.append(sheet(rows, name))
    read_rows, _errors = read(*sheets)
    categories = [row.content["category"] for row in read_rows]
    assert categories == [name for name in ("党的建设", "农牧业", "村庄事务") for _row in range(2)]


ABREAST = [
    ["双桥镇事项卡片"],
    ["裁开使用 · 印80套"],
    [],
    ["基本 01", "党的建设", "", "配合 01", "生态环保"],
    ["事 项", "开展主题党日", "", "事 项", "湿地巡护"],
    ["谁来办", "镇里", "", "牵头部门", "县林业局"],
    ["", "", "", "部门负责", "组织普查。"],
    ["", "", "", "镇里配合", "劝阻围垦。"],
    [],
    ["配合 02", "城乡建设", "", "收回 01", "卫生健康"],
    ["事 项", "路域整治", "", "事 项", "诊所年度校验"],
    ["牵头部门", "县交通局", "", "承接部门", "县卫生健康局"],
    ["部门负责", "编制计划。", "", "工作方式", "网上受理。"],
    ["镇里配合", "清理路障。", "", "镇", "不再承担"],
]


def test_the_first_line_of_a_card_may_say_its_kind_and_category():
    rows, errors = read(sheet(ABREAST))
    assert errors == []
    told = [(row.kind, row.content["category"], row.name) for row in rows]
    assert sorted(told) == [
        (Kind.BASIC, "党的建设", "开展主题党日"),
        (Kind.COORDINATION, "城乡建设", "路域整治"),
        (Kind.COORDINATION, "生态环保", "湿地巡护"),
        (Kind.RECLAIMED, "卫生健康", "诊所年度校验"),
    ]
    by_name = {row.name: row for row in rows}
    assert "responsibilities" not in by_name["开展主题党日"].content
    assert shares(by_name["湿地巡护"]) == [("县林业局", "组织普查。")]
    assert by_name["湿地巡护"].content["township_duty"] == "劝阻围垦。"
    assert shares(by_name["诊所年度校验"]) == [("县卫生健康局", "网上受理。")]
    assert not by_name["诊所年度校验"].content.get("township_duty")


CARDS_OF_KINDS = [
    [["事项", "巷道照明巡看"], ["类别", "城乡建设"]],
    [["事项", "楼道堆物清理"], ["类别", "民生服务"]],
    [
        *(["事项", "夜市占道劝导"], ["类别", "城乡建设"], ["牵头部门", "县城管局"]),
        *(["部门职责", "依法查处。"], ["我镇职责", "劝导商户。"]),
    ],
    [
        ["事项", "粮库测温"],
        ["类别", "经济发展"],
        ["承接部门", "县发改局"],
        ["工作方式", "自动监测。"],
    ],
]
KINDS_OF_CARDS = [Kind.BASIC, Kind.BASIC, Kind.COORDINATION, Kind.RECLAIMED]
BY_COLOUR = {Kind.BASIC: "红签", Kind.COORDINATION: "蓝签", Kind.RECLAIMED: "灰签"}
BY_NAME = {Kind.BASIC: "基本履职", Kind.COORDINATION: "配合履职", Kind.RECLAIMED: "收回事项"}


@pytest.mark.parametrize("abreast", [False, True])
@pytest.mark.parametrize("words", [BY_COLOUR, BY_NAME])
@pytest.mark.parametrize("behind", [["签号：Q-01"], ["Q-01"], []])
def test_a_line_above_a_card_says_its_kind_as_the_sheet_explains_it(abreast, words, behind):
    rows = [["双桥镇事项签"], ["红签＝基本履职　蓝签＝配合履职　灰签＝收回事项"], []]
    cards = []
    for kind, card in zip(KINDS_OF_CARDS, CARDS_OF_KINDS, strict=True):
        cards.append([[words[kind], *behind], *card])
    if abreast:
        for left, right in zip(cards[::2], cards[1::2], strict=True):
            for one, other in zip_longest(left, right, fillvalue=[]):
                rows.append([*one, *[""] * (3 - len(one)), *other])
            rows.append([])
    else:
        for card in cards:
            rows += [*card, []]
    read_rows, errors = read(sheet(rows))
    assert errors == []
    names = [card[0][1] for card in CARDS_OF_KINDS]
    assert {row.name: row.kind for row in read_rows} == dict(
        zip(names, KINDS_OF_CARDS, strict=True)
    )


@pytest.mark.parametrize("label", ["事项类型", "性质"])
def test_the_kinds_in_cards_abreast_begin_no_card(label):
    rows = [["双桥镇事项卡"]]
    cards = []
    for place, (kind, card) in enumerate(zip(KINDS_OF_CARDS, CARDS_OF_KINDS, strict=True), 1):
        cards.append([[f"第{place}号卡"], [label, BY_NAME[kind]], *card[1:2], card[0], *card[2:]])
    for left, right in zip(cards[::2], cards[1::2], strict=True):
        for one, other in zip_longest(left, right, fillvalue=[]):
            rows.append([*one, *[""] * (3 - len(one)), *other])
        rows.append([])
    items, errors = read(sheet(rows))
    assert errors == []
    read_kinds = {row.name: row.kind for row in items}
    names = [card[0][1] for card in CARDS_OF_KINDS]
    assert read_kinds == dict(zip(names, KINDS_OF_CARDS, strict=True))


def test_a_form_may_ask_what_the_offices_have_to_do():
    form = [
        ["事项名称", "防火演练"],
        ["牵头单位", "县林业局"],
        ["牵头单位要做的", "编制预案，备齐物资。"],
        ["配合单位", "县气象局"],
        ["配合单位要做的", "发布风力预报。"],
        ["镇里要做的", "召集队员。"],
    ]
    rows, errors = read(sheet([["配合履职事项登记表"], *form]))
    assert errors == []
    assert shares(rows[0]) == [
        ("县林业局", "编制预案，备齐物资。"),
        ("县气象局", "发布风力预报。"),
    ]
