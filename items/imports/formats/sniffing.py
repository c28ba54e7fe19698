"""Tells what a file is by its content, never by its name, and refuses what may not be opened at
all.
"""

import re
import zipfile

from items.imports.reading.grid import FileRefused

from .compound import Compound
from .parts import ANEW, part_name

MAX_PARTS = 5_000
HEAD_BYTES = 4096
PART_BYTES = 2**20

RESAVE = "请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"
RESAVE_EITHER = "请用 Excel、Word 或 WPS 打开后另存为 .xlsx 或 .docx 再上传。"
RESAVE_TEXT = "请用 Word 或 WPS 打开后另存为 .docx 再上传。"
FORMATS = (
    "可上传 .xlsx、.xls、.ods、.et、.docx、.csv、.txt、.html 文件，以及本系统导出的 .json 文件。"
)
PROGRAM = "这是一个程序文件，不是表格，不能上传。"
LOCKED = "文件设有打开密码，无法读取。请取消密码后再上传。"
PROTECTED = (
    "文件是加密的，无法读取：设了打开密码，或者设了只读、工作簿保护（打开时不用输入密码的也会加密）。"
    "请用 Excel 或 WPS 打开，取消打开密码和工作簿保护，另存为 .xlsx 后再上传。"
)
MACRO = "文件带有宏。请另存为不带宏的 .xlsx 或 .docx 再上传。"

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FIRST_BYTES = (
    (
        (b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"),
        "executable",
        PROGRAM,
    ),
    ((b"%PDF",), "pdf", f"PDF 文件不能直接读取。{RESAVE_TEXT}"),
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"),
        "image",
        f"这是图片，不能从中读取文字。请上传清单的电子文件。{FORMATS}",
    ),
    (
        (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
        "archive",
        f"这是压缩包。请解压后上传其中的清单文件。{FORMATS}",
    ),
    ((b"{\\rtf",), "rich_text", f"这是 RTF 文件，不能直接读取。{RESAVE_TEXT}"),
)
SHORT_MAGIC = (  # two letters may also begin a text: a zero byte near them decides
    (b"MZ", "executable", PROGRAM),
    (b"BM", "image", f"这是图片，不能从中读取文字。请上传清单的电子文件。{FORMATS}"),
)
MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|table|!--|style|meta)",
    re.I,
)
NO_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml|mime-version:", re.I)
SPREADSHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
A_LISTING = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def format_of(path):
    """xlsx, docx, ods, xls, html, csv or json; raises FileRefused for everything else."""
    with open(path, "rb") as file:
        head = file.read(HEAD_BYTES)
    if head[:8] == OLE_MAGIC:
        return compound_format(path)
    if head[:2] == b"PK":
        return zip_format(path)
    refuse_known(head)
    if A_LISTING.match(head):
        return "json"
    if MARKUP.match(head):
        return "html"
    return "csv"


def refuse_known(head):
    """Names what is known and cannot be read; what is left may be a text."""
    for magics, code, sentence in FIRST_BYTES:
        if head.startswith(magics):
            raise FileRefused(sentence, code=code)
    for magic, code, sentence in SHORT_MAGIC:
        if head.startswith(magic) and b"\0" in head[:64]:
            raise FileRefused(sentence, code=code)
    if SPREADSHEET_XML in head:
        raise FileRefused(f"这是 Excel 2003 的 XML 表格，不能直接读取。{RESAVE}", code="old_format")
    if NO_PAGE.match(head):
        raise FileRefused(
            f"这是网页格式的文件，虽然可能叫 .xls 或 .doc，但不是工作簿或文档。{RESAVE_EITHER}",
            code="web_page",
        )


def compound_format(path):
    """xls, when the compound file holds a workbook that is open to all and brings no macro."""
    compound = Compound(path)
    if "encryptedpackage" in compound.names:
        raise FileRefused(PROTECTED, code="encrypted")
    if compound.names & {"_vba_project_cur", "_vba_project", "macros", "vba"}:
        raise FileRefused(MACRO, code="macro")
    if compound.own.keys() & {"workbook", "book"}:
        return "xls"
    if compound.own.keys() & {"worddocument", "powerpoint document"}:
        raise FileRefused(
            f"这是旧版的文档（.doc、.wps 等），不能直接读取。{RESAVE_TEXT}", code="old_format"
        )
    raise FileRefused(f"认不出这是什么文件。{FORMATS}", code="not_a_workbook")


