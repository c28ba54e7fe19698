"""How tables are found and rows understood, without a database: heads, sections, merged cells,
departments, duties.
"""

import pytest
from hypothesis import given, strategies

from items.imports.checking.whole_file import check_file
from items.imports.matching.ordering import positions_for
from items.imports.reading.grid import Cell, Sheet, book_from, column_number, sheet_lines
from items.imports.recognition.departments import is_collective, split_departments
from items.imports.recognition.duties import share_duty
from items.imports.recognition.headwords import HEAD_WORDS, field_of, kind_in
from items.imports.recognition.responsibilities import day_of
from items.imports.recognition.rows import bases_of, joined, rows_of
from items.imports.recognition.tables import read_tables
from items.printed.columns import column_letter
from items.printed.row_words import clean, section_of

pytestmark = pytest.mark.one_database


def sheet_of(*rows, name="Sheet1", merged=(), hidden=False):
    cells = [
        Cell(r, c, text)
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row if isinstance(row, list) else [row], 1)
        if text
    ]
    return Sheet(name, hidden=hidden, cells=cells, merged=list(merged))


def read(*rows, **fields):
    return read_tables([sheet_of(*rows, **fields)])


HEAD = ["序号", "事项名称"]
COORDINATION = ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("序号", "number"),
        ("序 号", "number"),
        ("事项\n名称", "name"),
        ("履职事项", "name"),
        ("对应上级部门", "departments"),
        ("县级部门", "departments"),
        ("县直部门职责", "department_duty"),
        ("区级部门职责", "department_duty"),
        ("乡镇(街道)配合职责", "township_duty"),
        ("镇街配合职责", "township_duty"),
        ("街道配合职责", "township_duty"),
        ("承接部门及工作方式", "receivers_and_method"),
        ("类别", "category"),
        ("备注（内部）", ""),
    ],
)
def test_head_words_are_known_in_every_habit(text, field):
    assert field_of(text) == field


def test_no_head_word_means_two_fields():
    words = [word for words in HEAD_WORDS.values() for word in words.split()]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("配合履职事项清单", "coordination"),
        ("上级部门收回事项", "reclaimed"),
        ("基本履职", "basic"),
        ("附件", ""),
    ],
)
def test_kinds_are_read_from_titles(text, kind):
    assert kind_in(text) == kind


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("一、党的建设（18项）", ("党的建设", 18)),
        ("十二、应急管理及消防(3项)", ("应急管理及消防", 3)),
        ("（一）民生服务", ("民生服务", None)),
        ("民生服务（共9项）", ("民生服务", 9)),
        ("三、综合政务（含机关事务）（4项）", ("综合政务（含机关事务）", 4)),
        ("负责村（社区）党组织设置", None),
        ("一村一辅警工作", None),
        ("三资管理", None),
        ("注：本清单自公布之日起施行。", None),
    ],
)
def test_sections_are_told_from_items(text, section):
    assert section_of(text) == section


def test_three_tables_under_one_another_on_one_sheet():
    recognition = read(
        "城关镇基本履职事项清单",
        ["序号", "履职事项"],
        "一、党的建设（1项）",
        ["1", "负责发展党员"],
        "注：本清单自公布之日起施行。",
        [],
        "城关镇配合履职事项清单",
        ["类别", "序号", "事项", "县级部门", "县级部门职责", "镇街配合职责"],
        ["平安法治", "1", "社区矫正", "县司法局", "1.监督管理。", "1.协助教育。"],
        [
            "",
            "2",
            "禁毒",
            "县公安局\n县司法局",
            "县公安局：\n1.查处。\n县司法局：\n1.戒毒。",
            "1.宣传。",
        ],
        "城关镇上级部门收回事项清单",
        ["序号", "事项名称", "承接部门及工作方式"],
        ["1", "出租房屋治安处罚", "承接部门：县公安局、县司法局\n工作方式：由部门查处。"],
    )
    rows = rows_of(recognition)
    assert [(table.kind, len(table.rows)) for table in recognition.tables] == [
        ("basic", 1),
        ("coordination", 2),
        ("reclaimed", 1),
    ]
    assert [(skipped.row, skipped.reason) for skipped in recognition.skipped] == [(5, "注释")]
    assert [row.content.get("category") for row in rows] == [
        "党的建设",
        "平安法治",
        "平安法治",
        None,
    ]
    assert [(r["department"], r["duty"]) for r in rows[2].content["responsibilities"]] == [
        ("县公安局", "1.查处。"),
        ("县司法局", "1.戒毒。"),
    ]
    assert [
        (r["department"], r["role"], r["method"]) for r in rows[3].content["responsibilities"]
    ] == [
        ("县公安局", "receiver", "由部门查处。"),
        ("县司法局", "receiver", "由部门查处。"),
    ]


