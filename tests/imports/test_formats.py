"""Every format an office hands in gives the same grid: what stands where, what is hidden, merged, a
formula.
"""

import csv
import io
import shutil
import struct
import zipfile
from pathlib import Path
from types import SimpleNamespace

import docx as python_docx
import openpyxl
import pytest
import python_calamine
from django.conf import settings
from hypothesis import HealthCheck, assume, given, strategies
from hypothesis import settings as hypothesis_settings

from items.imports.formats.blank_rows import WithoutBlankRows
from items.imports.formats.left_out import LeftOut
from items.imports.formats.limits import Limits
from items.imports.formats.parts import read_part
from items.imports.formats.values import EPOCH, EPOCH_1904, day_text
from items.imports.formats.xlsx_parts import SheetTarget
from items.imports.reading.grid import FileRefused, Sheet
from items.imports.reading.reader import read_book, read_file

from .format_files import (
    archive,
    compound,
    label,
    ods,
    ods_cell,
    ods_table,
    old,
    record,
    wide,
    xls,
    xls_of,
    xls_records,
)

pytestmark = pytest.mark.one_database

FILES = Path(__file__).parent / "files"
OFFICIAL = settings.FIXTURES_DIR / "county-official.xlsx"
ROWS = [
    ["序号", "事项名称", "对应上级部门"],
    ["1", "河道巡查，“四乱”\n上报", "县水利局"],
    ["2", "森林防火", ""],
]


def texts(sheet):
    return {(cell.row, cell.column): cell.value for cell in sheet.cells}


def lines(path):
    """Each row of the first sheet as the texts of its cells."""
    rows = {}
    for cell in read_file(path)[0].cells:
        rows.setdefault(cell.row, []).append(cell.value)
    return rows


@pytest.fixture
def path(tmp_path):
    return tmp_path / "清单.upload"


@pytest.mark.parametrize("name", ["official.xls", "official.ods", "official.et"])
def test_the_official_workbook_is_the_same_in_every_workbook_format(tmp_path, name):
    copy = tmp_path / name
    shutil.copy(FILES / name.replace(".et", ".xls"), copy)
    for expected, sheet in zip(read_file(OFFICIAL), read_file(copy), strict=True):
        assert (sheet.name, texts(sheet)) == (expected.name, texts(expected))
        assert sorted(sheet.merged) == sorted(expected.merged)


@pytest.mark.parametrize("name", ["various.xlsx", "various.xls", "various.ods"])
def test_dates_shares_hidden_and_merged_cells_are_told_alike(name):
    shown, hidden, very_hidden = read_file(FILES / name)
    found = texts(shown)
    assert [found[6, column] for column in range(3, 8)] == [
        "1",
        "河道巡查\n第二行",
        "2026-01-05",
        "2026-01-05 10:30:00",
        "0.3",
    ]
    assert [found[7, column] for column in (5, 6, 7)] == ["15%", "1.5", "#REF!"]
    assert (found[15, 3], len(found[16, 3]), len(found[16, 5])) == ("😀𠀀扩展", 3000, 3000)
    assert (shown.hidden_rows, shown.hidden_columns) == ({8}, {6})
    assert sorted(shown.merged) == [(10, 3, 12, 5), (10, 7, 11, 7)]
    assert {"页眉文字", "页脚文字", "批注文字"} <= {text[-4:] for text in shown.margins}
    assert [sheet.hidden for sheet in (shown, hidden, very_hidden)] == [False, True, True]


@pytest.mark.parametrize("name", ["various.xls", "various.ods"])
def test_a_formula_is_read_by_its_stored_value_and_known_as_one(name):
    cells = {(cell.row, cell.column): cell for cell in read_file(FILES / name)[0].cells}
    assert (cells[7, 9].value, cells[7, 9].formula[:1]) == ("河道巡查\n第二行x", "=")
    assert (cells[7, 10].value, cells[7, 10].formula[:1]) == ("", "=")


@pytest.mark.parametrize(
    "name", ["official.xls", "official.ods", "various.xls", "various.ods", "various.xlsx"]
)
def test_another_reader_finds_the_same_texts_in_the_same_cells(name):
    other = python_calamine.load_workbook(FILES / name)
    for number, sheet in enumerate(read_file(FILES / name)):
        rows = other.get_sheet_by_index(number).to_python(skip_empty_area=False)
        found = {
            (r, c): v
            for r, row in enumerate(rows, 1)
            for c, v in enumerate(row, 1)
            if isinstance(v, str) and v
        }
        ours = texts(sheet)
        assert found.keys() <= ours.keys()
        assert {place: text for place, text in found.items() if ours[place] != text} == {}


