"""Arrangements that every importer of such lists has to know, each in a small file of our own."""

import pytest

from items.imports.checking.scopes import unread_columns
from items.imports.checking.whole_file import check_file
from items.imports.reading.written import write_usually
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from items.models import Kind, ResponsibilityRole

from .test_other_hands import BASIC, COORDINATION, PLACES, RIVER, read, shares, sheet

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("Ⅰ.党的建设", "党的建设"),
        ("II. 乡村振兴", "乡村振兴"),
        ("A. 民生服务", "民生服务"),
        ("◆城乡建设", "城乡建设"),
        ("● 乡村振兴", "乡村振兴"),
        ("★生态环保（1项）", "生态环保"),
        ("01平安法治", "平安法治"),
        ("Ⅰ. ◆ 党的建设", "党的建设"),
    ],
)
def test_a_mark_before_a_category_is_not_its_name(written, category):
    rows = [
        ["基本履职事项清单", "", ""],
        ["序号", "事项名称", "备注"],
        [written, "", ""],
        [1, "理论学习", ""],
        [2, "党员发展", ""],
    ]
    page = sheet(rows, merged=[(1, 1, 1, 3), (3, 1, 3, 3)])
    rows, errors = read(page)
    assert errors == []
    assert {row.content["category"] for row in rows} == {category}


@pytest.mark.parametrize(
    "title",
    ["生态环保领域配合履职事项清单", "示例县生态环保类事项清单", "配合履职事项清单——生态环保"],
)
def test_the_category_stands_in_the_title_of_each_sheet(title):
    other = "平安法治领域配合履职事项清单"
    one = sheet([[title], COORDINATION, RIVER], "Sheet1")
    two = sheet(
        [[other], COORDINATION, [1, "反诈宣传", "县公安局", "侦办案件。", "入户宣传。"]], "Sheet2"
    )
    rows, errors = read(one, two)
    assert errors == []
    assert [row.content["category"] for row in rows] == ["生态环保", "平安法治"]


def test_the_department_stands_in_the_caption_of_its_table():
    head = ["序号", "事项名称", "部门职责", "乡镇职责"]
    rows, errors = read(
        sheet(
            [
                ["配合履职事项清单"],
                ["表1　县水利局"],
                head,
                [1, "河道巡查", "组织巡查。", "开展巡查。"],
                ["表2　生态环境分局"],
                head,
                [1, "噪声处置", "查处噪声。", "上报线索。"],
            ]
        )
    )
    assert errors == []
    assert [shares(row) for row in rows] == [
        [("县水利局", "组织巡查。")],
        [("生态环境分局", "查处噪声。")],
    ]


@pytest.mark.parametrize("nothing", ["无", "/", "-", "—"])
def test_a_department_without_a_duty_has_none_and_not_the_others(nothing):
    rows, errors = read(
        sheet(
            [
                ["序号", "事项名称", "县直部门", "部门职责", "镇街职责"],
                [1, "征收补偿", "县自然资源局", "发布预公告。", "协助调查。"],
                ["", "", "县财政局", nothing, ""],
            ],
            merged=[(2, 2, 3, 2), (2, 5, 3, 5)],
        )
    )
    assert errors == []
    [row] = rows
    assert shares(row) == [("县自然资源局", "发布预公告。"), ("县财政局", "")]


def assert_lead_and_supporter(rows, errors):
    """The water office leads the first item, which another supports; the second has one alone."""
    assert errors == []
    assert shares(rows[0]) == [("县水利局", "编制规划。"), ("县卫健局", "开展监测。")]
    assert [one["role"] for one in rows[0].content["responsibilities"]] == [
        ResponsibilityRole.LEAD,
        ResponsibilityRole.SUPPORT,
    ]
    assert shares(rows[1]) == [("县城管局", "审批广告。")]


def test_main_and_minor_responsibility_name_the_lead_and_those_who_support():
    rows, errors = read(
        sheet(
            [
                ["序号", "事项名称", "县直部门责任", "", "乡镇（街道）配合责任"],
                ["", "", "主要责任", "次要责任", ""],
                [1, "饮水安全", "县水利局：编制规划。", "县卫健局：开展监测。", "报告停水。"],
                [2, "广告管理", "县城管局：审批广告。", "/", "摸排隐患。"],
            ],
            merged=[(1, 3, 1, 4), (1, 1, 2, 1), (1, 2, 2, 2), (1, 5, 2, 5)],
        )
    )
    assert_lead_and_supporter(rows, errors)


