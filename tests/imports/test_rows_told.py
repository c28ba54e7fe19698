"""Hidden rows and joined rows are told in one line; a picture is nowhere read as a text."""

import struct

import pytest

from items.imports.checking.whole_file import check_file
from items.imports.reading.grid import Cell, Sheet
from items.imports.reading.reader import read_file
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from items.imports.returning.returned_grid import write_grid
from tests.unaccounted import unaccounted

from .format_files import docx, label, ods, ods_cell, ods_table, p, record, tbl, tc, tr, xls
from .sheet_files import rows_of as xml_rows
from .sheet_files import xlsx

pytestmark = pytest.mark.one_database
HEAD = ["序号", "事项名称", "对应上级部门", "上级部门职责", "配合职责"]
TITLE = ["配合履职事项清单"]
RIVER = ["1", "河道巡查", "县水利局", "1.查处。", "1.巡查。"]
FIRE = ["2", "森林防火", "县林业局", "1.规划。", "1.宣传。"]
FLOOD = ["3", "防汛抗旱", "县水利局", "1.规划。", "1.宣传。"]
ROWS = [TITLE, HEAD, RIVER, FIRE, FLOOD]
HIDDEN = (4, 5)
DISPIMG = '=DISPIMG("ID_1",1)'


@pytest.fixture
def path(tmp_path):
    return tmp_path / "清单.upload"


def checked(sheets):
    recognition = read_tables(sheets)
    assert unaccounted(sheets, recognition) == []
    rows = rows_of(recognition)
    errors, warnings = check_file(recognition, rows)
    errors = [issue.placed(recognition.places) for issue in errors]
    return rows, errors, [issue.placed(recognition.places) for issue in warnings]


# ---- hidden rows


def hidden_xlsx(path):
    written = xml_rows(*ROWS)
    for row in HIDDEN:
        written = written.replace(f'<row r="{row}">', f'<row r="{row}" hidden="1">')
    xlsx(path, written)


def flat_xlsx(path):
    """Rows that are no longer hidden but have no height."""
    written = xml_rows(*ROWS)
    for row in HIDDEN:
        written = written.replace(f'<row r="{row}">', f'<row r="{row}" ht="0" customHeight="1">')
    xlsx(path, written)


def hidden_xls(path):
    records = labels_of(ROWS)
    for row in HIDDEN:
        records += record(0x208, struct.pack("<HHHHHHI", row - 1, 0, 5, 255, 0, 0, 0x20))
    path.write_bytes(xls(("清单", 0, 0, records)))