def test_the_content_tells_the_format_and_the_name_does_not(tmp_path):
    for name, wrong, known in (
        ("official.xls", "清单.csv", "xls"),
        ("official.ods", "清单.docx", "ods"),
    ):
        copy = shutil.copy(FILES / name, tmp_path / wrong)
        assert read_book(copy).format == known


def test_a_workbook_that_wps_keeps_zipped_is_read_as_what_it_is(tmp_path):
    assert read_book(shutil.copy(OFFICIAL, tmp_path / "清单.et")).format == "xlsx"


# .xls, record by record


def test_a_workbook_of_1995_is_read_in_its_code_page(path):
    cell = record(0x204, struct.pack("<3H", 0, 0, 0) + old("序号"))
    number = record(0x203, struct.pack("<3Hd", 1, 0, 0, 1.0))
    path.write_bytes(
        xls(
            ("清单", 0, 0, cell + number),
            version=0x500,
            common=record(0x42, struct.pack("<H", 936)),
        )
    )
    [sheet] = read_file(path)
    assert (sheet.name, texts(sheet)) == ("清单", {(1, 1): "序号", (2, 1): "1"})


def test_a_workbook_put_into_another_is_not_read_in_its_place(path):
    put_in = xls_records(("嵌入", 0, 0, b"".join(label(n, 1, "嵌入") for n in range(1, 300))))
    own = xls_records(("清单", 0, 0, label(1, 1, "序号")))
    path.write_bytes(compound({"Workbook": own}, within={"MBD0001": ("Workbook", put_in)}))
    assert lines(path) == {1: ["序号"]}


def test_numbers_packed_in_four_bytes_are_read(path):
    whole, hundredth, fraction = (
        7 << 2 | 2,
        1234 << 2 | 3,
        struct.unpack("<I", struct.pack("<d", 2.5)[4:])[0],
    )
    row = struct.pack("<HH", 0, 1) + b"".join(
        struct.pack("<HI", 0, bits) for bits in (hundredth, fraction)
    )
    path.write_bytes(
        xls(
            (
                "表",
                0,
                0,
                record(0x27E, struct.pack("<3HI", 0, 0, 0, whole))
                + record(0xBD, row + struct.pack("<H", 2)),
            )
        )
    )
    assert lines(path) == {1: ["7", "12.34", "2.5"]}


def test_a_long_text_that_changes_its_width_at_a_record_end_is_whole(path):
    start = struct.pack("<II", 1, 1) + struct.pack("<HB", 9, 0) + b"abc"
    strings = (
        record(0xFC, start)
        + record(0x3C, b"\1" + "河道巡".encode("utf-16-le"))
        + record(0x3C, b"\0xyz")
    )
    path.write_bytes(
        xls(("表", 0, 0, record(0xFD, struct.pack("<3HI", 0, 0, 0, 0))), common=strings)
    )
    assert lines(path) == {1: ["abc河道巡xyz"]}


def test_the_result_of_a_text_formula_follows_it(path):
    formula = record(0x06, struct.pack("<3H", 0, 0, 0) + b"\0\0\0\0\0\0\xff\xff" + b"\0" * 8)
    empty = record(0x06, struct.pack("<3H", 0, 1, 0) + b"\3\0\0\0\0\0\xff\xff" + b"\0" * 8)
    path.write_bytes(xls(("表", 0, 0, formula + record(0x207, wide("河道巡查")) + empty)))
    assert [(c.value, c.formula[:1]) for c in read_file(path)[0].cells] == [
        ("河道巡查", "="),
        ("", "="),
    ]


def test_heads_of_first_pages_are_margins_too(path):
    margins = b"\0" * 28 + struct.pack("<5H", 0, 0, 0, 4, 0) + wide("首页页眉")
    path.write_bytes(xls(("表", 0, 0, label(1, 1, "序号") + record(0x89C, margins))))
    assert read_file(path)[0].margins == ["首页页眉"]


# .xlsx


@pytest.mark.parametrize(
    ("number", "epoch", "day"),
    [
        (5, EPOCH, "1900-01-05"),
        (59, EPOCH, "1900-02-28"),
        (61, EPOCH, "1900-03-01"),
        (46_000, EPOCH, "2025-12-09"),
        (5, EPOCH_1904, "1904-01-06"),
    ],
)
def test_a_number_shown_as_a_day_is_the_day_its_program_shows(number, epoch, day):
    assert day_text(number, epoch) == day


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROW_FORMS = (
    '<row r="{n}"/>',
    '<row r="{n}" s="3" ht="15.75" customHeight="1"></row>',
    '<row r="{n}"><c r="A{n}" s="3"/><c r="B{n}"/></row>',
    '<row r="{n}"><c r="A{n}" s="3"/><c r="B{n}"><v>{n}</v></c></row>',
    '<row r="{n}"><c r="A{n}"/><c/><c><v>{n}</v></c></row>',
    '<row><c s="1"/><c><v>{n}</v></c></row>',
    "<row/>",
    '<row r="{n}">\n<c r="A{n}"><v>/&gt;&lt;row</v></c>\n</row>\n',
)


