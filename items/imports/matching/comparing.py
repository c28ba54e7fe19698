"""Texts as they are compared across workbooks: what differs only in punctuation, numbering or a
word for the place.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz, process

from items.entry.essence import essence

ALIKE_FROM = 90  # of 100: from here on two names are perhaps of one item, which a person decides


@lru_cache(maxsize=65_536)
def plain(text):
    """A text without differences of width and blanks only."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def alike(name, essences, limit=5):
    """The keys of `essences` ({key: essence of a name}) that are alike in name, most alike
    first.
    """
    ranked = process.extract(
        essence(name), essences, scorer=fuzz.ratio, score_cutoff=ALIKE_FROM, limit=limit
    )
    return [key for _text, _score, key in ranked]


def same_texts(content, other):
    """Whether two contents of one kind say the same: duties, departments and their parts, however
    they are set.
    """
    return essence(content.get("township_duty", "")) == essence(
        other.get("township_duty", "")
    ) and _shares(content) == _shares(other)


def _shares(content):
    rows = content.get("responsibilities", [])
    shares = []
    for row in rows:
        shares.append(
            (row["department"], row["role"], essence(row["duty"]), essence(row["method"]))
        )
    return shares