def zip_format(path):
    """xlsx, docx or ods, when the archive is whole, of a sane size, and holds one document without
    macros.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            refuse_names([part_name(part.filename) for part in parts])
            refuse_odd_archive(parts)
            if any(part.flag_bits & 1 for part in parts):
                raise FileRefused(LOCKED, code="encrypted")
            return document_format(archive)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileRefused(f"文件已损坏，无法打开。{RESAVE}", code="damaged") from error


def refuse_names(names):
    if len(set(names)) < len(names):
        raise FileRefused("文件内部有重名的部分，可能被人改动过，不予读取。", code="duplicate_part")
    if any(name.endswith((".exe", ".dll", ".bat", ".js", ".vbs", ".ps1")) for name in names):
        raise FileRefused("文件内夹带程序，不予读取。", code="executable")
    if any(map(is_macro, names)):
        raise FileRefused(MACRO, code="macro")


def is_macro(name):
    in_folder = name.startswith(("xl/macrosheets/", "basic/", "scripts/")) and name[-1] != "/"
    return in_folder or "vbaproject" in name


def refuse_odd_archive(parts):
    """Refuses what no office program makes; how big its parts are is looked at when they are opened
    (`Package`).
    """
    if len(parts) > MAX_PARTS:
        raise FileRefused(
            f"文件内部有{len(parts)}个部分，多得异常，不予读取。{ANEW}", code="zip_bomb"
        )
    if min((part.header_offset for part in parts), default=0) > 0:
        raise FileRefused("文件内部夹带别的内容，可能被人改动过，不予读取。", code="altered")


def document_format(archive):
    """Which of the formats an archive is, by what it says of its parts; by their names when it says
    nothing.
    """
    names = {part_name(name): name for name in archive.namelist()}
    if "mimetype" in names:
        return open_document(archive, names)
    content_types = start_of(archive, names.get("[content_types].xml")).lower()
    if b"macroenabled" in content_types:
        raise FileRefused(MACRO, code="macro")
    formats = []
    for kind, main, part in (
        ("xlsx", b"spreadsheetml.(?:sheet|template).main", "xl/workbook.xml"),
        ("docx", b"wordprocessingml.(?:document|template).main", "word/document.xml"),
    ):
        if re.search(main, content_types) or part in names:
            formats.append(kind)
    if len(formats) > 1:
        raise FileRefused("文件里既有工作簿又有文档，可能被人改动过，不予读取。", code="altered")
    if formats:
        return formats[0]
    return refuse_archive(names, content_types)


def refuse_archive(names, content_types):
    if "xl/workbook.bin" in names:
        raise FileRefused(f"这是 .xlsb 工作簿，不能直接读取。{RESAVE}", code="old_format")
    if "ofd.xml" in names:
        raise FileRefused(f"OFD 文件不能直接读取。{RESAVE_TEXT}", code="pdf")
    if b"presentationml" in content_types:
        raise FileRefused(f"这是演示文稿，不是清单。{FORMATS}", code="not_a_workbook")
    raise FileRefused(
        f"这是压缩包，不是一份工作簿或文档。请解压后上传其中的清单。{FORMATS}",
        code="not_a_workbook",
    )


def open_document(archive, names):
    mime = start_of(archive, names["mimetype"]).decode("ascii", "replace").strip()
    if "meta-inf/manifest.xml" in names:
        manifest = start_of(archive, names["meta-inf/manifest.xml"])
        if b"encryption-data" in manifest or b"encrypted-package" in manifest:
            raise FileRefused(LOCKED, code="encrypted")
    if mime.startswith(f"{OPEN_DOCUMENT}spreadsheet"):
        return "ods"
    if mime.startswith(OPEN_DOCUMENT):
        raise FileRefused(f"这是 .odt 等文档，不能直接读取。{RESAVE_TEXT}", code="old_format")
    raise FileRefused(f"认不出这是什么文件。{FORMATS}", code="not_a_workbook")


def start_of(archive, name):
    """The first part of a small part; nothing when it is not there."""
    if name is None:
        return b""
    with archive.open(name) as file:
        return file.read(PART_BYTES)
