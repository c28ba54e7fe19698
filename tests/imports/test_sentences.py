"""What an import says is true where it is said: missing columns, repeated rows, counts, heads;
alike lines are one.
"""

import re

import pytest
from hypothesis import given, settings, strategies

from items.imports.checking.folding import as_entries, sentences, unfolded
from items.imports.checking.same_rows import texts_of
from items.imports.checking.whole_file import check_file
from items.imports.reading.grid import Cell, Sheet
from items.imports.recognition.headwords import FIELD_WORDS
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables

from .test_accounting import AREA, ROW

pytestmark = pytest.mark.one_database
BASIC = ["序号", "事项名称"]
COLUMNS = {
    "coordination": {
        "name": ("事项名称", "河道巡查", "森林防火"),
        "departments": ("对应上级部门", "县水利局", "县林业局"),
        "department_duty": ("上级部门职责", "1.查处。", "1.规划。"),
        "township_duty": ("乡镇（街道）配合职责", "1.巡查。", "1.宣传。"),
    },
    "reclaimed": {
        "name": ("事项名称", "河道审批", "采伐审批"),
        "receivers": ("承接部门", "县水利局", "县林业局"),
        "method": ("工作方式", "由部门办理。", "由部门核查。"),
    },
}
TITLES = {"coordination": "示例县配合履职事项清单", "reclaimed": "示例县上级部门收回事项清单"}
NEEDED = [(kind, field) for kind, columns in COLUMNS.items() for field in columns]


def read(rows, *, merged=(), name="表", heads=None):
    cells = [
        Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text
    ]
    recognition = read_tables([Sheet(name, cells=cells, merged=list(merged))], heads=heads)
    items = rows_of(recognition)
    return items, *check_file(recognition, items)


def of(issues, code):
    return [issue for issue in issues if issue.code == code]


def table_of(kind, unknown):
    """A table of a kind in which one column's head is a word nobody knows."""
    columns = [
        ("甲乙", *cells[1:]) if field == unknown else cells
        for field, cells in COLUMNS[kind].items()
    ]
    rows = [["序号", *(column[0] for column in columns)]]
    rows += [[str(n), *(column[n] for column in columns)] for n in (1, 2)]
    return [[TITLES[kind]], *rows]


@pytest.mark.parametrize(("kind", "field"), NEEDED)
def test_a_column_that_a_kind_needs_and_nobody_recognised_stops_the_import(kind, field):
    rows = table_of(kind, field)
    _items, errors, _warnings = read(rows)
    asked = of(errors, "missing_column") + of(errors, "columns_unsure")
    if errors:  # what stands in a column may tell what it is
        assert {error.row for error in asked} == {2}
        assert any("甲乙" in error.said for error in asked)
    letter = "ABCDEF"[rows[1].index("甲乙")]
    known = {"ABCDEF"[order]: name for order, name in enumerate(["number", *COLUMNS[kind]])}
    items, errors, _warnings = read(rows, heads={"表!2": {**known, letter: field}})
    assert ([item.kind for item in items], errors) == ([kind] * 2, [])


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_whole_table_lacks_no_column(kind):
    items, errors, warnings = read(table_of(kind, ""))
    assert ([item.kind for item in items], errors, warnings) == ([kind] * 2, [], [])


def test_a_text_left_out_for_want_of_a_department_is_not_said_to_have_no_place():
    _items, _errors, warnings = read([row[:2] + row[3:] for row in table_of("reclaimed", "")])
    said = [issue.message for issue in of(warnings, "unused_text")]
    assert said == ["没有写明是哪个部门的，“工作方式”这一格没有读入。"] * 2


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (["2", "河道巡查", "河口乡"], "两行的“报送单位”不同，这一栏没有读入。"),
        (["2", "河道巡查", "城关镇"], ""),
    ],
)
def test_rows_read_alike_are_not_simply_to_be_deleted(second, said):
    _items, errors, _warnings = read([[*BASIC, "报送单位"], ["1", "河道巡查", "城关镇"], second])
    [error] = of(errors, "duplicate_row")
    assert error.message == f"与第2行读入的内容完全相同。{said}"
    assert "适用的单位不同的，请并成一行" in error.suggestion