@given(
    forms=strategies.lists(strategies.sampled_from(ROW_FORMS), max_size=12),
    size=strategies.integers(1, 90),
)
def test_rows_without_content_are_passed_over_and_no_other(forms, size):
    rows = "".join(form.format(n=n) for n, form in enumerate(forms, 1))
    part = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'.encode()

    def cells(file):
        sheet, book = Sheet("表"), SimpleNamespace(limits=Limits(), shown=lambda cell: cell.value)
        return read_part(file, SheetTarget(sheet, book, LeftOut(sheet))).sheet.cells

    assert cells(WithoutBlankRows(io.BytesIO(part), size)) == cells(io.BytesIO(part))


def test_days_that_a_workbook_writes_out_are_read_as_days(path):
    save_xlsx(path, [["序号"]])
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    cells = (
        '<c r="A1" t="d"><v>2026-01-05T00:00:00</v></c>'
        '<c r="B1" t="d"><v>2026-01-05T10:30:00</v></c>'
    )
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = f'<worksheet xmlns="{strict}"><sheetData><row>{cells}</row></sheetData></worksheet>'
    archive(path, parts | {"xl/worksheets/sheet1.xml": sheet})
    assert lines(path) == {1: ["2026-01-05", "2026-01-05 10:30"]}


def test_parts_are_found_by_their_relations_whatever_they_are_called(path):
    save_xlsx(path, [["序号", "事项名称"]])
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    moved = {
        "xl/workbook.xml": "book/main.xml",
        "xl/sharedStrings.xml": "book/texts.xml",
        "xl/styles.xml": "book/s.xml",
    }
    moved |= {
        "xl/_rels/workbook.xml.rels": "book\\_rels\\main.xml.rels",
        "xl/worksheets/sheet1.xml": "book/one.xml",
    }
    renamed = {moved.get(name, name): data for name, data in parts.items()}
    for name in ("_rels/.rels", "book\\_rels\\main.xml.rels"):
        for old_name, new_name in moved.items():
            renamed[name] = renamed[name].replace(f"/{old_name}".encode(), f"/{new_name}".encode())
            renamed[name] = renamed[name].replace(f'"{old_name}'.encode(), f'"/{new_name}'.encode())
    assert lines(archive(path, renamed)) == {1: ["序号", "事项名称"]}


# .ods


def test_repeated_rows_and_cells_of_an_open_document_are_counted_not_made(path):
    row = "<table:table-row{}>{}</table:table-row>"
    thrice, many = ' table:number-rows-repeated="3"', ' table:number-rows-repeated="1048570"'
    blank, far = "<table:table-cell/>", '<table:table-cell table:number-columns-repeated="16384"/>'
    twice = ods_cell("同上", table_number_columns_repeated=2)
    rows = [
        ("", ods_cell("序号")),
        (thrice, blank + twice),
        ("", ods_cell("末行") + far),
        (many, far),
    ]
    ods(
        path,
        f'<table:table table:name="表">{"".join(row.format(*said) for said in rows)}</table:table>',
    )
    assert lines(path) == {
        1: ["序号"],
        2: ["同上"] * 2,
        3: ["同上"] * 2,
        4: ["同上"] * 2,
        5: ["末行"],
    }
    assert {cell.column for cell in read_file(path)[0].cells if cell.row == 3} == {2, 3}


def test_cells_deleted_in_tracked_changes_are_not_read(path):
    gone = (
        "<table:tracked-changes><table:table-cell><text:p>删除的</text:p></table:table-cell>"
        "</table:tracked-changes>"
    )
    ods(path, gone + ods_table(ROWS))
    assert texts(read_file(path)[0])[1, 1] == "序号"
    assert "删除的" not in texts(read_file(path)[0]).values()


# .csv


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_text_table_is_read_in_every_encoding_and_with_every_separator(path, encoding, separator):
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(ROWS)
    path.write_bytes(out.getvalue().encode(encoding))
    assert read_book(path).format == "csv"
    assert lines(path) == {n: [text for text in row if text] for n, row in enumerate(ROWS, 1)}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_signs_that_other_programs_left_in_a_text_table_are_passed_over(path, encoding):
    rows = "".join(f"{n},开展第{n}次河道巡查和上报\n" for n in range(1, 20))
    path.write_bytes(f'序号,事项名称\n1,"河道\x0b巡\x07查"\n{rows}\x1a'.encode(encoding))
    assert list(lines(path).values())[1] == ["1", "河道巡查"]


