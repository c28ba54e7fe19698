"""What files of other offices have shown, each kind in a small file of our own."""

import pytest

from items.imports.checking.sense import lost_lines
from items.imports.checking.whole_file import check_file
from items.imports.owners.townships import PlaceNames
from items.imports.reading.grid import Cell, Sheet
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from items.models import Kind

pytestmark = pytest.mark.one_database
BASIC = ["序号", "类别", "事项名称"]
COORDINATION = ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"]
RIVER = [1, "河道巡查", "县水利局", "县水利局：组织巡查。", "开展日常巡查。"]
PLACES = PlaceNames("示例县", {"城关镇": "1", "河口乡": "2", "湾头镇": "3"})


def sheet(rows, name="清单", merged=()):
    cells = [
        Cell(row, column, str(text))
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text != ""
    ]
    return Sheet(name, cells=cells, merged=list(merged))


def read(*sheets, **options):
    """(items, codes of the errors) of sheets."""
    recognition = read_tables(list(sheets), **options)
    rows = rows_of(recognition)
    errors, _warnings = check_file(recognition, rows)
    return rows, [error.code for error in errors]


def shares(row):
    return [
        (one["department"], one["duty"] or one["method"]) for one in row.content["responsibilities"]
    ]


def test_a_table_goes_on_on_the_next_sheet_with_its_category_and_the_rest_of_a_text():
    first = [
        ["示例县配合履职事项清单"],
        COORDINATION,
        ["一、生态环保（2项）", "", "", "", ""],
        RIVER,
        [2, "秸秆禁烧", "县农业农村局", "县农业农村局：指导综合利", "开展巡查，发现火点"],
    ]
    second = [
        COORDINATION,
        ["", "", "", "用，组织核查。", "及时报告。"],
        [3, "古树保护", "县林业局", "县林业局：普查登记。", "落实养护责任。"],
    ]
    rows, errors = read(sheet(first, "Table 1"), sheet(second, "Table 2"))
    assert errors == []
    assert [(row.name, row.content["category"]) for row in rows] == [
        ("河道巡查", "生态环保"),
        ("秸秆禁烧", "生态环保"),
        ("古树保护", "生态环保"),
    ]
    assert rows[1].content["township_duty"] == "开展巡查，发现火点及时报告。"
    assert shares(rows[1]) == [("县农业农村局", "指导综合利用，组织核查。")]


def test_a_sheet_with_the_same_head_whose_numbers_begin_anew_is_a_table_of_its_own():
    one = [BASIC, [1, "党的建设", "理论学习"], [2, "党的建设", "党员发展"]]
    other = [BASIC, [1, "", "河道巡查"], [2, "", "秸秆禁烧"]]
    rows, _errors = read(sheet(one, "表1"), sheet(other, "表2"))
    assert [row.content["category"] for row in rows] == ["党的建设", "党的建设", "", ""]


@pytest.mark.parametrize(
    ("head", "legend"),
    [
        ("性质", "性质代号：J—基本履职事项；P—配合履职事项；S—上级部门收回事项。"),
        ("属性", "J＝乡镇自己干；P＝部门干、乡镇搭手；S＝部门收回去干。"),
        ("类", "类：J=镇街自己承担　P=配合部门　S=部门回收"),
        ("SX_TYPE", "J-基本履职；P-配合履职；S-上级部门收回"),
    ],
)
def test_letters_that_the_file_explains_say_the_kind(head, legend):
    rows = [
        ["示例县乡镇履职事项总表"],
        ["序号", head, "事项名称", "责任部门", "部门职责", "乡镇职责"],
        [1, "J", "理论学习", "", "", ""],
        [2, "P", "河道巡查", "县水利局", "组织巡查。", "开展巡查。"],
        [3, "S", "取水许可", "县水利局", "直接办理。", ""],
        [legend],
    ]
    found, _errors = read(sheet(rows))
    assert [row.kind for row in found] == [Kind.BASIC, Kind.COORDINATION, Kind.RECLAIMED]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("-3", "除湾头镇外"), ("1,2", "城关镇、河口乡"), ("-2,3", "-2,3"), ("全", "全")],
)
def test_townships_by_number_and_all_but_one_by_a_stroke_before_it(written, meant):
    rows = [
        ["示例县基本履职事项"],
        ["数字为乡镇代号；前带-的为除该代号外都有。代号：1城关镇 2河口乡 3湾头镇"],
        [*BASIC, "范围", "备注"],
        [1, "党的建设", "理论学习", written],
        [2, "党的建设", "党员发展", "1", "草稿，未过会"],
    ]
    places = PlaceNames("示例县", {"城关镇": "101", "河口乡": "102", "湾头镇": "103"})
    found, _errors = read(sheet(rows), places=places)
    assert [(row.name, row.texts["scope"]) for row in found] == [("理论学习", meant)]


