"""A row cut in two is an error that names both rows, and never an item by itself."""

import pytest

from items.imports.checking.unfinished import open_end
from items.imports.checking.whole_file import check_file
from items.imports.reading.grid import Cell, Sheet
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables

pytestmark = pytest.mark.one_database
BASIC = ["序号", "事项名称"]
GROUPED = ["序号", "类别", "事项名称"]
HELP = ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"]
REST = [["2", "组织建设"], ["3", "队伍建设"]]
DUTIES = ["县水利局", "1.查处。", "1.巡查。"]
FIRE = ["2", "森林防火", "县林业局", "1.规划。", "1.宣传。"]
FLOOD = ["3", "防汛抗旱", "县水利局", "1.规划。", "1.宣传。"]


def read(rows, *, merged=(), places=None):
    """(items, errors) of one sheet."""
    cells = [
        Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text
    ]
    sheet = Sheet("表", cells=cells, merged=list(merged), row_places=places or {})
    recognition = read_tables([sheet])
    items = rows_of(recognition)
    return items, check_file(recognition, items)[0]


# {shape: (rows, the two rows)}: a row and the rest of it
CUT = {
    "the least there is": ([GROUPED, ["1", "党建", "坚持和加强"], ["", "", "党的领导"]], (2, 3)),
    "among numbered rows": ([BASIC, ["1", "坚持和加强"], ["", "党的领导"], *REST], (2, 3)),
    "the category again": (
        [
            GROUPED,
            ["1", "党建", "坚持和加强"],
            ["", "党建", "党的领导"],
            ["2", "", "组织建设"],
            ["3", "", "队伍建设"],
        ],
        (2, 3),
    ),
    "the number on the second half": (
        [BASIC, ["", "坚持和加强"], ["1", "党的领导"], *REST],
        (2, 3),
    ),
    "after a category": (
        [BASIC, ["一、党的建设"], ["", "坚持和加强"], ["1", "党的领导"], *REST],
        (3, 4),
    ),
    "in a table of duties": (
        [HELP, ["1", "河道巡", *DUTIES], ["", "查和管护", "", "", ""], FIRE, FLOOD],
        (2, 3),
    ),
    "all but the number": (
        [HELP, ["1", "河道巡查", *DUTIES], ["", "水库巡查", *DUTIES], FIRE, FLOOD],
        (2, 3),
    ),
    "a number left out": (
        [BASIC, ["1", "巡查河道和"], ["", "水库巡查"], ["3", "组织建设"], ["4", "队伍建设"]],
        (2, 3),
    ),
    "a page's end and a number left out": (
        [
            BASIC,
            ["1", "河道巡查"],
            ["", "—第1页，共2页—"],
            ["", "水库巡查"],
            ["3", "组织建设"],
            ["4", "队伍建设"],
        ],
        (2, 4),
    ),
    "the head again and a number left out": (
        [BASIC, ["1", "河道巡查"], BASIC, ["", "水库巡查"], ["3", "组织建设"], ["4", "队伍建设"]],
        (2, 4),
    ),
    "duties that count from one again": (
        [HELP, ["1", "河道巡查", *DUTIES], ["", "", "", "1.规划。", "1.宣传。"], FIRE, FLOOD],
        (2, 3),
    ),
    "both halves numbered": (
        [BASIC, ["1", "坚持和"], ["2", "党的领导"], ["3", "组织建设"], ["4", "队伍建设"]],
        (2, 3),
    ),
    "without numbers, 、": ([["类别", "事项名称"], ["党建", "坚持、"], ["", "党的领导"]], (2, 3)),
    "without numbers, the comma begins": (
        [["类别", "事项名称"], ["党建", "坚持"], ["", "，党的领导"]],
        (2, 3),
    ),
    "without numbers, a bracket": (
        [["类别", "事项名称"], ["党建", "坚持（含"], ["", "党的领导）"]],
        (2, 3),
    ),
    "without numbers, a title": (
        [["类别", "事项名称"], ["党建", "宣传《民法"], ["", "典》"]],
        (2, 3),
    ),
}


@pytest.mark.parametrize("shape", CUT)
def test_a_row_cut_in_two_is_an_error_with_both_rows_named(shape):
    rows, (first, second) = CUT[shape]
    items, errors = read(rows)
    named = [error for error in errors if {row for _sheet, row in error.rows} == {first, second}]
    assert len(named) == 1
    other = first if named[0].row == second else second
    assert f"第{other}行" in named[0].message
    faulty = {row for error in errors for _sheet, row in error.rows}
    assert not [
        item.name for item in items if item.row in (first, second) and item.row not in faulty
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["类别", "事项名称"], ["党建", "坚持党的领导"], ["", "组织建设"], ["平安", "禁毒宣传"]],
        [["事项名称", "备注"], ["坚持党的领导", "甲"], ["组织建设", ""], ["禁毒宣传", ""]],
        [BASIC, *[["", name] for name in ("坚持党的领导", "组织建设", "禁毒宣传")]],
        [
            BASIC,
            ["一", "党的建设"],
            ["", "坚持党的领导"],
            ["", "组织建设"],
            ["二", "平安法治"],
            ["", "禁毒宣传"],
            ["", "普法"],
        ],
        [
            BASIC,
            ["1", "坚持党的领导"],
            ["2", "查处违法行为"],
            ["3", "科学知识普及"],
            ["4", "群众参与"],
            ["5", "矛盾调和"],
        ],
        [
            BASIC,
            ["1", "发放（含补发）补贴"],
            ["2", "“一标三实”采集"],
            ["3", "1）巡查"],
            ["4", "《条例》宣传"],
        ],
        [HELP, ["1", "河道巡查", *DUTIES], ["", "", "县林业局", "1.规划。", ""], FIRE, FLOOD],
    ],
)
def test_lists_without_numbers_and_whole_names_are_no_errors(rows):
    _items, errors = read(rows)
    assert [error.sentence for error in errors] == []


