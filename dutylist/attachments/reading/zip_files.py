"""Looks into the documents that are archives, of Office, ODF and OFD, and what lies within."""

import codecs
import io
import re
import zipfile
import zlib
from html import unescape

from . import refused
from .compound import look_into_compound
from .file_types import ALLOWED, OFD, OOXML, OPEN_DOCUMENT
from .refused import FileRefused
from .secrecy import LONGEST_MARK, is_marked

UNPACKED_BYTES = 200 * 2**20  # of one upload, whatever lies within what
MOST_PARTS = 5000
DEEPEST = 3  # a workbook in a document in a document
CHUNK = 2**18
LONGEST_TAG = 2**20
ENCRYPTED = 0x1
ZIP_HEAD = b"PK\x03\x04"
COMPOUND_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACRO_NAMES = re.compile(
    r"(?:^|/)(?:vbaproject(?:signature\w*)?\.bin|vbadata\.xml)$|^xl/macrosheets/"
    r"|^basic/.+/(?!script-l[bc]\.xml$)[^/]+$|^scripts/.*[^/]$"
)
PROGRAM_NAMES = re.compile(r"(?:^|/)(?:androidmanifest\.xml|classes\.dex|[^/]+\.class)$")
CONTENT_TYPES, MIMETYPE, OFD_ROOT = "[content_types].xml", "mimetype", "ofd.xml"
MANIFEST = "meta-inf/manifest.xml"
WRITTEN_PARTS = (".xml", ".rels", ".vml", ".txt", ".htm", ".html", ".rdf")
END_OF_PARAGRAPH = re.compile(r"</(?:\w+:)?(?:p|si|tr|h)>")
TAG = re.compile(r"<[^>]*>")
OFFICE_TYPES = {
    b"wordprocessingml": f"{OOXML}.wordprocessingml.document",
    b"spreadsheetml": f"{OOXML}.spreadsheetml.sheet",
    b"presentationml": f"{OOXML}.presentationml.presentation",
}
OPEN_TYPES = ("text", "spreadsheet", "presentation")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError)


class Budget:
    """How much of an upload is unpacked at the most, over everything that lies within it."""

    def __init__(self, is_program):
        self.left, self.is_program = UNPACKED_BYTES, is_program

    def take(self, chunk):
        self.left -= len(chunk)
        if self.left < 0:
            raise FileRefused(refused.BOMB)
        return chunk


def look_into_zip(file, budget, depth=1):
    """The type of the document that an archive is. Raises FileRefused."""
    if depth > DEEPEST:
        raise FileRefused(refused.BOMB)
    try:
        with zipfile.ZipFile(file) as archive:
            return look_into(archive, budget, depth)
    except BROKEN as error:
        raise FileRefused(refused.DAMAGED) from error


def look_into(archive, budget, depth):
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise FileRefused(refused.BOMB)
    if min((part.header_offset for part in parts), default=0) > 0:
        raise FileRefused(refused.SMUGGLED)
    for part in parts:
        refuse_name(part)
    named = {name_of(part): part for part in parts}
    kind = type_of(archive, named, budget)
    for name, part in named.items():
        look_into_part(archive, part, name, budget, depth)
    if not kind and depth == 1:
        raise FileRefused(f"不能上传压缩包等文件，请把里面的文件分别上传。{ALLOWED}")
    return kind


def name_of(part):
    return part.filename.lower().replace("\\", "/").lstrip("/")


def refuse_name(part):
    name = name_of(part)
    if part.flag_bits & ENCRYPTED:
        raise FileRefused(refused.LOCKED)
    if MACRO_NAMES.search(name):
        raise FileRefused(refused.MACRO)
    if PROGRAM_NAMES.search(name) or name == "meta-inf/manifest.mf":
        raise FileRefused(refused.RUNS)


def type_of(archive, named, budget):
    """The type of an archive by what it says of its parts, "" for one that is no document."""
    if MIMETYPE in named:
        return open_document_type(archive, named, budget)
    if CONTENT_TYPES in named:
        said = content_of(archive, named[CONTENT_TYPES], budget)
        if b"macroenabled" in said.lower():
            raise FileRefused(refused.MACRO)
        kinds = [kind for word, kind in OFFICE_TYPES.items() if word + b"." in said.lower()]
        main = [kind for word, kind in OFFICE_TYPES.items() if is_main(word, said.lower())]
        return (main or kinds or [""])[0]
    return OFD if OFD_ROOT in named else ""


def is_main(word, said):
    return re.search(word + rb"\.(?:document|sheet|template|presentation|slideshow)\.main", said)


def open_document_type(archive, named, budget):
    said = content_of(archive, named[MIMETYPE], budget).decode("ascii", "replace").strip()
    if MANIFEST in named:
        manifest = content_of(archive, named[MANIFEST], budget)
        if b"encryption-data" in manifest or b"encrypted-package" in manifest:
            raise FileRefused(refused.LOCKED)
    kinds = [f"{OPEN_DOCUMENT}.{kind}" for kind in OPEN_TYPES]
    return next((kind for kind in kinds if said in (kind, f"{kind}-template")), "")


def content_of(archive, part, budget):
    return b"".join(chunks_of(archive, part, budget))


def chunks_of(archive, part, budget):
    """The content of a part, never more than is left of the budget, whatever its entry says."""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            yield budget.take(chunk)


def look_into_part(archive, part, name, budget, depth):
    if part.is_dir():
        return
    chunks = chunks_of(archive, part, budget)
    head = next(chunks, b"")
    if budget.is_program(head):
        raise FileRefused(refused.HIDDEN_PROGRAM)
    if head.startswith(ZIP_HEAD):
        look_into_zip(io.BytesIO(head + b"".join(chunks)), budget, depth + 1)
    elif head.startswith(COMPOUND_HEAD):
        look_into_compound(head + b"".join(chunks), is_whole=False)
    elif name.endswith(WRITTEN_PARTS):
        refuse_marked(head, chunks)


def refuse_marked(head, chunks):
    """Reads a part as text piece by piece. No parser of XML sees it, so no entity is ever
    declared or followed; a mark within an attribute (a water-mark) is found as well.
    """
    decode = decoder_for(head)
    rest = before = raw_before = ""
    for chunk in (head, *chunks_and_end(chunks)):
        raw = decode(chunk)
        written = rest + raw
        cut = written.rfind("<")
        if cut < 0 or ">" in written[cut:] or len(written) - cut > LONGEST_TAG:
            cut = len(written)
        written, rest = written[:cut], written[cut:]
        text = before + shown_text(written)
        if is_marked(text) or is_marked(raw_before + raw):
            raise FileRefused(refused.MARKED)
        before, raw_before = text[-LONGEST_MARK:], raw[-LONGEST_MARK:]


def chunks_and_end(chunks):
    yield from chunks
    yield b">"  # whatever is left open is read as well


def shown_text(written):
    return unescape(TAG.sub("", END_OF_PARAGRAPH.sub("\n", written)))


def decoder_for(head):
    is_wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if is_wide else "utf-8"
    return codecs.getincrementaldecoder(encoding)("replace").decode