def test_a_head_repeated_on_the_next_page_is_no_item():
    recognition = read(
        HEAD,
        ["1", "河道巡查"],
        HEAD,
        ["2", "森林防火"],
        "基本履职事项清单（续表）",
        HEAD,
        ["3", "禁毒宣传"],
    )
    assert [len(table.rows) for table in recognition.tables] == [3]
    assert [skipped.reason for skipped in recognition.skipped] == [
        "重复的表头",
        "表头以外的文字",
        "续表的表头",
    ]


def test_notes_signatures_and_totals_are_named_not_read():
    recognition = read(
        HEAD,
        ["1", "河道巡查"],
        ["合计", "1项"],
        "备注：1.含社区。",
        "2.含村。",
        "审核人：",
        "填报单位（盖章）：",
        "2026年1月",
    )
    assert [row.texts["name"] for row in recognition.tables[0].rows] == ["河道巡查"]
    assert [skipped.reason for skipped in recognition.skipped] == [
        "合计行",
        "注释",
        "注释",
        "签署栏",
        "签署栏",
        "签署栏",
    ]


def test_an_item_over_several_rows_by_a_merged_name_is_one_item():
    recognition = read(
        COORDINATION,
        ["1", "防溺水", "县教育局", "1.制定方案。", "1.宣传。"],
        ["", "", "县水利局", "1.设置警示标志。", ""],
        merged=[(2, 2, 3, 2), (2, 1, 3, 1), (2, 5, 3, 5)],
    )
    [row] = recognition.tables[0].rows
    assert row.texts["departments"] == "县教育局\n县水利局"
    assert row.texts["department_duty"] == "1.制定方案。\n1.设置警示标志。"


def test_a_department_merged_over_several_items_is_each_ones():
    recognition = read(
        COORDINATION,
        ["1", "社区矫正", "县司法局", "1.管理。", "1.协助。"],
        ["2", "人民调解", "", "1.指导。", "1.开展。"],
        merged=[(2, 3, 3, 3)],
    )
    assert [row.texts["departments"] for row in recognition.tables[0].rows] == [
        "县司法局",
        "县司法局",
    ]


def test_hidden_sheets_and_sheets_without_a_head_are_named():
    hidden = sheet_of(HEAD, ["1", "河道巡查"], name="旧版", hidden=True)
    cover = sheet_of("目录", "一、基本履职", name="封面")
    recognition = read_tables([hidden, cover, sheet_of(HEAD, ["1", "河道巡查"])])
    assert [(skipped.sheet, skipped.reason[:5]) for skipped in recognition.skipped] == [
        ("旧版", "隐藏的工作"),
        ("封面", "没有找到清"),
    ]
    assert len(recognition.tables) == 1


def test_a_category_of_its_own_row_or_ditto_goes_on_downwards():
    head = ["序号", "类别", "事项名称"]
    recognition = read(
        head,
        ["1", "一、民生服务（2项）", "养老服务"],
        ["2", "同上", "就业服务"],
        ["", "乡村振兴"],
        ["3", "", "改厕"],
    )
    assert [row.content["category"] for row in rows_of(recognition)] == [
        "民生服务",
        "民生服务",
        "乡村振兴",
    ]
    assert recognition.strays == []


