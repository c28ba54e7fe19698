"""Texts as they are compared across lists: what differs only in punctuation, numbering or a word
for the place is the same.
"""

import re
import unicodedata
from functools import lru_cache

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
