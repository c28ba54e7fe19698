"""A PDF without its properties: its pages written anew, without what they say of who made them."""

import io
import logging

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from .refused import DAMAGED, FileRefused

ATTACHED = "PDF 里夹带其他文件，其中的作者信息去不掉，没有保存。请去掉夹带的文件后再上传。"
GONE = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/EF", "/FS"),
    *("/Thumb", "/CreationDate", "/ModDate", "/Author", "/Creator", "/Producer"),
)
# Of a note on a page: who wrote it, and when.
OF_NOTES = ("/T", "/M", "/NM")
# How a photograph's own properties begin: they lie within its picture on the page.
TRACES = (b"Exif\x00\x00", b"http://ns.adobe.com/xap/", b"Photoshop 3.0\x00")
PHOTOGRAPHS = ("/DCTDecode",)
OTHER_PICTURES = ("/JPXDecode",)


def strip_pdf(source, target, strip_picture):
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(source)
        if reader.is_encrypted:
            reader.decrypt("")
        if reader.attachments:
            raise FileRefused(ATTACHED)
        writer = pypdf.PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        for page in writer.pages:
            clean(page, strip_picture)
        writer.metadata = None
        with open(target, "wb") as file:
            writer.write(file)
    except (FileRefused, MemoryError):
        raise
    except Exception as error:  # whatever a damaged file makes the reader do
        raise FileRefused(DAMAGED) from error


def clean(page, strip_picture):
    """Goes through everything that a page leads to, each thing once."""
    seen, waiting = set(), [page]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if thing.idnum in seen:
                continue
            seen.add(thing.idnum)
            thing = thing.get_object()
        if isinstance(thing, DictionaryObject):
            clean_dictionary(thing, strip_picture)
            waiting += list(thing.values())
        elif isinstance(thing, ArrayObject):
            waiting += list(thing)


def clean_dictionary(thing, strip_picture):
    for key in GONE:
        thing.pop(key, None)
    if thing.get("/Type") == "/Annot" or "/Rect" in thing:
        for key in OF_NOTES:
            thing.pop(key, None)
    if isinstance(thing, StreamObject) and thing.get("/Subtype") == "/Image":
        clean_photograph(thing, strip_picture)


def clean_photograph(stream, strip_picture):
    filters = filters_of(stream)
    if set(filters) & set(OTHER_PICTURES):
        raise FileRefused(DAMAGED.replace("已损坏或者不完整，无法打开", "里的图片去不掉拍摄信息"))
    content = stream._data
    if tuple(filters) != PHOTOGRAPHS or not any(trace in content for trace in TRACES):
        return
    picture = io.BytesIO()
    strip_picture(io.BytesIO(content), picture, "JPEG")
    stream._data = picture.getvalue()


def filters_of(stream):
    told = stream.get("/Filter", [])
    if isinstance(told, IndirectObject):
        told = told.get_object()
    if isinstance(told, list):
        return [str(one) for one in told]
    return [str(told)]