def test_titles_and_ragged_rows_do_not_hide_the_separator(path):
    path.write_text(
        "示例县清单\n序号;事项名称;职责\n1;河道;1,2,3\n一、民生\n2;禁毒;1,2\n3;防火;x\n",
        encoding="utf-8",
    )
    assert lines(path)[3] == ["1", "河道", "1,2,3"]


def test_what_a_spreadsheet_takes_for_a_formula_is_no_text(path):
    path.write_text("序号,名称\n=\"001\",=SUM(A1)\n'=河道,'河道\n-,+1\n", encoding="utf-8")
    cells = {
        (cell.row, cell.column): (cell.value, cell.formula) for cell in read_file(path)[0].cells
    }
    assert (cells[2, 1], cells[2, 2]) == (("001", ""), ("", "=SUM(A1)"))
    assert (cells[3, 1], cells[3, 2]) == (("=河道", ""), ("'河道", ""))
    assert (cells[4, 1], cells[4, 2]) == (("-", ""), ("+1", ""))


def test_a_file_that_says_its_separator_is_believed(path):
    path.write_text("sep=|\n序号|事项\n1|河道,巡查\n", encoding="utf-8")
    assert lines(path) == {1: ["序号", "事项"], 2: ["1", "河道,巡查"]}


def test_a_quotation_mark_left_open_is_named_and_not_guessed(path):
    path.write_text('序号,事项\n1,"河道\n2,禁毒\n3,防火\n', encoding="utf-8")
    with pytest.raises(FileRefused, match="第 2 行有一个引号没有配对"):
        read_file(path)


def test_quoted_breaks_and_old_line_ends_are_kept_in_their_cells(path):
    path.write_bytes('序号,事项\r1,"河道\r\n巡查"\r2,禁毒'.encode())
    assert lines(path) == {1: ["序号", "事项"], 2: ["1", "河道\n巡查"], 3: ["2", "禁毒"]}


# one table in every format

LETTERS = strategies.text("县水利局职责1.、；“”\"'|<&>;,\n\t 😀é—=-x", max_size=12).map(str.strip)
TABLES = strategies.lists(strategies.lists(LETTERS, min_size=3, max_size=3), min_size=1, max_size=5)


def save_xlsx(path, rows):
    book = openpyxl.Workbook()
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            if text:
                book.active.cell(r, c, text).data_type = "s"
    book.save(path)


def save_docx(path, rows):
    document = python_docx.Document()
    table = document.add_table(len(rows), 3)
    for row, cells in zip(rows, table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text
    document.save(path)


def save_csv(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


WRITERS = {
    "xlsx": save_xlsx,
    "xls": lambda path, rows: path.write_bytes(xls_of(rows)),
    "ods": lambda path, rows: ods(path, ods_table(rows)),
    "docx": save_docx,
    "csv": save_csv,
}


@pytest.mark.parametrize("kind", WRITERS)
@hypothesis_settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=TABLES)
def test_any_small_table_comes_back_as_it_was_written(path, kind, rows):
    assume(kind != "csv" or not any(text.startswith(("=", "'")) for row in rows for text in row))
    rows = [["序号", "事项名称", "职责"], *rows]
    WRITERS[kind](path, rows)
    book = read_book(path)
    expected = {
        (r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text
    }
    assert (book.format, texts(book.sheets[0])) == (kind, expected)


def test_the_frame_of_a_page_is_paragraphs_around_its_tables(path):
    path.write_text(
        """<table><tr><td colspan="2">首页 | 公开</td></tr>
        <tr><td>栏目</td><td><p>一、基本履职事项</p><p>1.河道巡查</p>
        <table><tr><td>序号</td><td>事项名称</td><td>承接部门</td></tr>
        <tr><td>1</td><td>取水检查</td><td>县水利局</td></tr></table><p>印发</p></td></tr>
        <tr><td colspan="2">主办：城关镇</td></tr></table>""",
        encoding="utf-8",
    )
    [sheet] = read_file(path)
    places = {sheet.row_places[cell.row]: cell.value for cell in sheet.cells}
    assert places["第1段"] == "一、基本履职事项"
    assert places["第2段"] == "1.河道巡查"
    assert places["第2个表格第2行"] == "县水利局"
    assert places["第3段"] == "印发"
    assert places["第4段"] == "主办：城关镇"