@pytest.mark.parametrize(("main", "minor"), [("主要责任", "次要责任"), ("牵头", "配合")])
def test_pairs_of_departments_and_duties_stand_under_who_leads_and_who_supports(main, minor):
    rows, errors = read(
        sheet(
            [
                ["序号", "事项名称", main, "", minor, "", "镇配合职责"],
                ["", "", "对口部门", "部门职责", "对口部门", "部门职责", ""],
                [1, "饮水安全", "县水利局", "编制规划。", "县卫健局", "开展监测。", "报告停水。"],
                [2, "广告管理", "县城管局", "审批广告。", "", "", "摸排隐患。"],
            ],
            merged=[(1, 3, 1, 4), (1, 5, 1, 6), (1, 1, 2, 1), (1, 2, 2, 2), (1, 7, 2, 7)],
        )
    )
    assert_lead_and_supporter(rows, errors)


def test_a_column_of_departments_with_duties_is_never_left_out_in_silence():
    head = [*COORDINATION, "还有哪家"]
    rows = [head]
    for number, name in enumerate(("河道巡查", "秸秆禁烧", "古树保护"), 1):
        rows.append([number, name, *RIVER[2:], "县公安局：打击盗采。"])
    _rows, errors = read(sheet(rows))
    assert "departments_unread" in errors


def test_a_column_that_is_called_duties_is_never_left_out_in_silence():
    rows = [[*COORDINATION, "驻点人员职责"], [1, "河道巡查", *RIVER[2:], "每日到岗。"]]
    _rows, errors = read(sheet(rows))
    assert "departments_unread" in errors


def test_the_duty_of_those_beside_the_lead_stands_under_what_they_do():
    head = ["序号", "事项名称", "牵头单位", "牵头单位做", "共同部门", "共同职责", "乡镇配合职责"]
    row = [1, "河道巡查", "县水利局", "编制规划。", "县公安局", "打击盗采。", "每月巡查。"]
    rows, errors = read(sheet([["配合履职事项清单"], head, row]))
    assert errors == []
    assert shares(rows[0]) == [("县水利局", "编制规划。"), ("县公安局", "打击盗采。")]


def test_the_category_that_a_reclaimed_item_had_is_its_category():
    head = ["原所属类别", "收回的事项", "承接部门", "收回后怎么做"]
    rows = [["上级部门收回事项"], head, ["城乡建设", "扬尘处罚", "县住建局", "每周检查。"]]
    rows, errors = read(sheet(rows))
    assert errors == []
    assert rows[0].content["category"] == "城乡建设"


def test_a_sign_before_names_that_a_note_says_is_no_part_of_them():
    rows = [BASIC, [1, "党的建设", "★理论学习"], [2, "乡村振兴", "海堤巡查"]]
    noted = [*rows, ["注：标★的为重点事项，★不是名称的一部分。", "", ""]]
    read_rows, errors = read(sheet(noted))
    assert errors == []
    assert [row.name for row in read_rows] == ["理论学习", "海堤巡查"]
    assert read(sheet([*rows, ["注：★为赋权事项。", "", ""]]))[0][0].name == "★理论学习"


def test_of_two_lists_whose_titles_differ_in_the_year_the_newer_one_is_read():
    old = sheet([["示例县基本履职事项清单（2024年版）"], BASIC, [1, "党的建设", "旧的名称"]], "1")
    new = sheet([["示例县基本履职事项清单（2026年版）"], BASIC, [1, "党的建设", "新的名称"]], "2")
    recognition = read_tables([old, new])
    rows = rows_of(recognition)
    _errors, warnings = check_file(recognition, rows)
    assert [row.name for row in rows] == ["新的名称"]
    assert any("年份较早的清单" in warning.message for warning in warnings)


def test_a_box_before_a_duty_names_an_office_of_any_name():
    rows, errors = read(
        sheet(
            [
                ["序号", "事项名称", "对应上级部门及其职责", "乡镇（街道）配合职责"],
                [
                    *(1, "防范非法集资"),
                    "【示例金融监管支局】监测风险。\n【县公安局】立案侦查。",
                    "开展宣传。",
                ],
            ]
        )
    )
    assert errors == []
    assert shares(rows[0]) == [("示例金融监管支局", "监测风险。"), ("县公安局", "立案侦查。")]