@pytest.mark.parametrize(
    "name",
    ["甲、", "甲，", "甲,", "坚持和", "河道及", "乡镇与", "乡镇或", "法律规定的", "甲（乙", "《甲"],
)
def test_a_name_that_breaks_off_is_seen(name):
    assert open_end(name)


@pytest.mark.parametrize(
    "name",
    ["劝和", "普及", "参与", "给予", "违法行为", "目的", "甲（乙）", "“甲“", "1）甲", "甲；"],
)
def test_a_whole_name_is_whole(name):
    assert not open_end(name)


def test_the_other_row_is_named_as_people_find_it_in_a_document():
    places = {row: f"第1个表格第{row}行" for row in range(1, 6)}
    rows = [BASIC, ["1", "坚持和加强"], ["", "党的领导"], *REST]
    cells = [
        Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text
    ]
    recognition = read_tables([Sheet("正文", cells=cells, row_places=places)])
    [error] = check_file(recognition, rows_of(recognition))[0]
    assert "第1个表格第2行“坚持和加强”" in error.placed(recognition.places).message


PRINTED = [
    HELP,
    ["1", "沿河店铺排污检", "县城管局、", "县城管局：查处占道；", "入户宣传，"],
    ["第1页"],
    HELP,
    ["", "查", "县水利局", "责令改正。", "劝导业主。"],
    ["", "", "", "县水利局：封堵暗管。", ""],
    FIRE,
    FLOOD,
]


def test_departments_and_one_character_of_a_name_go_on_behind_a_pages_end():
    items, errors = read(PRINTED)
    assert errors == []
    assert [item.name for item in items] == ["沿河店铺排污检查", "森林防火", "防汛抗旱"]
    content = items[0].content
    assert [(one["department"], one["duty"]) for one in content["responsibilities"]] == [
        ("县城管局", "查处占道；\n责令改正。"),
        ("县水利局", "封堵暗管。"),
    ]
    assert content["township_duty"] == "入户宣传，劝导业主。"


def test_a_duty_headed_by_a_department_of_no_item_above_is_an_error():
    rows = [*PRINTED[:5], ["", "", "", "县住建局：封堵暗管。", ""], FIRE, FLOOD]
    assert [error.code for error in read(rows)[1]] == ["doubtful_row"]


SHEET_OF_PAGES = [
    HELP,
    ["生态环保"],
    ["1", "饮用水源保护区", "县水利局", "1.划定边界", "扶正标志牌，"],
    ["", "界桩维护", "", "2.设计标志牌", "不能恢复的报告"],
    ["平安法治"],
    ["2", "易涝村庄沙袋", "县水利局", "1.规划。", "1.宣传。"],
    ["", "前置存放", "", "", ""],
    ["3", "森林防火", "县林业局", "1.规划。", "1.宣传。"],
]


def test_a_name_is_broken_like_another_one_above():
    items, errors = read(SHEET_OF_PAGES)
    assert errors == []
    assert [item.name for item in items] == [
        "饮用水源保护区界桩维护",
        "易涝村庄沙袋前置存放",
        "森林防火",
    ]


def test_a_name_alone_is_asked_about_where_it_may_be_a_category_an_item_or_no_other_is_broken():
    without_categories = [row for row in SHEET_OF_PAGES if len(row) > 1]
    assert [error.code for error in read(without_categories)[1]] == ["doubtful_row"]
    a_verb = [row if row[1:2] != ["前置存放"] else ["", "开展演练"] for row in SHEET_OF_PAGES]
    assert [error.code for error in read(a_verb)[1]] == ["doubtful_row"]
    no_other = SHEET_OF_PAGES[:3] + SHEET_OF_PAGES[4:]
    assert [error.code for error in read(no_other)[1]] == ["doubtful_row"]


WITH_ANOTHER_OFFICE = [
    HELP,
    ["1", "河道采砂", "县水利局", "县水利局：核发许可。", "日常巡查。"],
    ["", "船只清理", "县交通局", "县交通局：拖移船只。", ""],
    FIRE,
    FLOOD,
]


@pytest.mark.parametrize(
    "note", ["注：没有序号的行接上一行。", "说明：序号栏空着的，是上一事项没写完的内容。"]
)
def test_rows_without_a_number_go_on_where_a_note_says_so(note):
    items, errors = read([*WITH_ANOTHER_OFFICE, [note]])
    assert errors == []
    assert [item.name for item in items] == ["河道采砂船只清理", "森林防火", "防汛抗旱"]
    assert [(one["department"], one["duty"]) for one in items[0].content["responsibilities"]] == [
        ("县水利局", "核发许可。"),
        ("县交通局", "拖移船只。"),
    ]


@pytest.mark.parametrize("note", ["注：序号栏空着的，是今年新增的事项。", "注：序号为上一年的。"])
def test_a_row_without_a_number_is_asked_about_where_a_note_says_something_else(note):
    _items, errors = read([*WITH_ANOTHER_OFFICE, [note]])
    assert [error.code for error in errors] == ["doubtful_row"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("本表适用于全县各乡镇（街道），由县水利局负责解释。", []),
        ("以上事项由县委编办解释。", []),
        ("本表仅适用于山地乡。", ["stray_cell"]),
        ("本表适用于青山乡、湾头镇。", ["stray_cell"]),
    ],
)
def test_what_is_said_last_of_the_whole_list_is_a_note_unless_it_limits_it(text, codes):
    items, errors = read([*SHEET_OF_PAGES, [text]])
    assert len(items) == 3
    assert [error.code for error in errors] == codes
