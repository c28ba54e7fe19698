"""Files of kinds that users of such systems have reported, each with what is right, and the same in
other formats.
"""

import struct
import zlib
from dataclasses import replace
from pathlib import Path
from zipfile import ZipInfo

import pytest

from items.imports.formats.limits import MAX_FILLED_ROWS, RowCount
from items.imports.reading.grid import Cell, FileRefused, Sheet
from items.imports.reading.reader import read_file
from items.imports.reading.zip_files import members_of, written_name
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from tests.unaccounted import unaccounted

from .format_files import archive, docx, ods, ods_table, p, record, tbl, tr, xls, xls_of

pytestmark = pytest.mark.one_database

REPORTED = Path(__file__).parent / "reported"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def said_by(path):
    """(the items' rows, everything that is said of how the file was read); no cell is passed over
    in silence.
    """
    sheets = read_file(path)
    recognition = read_tables(sheets)
    assert unaccounted(sheets, recognition) == []
    return rows_of(recognition), [
        text for sheet in sheets for text in (*sheet.remarks, *sheet.notes)
    ]


def names_in(path):
    return [row.name for row in said_by(path)[0]]


def workbook(
    path, cells, *, strings=(), sheet_part="worksheets/sheet1.xml", target="", sheet="清单"
):
    """An .xlsx with these cells as XML; the sheet's part, and the text that names it, may be
    written oddly.
    """
    texts = "".join(f"<si><t>{text}</t></si>" for text in strings)
    relations = (
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="{target or sheet_part}"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{BOOK_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        ),
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
    assert names_in(REPORTED / "x01-surrogate-escape.xlsx") == [
        "做好古树𠮷阳槐的保护",
        "做好森林防火宣传",
    ]


@pytest.mark.parametrize("sort", ["inlineStr", "str", "s"])
def test_escaped_signs_are_read_wherever_a_workbook_keeps_a_text(path, sort):
    text = "古树_xD842__xDFB7_和_x4E00_处_x005F_x4E8C_"
    kept = text if sort == "inlineStr" else (sort, "0" if sort == "s" else text)
    workbook(path, HEAD + row(3, "1", kept), strings=[text], sheet="_xD842__xDFB7_表")
    [sheet] = read_file(path)
    assert (sheet.name, sheet.cells[-1].value) == ("𠮷表", "古树𠮷和一处_x4E8C_")


def test_half_a_sign_is_named_with_its_cell(path):
    rows, said = said_by(workbook(path, HEAD + row(3, "1", "古树_xD842_保护")))
    assert ([r.name for r in rows], said) == (
        ["古树保护"],
        ["有残缺的字，读不出是什么字，请对照原文改正：B3"],
    )


def test_a_cell_that_names_no_kept_text_is_empty_and_named():
    rows, said = said_by(REPORTED / "x03-string-index-minus-one.xlsx")
    assert [r.name for r in rows] == ["做好森林防火宣传"]
    assert said == ["引用了文件里没有的文字，按空单元格读入，请核对原文件：B5"]


@pytest.mark.parametrize(
    "stored", [("s", "7"), ("s", "x"), ("s", "-1"), ("s", "1.0"), ("n", "x"), ("n", "nan")]
)
def test_a_stored_value_that_stands_for_nothing_is_an_empty_cell_and_named(path, stored):
    rows, said = said_by(
        workbook(path, HEAD + row(3, "1", "河道巡查") + row(4, "2", stored), strings=["甲", "乙"])
    )
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
    assert said == [
        "用部首编码的字（如从 PDF 复制的“⻔”），按通常的字“门”读入：C2、D2、B4、C4、B5、B6"
    ]


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
    assert said == [
        "有自造字（私用区编码 U+E000），换一台电脑不能显示，照原样读入，请改用通常的字：B2"
    ]


# ---- forms and sign fonts of documents


def marks_in(path):
    """{item: the signs under the townships}, as the rows of a matrix have them."""
    [sheet] = read_file(path)
    rows = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.value
    return {
        texts[2]: [texts.get(column, "") for column in (3, 4, 5)]
        for texts in rows.values()
        if 2 in texts
    }


def test_ticks_in_a_font_of_signs_are_read_in_a_document():
    marks = marks_in(REPORTED / "d20-font-ticks.docx")
    assert marks["做好森林防火宣传"] == ["√", "√", "□"]
    assert marks["开展防汛巡查"] == ["☑", "", "√"]
    assert marks["开展普法宣传"] == ["☑", "", "☑"]


def test_a_ticked_control_is_a_tick_whatever_it_is_drawn_as():
    assert marks_in(REPORTED / "d21-w14-checkbox.docx")["做好森林防火宣传"] == ["☑", "□", "☑"]


def field(inner):
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inner}</w:ffData>'
        "</w:fldChar></w:r></w:p>"
    )


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "☑"),
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "☑"),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "□"),
        (
            (
                "<w:ddList><w:result w:val='1'/><w:listEntry w:val='否'/><w:listEntry w:val='是'/>"
                "</w:ddList>"
            ),
            "是",
        ),
        ("<w:ddList><w:listEntry w:val='否'/><w:listEntry w:val='是'/></w:ddList>", "否"),
    ],
)
def test_a_field_of_an_old_form_reads_as_it_shows(path, inner, shown):
    docx(
        path,
        tbl(
            tr("序号", "事项名称", "是否"),
            tr("1", "河道巡查", field(inner).join(["<w:tc>", "</w:tc>"])),
        ),
    )
    assert read_file(path)[0].cells[-1].value == shown


