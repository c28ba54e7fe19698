"""Hostile and broken files are refused with a sentence, in time and within memory; marks of secrecy
stay out.
"""

import contextlib
import io
import struct
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as hypothesis_settings

from items.imports.reading.grid import FileRefused
from items.imports.reading.reader import read_file
from items.imports.reading.safety import is_marked_secret

from .measured import refusal_of
from .workbooks import RIVER, save_workbook

pytestmark = pytest.mark.one_database

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def path(tmp_path):
    return save_workbook(tmp_path / "清单.xlsx", ("coordination", [RIVER]))


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewrite(path, **changes):
    """The workbook with some parts replaced or added; keys are part names given through `part`."""
    parts = parts_of(path) | changes
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def sheet_of(rows, before=""):
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def test_a_sound_workbook_is_read(path):
    [sheet] = read_file(path)
    assert [cell.value for cell in sheet.cells if cell.row == 3] == ["1", *RIVER[1:]]


def test_a_value_in_the_last_cell_is_refused(path):
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row>'
    assert refusal_of(rewrite(path, **{SHEET: sheet_of(far)})) == "too_far"


def test_a_style_in_the_last_cell_is_no_value(path):
    with zipfile.ZipFile(path) as archive:
        text = archive.read(SHEET).decode()
    text = text.replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    )
    assert len(read_file(rewrite(path, **{SHEET: text}))[0].cells) == 11


@pytest.mark.parametrize("kind", ["internal", "external"])
def test_entities_are_refused(path, kind):
    entity = '"' + "鼎" * 50 + '"' if kind == "internal" else 'SYSTEM "file:///etc/passwd"'
    declared = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a {entity}>]>'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>'
    assert refusal_of(rewrite(path, **{SHEET: sheet_of(cell, declared)})) == "damaged"


def test_an_expansion_of_entities_is_refused(path):
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "鼎">{levels}]>'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>'
    assert refusal_of(rewrite(path, **{SHEET: sheet_of(cell, declared)})) == "damaged"


def test_a_part_that_is_never_opened_does_no_harm_however_much_it_unpacks_to(path):
    media = {f"xl/media/{n}.bmp": b"\xff" * 2**25 for n in range(8)}
    assert refusal_of(rewrite(path, **media)) == "read"


def test_parts_that_are_opened_may_unpack_to_a_limit_together(path):
    comments = {f"xl/comments{n}.xml": b"<x>" + b" " * 2**26 + b"</x>" for n in range(4)}
    assert refusal_of(rewrite(path, **comments)) == "zip_bomb"


def test_a_part_yields_no_more_than_its_entry_says(path):
    rewrite(path, **{SHEET: sheet_of("<row/>" * 1_000_000)})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = struct.pack("<I", archive.getinfo(SHEET).file_size)
    at = data.find(size)
    while at >= 0:
        data[at : at + 4] = struct.pack("<I", 500)
        at = data.find(size, at + 4)
    path.write_bytes(data)
    assert refusal_of(path) == "damaged"


def test_settings_too_big_to_be_held_are_refused_with_a_way_out(path):
    styles = b'<styleSheet xmlns="urn:x">' + b'<cellStyle name="x"/>' * 1_000_000 + b"</styleSheet>"
    with pytest.raises(FileRefused, match=r"styles\.xml.*请新建一个空白文件") as refused:
        read_file(rewrite(path, **{"xl/styles.xml": styles}))
    assert refused.value.code == "too_heavy"


def test_more_cells_than_a_list_can_have_are_refused(path):
    row = "".join(f'<c t="n"><v>{n}</v></c>' for n in range(250))
    rows = "".join(f'<row r="{n}">{row}</row>' for n in range(1, 1700))
    assert refusal_of(stored(path, sheet_of(rows))) in (
        "too_many_cells",
        "too_heavy",
    )  # which, hangs on the load


def stored(path, text):
    """The sheet with this text, kept without compression: no ratio gives it away."""
    parts = parts_of(path) | {SHEET: text}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_a_million_empty_rows_with_a_look_do_not_hide_a_list(path):
    cells = "".join(f'<c r="{letter}%d" s="0"/>' for letter in "ABCDE")
    row = f'<row r="%d" spans="1:5" ht="15.75" customHeight="1">{cells}</row>'
    blank = "".join(row % ((n,) * 6) for n in range(4, 2**20 + 1))
    text = parts_of(path)[SHEET].decode().replace("</sheetData>", f"{blank}</sheetData>")
    assert refusal_of(rewrite(path, **{SHEET: text})) == "read"


