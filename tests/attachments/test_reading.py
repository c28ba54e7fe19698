"""What a file is, is told by its content; what may not be attached is refused with a sentence."""

import zipfile

import pytest

from dutylist.attachments.file_names import kept_name, name_for
from dutylist.attachments.reading import refused
from dutylist.attachments.reading.inspection import inspect
from dutylist.attachments.reading.looking import type_of_file
from dutylist.attachments.reading.refused import FileRefused
from dutylist.attachments.reading.secrecy import is_marked

from . import files

pytestmark = pytest.mark.one_database
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = "关于印发的通知".encode("utf-16-le")
TAKEN = {
    "docx": (files.document("关于报送意见的复函", header="机密文件管理办法"), OFFICE),
    "xlsx": (files.workbook("商业秘密*", "绝密、机密、秘密三级"), OFFICE),
    "workbook in a document": (
        files.with_parts(files.document("见附表"), {"word/embeddings/1.xlsx": files.workbook("1")}),
        OFFICE,
    ),
    "odt": (files.open_document("复函"), files.ODF),
    "empty macro library": (
        files.open_document("复函", **{"Basic__Standard__script-lb.xml": "<library/>"}),
        files.ODF,
    ),
    "ofd": (files.ofd("复函"), "application/ofd"),
    "pdf": (files.pdf("复函"), "application/pdf"),
    "scanned pdf that no reader opens": (b"%PDF-1.7\n%scan", "application/pdf"),
    "doc": (files.compound({"WordDocument": WORD}), "application/msword"),
    "xls": (files.compound({"Workbook": WORD}), "application/vnd.ms-excel"),
    "png": (files.PNG, "image/png"),
    "jpeg": (files.JPEG, "image/jpeg"),
    "txt": ("情况说明。\r\n".encode(), "text/plain"),
    "txt of Windows": ("情况说明".encode("gb18030"), "text/plain"),
    "txt of Notepad": ("情况说明".encode("utf-16"), "text/plain"),
}
DOCX = files.document("复函")
MARKED_DOC = files.compound({"WordDocument": "x机密★1年".encode("utf-16-le")})
REFUSED = {
    "exe": (files.PROGRAM, refused.RUNS),
    "elf": (b"\x7fELF\x02\x01" + bytes(40), refused.RUNS),
    "shell": (b"#!/bin/sh\nrm -rf /", refused.RUNS),
    "batch": (b"@echo off\r\n", refused.RUNS),
    "page": (b"<!DOCTYPE html><script>", refused.RUNS),
    "drawing": (b"<svg onload='x'/>", refused.RUNS),
    "lnk": (bytes.fromhex("4c0000000114020000000000c000000000000046"), refused.RUNS),
    "jar": (files.archive({"META-INF/MANIFEST.MF": "Main-Class: A", "A.class": "x"}), refused.RUNS),
    "apk": (files.archive({"AndroidManifest.xml": "x", "classes.dex": "x"}), refused.RUNS),
    "picture with a jar": (files.PNG + files.archive({"A.class": "x"}), refused.SMUGGLED),
    "document behind a program": (b"PK\x03\x04" + bytes(99) + DOCX, refused.SMUGGLED),
    "program in a document": (
        files.with_parts(DOCX, {"word/media/image1.png": files.PROGRAM}),
        refused.HIDDEN_PROGRAM,
    ),
    "program packed into a document": (
        files.with_parts(
            DOCX,
            {"word/embeddings/o.bin": files.compound({"\x01Ole10Native": b"a\0" + files.PROGRAM})},
        ),
        refused.HIDDEN_PROGRAM,
    ),
    "docm": (files.with_parts(DOCX, {"word/vbaProject.bin": "x"}), refused.MACRO),
    "macro in an inner workbook": (
        files.with_parts(
            DOCX,
            {
                "word/embeddings/1.xlsx": files.with_parts(
                    files.workbook("1"), {"xl/vbaProject.bin": "x"}
                )
            },
        ),
        refused.MACRO,
    ),
    "macro by its content type": (
        files.archive(
            {"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main"}
        ),
        refused.MACRO,
    ),
    "sheet of macros": (
        files.with_parts(files.workbook("1"), {"xl/macrosheets/sheet1.xml": "<x/>"}),
        refused.MACRO,
    ),
    "odt with a macro": (
        files.open_document("x", **{"Basic__Standard__Module1.xml": "<x/>"}),
        refused.MACRO,
    ),
    "xls with a macro": (
        files.compound({"Workbook": WORD, "_VBA_PROJECT_CUR/PROJECT": b"x"}),
        refused.MACRO,
    ),
    "doc with a macro": (files.compound({"WordDocument": WORD, "Macros/dir": b"x"}), refused.MACRO),
    "locked docx": (files.compound({"EncryptedPackage": b"x"}), refused.LOCKED),
    "marked in two runs": (files.document("机|密|★1年"), refused.MARKED),
    "marked in the header": (files.document("x", header="绝 密★长期"), refused.MARKED),
    "marked with an entity": (
        files.open_document("&#x79D8;&#x5BC6;&#x2605;"),
        refused.MARKED,
    ),
    "marked as a water-mark": (
        files.with_parts(DOCX, {"word/header9.xml": '<v:textpath string="秘密★"/>'}),
        refused.MARKED,
    ),
    "marked xlsx": (files.workbook("x", "秘密★3年"), refused.MARKED),
    "marked odt": (files.open_document("秘密<text:s/>★"), refused.MARKED),
    "marked ofd": (files.ofd("机密★"), refused.MARKED),
    "marked pdf": (files.pdf("机密★1年"), refused.MARKED),
    "marked doc": (MARKED_DOC, refused.MARKED),
    "marked xls at an odd place": (
        files.compound({"Workbook": b"\1" + "绝密★".encode("utf-16-le")}),
        refused.MARKED,
    ),
    "marked txt": ("秘密＊5年".encode("gb18030"), refused.MARKED),
    "archives in each other": (files.nested(4), refused.BOMB),
    "many parts": (files.archive({f"a{n}.xml": "" for n in range(5001)}), refused.BOMB),
    "cut archive": (DOCX[:900], refused.DAMAGED),
    "cut compound file": (MARKED_DOC[:600], refused.DAMAGED),
}
NOT_TAKEN = {
    "zip": files.archive({"a.txt": "x"}),
    "rar": b"Rar!\x1a\x07\x01\x00" + bytes(30),
    "sound": b"ID3\x03" + bytes(60),
    "rtf": b"{\\rtf1 x}",
    "msi": files.compound({"Property": b"x"}),
    "bytes": bytes(range(256)),
}


