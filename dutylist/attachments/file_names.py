"""The name under which an attached file is kept and given back."""

import os
import re
import unicodedata

from dutylist.history.texts import clean_text

from .reading.file_types import ENDINGS, RUN_BY_NAME
from .reading.refused import MARKED_NAME, RUNS, FileRefused
from .reading.secrecy import is_marked

LONGEST = 150
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"|?*]+')
NAMELESS = "附件"
ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}$")


def kept_name(told):
    """A name without folders and signs that no file is called by. Raises FileRefused for one that
    is marked, or that makes a program of the file.
    """
    name = clean_text(NOT_IN_NAMES.sub(" ", last_part(told or ""))).replace("\n", " ")
    name = name.rstrip(". ")
    if is_marked(unicodedata.normalize("NFKC", told or "")):
        raise FileRefused(MARKED_NAME)
    if os.path.splitext(name)[1].lower() in RUN_BY_NAME:
        raise FileRefused(RUNS)
    return shortened(name or NAMELESS)


def last_part(told):
    return told.replace("\\", "/").rpartition("/")[2]


def shortened(name):
    stem, ending = os.path.splitext(name)
    if not ENDING.fullmatch(ending):
        stem, ending = name, ""
    return stem[: LONGEST - len(ending)] + ending


def name_for(name, content_type):
    """The name with an ending of its type, so that it opens as what it is."""
    endings = ENDINGS[content_type]
    if name.lower().endswith(endings):
        return name
    return f"{name}{endings[0]}"