def test_one_sign_that_the_file_explains_says_the_kind():
    rows = [
        ["示例县乡镇履职事项总表"],
        ["图例：性质栏 本=基本履职  协=配合履职  上=上级部门收回；打√的为列入"],
        ["序号", "性质", "事项名称", "责任部门", "部门职责", "乡镇职责"],
        [1, "本", "理论学习", "", "", ""],
        [2, "协", "河道巡查", "县水利局", "组织巡查。", "开展巡查。"],
        [3, "上", "取水许可", "县水利局", "直接办理。", ""],
    ]
    found, _errors = read(sheet(rows))
    assert [row.kind for row in found] == [Kind.BASIC, Kind.COORDINATION, Kind.RECLAIMED]


def test_a_duty_that_reads_like_an_explanation_does_not_hide_it():
    duty = "县局：配合核查，上收的由市局办理；部门：收回审批。"
    rows = [
        ["示例县乡镇履职事项总表"],
        ["序号", "性质", "事项名称", "责任部门", "部门职责", "乡镇职责"],
        [1, "P", "河道巡查", "县水利局", duty, "开展巡查。"],
        [2, "J", "理论学习", "", "", ""],
        ["性质代号：J—基本履职事项；P—配合履职事项；S—上级部门收回事项。"],
    ]
    found, _errors = read(sheet(rows))
    assert [row.kind for row in found] == [Kind.COORDINATION, Kind.BASIC]


def test_a_sheet_that_says_it_is_void_is_named_and_not_read():
    rows = [BASIC, [1, "党的建设", "理论学习"], [2, "党的建设", "党员发展"]]
    recognition = read_tables([sheet(rows, "2024年（作废）"), sheet(rows, "2026年")])
    assert [table.sheet for table in recognition.tables] == ["2026年"]
    assert [skipped.sheet for skipped in recognition.skipped] == ["2024年（作废）"]


def test_old_and_new_single_columns_are_told_apart_and_the_same_is_filled_in():
    rows = [
        ["示例县配合履职事项调整对照表"],
        ["序号", "事项名称", "对应部门", "部门职责（调整前）", "部门职责（调整后）", "乡镇职责"],
        [1, "河道巡查", "县水利局", "组织巡查。", "（未调整）", "开展巡查。"],
        [2, "秸秆禁烧", "县农业农村局", "按职责分工。", "指导综合利用。", "开展巡查。"],
    ]
    found, _errors = read(sheet(rows))
    assert [shares(row) for row in found] == [
        [("县水利局", "组织巡查。")],
        [("县农业农村局", "指导综合利用。")],
    ]


def test_an_old_and_a_new_word_stand_under_the_word_of_their_field():
    rows = [
        ["示例县配合履职事项调整对照表"],
        ["序号", "事项名称", "", "对应上级部门", "", "上级部门职责", "乡镇配合职责"],
        ["", "调整前", "调整后", "调整前", "调整后", "", ""],
        [1, "河道巡查", "不变", "县水务局", "县水利局", "组织巡查。", "开展巡查。"],
        [2, "秸秆焚烧查处", "秸秆禁烧", "县农业农村局", "不变", "指导利用。", "开展巡查。"],
    ]
    merged = [(2, 2, 2, 3), (2, 4, 2, 5), (2, 1, 3, 1), (2, 6, 3, 6), (2, 7, 3, 7)]
    found, _errors = read(sheet(rows, merged=merged))
    assert [(row.name, shares(row)[0][0]) for row in found] == [
        ("河道巡查", "县水利局"),
        ("秸秆禁烧", "县农业农村局"),
    ]