def test_rows_that_tick_other_townships_say_so():
    rows = [[*BASIC, "城关镇", "河口乡"], ["1", "河道巡查", "√", ""], ["2", "河道巡查", "", "√"]]
    [error] = of(read(rows)[1], "duplicate_row")
    assert "两行勾选的单位不同" in error.message


@pytest.mark.parametrize("head", ["说明", "备注1", "注", "附注2", "备注一"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_head_cell_of_notes_hides_no_table(head, place):
    rows = [[*BASIC], ["1", "河道巡查"], ["2", "森林防火"]]
    for row, text in zip(rows, (head, "甲", "乙"), strict=True):
        row.insert(place, text)
    assert [item.name for item in read(rows)[0]] == ["河道巡查", "森林防火"]


def test_a_note_above_the_head_is_none_of_it():
    items, _errors, warnings = read(
        [["说明：事项以外的不读。"], BASIC, ["1", "河道巡查"], ["2", "森林防火"]]
    )
    assert (len(items), len(of(warnings, "skipped"))) == (2, 1)


def test_a_known_column_that_is_not_read_in_is_not_called_unknown():
    foreign = [["编码", "事项名称"], ["A-1", "河道巡查"], ["A-2", "森林防火"]]
    assert (
        of(read(foreign)[2], "unknown_column")[0].message
        == "“编码”一列不是本系统的事项编码，该列没有读入。"
    )
    powers = [["事项类型", "事项名称"], ["行政处罚", "河道巡查"], ["行政许可", "森林防火"]]
    assert (
        of(read(powers)[2], "unknown_column")[0].message
        == "“事项类型”一列写的是行政权力的类型，该列没有读入。"
    )


def test_remarks_are_called_by_the_head_they_stand_under():
    [remark] = of(read([[*BASIC, "附注"], ["1", "河道巡查", "甲"]])[2], "remark")
    assert remark.message == "“附注”一列有1处内容，没有读入。"


def test_rows_of_one_name_on_two_sheets_are_named_with_their_sheets():
    recognition = read_tables(
        [sheet_of("甲表", "《森林法》第一条"), sheet_of("乙表", "《草原法》第二条")]
    )
    [warning] = of(check_file(recognition, rows_of(recognition))[1], "same_name")
    assert warning.message == "工作表“甲表”第2行、工作表“乙表”第2行的事项名称相同。"


def sheet_of(name, basis):
    rows = [[*BASIC, "设定依据"], ["1", "河道巡查", basis]]
    cells = [Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    return Sheet(name, cells=cells)


def test_rows_with_other_codes_say_so():
    rows = [["编码", "事项名称"], ["99012100001", "河道巡查"], ["99012100002", "河道巡查"]]
    assert "两行的编码不同" in of(read(rows)[1], "duplicate_row")[0].message


@settings(max_examples=100, deadline=None)
@given(strategies.lists(ROW, max_size=14), strategies.lists(AREA, max_size=4))
def test_whatever_a_sheet_holds_the_sentences_fit_it(rows, merged):
    """Walks every message of random sheets: an unknown column is unknown, a named row is there, no
    word is doubled.
    """
    cells = [
        Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text
    ]
    recognition = read_tables([Sheet("表一", cells=cells, merged=merged)])
    items = rows_of(recognition)
    errors, warnings = check_file(recognition, items)
    filled = {cell.row for cell in cells}
    for issue in (*errors, *warnings):
        assert "没有读入，没有读入" not in issue.message
        assert {int(number) for number in re.findall(r"第(\d+)行", issue.message)} <= filled
        if issue.code == "missing_column":
            word = re.search("“(.+?)”", issue.message)[1]
            field = next(name for name, said in FIELD_WORDS.items() if said == word)
            tables = [table for table in recognition.tables if table.head_row == issue.row]
            assert not tables or any(field not in table.columns for table in tables)
        if issue.code == "no_table":
            assert items == []
    for issue in of(errors, "duplicate_row"):
        first = int(re.search(r"第(\d+)行", issue.message)[1])
        said = {
            row: [texts_of(item) for item in items if item.row == row] for row in (first, issue.row)
        }
        assert any(texts in said[first] for texts in said[issue.row])
    for issue in of(warnings, "unused_text"):
        assert [row for row in items if row.row == issue.row]


HALVES = [["1", "甲事项", "", "1", "丙事项"], ["2", "乙事项", "", "2", "丁事项"]]
TWO = [["序号", "基本履职事项", "", "序号", "上级部门收回事项", "承接部门", "工作方式"]]
RIGHT = [
    ["1", "甲事项", "", "1", "丙审批", "县水利局", "办理。"],
    ["2", "乙事项", "", "2", "丁审批", "县水利局", "核查。"],
]


@pytest.mark.parametrize(
    ("rows", "count"),
    [([[*BASIC, "", *BASIC], *HALVES], 4), ([*TWO, *RIGHT], 2), ([*TWO, *RIGHT], 4)],
)
def test_a_count_over_tables_beside_each_other_is_that_of_one_or_of_all(rows, count):
    section = [f"一、党的建设（{count}项）"]
    merged = [(2, 1, 2, len(rows[0]))]
    items, _errors, warnings = read([rows[0], section, *rows[1:]], merged=merged)
    assert (len(items), of(warnings, "section_count")) == (4, [])
    wrong = read([rows[0], ["一、党的建设（7项）"], *rows[1:]], merged=merged)[2]
    assert [issue.message for issue in of(wrong, "section_count")] == [
        "“党的建设”标明7项，读到4项。"
    ]


def test_the_count_of_a_kind_over_cards_is_that_of_its_items():
    cards = []
    for number, name in enumerate(["湿地巡护", "鱼塘登记"], 1):
        cards += [
            ["序号", str(number), "类别", "生态环保"],
            ["事项名称", name, "对应上级部门", "县水利局"],
            ["上级部门职责", "调度水量。", "配合职责", "开展巡护。"],
            [],
        ]
    for count, told in ((2, []), (3, ["“配合履职事项”标明3项，读到2项。"])):
        items, _errors, warnings = read([[f"一、配合履职事项（{count}项）"], *cards])
        assert [item.name for item in items] == ["湿地巡护", "鱼塘登记"]
        assert [issue.message for issue in of(warnings, "section_count")] == told


def many_heads():
    """A list with its head again on every page, and one warning that matters."""
    rows = []
    for page in range(12):
        rows += [
            BASIC,
            [str(2 * page + 1), f"第{page}批甲事项"],
            [str(2 * page + 2), f"第{page}批乙事项"],
        ]
    return [["一、党的建设（99项）"], *rows]


def test_what_says_the_same_is_one_line_with_a_count_and_places():
    warnings = read(many_heads())[2]
    entries = as_entries(warnings)
    assert len(warnings) > 10
    assert sorted(entry.get("count", 1) for entry in entries) == [1, 11]
    [heads] = [entry for entry in entries if "count" in entry]
    assert [place["row"] for place in heads["places"]] == list(range(5, 38, 3))
    assert heads["placed"] == f"工作表“表”第{'、'.join(map(str, range(5, 38, 3)))}行"
    assert [len(unfolded(entry)) for entry in entries] == [
        entry.get("count", 1) for entry in entries
    ]
    assert f"同样的共11处：{heads['placed']}。" in "".join(sentences(warnings))


def test_what_says_something_else_is_a_line_of_its_own():
    rows = [
        BASIC,
        *[[f"{numeral}、类别{numeral}（9项）"] for numeral in "一二三四"],
        ["1", "河道巡查"],
    ]
    warnings = of(read(rows)[2], "section_count")
    assert len(as_entries(warnings)) == len(warnings) == 4
