"""Looks into compound files: the older documents of Word, Excel, PowerPoint and WPS."""

import io

import olefile

from . import refused
from .file_types import ALLOWED
from .refused import FileRefused
from .secrecy import is_marked

MACRO_PARTS = {"_vba_project_cur", "_vba_project", "vba", "macros", "vbaproject"}
LOCKED_PARTS = {"encryptedpackage", "encryptioninfo"}
PACKED_FILE = "\x01ole10native"  # a file of any type, put into a document
TYPES = {
    "worddocument": "application/msword",
    "workbook": "application/vnd.ms-excel",
    "book": "application/vnd.ms-excel",
    "powerpoint document": "application/vnd.ms-powerpoint",
}
PACKED_HEAD = 2048  # bytes: name and path of a packed file stand before it
PROGRAMS_WITHIN = (b"MZ", b"\x7fELF", b"#!/")


def look_into_compound(source, *, is_whole=True):
    """The type of a document; one within another (`is_whole=False`) may be of any type."""
    try:
        with olefile.OleFileIO(io.BytesIO(source) if isinstance(source, bytes) else source) as ole:
            return look_into(ole, is_whole)
    except (OSError, ValueError, IndexError, KeyError, TypeError) as error:
        raise FileRefused(refused.DAMAGED) from error


def look_into(ole, is_whole):
    parts = set()
    for path in ole.listdir(streams=True, storages=True):
        parts |= {part.lower() for part in path}
    if parts & MACRO_PARTS:
        raise FileRefused(refused.MACRO)
    if parts & LOCKED_PARTS:
        raise FileRefused(refused.LOCKED)
    for path in ole.listdir(streams=True, storages=False):
        with ole.openstream(path) as stream:
            refuse_stream(path[-1].lower(), stream.read())
    return type_of(ole, is_whole)


def refuse_stream(name, content):
    if name == PACKED_FILE and any(sign in content[:PACKED_HEAD] for sign in PROGRAMS_WITHIN):
        raise FileRefused(refused.HIDDEN_PROGRAM)
    if any(map(is_marked, texts_within(content))):
        raise FileRefused(refused.MARKED)


def texts_within(content):
    """A stream as text in each way in which such documents write it; what is no text falls out."""
    yield content.decode("utf-16-le", "ignore")
    yield content[1:].decode("utf-16-le", "ignore")
    yield content.decode("gb18030", "ignore")


def type_of(ole, is_whole):
    for path in ole.listdir(streams=True, storages=False):
        kind = TYPES.get(path[0].lower())
        if kind and len(path) == 1:
            return kind
    if is_whole:
        raise FileRefused(f"不能上传这种文件。{ALLOWED}")
    return ""
