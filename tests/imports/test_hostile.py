"""What a hostile file of each other format may cost: a sentence, some seconds, some memory."""

import io
import struct
import zipfile

import pytest
from django.conf import settings

from items.imports.reading.grid import FileRefused
from items.imports.reading.reader import read_file
from items.imports.reading.safety import directory_bytes
from items.imports.reading.zip_files import is_parcel

from .format_files import (
    archive,
    compound,
    docx,
    label,
    ods,
    ods_cell,
    ods_table,
    p,
    part,
    record,
    tbl,
    tc,
    tr,
    wide,
    xls,
    xls_records,
)
from .measured import refusal_of
from .workbooks import RIVER, save_workbook

pytestmark = pytest.mark.one_database

ROWS = [["序号", "事项名称"], ["1", "河道巡查"]]
PROGRAM = b"MZ\x90\0" + b"\0" * 60


@pytest.fixture
def path(tmp_path):
    return tmp_path / "清单.upload"


def write(path, data):
    path.write_bytes(data)
    return path


def row(inner, many=""):
    return (
        f'<table:table table:name="表"><table:table-row{many}>{inner}</table:table-row>'
        "</table:table>"
    )


MANY = ' table:number-rows-repeated="1048576"'
SOME = ' table:number-rows-repeated="50000"'
FAR = '<table:table-cell table:number-columns-repeated="16383"/>'
HUGE_SPAN = ods_cell("清单", table_number_rows_spanned=1048576, table_number_columns_spanned=16384)


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        (row(FAR + ods_cell("远")), "too_far"),
        (row(ods_cell("序号"), MANY), "too_far"),
        (row(ods_cell("序号", table_number_columns_repeated=16384), MANY), "too_far"),
        (row(ods_cell("序号", table_number_columns_repeated=250), SOME), "too_many_cells"),
        (row(ods_cell("序号", table_number_columns_repeated="9" * 5000)), "damaged"),
        (row(HUGE_SPAN), "read"),
        ('<table:table table:name="表"/>' * 400, "too_many_sheets"),
        (row(ods_cell("字" * 40_000)), "too_long_text"),
        ("<table:table>" * 90_000 + "</table:table>" * 90_000, "too_many_sheets"),
    ],
)
def test_an_open_document_cannot_ask_for_millions_of_cells(path, tables, code):
    assert refusal_of(ods(path, tables)) == code


def test_an_old_workbook_cannot_reach_further_than_its_list(path):
    far = write(path, xls(("表", 0, 0, label(1, 1, "序号") + label(65536, 256, "远"))))
    assert refusal_of(far) == "too_far"


def test_a_list_of_strings_that_is_not_there_is_refused(path):
    strings = record(0xFC, struct.pack("<II", 2**31, 2**31) + wide("短"))
    assert refusal_of(write(path, xls(("表", 0, 0, b""), common=strings))) == "damaged"


def test_a_chain_of_sectors_in_a_circle_is_refused(path):
    data = bytearray(xls(("表", 0, 0, label(1, 1, "字" * 4000))))
    table = struct.unpack_from("<I", data, 76)[0]
    struct.pack_into("<I", data, (table + 1) * 512, 0)
    assert refusal_of(write(path, bytes(data))) == "damaged"


@pytest.mark.parametrize("left", [4, 10, 200])
def test_an_old_workbook_that_is_cut_off_is_never_read_in_part(path, left):
    whole = xls_records(("表", 0, 0, b"".join(label(n, 1, f"第{n}项") for n in range(1, 300))))
    assert refusal_of(write(path, compound({"Workbook": whole[:-left]}))) == "damaged"


def test_a_record_longer_than_what_is_left_is_refused(path):
    data = bytearray(xls(("表", 0, 0, label(1, 1, "序号") + label(2, 1, "河道巡查"))))
    last = data.rindex(struct.pack("<H", 0x204))
    struct.pack_into("<H", data, last + 2, 60_000)
    assert refusal_of(write(path, bytes(data))) == "damaged"


FORMULA_SHEET = ("宏", 1, 1, b"")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (compound({"EncryptedPackage": b"x" * 100, "EncryptionInfo": b"y"}), "encrypted"),
        (xls(("表", 0, 0, b""), common=record(0x2F, b"\1\0" + b"\0" * 52)), "encrypted"),
        (compound({"Workbook": b"x" * 5000}, ["_VBA_PROJECT_CUR"]), "macro"),
        (xls(("表", 0, 0, label(1, 1, "序号")), FORMULA_SHEET), "macro"),
        (compound({"WordDocument": b"x" * 5000}), "old_format"),
        (
            compound({"WordDocument": b"x" * 5000}, within={"_1": ("Workbook", b"x" * 5000)}),
            "old_format",
        ),
        (compound({"Contents": b"x" * 5000}), "not_a_workbook"),
        (compound({"Workbook": PROGRAM}), "damaged"),
        (compound({"Workbook": b""}), "damaged"),
    ],
)
def test_compound_files_are_told_apart_by_what_is_in_them(path, data, code):
    assert refusal_of(write(path, data)) == code


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ({"Basic/Standard/Module1.xml": "<x/>"}, "macro"),
        (
            {
                "META-INF/manifest.xml": (
                    '<m:manifest><m:encryption-data m:checksum="x"/></m:manifest>'
                )
            },
            "encrypted",
        ),
        ({"setup.exe": PROGRAM}, "executable"),
        ({"Content.xml": "<x/>"}, "duplicate_part"),
    ],
)
def test_an_open_document_with_something_else_in_it_is_refused(path, others, code):
    assert refusal_of(ods(path, ods_table(ROWS), **others)) == code