def labels_of(rows):
    cells = [(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    return b"".join(label(*cell) for cell in cells)


def hidden_ods(path):
    body = ""
    for number, row in enumerate(ROWS, 1):
        said = ' table:visibility="collapse"' if number in HIDDEN else ""
        body += f"<table:table-row{said}>{''.join(map(ods_cell, row))}</table:table-row>"
    ods(path, f'<table:table table:name="清单">{body}</table:table>')


def hidden_docx(path):
    written = []
    for number, row in enumerate(ROWS, 1):
        properties = "<w:hidden/>" if number in HIDDEN else ""
        written.append(tr(*row, properties=properties))
    docx(path, tbl(*written[1:]))


FORMATS = {
    "xlsx": hidden_xlsx,
    "no height": flat_xlsx,
    "xls": hidden_xls,
    "ods": hidden_ods,
    "docx": hidden_docx,
}


@pytest.mark.parametrize("sort", FORMATS)
def test_hidden_rows_are_read_and_told_in_one_line(path, sort):
    FORMATS[sort](path)
    rows, errors, warnings = checked(read_file(path))
    assert [row.name for row in rows] == ["河道巡查", "森林防火", "防汛抗旱"]
    assert errors == []
    named = "第1个表格第3行、第1个表格第4行" if sort == "docx" else "第4行、第5行"
    [warning] = warnings
    assert (warning.code, warning.message) == (
        "hidden_rows",
        f"有2行是隐藏的，照常读入，请核对：{named}。",
    )


def sheet_of(*rows, **fields):
    cells = []
    for r, row in enumerate(rows, 1):
        cells += [Cell(r, c, text) for c, text in enumerate(row, 1) if text]
    return Sheet("表", cells=cells, **fields)


def test_many_hidden_rows_are_one_line_and_those_without_contents_are_none():
    many = [[str(n), f"第{n}类巡查"] for n in range(1, 31)]
    sheet = sheet_of(["序号", "事项名称"], *many, hidden_rows=set(range(2, 32)) | {90})
    [warning] = [found for found in checked([sheet])[2] if found.code == "hidden_rows"]
    assert warning.message.startswith("有30行是隐藏的，照常读入，请核对：第2行、第3行、")
    assert warning.message.endswith("、第13行等。")


def test_a_hidden_row_with_a_category_is_told_too():
    sheet = sheet_of(["序号", "事项名称"], ["一、党的建设"], ["1", "党员教育"], hidden_rows={2})
    assert [found.message for found in checked([sheet])[2]] == [
        "有1行是隐藏的，照常读入，请核对：第2行。"
    ]


MATRIX = ["序号", "事项名称", "城关镇", "河口乡"]
TWO_OFFICES = [
    "序号",
    "事项名称",
    "牵头部门",
    "牵头部门职责",
    "配合部门",
    "配合部门职责",
    "配合职责",
]


@pytest.mark.parametrize("head", [HEAD, MATRIX, TWO_OFFICES])
def test_every_hidden_column_that_is_read_is_told(head):
    row = ["1", "河道巡查", *["√" if head is MATRIX else "县水利局"] * (len(head) - 2)]
    for column in range(1, len(head) + 1):
        _rows, _errors, warnings = checked([sheet_of(head, row, hidden_columns={column})])
        told = [found.column for found in warnings if found.code == "hidden_column"]
        assert told == ["ABCDEFG"[column - 1]]


# ---- joined rows


def joined(*rows, **fields):
    _rows, _errors, warnings = checked([sheet_of(*rows, **fields)])
    return [warning.message for warning in warnings if warning.code == "joined_rows"]


REST = ["", "", "", "2.处罚。", "2.上报。"]


def test_rows_joined_to_the_row_above_are_told_in_one_line():
    said = joined(HEAD, RIVER, REST, FIRE, REST, REST)
    assert said == [
        "有3行没有单独成项，按上一行没有写完的内容并入，请核对：第3行并入第2行、第5行并入第4行、第6行并入第5行。"
    ]


def test_a_row_under_a_merged_name_belongs_to_it_before_everybody_s_eyes():
    areas = [(2, 1, 3, 1), (2, 2, 3, 2)]
    assert joined(HEAD, RIVER, REST, FIRE, merged=areas) == []


def test_a_row_joined_in_a_document_is_told_by_its_place(path):
    docx(path, p("配合履职事项清单") + tbl(tr(*HEAD), tr(*RIVER), tr(*REST), tr(*FIRE)))
    [warning] = [found for found in checked(read_file(path))[2] if found.code == "joined_rows"]
    assert warning.message.endswith("请核对：第1个表格第3行并入第1个表格第2行。")


# ---- pictures


def pictured(column):
    """A table in which a picture stands in one column of the second item."""
    fire = [*FIRE]
    fire[column] = DISPIMG
    return [TITLE, HEAD, RIVER, fire, FLOOD]


def pictured_xlsx(path, rows):
    xlsx(path, xml_rows(*rows))


def pictured_xls(path, rows):
    path.write_bytes(xls(("清单", 0, 0, labels_of(rows))))


def pictured_ods(path, rows):
    ods(path, ods_table(rows))


def pictured_docx(path, rows):
    drawn = "<w:p><w:r><w:drawing><w:pic/></w:drawing></w:r></w:p>"
    written = [tr(*(tc(drawn) if text == DISPIMG else text for text in row)) for row in rows[1:]]
    docx(path, p(TITLE[0]) + tbl(*written))


def pictured_csv(path, rows):
    quoted = [",".join('"' + text.replace('"', '""') + '"' for text in row) for row in rows]
    path.write_text("\n".join(quoted), encoding="utf-8")


PICTURED = {
    "xlsx": pictured_xlsx,
    "xls": pictured_xls,
    "ods": pictured_ods,
    "docx": pictured_docx,
    "csv": pictured_csv,
}


@pytest.mark.parametrize("column", range(5))
@pytest.mark.parametrize("sort", PICTURED)
def test_a_picture_in_a_cell_is_told_with_its_place_and_read_as_nothing(path, sort, column):
    PICTURED[sort](path, pictured(column))
    rows, errors, warnings = checked(read_file(path))
    place = f"第1个表格第3行第{column + 1}列" if sort == "docx" else f"{'ABCDE'[column]}4"
    assert [warning.message for warning in warnings] == [
        f"有1格放的是图片，图中的文字不能读取：{place}。"
    ]
    assert len(rows) == 3
    for row in rows:
        assert "图片" not in f"{row.content}{row.texts}{row.unread}{row.marks}"
    [error] = errors
    assert (error.code, error.value) == ("picture", "（图片）")
    assert error.place.endswith(place if sort == "docx" else f"第4行{place[0]}列")


def test_a_picture_in_a_further_row_is_an_error_at_its_own_row():
    rest = Cell(3, 4, "", "=（图片）")
    sheet = sheet_of(HEAD, RIVER, ["", "", "", "", "2.上报。"], FIRE)
    sheet.cells.append(rest)
    rows, errors, _warnings = checked([sheet])
    assert [(error.code, error.row, error.column) for error in errors] == [("picture", 3, "D")]
    assert errors[0].rows == {("表", 3), ("表", 2)}
    assert rows[0].texts["department_duty"] == "1.查处。"


def test_an_error_value_in_a_further_row_is_an_error_too():
    rows = [HEAD, RIVER, ["", "", "县林业局", "#REF!", ""], FIRE]
    _rows, errors, _warnings = checked([sheet_of(*rows)])
    assert [error.code for error in errors] == ["formula"]


@pytest.mark.parametrize("place", [(1, 1), (1, 2), (2, 2), (3, 7), (9, 1)])
def test_a_picture_beside_the_items_is_no_text_either(place):
    sheet = sheet_of(TITLE, HEAD, RIVER, FIRE)
    sheet.cells = [cell for cell in sheet.cells if (cell.row, cell.column) != place]
    sheet.cells.append(Cell(*place, "", "=（图片）"))
    sheet.cells.sort(key=lambda cell: (cell.row, cell.column))
    rows, errors, warnings = checked([sheet])
    assert all("=（图片）" not in issue.sentence for issue in [*errors, *warnings])
    assert all("图片" not in f"{row.content}{row.texts}" for row in rows)


def test_a_picture_is_written_as_one_where_a_file_is_given_back_as_a_workbook(tmp_path):
    sheet = sheet_of(HEAD, RIVER)
    sheet.cells.append(Cell(3, 2, "", "=（图片）"))
    write_grid(tmp_path / "grid.xlsx", [sheet])
    [written] = read_file(tmp_path / "grid.xlsx")
    assert [(cell.value, cell.formula) for cell in written.cells if cell.row == 3] == [
        ("（图片）", "")
    ]