def test_a_mark_behind_a_name_is_explained_by_its_note():
    rows, errors = read(
        sheet(
            [
                BASIC,
                [1, "党的建设", "理论学习"],
                [2, "乡村振兴", "海堤巡查*"],
                ["注：事项名称后标注“*”的，仅适用于河口乡。", "", ""],
            ]
        )
    )
    assert errors == []
    assert [row.name for row in rows] == ["理论学习", "海堤巡查"]
    assert [row.texts.get("scope", "") for row in rows] == ["", "仅适用于河口乡"]


def test_a_sheet_in_traditional_characters_is_read_in_simplified_ones_and_says_so():
    page = sheet(
        [
            ["示例縣鄉鎮（街道）基本履職事項清單"],
            ["序號", "事項名稱"],
            ["一、黨的建設（2項）"],
            [1, "落實黨員教育管理監督"],
            [2, "推進黨群服務中心建設"],
        ]
    )
    write_usually(page)
    assert page.notes == ["用的是繁体字，已转为简体字读入"]
    rows, errors = read(page)
    assert errors == []
    assert [(row.kind, row.content["category"], row.name) for row in rows] == [
        (Kind.BASIC, "党的建设", "落实党员教育管理监督"),
        (Kind.BASIC, "党的建设", "推进党群服务中心建设"),
    ]


NOTES_OF_SIGNS = [
    (["* 仅适用于河口乡。", "** 仅适用于城关镇。"], ["*", "**"]),
    (["** 仅适用于城关镇。", "* 仅适用于河口乡。"], ["*", "**"]),
    (["注：标*的仅适用于河口乡；标**的仅适用于城关镇。"], ["*", "**"]),
    (["△ 仅限于河口乡办理", "▲：只适用于城关镇"], ["△", "▲"]),
    (["①仅适用于河口乡。②仅适用于城关镇。"], ["①", "②"]),
    (["* 仅河口乡、湾头镇适用；", "** 只由城关镇承担，未加星号的均适用。"], ["*", "**"]),
]


@pytest.mark.parametrize(("notes", "signs"), NOTES_OF_SIGNS)
def test_each_sign_behind_a_name_has_the_places_its_own_note_says(notes, signs):
    names = ["渡口巡查", "电梯抽检"]
    rows = [["收回事项"], ["序号", "事项名称", "承接部门", "工作方式"]]
    for number, (name, sign) in enumerate(zip(names, signs, strict=True), 1):
        rows.append([number, f"{name}{sign}", "县水利局", "每月抽查。"])
    rows, errors = read(sheet([*rows, *([note] for note in notes)]))
    assert errors == []
    assert [row.name for row in rows] == names
    assert ["河口乡" in rows[0].texts["scope"], "城关镇" in rows[0].texts["scope"]] == [True, False]
    assert ["河口乡" in rows[1].texts["scope"], "城关镇" in rows[1].texts["scope"]] == [False, True]


def test_a_sign_is_explained_by_the_sheet_before_where_a_note_refers_to_it():
    first = sheet([BASIC, [1, "乡村振兴", "海堤巡查*"], ["* 仅河口乡适用。", "", ""]], name="基本")
    rows = [BASIC, [1, "乡村振兴", "渡口巡查*"], ["* 含义见上表。", "", ""]]
    second = sheet(rows, name="其他")
    items = rows_of(read_tables([first, second]))
    assert [item.name for item in items] == ["海堤巡查", "渡口巡查"]
    assert ["河口乡" in item.texts["scope"] for item in items] == [True, True]
    [alone] = rows_of(read_tables([second]))
    assert alone.name == "渡口巡查*"  # as nothing says what it means


def test_a_bullet_before_every_name_is_none_of_it():
    rows = [BASIC, [1, "党的建设", "● 理论学习"], [2, "乡村振兴", "● 海堤巡查"]]
    items, errors = read(sheet(rows))
    assert (errors, [item.name for item in items]) == ([], ["理论学习", "海堤巡查"])
    items, _errors = read(sheet([*rows[:2], [2, "乡村振兴", "海堤巡查"]]))
    assert [item.name for item in items] == ["● 理论学习", "海堤巡查"]  # it may mean something


