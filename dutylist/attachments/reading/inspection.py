"""What one file is by its content, whatever its name says: -> its type, or a refusal."""

import zipfile
from pathlib import Path

import olefile
import puremagic

from . import refused
from .compound import look_into_compound
from .file_types import ALLOWED, ENDINGS, PDF, TEXT
from .pdf import look_into_pdf
from .refused import FileRefused
from .secrecy import is_marked
from .zip_files import Budget, look_into_zip

HEAD_BYTES = 8192
ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06")
PROGRAM_HEADS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",  # class files of Java, programs of macOS
    b"\xfe\xed\xfa",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a shortcut of Windows
    b"#!",
)
# Texts that a machine carries out or shows as a page, in small letters.
SCRIPT_HEADS = (
    "#!",
    "@echo",
    "<?php",
    "<script",
    "<!doctype html",
    "<html",
    "<svg",
    "<job",
    "<hta",
)
RICH_TEXT = b"{\\rtf"
# The names that the library has for types we call otherwise.
SAME_TYPES = {"image/x-ms-bmp": "image/bmp", "image/heic": "image/heif"}
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
CONTROL_SIGNS = frozenset(map(chr, range(32))) - frozenset("\t\n\v\f\r\x1a")


def inspect(path):
    """The type of a file. Raises FileRefused with a sentence."""
    with Path(path).open("rb") as file:
        head = file.read(HEAD_BYTES)
        if is_program(head):
            raise FileRefused(refused.RUNS)
        if head.startswith(ZIP_HEADS):
            return look_into_zip(file, Budget(is_program))
    if zipfile.is_zipfile(path):  # a program of Java is read from its end
        raise FileRefused(refused.SMUGGLED)
    if olefile.isOleFile(str(path)):
        return look_into_compound(path)
    if head.startswith(b"%PDF-"):
        look_into_pdf(path, is_program)
        return PDF
    return image_type(head) or text_type(Path(path).read_bytes())


def is_program(head):
    return head.startswith(PROGRAM_HEADS)


def image_type(head):
    """The type of a picture, "" for whatever is none."""
    try:
        told = puremagic.magic_string(head)
    except puremagic.PureError:
        return ""
    for match in told:
        kind = SAME_TYPES.get(match.mime_type, match.mime_type)
        if kind.startswith("image/") and kind in ENDINGS:
            return kind
    return ""


def text_type(content):
    text = text_of(content)
    if text is None or content.startswith(RICH_TEXT):
        raise FileRefused(f"不能上传这种文件。{ALLOWED}")
    if text.lstrip().lower().startswith(SCRIPT_HEADS):
        raise FileRefused(refused.RUNS)
    if is_marked(text):
        raise FileRefused(refused.MARKED)
    return TEXT


def text_of(content):
    """The text of a file that is nothing else, None where it is no text."""
    encodings = ("utf-8-sig", "gb18030")
    if content.startswith(UTF_16_MARKS):
        encodings = ("utf-16",)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if CONTROL_SIGNS.intersection(text) else text
    return None