def test_old_and_new_stand_before_the_words_of_two_editions_abreast():
    rows = [
        ["两版对照（以2025年版为准）"],
        ["2023年版", "", "", "2025年版", "", "", "", "", ""],
        [*("旧序号", "旧名称", "旧性质", "新序号", "新名称", "新性质")],
        [1, "看渠", "基本", 1, "渠道管护", "配合", "县水利局", "组织检修。", "巡查渠道。"],
        [2, "植树", "配合", 2, "植树", "基本", "—", "—", "—"],
        ["", "无", "", 3, "渡口签证", "收回", "县交通运输局", "窗口办理。", "—"],
        [3, "赶集", "基本", 4, "规范集市", "基本", "—", "—", "—"],
    ]
    rows[2] += ["对应部门", "部门职责/工作方式", "乡镇职责"]
    found, errors = read(sheet(rows, merged=[(1, 1, 1, 9), (2, 1, 2, 3), (2, 4, 2, 9)]))
    assert errors == []
    assert [(row.kind, row.name) for row in found] == [
        (Kind.COORDINATION, "渠道管护"),
        (Kind.BASIC, "植树"),
        (Kind.RECLAIMED, "渡口签证"),
        (Kind.BASIC, "规范集市"),
    ]


def test_the_mayor_signs_below_the_items_and_is_no_department():
    rows = [
        ["丙、县里拿回去的事项（上级部门收回）"],
        ["类别", "序号", "事项", "接手部门", "怎么做"],
        ["城建", 1, "选址论证", "县城管局", "由县城管局组织论证。"],
        ["", 2, "规划比选", "县自然资源局", "统一公开招标。"],
        ["", "", "", "镇长签字：", "2023年9月   日"],
    ]
    found, errors = read(sheet(rows))
    assert errors == []
    assert [shares(row) for row in found] == [
        [("县城管局", "由县城管局组织论证。")],
        [("县自然资源局", "统一公开招标。")],
    ]


def test_the_categories_of_an_old_list_hold_where_the_new_one_has_none():
    rows = [
        ["示例县基本履职事项修订对照表"],
        ["序号", "修订前", "", "调整情形", "修订后", ""],
        ["", "类别", "事项名称", "", "事项名称", "备注"],
        [1, "党的建设", "理论学习", "保留", "不变", ""],
        [2, "", "党报征订", "取消", "——", ""],
        [3, "民生服务", "养老", "修改", "养老服务", ""],
        [4, "", "", "新增", "托育服务", ""],
        [5, "商贸流通", "", "新增", "集市管理", ""],
    ]
    merged = [(2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 3, 4), (2, 5, 2, 6)]
    found, errors = read(sheet(rows, merged=merged))
    assert errors == []
    assert [(row.name, row.content.get("category", "")) for row in found] == [
        ("理论学习", "党的建设"),
        ("养老服务", "民生服务"),
        ("托育服务", ""),
        ("集市管理", "商贸流通"),
    ]


def test_a_name_that_only_says_the_same_is_an_error():
    rows = [BASIC, [1, "党的建设", "（不变）"], [2, "党的建设", "理论学习"]]
    _rows, errors = read(sheet(rows))
    assert errors == ["half_sentence"]


ABREAST = [["基本履职事项修订对照表"], ["序号", "修订前", "修订后"]]


UNCHANGED = ("不改", "没改", "未改", "不变", "照旧", "如左", "同左", "保持不变", "维持原文")
UNCHANGED += ("沿用原名", "名称不变", "没有变化", "继续沿用", "仍用原名")


@pytest.mark.parametrize("same", UNCHANGED)
def test_a_remark_in_place_of_a_new_name_keeps_the_old_one(same):
    rows = [*ABREAST, [1, "看管山塘", "管护山塘水库"], [2, "发放高龄津贴", same]]
    found, errors = read(sheet(rows))
    assert (errors, [row.name for row in found]) == ([], ["管护山塘水库", "发放高龄津贴"])


def test_a_remark_that_nobody_knows_in_place_of_a_new_name_is_an_error():
    rows = [*ABREAST, [1, "看管山塘", "管护山塘水库"], [2, "发放高龄津贴", "会后再议"]]
    assert read(sheet(rows))[1] == ["decision_beside"]
    rows[-1] = [2, "发放高龄津贴", "核实津贴对象"]
    assert read(sheet(rows))[1] == []
    rows[-1] = [2, "无", "移风易俗"]
    assert read(sheet(rows))[1] == []