def test_a_sheet_that_eats_memory_is_stopped(path):
    assert refusal_of(stored(path, sheet_of("<row/>" * 4_900_000))) in ("read", "too_heavy")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused(path):
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SHEET, "<worksheet/>")
    assert refusal_of(path) == "duplicate_part"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90\0" + b"\0" * 200, "executable"),
        (b"\x7fELF" + b"\0" * 200, "executable"),
        (b"#!/bin/sh\nrm -rf /\n", "executable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        (b"%PDF-1.7 ", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"BM\x36\0\0\0", "image"),
        (b"Rar!\x1a\x07\0", "archive"),
        (b"{\\rtf1\\ansi", "rich_text"),
        (b'<?xml version="1.0"?><Workbook>', "web_page"),
        (b"MIME-Version: 1.0\r\n", "web_page"),
        (b"\xff\xfe\xff\xff,\0", "not_a_workbook"),
        ("序号\0,事项名称".encode(), "not_a_workbook"),
        (b"\x81 \x82 \x83", "not_a_workbook"),
        (b"PK\x03\x04" + b"\0" * 60, "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_by_its_first_bytes(tmp_path, data, code):
    path = tmp_path / "清单.xlsx"
    path.write_bytes(data)
    assert refusal_of(path) == code


def test_a_plain_archive_is_refused(tmp_path):
    path = tmp_path / "清单.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("清单.txt", "河道巡查")
    assert refusal_of(path) == "not_a_workbook"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", "macro"),
        ("xl/macrosheets/sheet1.xml", "macro"),
        ("setup.exe", "executable"),
    ],
)
def test_what_could_run_is_refused(path, part, code):
    assert refusal_of(rewrite(path, **{part: b"MZ"})) == code


@pytest.mark.parametrize(
    "mark", ["机密★", "秘密★10年", "绝密★", "机密 ★ 5年", "绝密", "秘密", "密级：机密"]
)
def test_a_mark_of_secrecy_is_refused_wherever_it_stands(path, mark):
    book = openpyxl.load_workbook(path)
    book.active["H9"] = mark
    book.save(path)
    assert refusal_of(path) == "classified"


def test_a_mark_in_the_page_head_is_refused(path):
    book = openpyxl.load_workbook(path)
    book.active.oddHeader.right.text = "秘密★1年"
    book.save(path)
    assert refusal_of(path) == "classified"


@pytest.mark.parametrize(
    "mark", ["机　密", "秘　密★5年", "绝 密", "密级：机 密", "【机密】", "示例县清单\n秘　密"]
)
def test_a_mark_is_known_as_it_is_printed_with_a_blank_between_its_signs(mark):
    assert is_marked_secret(mark)


@pytest.mark.parametrize(
    "text", ["杜绝密闭空间违规作业", "坚决杜绝密集聚集", "拒绝密切接触者进入", "隔绝密封"]
)
def test_words_that_only_run_into_each_other_are_no_marks(text):
    assert not is_marked_secret(text)


@pytest.mark.parametrize(
    "text", ["负责机要、保密和档案管理", "保守国家秘密", "商业秘密保护", "机密文件清退由县委办负责"]
)
def test_ordinary_words_are_no_marks(text):
    assert not is_marked_secret(text)


@hypothesis_settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=strategies.floats(0, 1), junk=strategies.binary(min_size=1, max_size=40))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path, where, junk):
    path = save_workbook(tmp_path / "清单.xlsx", ("coordination", [RIVER]))
    data = bytearray(path.read_bytes())
    start = int(where * (len(data) - 1))
    data[start : start + len(junk)] = junk
    path.write_bytes(data)
    with contextlib.suppress(FileRefused):
        assert read_file(path)


def test_a_lying_directory_gains_nothing(path):
    data = io.BytesIO(path.read_bytes()).getvalue()
    size = zipfile.ZipFile(path).getinfo(SHEET).file_size
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert refusal_of(path) == "damaged"
