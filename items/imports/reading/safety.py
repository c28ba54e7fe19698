"""What is refused before a file is opened, and the marks that may not be entered at all
(涉密信息不得录入).
"""

import re
import struct
import unicodedata
from pathlib import Path

from items.printed.columns import column_letter

from .grid import FileRefused

MAX_FILE_BYTES = 30 * 2**20
MAX_DIRECTORY_BYTES = 2**21
ZIP_END, ZIP64_END = b"PK\5\6", b"PK\6\6"
ZIP_END_BYTES, ZIP64_END_BYTES = 22, 56 + 20  # of the latter its record and the note where it is
LONGEST_ZIP_END = 2**16 + ZIP_END_BYTES + ZIP64_END_BYTES
# two signs are set apart by a blank where a mark is printed (GB/T 9704);
# 杜绝密闭 and the like are no marks
LEVEL = r"[绝机秘]\s*密"
SECRET = re.compile(
    rf"{LEVEL}\s*[★☆*✱✳]|(?<![杜拒隔断灭谢回禁根])绝密|密\s*级:?\s*{LEVEL}|^\s*[\[【(]?{LEVEL}[\]】)]?\s*$",
    re.M,
)


def inspect(path):
    """Looks at sizes only, the file's and its directory's: no part of an upload is opened here.
    Raises FileRefused.
    """
    size = Path(path).stat().st_size
    if size == 0:
        raise FileRefused("文件是空的。", code="empty")
    if size > MAX_FILE_BYTES:
        raise FileRefused(
            f"文件超过 {MAX_FILE_BYTES // 2**20} MB，请拆分后分别上传。", code="too_big"
        )
    refuse_crowded(path)


def refuse_crowded(path):
    """Refuses a zip with a directory of a size no office's has: the library reads it whole into
    memory.
    """
    with Path(path).open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - LONGEST_ZIP_END, 0))
        tail = file.read()
    if directory_bytes(tail) > MAX_DIRECTORY_BYTES:
        raise FileRefused("压缩包里的文件多得异常，不予读取。", code="zip_bomb")


def directory_bytes(tail):
    """How long the directory says it is, looked for where the library looks for it."""
    at = len(tail) - ZIP_END_BYTES
    if not (tail[at:].startswith(ZIP_END) and tail.endswith(b"\0\0")):
        at = tail.rfind(ZIP_END)
    if at < 0 or at > len(tail) - ZIP_END_BYTES:
        return 0
    length = struct.unpack_from("<I", tail, at + 12)[0]
    big = tail[max(at - ZIP64_END_BYTES, 0) : at]
    if big.startswith(ZIP64_END):
        return max(length, struct.unpack_from("<Q", big, 40)[0])
    return length


def refuse_secrets(sheets):
    """Raises FileRefused when a cell, a sheet's name or a text outside the cells carries a mark of
    secrecy.
    """
    for sheet in sheets:
        for text in (sheet.name, *sheet.margins):
            if is_marked_secret(text):
                raise _secret(f"工作表“{sheet.name}”的名称、页眉页脚、文本框或批注")
        for cell in sheet.cells:
            if is_marked_secret(cell.value):
                raise _secret(_place(sheet, cell))


def refuse_secret_name(name):
    """Raises FileRefused when a file is called secret: its name would be kept and shown."""
    if is_marked_secret(name):
        raise _secret("文件名")


def is_marked_secret(text):
    """Whether a text carries 绝密, 机密★ or 秘密★ in any width, or is such a mark on a line of its
    own.
    """
    if "密" not in text:
        return False
    return bool(SECRET.search(unicodedata.normalize("NFKC", text).strip()))


def _place(sheet, cell):
    if cell.row in sheet.row_places:
        return sheet.row_places[cell.row]
    return f"工作表“{sheet.name}”{column_letter(cell.column)}{cell.row}"


def _secret(place):
    return FileRefused(
        f"{place}带有密级标志。涉密信息不得录入，本文件未读入也未保存，请按保密规定处理。",
        code="classified",
    )