def test_an_item_that_the_new_list_leaves_out_is_cancelled():
    rows = [
        ["示例县上级部门收回事项"],
        ["序号", "事项名称", "拟承接部门", "审定的承接部门", "审定的工作方式"],
        [1, "取水许可", "县水利局", "与拟承接部门一致", "直接办理。"],
        [2, "户外广告审批", "县城市管理局", "不列入", "/"],
        [3, "犬只登记", "县司法局", "县公安局", "设立登记点。"],
    ]
    found, errors = read(sheet(rows))
    assert [(row.name, shares(row)) for row in found] == [
        ("取水许可", [("县水利局", "直接办理。")]),
        ("犬只登记", [("县公安局", "设立登记点。")]),
    ]
    assert errors == []


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ([3, "", "", "", "", "整项取消"], "a struck name"),
        ([3, "（空号）", "", "", "", ""], "a number that is left free"),
        ([3, "无", "", "", "", ""], "none"),
    ],
)
def test_a_row_that_holds_no_item_any_more_is_named_and_no_item(texts, reason):
    rows = [["示例县配合履职事项清单"], [*COORDINATION, "备注"], [*RIVER, ""], texts]
    found, errors = read(sheet(rows))
    assert ([row.name for row in found], errors) == (["河道巡查"], []), reason


def test_supporters_in_rows_of_their_own_have_their_own_duty():
    rows = [
        ["示例县配合履职事项清单"],
        ["序号", "事项名称", "牵头部门", "牵头部门职责", "配合部门", "配合部门职责", "乡镇职责"],
        [1, "地质灾害防治", "县自然资源局", "组织核查。", "县气象局", "开展预警。", "开展巡查。"],
        ["", "", "", "", "县应急管理局", "组织救援。", ""],
        [2, "河道巡查", "县水利局", "组织巡查。", "县公安局", "打击犯罪。", "开展巡查。"],
    ]
    found, _errors = read(sheet(rows))
    assert shares(found[0]) == [
        ("县自然资源局", "组织核查。"),
        ("县气象局", "开展预警。"),
        ("县应急管理局", "组织救援。"),
    ]


def test_the_duty_of_the_office_whose_list_it_is_is_not_its_supporters():
    rows = [
        ["县农业农村局牵头事项报送表"],
        ["序号", "事项名称", "我单位职责", "其他配合部门", "请乡镇做什么"],
        [1, "农机安全监管", "查处无证驾驶。", "县公安局", "宣传农机安全知识。"],
        [2, "动物疫情防控", "组织扑杀。", "县交通运输局", "落实封锁措施。"],
    ]
    found, _errors = read(sheet(rows))
    assert shares(found[0]) == [("县农业农村局", "查处无证驾驶。"), ("县公安局", "")]
    assert found[0].content["township_duty"] == "宣传农机安全知识。"


def test_a_section_that_speaks_of_items_names_their_kind_and_no_category():
    rows = [
        ["县民政局涉及乡镇事项表"],
        ["一、本局牵头、乡镇配合的事项"],
        ["序号", "事项名称", "本局职责", "乡镇配合职责"],
        [1, "流浪乞讨人员救助", "提供食宿。", "发现后报告。"],
        [2, "地名管理", "审核命名。", "提出建议。"],
        ["二、本局承接的收回事项"],
        ["序号", "事项名称", "工作方式"],
        [1, "婚姻状况证明", "部门核验。"],
        [2, "养老机构备案", "直接办理。"],
    ]
    found, _errors = read(sheet(rows))
    kinds = [Kind.COORDINATION, Kind.COORDINATION, Kind.RECLAIMED, Kind.RECLAIMED]
    assert [row.kind for row in found] == kinds
    assert {row.content.get("category", "") for row in found} == {""}
    assert {shares(row)[0][0] for row in found} == {"县民政局"}


def test_the_role_behind_the_last_of_several_is_that_of_all():
    duty = "县民政局（牵头）：审核对象。\n县教育局、县公安局（配合）：核查信息。"
    rows = [
        ["示例县配合履职事项清单"],
        ["序号", "事项名称", "县直部门及其职责", "乡镇职责"],
        [1, "困境儿童保障", duty, "走访核实。"],
        [2, "孤儿认定", "县民政局（牵头）：审核认定。", "受理申请。"],
    ]
    found, _errors = read(sheet(rows))
    roles = [str(one["role"]) for one in found[0].content["responsibilities"]]
    assert roles == ["lead", "support", "support"]