def test_an_office_behind_a_department_in_a_box_is_inside_it():
    rows, errors = read(
        sheet(
            [
                ["序号", "事项名称", "部门（【】内）及科室", "部门职责", "乡镇职责"],
                [
                    *(1, "人工增雨作业"),
                    "【县气象局】 减灾股（牵头）；【县残联】 康复部（协助）",
                    "【县气象局】指挥作业。\n【县残联】发放补贴。",
                    "清理场地。",
                ],
            ]
        )
    )
    assert errors == []
    parts = rows[0].content["responsibilities"]
    assert [(part["department"], part["internal_office"], part["role"]) for part in parts] == [
        ("县气象局", "减灾股", "lead"),
        ("县残联", "康复部", "support"),
    ]


def test_a_note_of_places_to_a_sign_that_nobody_understands_is_an_error():
    rows = [BASIC, [1, "乡村振兴", "海堤巡查*"], ["* 河口乡另行安排。", "", ""]]
    rows, _errors = read(sheet(rows), places=PLACES)
    assert rows[0].name == "海堤巡查"
    scope, wrong = PLACES.scope_in(rows[0].texts["scope"])
    assert (scope, bool(wrong)) == ({}, True)


@pytest.mark.parametrize(
    ("said", "townships"),
    [
        ("除城关镇外均适用", ["2", "3"]),
        ("除城关镇、河口乡外，其他乡镇适用", ["3"]),
        ("城关镇、河口乡适用", ["1", "2"]),
        ("除城关镇外均不适用", ["1"]),
    ],
)
@pytest.mark.parametrize("note", ["* {}。", "注：第2项{}。"])
def test_a_note_says_of_which_townships_an_item_is_in_any_order_of_words(note, said, townships):
    sign = "*" if note.startswith("*") else ""
    rows = [BASIC, [1, "党的建设", "理论学习"], [2, "乡村振兴", f"海堤巡查{sign}"]]
    rows, errors = read(sheet([*rows, [note.format(said)]]), places=PLACES)
    assert errors == []
    scope, wrong = PLACES.scope_in(rows[1].texts["scope"])
    assert (scope["townships"], wrong) == (townships, [])
    assert not rows[0].texts.get("scope")


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("类别：乡村振兴　　适用范围：城关镇、河口乡", "城关镇、河口乡"),
        ("类别：乡村振兴　　适用乡镇（街道）：除城关镇外", "除城关镇外"),
        ("类别：乡村振兴　　适用范围：全县各乡镇（街道）", None),
    ],
)
def test_a_line_of_labels_above_a_table_says_where_all_its_items_apply(line, where):
    rows = [["基本履职事项清单"], [line], BASIC, [1, "党的建设", "理论学习"], [2, "", "海堤巡查"]]
    rows, errors = read(sheet(rows, merged=[(2, 1, 2, 3)]), places=PLACES)
    assert errors == []
    assert [row.texts.get("scope") for row in rows] == [where, where]


def test_an_apostrophe_before_every_text_is_none_of_it():
    head = [f"'{text}" for text in BASIC]
    rows = [[f"'{number}", "'党的建设", f"'理论学习{number}"] for number in range(1, 5)]
    page = sheet([head, *rows])
    write_usually(page)
    assert [cell.value for cell in page.cells][:3] == BASIC
    assert page.notes == ["文字前的单引号是导出时加的，没有读入"]


def test_an_apostrophe_before_the_texts_of_one_column_is_none_of_it():
    rows = [[number, f"'理论学习{number}", "'十五五'规划"] for number in range(1, 4)]
    page = sheet([["清单"], ["序号", "事项名称", "备注"], *rows])
    write_usually(page)
    assert [cell.value for cell in page.cells][-2:] == ["理论学习3", "'十五五'规划"]


def test_an_apostrophe_before_several_numbers_is_of_the_export_before_any_text():
    rows = [[f"'0{number}", name] for number, name in enumerate(["'禁毒", "禁渔", "禁赌"], 1)]
    page = sheet([["清单"], ["序号", "事项名称"], *[["党的建设"], *rows] * 2, ["注：仅供参考"]])
    write_usually(page)
    assert [cell.value for cell in page.cells if cell.column == 2] == [
        "事项名称",
        *["禁毒", "禁渔", "禁赌"] * 2,
    ]