WATER_MARK = '<v:shape><v:textpath string="秘密★"/></v:shape>'


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ({"vbaProject": b"x"}, "macro"),
        ({"numbering": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}, "damaged"),
        ({"header1": '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'}, "damaged"),
        ({"header1": part("hdr", p("机密★5年"))}, "classified"),
        (
            {
                "footer1": part(
                    "ftr", "<w:p><w:r><w:t>秘密</w:t></w:r><w:r><w:t>★</w:t></w:r></w:p>"
                )
            },
            "classified",
        ),
        (
            {
                "header2": part(
                    "hdr",
                    '<w:p><w:pict><v:shape><v:textpath string="秘密★"/></v:shape></w:pict></w:p>',
                )
            },
            "classified",
        ),
        ({"comments": part("comments", f"<w:comment>{p('绝密')}</w:comment>")}, "classified"),
    ],
)
def test_a_document_with_something_else_in_it_is_refused(path, others, code):
    assert refusal_of(docx(path, p("清单") + tbl(tr("序号", "事项名称")), **others)) == code


BOX = "<w:p><w:r><w:t>机密</w:t></w:r><w:r><w:t>★</w:t></w:r></w:p>"
BOX = f"<w:r><w:drawing><w:x><w:txbxContent>{BOX}</w:txbxContent></w:x></w:drawing></w:r>"
HIDDEN = "".join(
    f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t></w:r>" for text in ("秘密", "★")
)
DELETED = "<w:del><w:r><w:delText>机密★</w:delText></w:r></w:del>"


@pytest.mark.parametrize(
    "body",
    [
        p("秘密★1年"),
        tbl(tr("1", tc(p("河道") + p("机密★")))),
        f"<w:p>{BOX}</w:p>",
        f"<w:p><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice></mc:AlternateContent></w:p>",
        f"<w:p>{HIDDEN}</w:p>",
        f"<w:p>{DELETED}</w:p>",
        tbl(tr(tc("在上", '<w:vMerge w:val="restart"/>')), tr(tc("绝密", "<w:vMerge/>"))),
    ],
)
def test_a_mark_of_secrecy_is_found_wherever_it_stands_in_a_document(path, body):
    assert refusal_of(docx(path, p("清单") + body)) == "classified"


@pytest.mark.parametrize(
    "body",
    [
        label(3, 1, "机密★"),
        record(0x14, wide("&C秘密★")),
        record(0x1B6, b"\0" * 10 + struct.pack("<4H", 3, 8, 0, 0))
        + record(0x3C, b"\1" + "机密★".encode("utf-16-le")),
    ],
)
def test_a_mark_of_secrecy_is_found_wherever_it_stands_in_an_old_workbook(path, body):
    assert refusal_of(write(path, xls(("表", 0, 0, label(1, 1, "序号") + body)))) == "classified"


def test_a_mark_of_secrecy_is_found_in_page_heads_and_boxes_of_an_open_document(path):
    head = (
        "<style:master-page><style:header><text:p>机密★</text:p></style:header></style:master-page>"
    )
    shapes = "<table:shapes><draw:frame><text:p>秘密★</text:p></draw:frame></table:shapes>"
    assert refusal_of(ods(path, ods_table(ROWS), pages=head)) == "classified"
    assert refusal_of(ods(path, f"<table:table>{shapes}</table:table>")) == "classified"


def test_a_mark_of_secrecy_is_found_in_a_text_table_and_named_by_its_cell(path):
    with pytest.raises(FileRefused, match="工作表“清单”B2带有密级标志"):
        read_file(write(path, "序号,事项名称\n1,机密★\n".encode()))


def test_a_mark_in_a_document_is_named_by_its_place_in_the_document(path):
    with pytest.raises(FileRefused, match="第1个表格第2行带有密级标志"):
        read_file(docx(path, tbl(tr("序号"), tr("绝密"))))


def test_a_document_of_a_hundred_thousand_rows_is_refused(path):
    line = tr("1", "河道巡查")
    assert refusal_of(docx(path, tbl(*[line] * 100_000))) in ("too_far", "too_heavy")


def test_a_document_packed_from_next_to_nothing_is_refused(path):
    docx(path, tbl(*[tr("1", "河道巡查")] * 100_000))
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    assert refusal_of(path) in ("too_far", "too_heavy")


