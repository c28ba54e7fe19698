"""What is refused before a file is read, and the marks that may not be entered at all (涉密信息不得录入)."""

import re
import unicodedata
import zipfile
from pathlib import Path

from .grid import FileRefused, column_letter

MAX_FILE_BYTES = 30 * 2**20
MAX_UNPACKED_BYTES = 200 * 2**20
MAX_PARTS = 5_000
MAX_RATIO = 100
RATIO_FLOOR = 2**20  # a small part may be all blanks and still harmless

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
RESAVE = "请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"
SECRET = re.compile(r"(?:绝密|机密|秘密)\s*[★☆*✱✳]|绝密|密级[:：]?\s*(?:机密|秘密)|^(?:机密|秘密)$")


def inspect(path):
    """Looks at a file's first bytes and its directory only; raises FileRefused when it must not be opened."""
    path = Path(path)
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("文件是空的。", code="empty")
    if size > MAX_FILE_BYTES:
        raise FileRefused(f"文件超过 {MAX_FILE_BYTES // 2**20} MB，请拆分后分别上传。", code="too_big")
    with path.open("rb") as file:
        magic = file.read(8)
    if magic == OLE_MAGIC:
        _refuse_ole(path)
    if magic[:2] == b"MZ" or magic[:4] == b"\x7fELF":
        raise FileRefused("这是一个程序文件，不是表格，不能上传。", code="executable")
    if magic[:2] != b"PK":
        raise FileRefused(f"这不是 .xlsx 工作簿。{RESAVE}", code="not_a_workbook")
    _inspect_directory(path)


def _refuse_ole(path):
    if ENCRYPTED_STREAM in path.read_bytes():
        raise FileRefused("文件设有打开密码，无法读取。请取消密码后再上传。", code="encrypted")
    raise FileRefused(f"这是旧版格式的文件，暂不能读取。{RESAVE}", code="old_format")


def _inspect_directory(path):
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileRefused(f"文件已损坏，无法打开。{RESAVE}", code="damaged") from error
    _refuse_names([part.filename for part in parts])
    _refuse_bomb(parts)
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused("文件设有密码，无法读取。请取消密码后再上传。", code="encrypted")


def _refuse_names(names):
    lowered = [name.lower() for name in names]
    if len(set(lowered)) < len(lowered):
        raise FileRefused("文件内部有重名的部分，可能被人改动过，不予读取。", code="duplicate_part")
    if any(name.endswith((".exe", ".dll", ".bat", ".js", ".vbs", ".ps1")) for name in lowered):
        raise FileRefused("文件内夹带程序，不予读取。", code="executable")
    if any("vbaproject" in name or name.startswith("xl/macrosheets/") for name in lowered):
        raise FileRefused("文件带有宏。请另存为不带宏的 .xlsx 再上传。", code="macro")
    if "xl/workbook.xml" not in lowered and "[content_types].xml" not in lowered:
        raise FileRefused(f"这是压缩包，不是 .xlsx 工作簿。{RESAVE}", code="not_a_workbook")


def _refuse_bomb(parts):
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise FileRefused("文件解开后超过 200 MB，不予读取。", code="zip_bomb")
    swollen = (p for p in parts if p.file_size > RATIO_FLOOR and p.file_size > MAX_RATIO * max(p.compress_size, 1))
    if next(swollen, None):
        raise FileRefused("文件的压缩比异常（超过 100 倍），不予读取。", code="zip_bomb")


def refuse_secrets(sheets):
    """Raises FileRefused when a cell, a sheet's name or a page's head or foot carries a mark of secrecy."""
    for sheet in sheets:
        for text in (sheet.name, *sheet.margins):
            if is_marked_secret(text):
                raise _secret(f"工作表“{sheet.name}”的名称或页眉页脚")
        for cell in sheet.cells:
            if is_marked_secret(cell.value):
                raise _secret(f"工作表“{sheet.name}”{column_letter(cell.column)}{cell.row}")


def is_marked_secret(text):
    """Whether a text carries 绝密, 机密★ or 秘密★, in any width."""
    if "密" not in text:
        return False
    return bool(SECRET.search(unicodedata.normalize("NFKC", text).strip()))


def _secret(place):
    return FileRefused(
        f"{place}带有密级标志。涉密信息不得录入，本文件未读入也未保存，请按保密规定处理。", code="classified"
    )
