"""Texts as they are compared across workbooks: what differs only in punctuation, numbering or a
word for the place.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz, process

ALIKE_FROM = 90  # of 100: domain.md, "The three published tables"
NUMBERING = re.compile(
    r"(?m)^\s*(?:[（(]?[一二三四五六七八九十]+[）)、.．]|[（(]?\d{1,2}(?:[）)]|[、.．](?!\d)))\s*|[①-⑳]"
)
TOWNSHIP = re.compile(r"乡镇街道|乡镇\(街道\)|镇\(街道\)|镇街|乡镇|街道办事处|街道|乡|镇")
VILLAGE = re.compile(r"村\(社区\)|村居|村社区|社区|村")
HERE = re.compile(r"本镇|本乡|本辖区|本街道|辖区内|辖区")
NOT_A_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=65_536)
def essence(text):
    """What of a text counts when two lists are compared."""
    text = NUMBERING.sub("", unicodedata.normalize("NFKC", text))
    text = VILLAGE.sub("村", TOWNSHIP.sub("镇", HERE.sub("域", text)))
    return NOT_A_WORD.sub("", text).lower()


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