def path_to(tmp_path, content):
    path = tmp_path / "upload"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_is_of_the_type_that_its_content_has(name, tmp_path):
    content, expected = TAKEN[name]
    assert inspect(path_to(tmp_path, content)).startswith(expected)


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_not_be_attached_is_refused_by_its_content(name, tmp_path):
    content, sentence = REFUSED[name]
    with pytest.raises(FileRefused) as raised:
        inspect(path_to(tmp_path, content))
    assert raised.value.sentence == sentence


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_a_type_that_is_not_allowed_is_refused_with_those_that_are(name, tmp_path):
    with pytest.raises(FileRefused, match="可以上传 PDF"):
        inspect(path_to(tmp_path, NOT_TAKEN[name]))


def test_a_mark_where_a_part_is_cut_into_pieces_is_found(tmp_path):
    """Wherever the reader's pieces end, a mark that lies across the end is seen."""
    for length in range(2**18 - 30, 2**18 + 4):
        text = "<a>" + "x" * (length - 3) + "机<b>密</b>★</a>"
        path = path_to(tmp_path, files.with_parts(DOCX, {"word/extra.xml": text}))
        with pytest.raises(FileRefused, match="密级标志"):
            inspect(path)


def test_an_entity_of_a_hostile_part_is_never_followed(tmp_path):
    lol = '<!DOCTYPE x [<!ENTITY a "xx"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&a;&b;</x>'
    path = path_to(tmp_path, files.with_parts(DOCX, {"word/extra.xml": lol}))
    assert inspect(path).startswith(OFFICE)


def test_a_bomb_is_refused_in_the_process_that_looks(tmp_path):
    path = tmp_path / "bomb"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "")
        with made.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(26):
                part.write(bytes(8 * 2**20))
    assert path.stat().st_size < 300_000
    with pytest.raises(FileRefused, match="大得异常"):
        type_of_file(path)


def test_a_file_is_looked_at_by_a_process_of_its_own(tmp_path):
    assert type_of_file(path_to(tmp_path, files.pdf("复函"))) == "application/pdf"


MARKS = {
    "秘密★": True,
    "机　密★1年": True,
    "绝密☆": True,
    "秘密*3年": True,
    "商业秘密*": False,
    "保守国家秘密": False,
    "绝密、机密、秘密三级": False,
    "秘密\n★重点": False,
}


@pytest.mark.parametrize("text", MARKS)
def test_a_mark_is_a_level_with_its_star(text):
    assert is_marked(text) == MARKS[text]


NAMES = {
    "复函.pdf": "复函.pdf",
    "C:\\文件\\复函.pdf": "复函.pdf",
    "../../etc/复函.pdf": "复函.pdf",
    "复函\u202efdp.pdf": "复函fdp.pdf",
    '复"函\r\n.pdf': "复 函 .pdf",
    "复函.doc": "复函.doc.pdf",
    "": "附件.pdf",
    "长" * 400 + ".pdf": "长" * 146 + ".pdf",
}


@pytest.mark.parametrize("told", NAMES)
def test_a_name_is_kept_as_a_file_may_be_called(told):
    assert name_for(kept_name(told), "application/pdf") == NAMES[told]


@pytest.mark.parametrize("told", ["复函.exe", "复函.pdf.js", "x.JAR ", "x.html.", "a.lnk"])
def test_a_name_that_makes_a_program_of_the_file_is_refused(told):
    with pytest.raises(FileRefused, match="可以运行"):
        kept_name(told)


def test_a_marked_name_is_refused():
    with pytest.raises(FileRefused, match="文件名带有密级标志"):
        kept_name("秘密★会议纪要.pdf")