@pytest.mark.parametrize(
    "body",
    [
        tbl(tr(tc("远", '<w:gridSpan w:val="999999999"/>'), "x")),
        tbl(tr("远", properties='<w:gridBefore w:val="999999999"/>')),
        "<w:tbl><w:tr><w:tc>" * 3000 + p("深") + "</w:tc></w:tr></w:tbl>" * 3000,
        "<w:p>" + "<w:r>" * 100_000 + "</w:r>" * 100_000 + "</w:p>",
        p("字" * 40_000),
    ],
)
def test_a_document_of_strange_depth_or_width_is_refused(path, body):
    assert refusal_of(docx(path, body)) in ("too_far", "damaged", "too_heavy", "too_long_text")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"," * 5_000_000, "read"),
        (b",1" * 5_000_000, "too_far"),
        (b"a" * 29_000_000, "too_many_cells"),
        (("河" * 40_000).encode(), "too_long_text"),
        (b"\n" * 29_000_000, "too_many_cells"),
        (b"1,2\n" * 60_000, "too_far"),
        (b'"' * 10_000_001, "open_quote"),
        (b"1,\0,2\n", "not_a_workbook"),
        (b"\xff\xfe" + "序号,事项".encode("utf-16-le") + b"\n", "not_a_workbook"),
        (b"\xff\xfe\0\0" + "序号".encode("utf-32-le"), "not_a_workbook"),
        ("序号,事项".encode() + b"\xff\xff\xff", "not_a_workbook"),
    ],
)
def test_a_text_table_of_strange_size_or_content_is_refused(path, data, code):
    assert refusal_of(write(path, data)) == code


def test_a_file_that_is_two_documents_at_once_is_refused(path):
    save_workbook(path, ("coordination", [RIVER]))
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    assert refusal_of(archive(path, parts | {"word/document.xml": "<x/>"})) == "altered"


def test_a_workbook_behind_another_file_is_refused(path):
    save_workbook(path, ("coordination", [RIVER]))
    hidden = path.read_bytes()
    assert refusal_of(write(path, b"PK\3\4" + b"\0" * 200 + hidden)) == "altered"
    assert refusal_of(write(path, PROGRAM + hidden)) == "executable"
    assert refusal_of(write(path, b"%PDF-1.7\n" + hidden)) == "pdf"


@pytest.mark.parametrize("kind", ["sheet.macroEnabled", "template.macroEnabled"])
def test_a_workbook_that_says_it_has_macros_is_refused_without_looking_for_them(path, kind):
    content_type = f"application/vnd.ms-excel.{kind}.main+xml"
    override = f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}"/>'
    types = f"<Types>{override}</Types>"
    assert (
        refusal_of(archive(path, {"[Content_Types].xml": types, "xl/workbook.xml": "<x/>"}))
        == "macro"
    )


def test_links_to_other_files_are_never_followed(path):
    dde = "<table:dde-links><table:dde-link><table:table><table:table-row>" + ods_cell("外来")
    dde += "</table:table-row></table:table></table:dde-link></table:dde-links>"
    ods(path, ods_table(ROWS) + dde)
    assert [cell.value for cell in read_file(path)[0].cells] == [
        "序号",
        "事项名称",
        "1",
        "河道巡查",
    ]


def test_merged_cells_that_would_fill_the_memory_are_refused(path):
    spans = ods_cell("x", table_number_rows_spanned=2000, table_number_columns_spanned=250)
    rows = (
        f"<table:table-row>{spans}{'<table:table-cell/>' * 249}{ods_cell('尾')}</table:table-row>"
        * 2000
    )
    assert (
        refusal_of(ods(path, f'<table:table table:name="表">{rows}</table:table>'))
        == "too_many_merged"
    )


def crowded(path, *, entries):
    """A zip whose directory names very many parts, each said to be nowhere."""
    one = b"PK\1\2" + b"\0" * 24 + struct.pack("<H", 1) + b"\0" * 16 + b"x"
    listing = one * entries
    end = struct.pack(
        "<4s4HIIH", b"PK\5\6", 0, 0, entries & 0xFFFF, entries & 0xFFFF, len(listing), 4, 0
    )
    return write(path, b"PK\3\4" + listing + end)


def test_a_zip_of_half_a_million_parts_is_refused_before_its_directory_is_read(path):
    assert refusal_of(crowded(path, entries=500_000)) == "zip_bomb"
    with pytest.raises(FileRefused, match="多得异常"):
        is_parcel(path)


def test_the_length_of_a_directory_is_read_where_the_library_reads_it():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("清单.txt", "河道巡查")
        file.comment = "备注".encode()
    whole = data.getvalue()
    assert directory_bytes(whole) == whole.rindex(b"PK\5\6") - whole.index(b"PK\1\2")
    big = (
        struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, 9, 9, 2**40, 0)
        + b"PK\6\7"
        + b"\0" * 16
    )
    assert directory_bytes(big + b"PK\5\6" + b"\0" * 18) == 2**40


def test_the_official_sample_stays_readable_when_the_limits_are_kept():
    assert len(read_file(settings.FIXTURES_DIR / "county-official.xlsx")) == 3
