"""Takes out of a file whatever says who made it, with which device and where: a copy without
author, device, place and times. What can not be cleaned is refused with a sentence.
"""

import shutil

from PIL import Image, ImageOps

from .file_types import ENDINGS, OOXML, PDF, TEXT
from .inspection import inspect
from .refused import DAMAGED, FileRefused
from .stripping_office import strip_office
from .stripping_pdf import strip_pdf

OFFICE = [kind for kind in ENDINGS if kind.startswith(OOXML)]
PICTURES = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/bmp": "BMP",
}
MOST_PIXELS = 60_000_000
TYPES = (PDF, TEXT, *PICTURES, *OFFICE)
NOT_CLEANED = (
    "这种文件里的作者、设备和位置信息去不掉，没有保存。请改用 PDF、docx、xlsx、pptx、"
    "jpg、png、webp、bmp 或者文本文件。"
)


def strip(source, target):
    """Writes a copy without its traces: -> the type of the file. Raises FileRefused."""
    kind = inspect(source)
    if kind not in TYPES:
        raise FileRefused(NOT_CLEANED)
    if kind in PICTURES:
        with open(target, "wb") as file:
            strip_picture(source, file, PICTURES[kind])
    elif kind in OFFICE:
        strip_office(source, target, strip_picture)
    elif kind == PDF:
        strip_pdf(source, target, strip_picture)
    else:
        shutil.copyfile(source, target)
    return kind


def strip_picture(source, target, written_as=""):
    """Writes the dots of a picture and nothing else of it, upright as it is shown."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(source) as picture:
            written_as = written_as or as_written(picture)
            upright = ImageOps.exif_transpose(picture)
            if "transparency" in upright.info:
                upright = upright.convert("RGBA")
            dots = upright.copy()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise FileRefused(DAMAGED) from error
    dots.info = {}
    options = {}
    if written_as in ("JPEG", "WEBP"):
        options = {"quality": 90}
    dots.save(target, written_as, **options)


def as_written(picture):
    """How a picture within a document is written again: of a phone's several frames the first."""
    if picture.format == "MPO":
        return "JPEG"
    if picture.format not in PICTURES.values():
        raise FileRefused(NOT_CLEANED)
    return picture.format
