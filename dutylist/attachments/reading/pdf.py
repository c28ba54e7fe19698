"""Looks into a PDF: its password, the files within it, and the text of its pages."""

import contextlib
import logging
import time
from pathlib import Path

import pypdf
from pypdf.errors import PyPdfError

from . import refused
from .refused import FileRefused
from .secrecy import is_marked

# A mark stands on the first pages; a long book is read as far as this goes.
SECONDS_OF_READING = 4
MOST_PAGES = 200


def look_into_pdf(path, is_program):
    """Refuses one that is locked, marked or carries a program. One that no reader makes sense of
    shows as little of its text as a scan does, and is taken like one.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if is_marked(Path(path).read_bytes().decode("utf-8", "ignore")):
        raise FileRefused(refused.MARKED)
    try:
        reader = pypdf.PdfReader(path)
        if is_locked(reader):
            raise FileRefused(refused.LOCKED)
        refuse_programs(reader, is_program)
        refuse_marked_pages(reader)
    except FileRefused:
        raise
    except MemoryError:
        raise
    except Exception:
        return


def is_locked(reader):
    return reader.is_encrypted and not reader.decrypt("")


def refuse_programs(reader, is_program):
    for contents in reader.attachments.values():
        if any(map(is_program, contents)):
            raise FileRefused(refused.HIDDEN_PROGRAM)


def refuse_marked_pages(reader):
    until = time.process_time() + SECONDS_OF_READING
    for page in reader.pages[:MOST_PAGES]:
        text = ""
        with contextlib.suppress(PyPdfError, ValueError, KeyError, TypeError, AttributeError):
            text = page.extract_text()
        if is_marked(text):
            raise FileRefused(refused.MARKED)
        if time.process_time() > until:
            return