def test_each_receiver_has_the_way_of_working_behind_its_name():
    cell = "承接部门：县水利局、县林业局\n工作方式：\n县水利局：直接办理。\n县林业局：联合核查。"
    rows = [
        ["示例县上级部门收回事项清单"],
        ["序号", "事项名称", "承接部门及工作方式"],
        [1, "取水许可", cell],
        [2, "河道采砂许可", "承接部门：县水利局\n工作方式：直接办理。"],
    ]
    found, _errors = read(sheet(rows))
    assert shares(found[0]) == [("县水利局", "直接办理。"), ("县林业局", "联合核查。")]


def test_short_names_of_townships_head_columns_of_ticks_and_one_text_stands_over_all():
    rows = [
        ["示例县履职事项适用乡镇对照表"],
        [*BASIC, "适用乡镇", "", ""],
        ["", "", "", "城关", "河口", "湾头"],
        [1, "党的建设", "理论学习", "全县各乡镇", "", ""],
        [2, "生态环保", "河道巡查", "", "√", "√"],
    ]
    merged = [(2, 4, 2, 6), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 3, 3), (4, 4, 4, 6)]
    found, _errors = read(sheet(rows, merged=merged), places=PLACES)
    assert found[1].marks == {"城关": "", "河口": "√", "湾头": "√"}
    assert set(found[0].marks.values()) == {"全县各乡镇"}


def test_people_and_times_are_no_departments():
    rows = [
        ["示例县配合履职事项清单"],
        [*COORDINATION, "经办人", "最后修改时间"],
        [*RIVER, "张三", "2026-03-05 10:34:00"],
        [2, "秸秆禁烧", "县农业农村局", "指导利用。", "开展巡查。", "李四", "2026-03-06 09:12:00"],
    ]
    recognition = read_tables([sheet(rows)])
    [table] = recognition.tables
    assert (table.unsure, [*table.unknown.values()]) == ([], ["经办人", "最后修改时间"])


def test_a_line_of_a_duty_that_went_to_nobody_is_an_error():
    duty = "县水利局：组织河道巡查，查处侵占行为。"
    texts = [1, "河道巡查", "县水利局", duty, "开展日常巡查。"]
    rows, errors = read(sheet([["示例县配合履职事项清单"], COORDINATION, texts]))
    assert errors == []
    rows[0].content["responsibilities"][0]["duty"] = "别的职责。"
    [error] = lost_lines(rows[0])
    assert (error.code, error.column) == ("duty_lost", "D")


def test_a_department_on_the_next_page_is_its_own_though_the_item_goes_on():
    head = ["序号", "事项名称", "部门", "部门职责", "乡镇职责"]
    rows, errors = read(
        sheet(
            [
                head,
                [1, "校园周边整治", "县委政法委", "组织检查。", "排查隐患。"],
                ["", "", "县公安局", "加强巡逻。", ""],
                ["示例县配合履职事项清单（续表1）"],
                head,
                ["1（续）", "校园周边整治（续）", "县市场监督管理局", "检查食品。", "见上页"],
                ["", "", "县城市管理局", "清理摊贩。", ""],
            ]
        )
    )
    assert errors == []
    [row] = rows
    assert shares(row) == [
        ("县委政法委", "组织检查。"),
        ("县公安局", "加强巡逻。"),
        ("县市场监督管理局", "检查食品。"),
        ("县城市管理局", "清理摊贩。"),
    ]
    assert row.content["township_duty"] == "排查隐患。"


def test_the_category_struck_out_with_its_item_still_is_that_of_the_rows_below():
    head = ["序号", "类别", "事项名称"]
    page = sheet(
        [
            head,
            [1, "乡村振兴", "户厕改造"],
            ["", "", ""],
            [3, "", "河道巡查"],
        ]
    )
    page.struck[3, 2] = "生态环保"
    rows, _errors = read(page)
    assert [row.content["category"] for row in rows] == ["乡村振兴", "生态环保"]


def test_a_row_counted_elsewhere_is_no_item_and_one_that_names_the_same_item_is():
    head = ["序号", "事项名称", "承接部门", "工作方式", "备注"]
    rows, _errors = read(
        sheet(
            [
                head,
                [1, "许可证核查", "县卫生健康局", "直接办理。", ""],
                [2, "许可证核查工作", "", "", "与第1项重复，已并入，本行不计"],
                [3, "补发服务证", "县卫生健康局", "自助打印。", ""],
            ]
        )
    )
    assert [row.name for row in rows] == ["许可证核查", "补发服务证"]


