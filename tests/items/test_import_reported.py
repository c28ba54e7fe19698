"""Files of kinds that users of such systems have reported, each with what is right, and the same in other formats."""

from pathlib import Path

import pytest

from items.imports.reader import read_file
from items.imports.recognition.accounting import unaccounted
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from tests.items.format_files import archive, docx, ods, ods_table, p, tbl, tr, xls_of

pytestmark = pytest.mark.one_database

REPORTED = Path(__file__).parent / "reported"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def said_by(path):
    """(the items' rows, everything that is said of how the file was read); no cell is passed over in silence."""
    sheets = read_file(path)
    reading = read_tables(sheets)
    assert unaccounted(sheets, reading) == []
    return rows_of(reading), [text for sheet in sheets for text in (*sheet.remarks, *sheet.notes)]


def names_in(path):
    return [row.name for row in said_by(path)[0]]


def workbook(path, cells, *, strings=(), sheet_part="worksheets/sheet1.xml", target="", sheet="清单"):
    """An .xlsx with these cells as XML; the sheet's part, and the text that names it, may be written oddly."""
    texts = "".join(f"<si><t>{text}</t></si>" for text in strings)
    relations = (
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="{target or sheet_part}"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{BOOK_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        f"xl/{sheet_part}": f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    }
    return archive(path, parts)


def row(number, *values):
    """A row whose values are texts, or (type, stored value)."""
    cells = ""
    for value in values:
        if isinstance(value, tuple):
            cells += f'<c t="{value[0]}"><v>{value[1]}</v></c>'
        else:
            cells += f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<row r="{number}">{cells}</row>'


HEAD = row(1, "基本履职事项清单") + row(2, "序号", "事项名称")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "清单.upload"


# ---- what a workbook stores


def test_a_sign_written_as_two_escaped_halves_is_read():
    assert names_in(REPORTED / "x01-surrogate-escape.xlsx") == ["做好古树𠮷阳槐的保护", "做好森林防火宣传"]


@pytest.mark.parametrize("sort", ["inlineStr", "str", "s"])
def test_escaped_signs_are_read_wherever_a_workbook_keeps_a_text(path, sort):
    text = "古树_xD842__xDFB7_和_x4E00_处_x005F_x4E8C_"
    kept = text if sort == "inlineStr" else (sort, "0" if sort == "s" else text)
    workbook(path, HEAD + row(3, "1", kept), strings=[text], sheet="_xD842__xDFB7_表")
    [sheet] = read_file(path)
    assert (sheet.name, sheet.cells[-1].value) == ("𠮷表", "古树𠮷和一处_x4E8C_")


def test_half_a_sign_is_named_with_its_cell(path):
    rows, said = said_by(workbook(path, HEAD + row(3, "1", "古树_xD842_保护")))
    assert ([r.name for r in rows], said) == (["古树保护"], ["有残缺的字，读不出是什么字，请对照原文改正：B3"])


def test_a_cell_that_names_no_kept_text_is_empty_and_named():
    rows, said = said_by(REPORTED / "x03-string-index-minus-one.xlsx")
    assert [r.name for r in rows] == ["做好森林防火宣传"]
    assert said == ["引用了文件里没有的文字，按空单元格读入，请核对原文件：B5"]


@pytest.mark.parametrize("stored", [("s", "7"), ("s", "x"), ("s", "-1"), ("s", "1.0"), ("n", "x"), ("n", "nan")])
def test_a_stored_value_that_stands_for_nothing_is_an_empty_cell_and_named(path, stored):
    rows, said = said_by(workbook(path, HEAD + row(3, "1", "河道巡查") + row(4, "2", stored), strings=["甲", "乙"]))
    assert [r.name for r in rows] == ["河道巡查"]
    assert [text.partition("：")[2] for text in said] == ["B4"]


@pytest.mark.parametrize(
    ("part", "target"),
    [
        ("worksheets/第 1 张.xml", "worksheets/%E7%AC%AC%201%20%E5%BC%A0.xml"),
        ("worksheets/sheet%201.xml", "worksheets/sheet%201.xml"),
        ("worksheets/sheet 1.xml", "/xl/worksheets/sheet%201.xml"),
        ("worksheets/sheet1.xml", "worksheets\\sheet1.xml"),
        ("worksheets\\Sheet1.xml", "/XL/worksheets/sheet1.xml"),
        ("worksheets/sheet1.xml", "./../xl/worksheets/sheet1.xml"),
    ],
)
def test_a_sheet_is_found_however_its_part_is_named(path, part, target):
    cells = HEAD + row(3, "1", "河道巡查")
    assert names_in(workbook(path, cells, sheet_part=part, target=target)) == ["河道巡查"]


# ---- what is packed tightly and does no harm


def test_a_white_picture_packed_to_nothing_is_passed_over():
    assert names_in(REPORTED / "x12b-white-picture.xlsx") != []


def test_settings_packed_to_nothing_are_read():
    assert names_in(REPORTED / "x12c-styles-bloat.xlsx") != []


# ---- characters under other codes


def test_radicals_from_a_pdf_are_read_as_characters_and_it_is_said():
    rows, said = said_by(REPORTED / "t02-pdf-radicals.xlsx")
    assert [r.name for r in rows] == ["河长制巡查", "食品安全", "车辆停放秩序"]
    assert rows[0].texts["departments"] == "县水利局"
    assert said == ["用部首编码的字（如从 PDF 复制的“⻔”），按通常的字“门”读入：C2、D2、B4、C4、B5、B6"]


RADICALS = [["序号", "事项名称"], ["1", "河⻓制⽔库"], ["2", "\uf9e4\ue81e"]]
MADE = {
    "xls": lambda path: path.write_bytes(xls_of(RADICALS)),
    "ods": lambda path: ods(path, ods_table(RADICALS)),
    "docx": lambda path: docx(path, p("清单") + tbl(*[tr(*cells) for cells in RADICALS])),
    "csv": lambda path: path.write_text("\n".join(",".join(cells) for cells in RADICALS), "utf-8"),
}


@pytest.mark.parametrize("kind", MADE)
def test_characters_under_other_codes_are_read_alike_in_every_format(path, kind):
    MADE[kind](path)
    rows, said = said_by(path)
    assert ([r.name for r in rows], len(said)) == (["河长制水库", "理龴"], 2)


def test_a_sign_an_office_made_itself_stays_and_is_named(path):
    path.write_text("序号,事项名称\n1,古树\ue000保护\n", "utf-8")
    rows, said = said_by(path)
    assert [r.name for r in rows] == ["古树\ue000保护"]
    assert said == ["有自造字（私用区编码 U+E000），换一台电脑不能显示，照原样读入，请改用通常的字：B2"]