def test_a_few_apostrophes_and_a_name_in_other_characters_stay_as_they_are():
    page = sheet([BASIC, [1, "党的建设", "'引号开头的名称"], [2, "党的建设", "與港澳鄉親聯絡"]])
    before = [cell.value for cell in page.cells]
    write_usually(page)
    assert ([cell.value for cell in page.cells], page.notes) == (before, [])


def test_cards_beside_each_other_are_read_each_by_itself():
    rows, errors = read(
        sheet(
            [
                ["上级部门收回事项卡", "", "", "", ""],
                ["第1号卡", "", "", "第2号卡", ""],
                ["事项", "招商额考核", "", "事项", "产值报表填报"],
                ["类别", "经济发展", "", "类别", "经济发展"],
                ["承接单位", "县商务局", "", "承接单位", "县统计局"],
                ["工作方式", "按季统计。", "", "工作方式", "平台采集。"],
            ]
        )
    )
    assert errors == []
    assert [(row.kind, row.name, shares(row)) for row in rows] == [
        (Kind.RECLAIMED, "招商额考核", [("县商务局", "按季统计。")]),
        (Kind.RECLAIMED, "产值报表填报", [("县统计局", "平台采集。")]),
    ]


def test_an_office_does_not_go_on_over_a_line_that_may_name_another():
    head = ["序号", "事项名称", "部门职责", "乡镇职责"]
    rows, errors = read(
        sheet(
            [
                ["配合履职事项清单"],
                ["表1：县水利局负责事项（1项）"],
                head,
                [1, "河道巡查", "组织巡查。", "开展巡查。"],
                ["另一家"],
                [*head, "备注"],
                [1, "防汛抗旱", "编制预案。", "转移群众。", ""],
            ]
        )
    )
    named = [one["department"] for one in rows[-1].content.get("responsibilities") or ()]
    assert shares(rows[0]) == [("县水利局", "组织巡查。")]
    assert "县水利局" not in named
    assert errors != []


def test_another_departments_heading_after_a_pages_end_begins_a_line():
    head = ["序号", "事项名称", "部门", "部门职责", "乡镇职责"]
    rows, errors = read(
        sheet(
            [
                head,
                [
                    1,
                    "水电站监管",
                    "县水利局、县林业局",
                    "县水利局：核定下泄的生态流量",
                    "巡查上报。",
                ],
                ["第 1 页", "", "", "", ""],
                head,
                ["", "", "", "县林业局：监督生态", ""],
            ]
        )
    )
    assert errors == []
    assert shares(rows[0]) == [("县水利局", "核定下泄的生态流量"), ("县林业局", "监督生态")]


def test_a_row_whose_remark_ends_with_its_being_void_is_no_item():
    head = ["序号", "事项名称", "承接部门", "工作方式", "备注"]
    rows, _errors = read(
        sheet(
            [
                head,
                [1, "机构检查", "县卫生健康局", "抽查。", "3月专题会决定不收回，此项作废"],
                [2, "设备检测", "县消防救援大队", "抽查。", ""],
            ]
        )
    )
    assert [row.name for row in rows] == ["设备检测"]


def test_townships_under_words_nobody_knows_are_asked_about_though_some_are_odd():
    head = [*BASIC, "管哪儿"]
    places = ("城关镇", "河口乡、湾头镇", "随便写的", "湾头镇")
    rows = [[n, "党的建设", f"理论学习{n}", place] for n, place in enumerate(places, 1)]
    recognition = read_tables([sheet([head, *rows])], places=PLACES)
    [table] = recognition.tables
    found = rows_of(recognition)
    told = list(unread_columns(table, found, PLACES))
    assert [issue.code for issue in told] == ["unsure_scope"]


def test_a_way_of_working_that_only_names_another_row_is_an_error():
    head = ["序号", "事项名称", "承接部门", "工作方式"]
    _rows, errors = read(
        sheet(
            [
                head,
                [1, "机构检查", "县卫生健康局", "按计划抽查。"],
                [2, "设备检测", "县消防救援大队", "同第1项"],
            ]
        )
    )
    assert errors == ["said_elsewhere"]