def test_the_prompt_of_an_empty_control_is_empty_and_named_at_whichever_level():
    rows, said = said_by(REPORTED / "d22-placeholder-block.docx")
    assert [(r.name, r.texts.get("township_duty", "")) for r in rows] == [
        ("河道管护", ""),
        ("森林防火", ""),
        ("道路安全", ""),
    ]
    quoted = "“单击或点击此处输入文字。”" * 3
    assert said == [f"有3处表单提示文字没有填写，未读入：{quoted}"]


CONTROL = "<w:sdt><w:sdtPr><w:showingPlcHdr/>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize("sort", ["<w:text/>", "<w:dropDownList/>", "<w:date/>", "<w:comboBox/>"])
@pytest.mark.parametrize("level", ["row", "paragraph", "table"])
def test_a_prompt_around_rows_paragraphs_and_tables_is_none_of_the_list(path, sort, level):
    rows = [tr("序号", "事项名称"), tr("1", "河道巡查")]
    prompt = {"row": tr("2", "单击此处"), "paragraph": p("单击此处"), "table": tbl(tr("单击此处"))}[
        level
    ]
    wrapped = CONTROL.format(sort, prompt)
    docx(path, tbl(*rows, wrapped) if level == "row" else tbl(*rows) + wrapped)
    assert "单击此处" not in [cell.value for cell in read_file(path)[0].cells]
    assert any("表单提示文字" in text for text in read_file(path)[0].remarks)


def test_a_sign_of_a_font_that_is_not_known_is_named(path):
    run = '<w:r><w:rPr><w:rFonts w:ascii="Wingdings 3"/></w:rPr><w:t>p</w:t></w:r>'
    run += '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    docx(path, tbl(tr("序号", "事项名称"), tr("1", f"<w:tc><w:p>{run}</w:p></w:tc>")))
    [remark] = read_file(path)[0].remarks
    assert remark.startswith("有2处符号字体的符号认不出")


# ---- names and bytes in the national encoding


def test_a_name_in_gbk_that_is_valid_utf8_by_chance_is_read_as_meant():
    assert [name for _index, name in members_of(REPORTED / "z01-gbk-looks-like-utf8.zip")[0]] == [
        "石山.xlsx",
        "平山.xlsx",
    ]