def test_a_summary_is_no_table():
    summary = sheet_of(
        ["类别", "基本履职事项", "配合履职事项"], ["党的建设", "13", "4"], name="汇总"
    )
    assert read_tables([summary]).tables == []


def test_names_that_are_no_words_are_errors():
    recognition = read(HEAD, ["1", "13"], ["2", "#REF!"], ["3", "河道巡查"])
    errors, _warnings = check_file(recognition, rows_of(recognition))
    assert [(error.row, error.code) for error in errors] == [(2, "odd_name"), (3, "formula")]


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ('=HYPERLINK("https://a.example/1","河道巡查")', "河道巡查"),
        ('HYPERLINK("#一!A1";"河道巡查")', "河道巡查"),
        ('="河道""日常""巡查"', '河道"日常"巡查'),
        ('="1.巡查；"&CHAR(10)&"2.上报。"', "1.巡查；\n2.上报。"),
        ('=CONCATENATE("河道","巡查", 2)', "河道巡查2"),
        ('=trim( "河道巡查 " )', "河道巡查"),
        ('=HYPERLINK("https://a.example/1")', ""),
        ('=HYPERLINK(A1,"河道"&B2)', ""),
        ('=IF(A1,"河道","巡查")', ""),
        ("=A1", ""),
        ('="河道', ""),
    ],
)
def test_the_text_a_formula_plainly_says_is_suggested(formula, said):
    sheet = sheet_of(HEAD, ["1", ""])
    sheet.cells.append(Cell(2, 2, "", formula))
    recognition = read_tables([sheet])
    [error], _warnings = check_file(recognition, rows_of(recognition))
    hint = f"请改为直接填写文字“{said}”。" if said else "请改为直接填写文字。"
    assert (error.code, error.column, error.suggestion) == ("formula", "B", hint)


def test_the_same_name_with_other_texts_is_a_warning_only():
    row = ["1", "社区矫正", "县司法局", "1.管理。", "1.协助。"]
    recognition = read(COORDINATION, row, [*row[:4], "1.配合走访。"])
    errors, warnings = check_file(recognition, rows_of(recognition))
    assert (errors, [warning.code for warning in warnings]) == ([], ["same_name"])


def test_what_stands_outside_the_table_is_said():
    recognition = read(
        ["序号", "事项名称", "", "经办人"],
        ["1", "河道巡查", "漏填", "王"],
        ["见附件"],
        ["", "", "", "", "", "散"],
    )
    assert recognition.unknown_columns == ["经办人"]
    assert [(stray.row, stray.column) for stray in recognition.strays] == [(2, 3), (3, 1)]
    assert [skipped.reason for skipped in recognition.skipped] == ["表格以外的单元格（F4）"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("县教育局、县公安局", [("县教育局", ""), ("县公安局", "")]),
        ("县教育局\n县公安局", [("县教育局", ""), ("县公安局", "")]),
        ("县教育局 县公安局；县民政局", [("县教育局", ""), ("县公安局", ""), ("县民政局", "")]),
        ("县公安局（牵头）、县教育局（配合）", [("县公安局", "lead"), ("县教育局", "support")]),
        (
            "牵头部门：县公安局\n配合部门：县教育局、县民政局",
            [("县公安局", "lead"), ("县教育局", "support"), ("县民政局", "support")],
        ),
        ("县商务局（投资促进局、粮食局）", [("县商务局", "")]),
        ("县教育局、县教育局", [("县教育局", "")]),
        ("县教育局\n县公安局\n（牵头）", [("县教育局", ""), ("县公安局", "lead")]),
    ],
)
def test_departments_are_split_at_every_separator(text, named):
    assert [(department.name, department.role) for department in split_departments(text)] == named


def test_brackets_hold_an_internal_office_or_a_second_plate():
    office, plate = split_departments("县公安局（治安大队）、县商务局（投资促进局）")
    assert (office.internal_office, office.plate) == ("治安大队", "")
    assert (plate.internal_office, plate.plate, plate.full_name) == (
        "",
        "投资促进局",
        "县商务局（投资促进局）",
    )