def test_lines_of_offices_hold_over_several_tables_until_the_next_line():
    back = ["序号", "类别", "事项名称", "承接科室", "工作方式"]
    work = ["序号", "类别", "事项名称", "本部门职责", "乡镇（街道）职责"]
    rows, errors = read(
        sheet(
            [
                ["县直部门收回及牵头乡镇配合事项明细"],
                ["一、县农业农村局（2项）"],
                ["（收回事项）"],
                back,
                [1, "乡村振兴", "农药门店处罚", "执法大队", "依法查处。"],
                ["（牵头、乡镇配合的事项）"],
                work,
                [1, "乡村振兴", "高标准农田建设", "编制规划。", "协调占地。"],
                ["二、市生态环境局示例县分局（1项）"],
                ["（收回事项）"],
                back,
                [1, "生态环保", "油气回收检查", "大气股", "委托检测。"],
            ]
        )
    )
    assert errors == []
    assert [(row.kind, shares(row)) for row in rows] == [
        (Kind.RECLAIMED, [("县农业农村局", "依法查处。")]),
        (Kind.COORDINATION, [("县农业农村局", "编制规划。")]),
        (Kind.RECLAIMED, [("市生态环境局示例县分局", "委托检测。")]),
    ]


def test_a_line_of_the_same_level_that_is_no_office_ends_the_one_above():
    back = ["序号", "事项名称", "承接科室", "工作方式"]
    rows, errors = read(
        sheet(
            [
                ["上级部门收回事项清单"],
                ["一、县农业农村局（1项）"],
                back,
                [1, "农药门店处罚", "执法大队", "依法查处。"],
                ["二、某某服务保障（1项）"],
                back,
                [1, "油气回收检查", "大气股", "委托检测。"],
            ]
        )
    )
    assert len(rows) == 2
    assert errors != []  # whose the second is nobody can tell


def test_a_card_with_a_role_beside_each_department():
    rows, errors = read(
        sheet(
            [
                ["事项名称", "病虫害防治", "", ""],
                ["事项类别", "乡村振兴", "事项类型", "配合履职事项"],
                ["县级部门", "县农业农村局", "牵头", "组织飞防。"],
                ["", "县气象局", "配合", "提供预报。"],
                ["乡镇职责", "统计面积。", "", ""],
            ],
            merged=[(3, 1, 4, 1)],
        )
    )
    assert errors == []
    [row] = rows
    assert shares(row) == [("县农业农村局", "组织飞防。"), ("县气象局", "提供预报。")]
    assert [one["role"] for one in row.content["responsibilities"]] == ["lead", "support"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026年3月底前", "2026-03-31"),
        ("2027年2月底", "2027-02-28"),
        ("2026年底前", "2026-12-31"),
        ("已完成交接", None),
        ("已交接", None),
    ],
)
def test_the_end_of_a_month_is_its_last_day_and_what_is_done_has_no_day(written, day):
    head = ["序号", "事项名称", "承接部门", "工作方式", "交接时限"]
    recognition = read_tables(
        [sheet([head, [1, "许可证核查", "县卫生健康局", "直接办理。", written]])]
    )
    [row] = rows_of(recognition)
    errors, warnings = check_file(recognition, [row])
    assert errors == []
    assert row.content["responsibilities"][0]["transition_on"] == day
    assert bool(day) != any(f"“{written}”不是日期" in warning.message for warning in warnings)


def test_a_day_that_nobody_can_tell_stays_a_text_for_the_check_to_name():
    head = ["序号", "事项名称", "承接部门", "工作方式", "交接时限"]
    for written in ("2026年3月前", "春节以后", "2026年13月底"):
        [row] = rows_of(
            read_tables([sheet([head, [1, "核查", "县卫生健康局", "办理。", written]])])
        )
        assert row.content["responsibilities"][0]["transition_on"] == written


@pytest.mark.parametrize(
    "title", ["附：本次拟不再保留的事项（不列入清单）", "不再列入清单的事项", "已废止事项清单"]
)
def test_a_table_of_items_in_no_list_is_named_and_not_read(title):
    head = ["序号", "类别", "事项名称"]
    rows, errors = read(
        sheet(
            [
                ["示例县基本履职事项清单"],
                head,
                [1, "党的建设", "理论学习"],
                [title],
                [*head, "理由"],
                [1, "经济发展", "企业检查", "重复"],
            ]
        )
    )
    assert errors == []
    assert [row.name for row in rows] == ["理论学习"]