@pytest.mark.parametrize(
    "name", ["石山.xlsx", "城关镇（街道）清单①.xlsx", "list 1.xlsx", "附件2·各乡镇“清单”.xlsx"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_names_without_a_mark_are_read_in_both_encodings(name, encoding):
    member = ZipInfo(name.encode(encoding).decode("cp437"))
    assert written_name(member) == name


def test_the_second_name_of_a_member_counts_while_the_first_is_unchanged():
    written = "石山.xlsx".encode("gbk")
    for crc, expected in ((zlib.crc32(written), "é.xlsx"), (1, "石山.xlsx")):
        member = ZipInfo(written.decode("cp437"))
        field = b"\1" + struct.pack("<I", crc) + "é.xlsx".encode()
        member.extra = (
            struct.pack("<HH", 0x5455, 1) + b"x" + struct.pack("<HH", 0x7075, len(field)) + field
        )
        assert written_name(member) == expected


def test_the_euro_of_windows_is_read_in_a_text_in_gbk():
    rows, said = said_by(REPORTED / "c06-cp936-euro.csv")
    assert ([r.name for r in rows], said) == (["做好外资（€）企业服务", "开展防汛巡查"], [])


def test_private_signs_of_gbk_are_read_where_unicode_has_them_now():
    rows, said = said_by(REPORTED / "c03b-gbk-fe59.csv")
    assert [r.name for r in rows] == ["做好龴䶮口防火宣传"]
    assert said == ["用旧国标自造字编码的字，按现行编码的“龴”读入：D2"]


TEXT = "序号,事项名称\n1,做好河道巡查和森林防火宣传\n2,加强安全生产监管\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_odd_byte_does_not_refuse_a_text_table_and_is_named(path, encoding):
    data = TEXT.encode(encoding)
    at = data.index("和".encode(encoding))
    path.write_bytes(data[:at] + b"\xff" + data[at:])
    rows, said = said_by(path)
    assert [r.name for r in rows] == ["做好河道巡查\ufffd和森林防火宣传", "加强安全生产监管"]
    byte = at - data.index(b"\n")
    assert f"第2行第{byte}个字节（0xFF）" in said[0]
    assert said[1].endswith("：B2")


def test_bytes_that_are_no_text_are_still_refused(path):
    path.write_bytes(bytes(range(1, 256)) * 8)
    with pytest.raises(FileRefused, match="认不出这个文件"):
        read_file(path)


# ---- protected workbooks, pronunciations


def test_a_workbook_with_the_password_of_protection_is_told_as_protected():
    with pytest.raises(
        FileRefused, match="只读、工作簿保护（打开时不用输入密码的也会加密）"
    ) as refused:
        read_file(REPORTED / "e01-velvetsweatshop.xlsx")
    assert refused.value.code == "encrypted"


def test_an_old_workbook_that_is_encrypted_is_told_the_same(path):
    path.write_bytes(xls(("表", 0, 0, b""), common=record(0x2F, b"\1\0" + b"\0" * 52)))
    with pytest.raises(FileRefused, match="只读、工作簿保护"):
        read_file(path)


def test_the_pronunciation_over_a_word_is_not_read_as_part_of_it(path):
    ruby = (
        "<text:ruby><text:ruby-base>河道</text:ruby-base><text:ruby-text>hédào</text:ruby-text>"
        "</text:ruby>"
    )
    cell = f"<table:table-cell><text:p>{ruby}巡查</text:p></table:table-cell>"
    ods(
        path,
        f'<table:table table:name="清单"><table:table-row>{cell}</table:table-row></table:table>',
    )
    assert [c.value for c in read_file(path)[0].cells] == ["河道巡查"]


# ---- more than one import takes


def test_a_file_with_more_rows_than_an_import_takes_is_refused_with_a_way_out(path):
    path.write_text(
        "序号,事项名称\n" + "".join(f"{n},河道巡查\n" for n in range(1, MAX_FILLED_ROWS + 1)),
        "utf-8",
    )
    with pytest.raises(
        FileRefused, match=f"文件有内容的行超过 {MAX_FILLED_ROWS} 行，请按事项类型或乡镇拆分"
    ) as refused:
        read_file(path)
    assert refused.value.code == "too_many_rows"


def test_the_files_of_one_import_are_counted_together():
    count = RowCount("这次上传的文件合计")
    sheet = Sheet("清单", cells=[Cell(row, 1, "河道巡查") for row in range(1, MAX_FILLED_ROWS)])
    count.add(sheet)
    count.add(replace(sheet, hidden=True))
    with pytest.raises(FileRefused, match="这次上传的文件合计有内容的行超过"):
        count.add(sheet)