@pytest.mark.parametrize(
    "name",
    ["县直有关部门", "相关需求部门", "各有关部门", "其他相关单位", "行业主管部门", "县级有关部门"],
)
def test_names_for_several_departments_are_collective(name):
    assert is_collective(name)


@pytest.mark.parametrize(
    "name", ["县民政局", "县委宣传部", "县市场监督管理局", "市生态环境局县分局", "县城市管理局"]
)
def test_a_department_is_not_collective(name):
    assert not is_collective(name)


@pytest.mark.parametrize(
    ("text", "duties"),
    [
        ("县教育局：\n1.制定方案。\n县水利局：\n1.设标志。", ["1.制定方案。", "1.设标志。"]),
        ("县教育局：1.制定方案。\n县水利局：1.设标志。", ["1.制定方案。", "1.设标志。"]),
        ("1.联合检查。", ["1.联合检查。", "1.联合检查。"]),
        ("1.统筹。\n县水利局：\n1.设标志。", ["1.统筹。", "1.设标志。"]),
        ("县教育局、县水利局：\n1.联合检查。", ["1.联合检查。", "1.联合检查。"]),
        ("1.检查下列事项：\n食堂。", ["1.检查下列事项：\n食堂。", "1.检查下列事项：\n食堂。"]),
    ],
)
def test_duties_are_shared_out_by_their_headings(text, duties):
    named = split_departments("县教育局、县水利局")
    share_duty(text, named)
    assert ["\n".join(department.duty) for department in named] == duties


def test_names_broken_over_lines_are_one_line():
    assert joined("负责公文、\n会务、机要") == "负责公文、会务、机要"


def test_bases_are_read_with_number_and_article():
    assert bases_of("《中华人民共和国水法》第四条、第五条；《示例办法》（示政发〔2020〕3号）") == [
        {"act": "中华人民共和国水法", "document_number": "", "article": "第四条、第五条"},
        {"act": "示例办法", "document_number": "示政发〔2020〕3号", "article": ""},
    ]


@pytest.mark.parametrize("text", ["2026-01-31", "2026年1月31日", "2026/1/31", "2026.1.31"])
def test_days_are_read_in_every_writing(text):
    assert day_of(text) == "2026-01-31"


def test_signs_nobody_sees_are_left_out():
    assert clean(" \u200b1.宣传；_x000D_\n　2.上报。\ufeff\r\n") == "1.宣传；\n2.上报。"


@given(strategies.integers(1, 16384))
def test_column_letters_and_numbers_agree(number):
    assert column_number(column_letter(number)) == number


TEXT = strategies.text(max_size=20)


@given(
    strategies.lists(
        strategies.tuples(strategies.integers(1, 99), strategies.integers(1, 9), TEXT, TEXT),
        max_size=20,
    )
)
def test_sheets_survive_the_way_between_the_processes(cells):
    sheet = Sheet(
        "表",
        cells=[Cell(*cell) for cell in cells],
        merged=[(1, 1, 2, 2)],
        hidden_rows={3},
        margins=["页脚"],
    )
    assert book_from([*sheet_lines(sheet), '{"done": true}']).sheets == [sheet]


@given(
    strategies.lists(strategies.one_of(strategies.none(), strategies.integers(0, 30)), max_size=12)
)
def test_positions_always_rise_in_the_order_of_the_file(present):
    keys = [None if position is None else (position, n) for n, position in enumerate(present)]
    positions = positions_for(keys)
    order = [
        (p, key[1] if key else 1000 + n)
        for n, (p, key) in enumerate(zip(positions, keys, strict=True))
    ]
    assert order == sorted(order)


@given(strategies.lists(strategies.integers(0, 30), max_size=12, unique=True).map(sorted))
def test_what_stands_in_order_is_not_moved(present):
    keys = [(position, n) for n, position in enumerate(present)]
    assert positions_for(keys) == present
