"""Texts as they go to the model, and the name that a text's vector is kept under."""

import hashlib
from functools import lru_cache

from dutylist.history.texts import visible

from .engine import Way

# A longer text takes seconds and hundreds of megabytes, and says less of its matter.
LONGEST = 200
KEPT = 8_192  # the texts of a county's list many times over


@lru_cache(KEPT)
def cleaned(text):
    """A text as the model may have it: it would end at a NUL, and half a character is an error."""
    text = text.replace("\0", " ").encode(errors="ignore").decode()
    return " ".join(visible(text).split())[:LONGEST].strip()


@lru_cache(KEPT)
def digest_of(text, way=Way.PASSAGE):
    """The key of the vector of a cleaned text, read in one way."""
    if way != Way.PASSAGE:
        text = f"{way}: {text}"
    return hashlib.sha256(text.encode()).hexdigest()
