"""Texts from outside: cleaned in one way for keeping, folded in one way for comparing, whatever door they came by."""

import re
import unicodedata
from functools import lru_cache

from .ideographs import PRIVATE, without_gbk_private
from .refusals import Invalid

LONGEST_QUERY = 200
MOST_WORDS = 20
SEPARATOR = " "
RUNS = re.compile(r"[^\W_]+")
# Signs that nobody sees: they split words for the search and hide text from the eye. NUL is refused, not taken out.
# Variation selectors stay, they tell one form of a character from another.
UNSEEN = (
    r"\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\U000e0000-\U000e007f"
)
CONTROL = r"\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = re.compile(f"[{UNSEEN}{CONTROL}]|_x00(?:0[0-8BbDdEeFf]|1[0-9A-Fa-f])_")
RARE = rf"{UNSEEN}{CONTROL}\r\x0b\x0c\x85\u2028\u2029{PRIVATE}"
SELDOM = re.compile(f"[{RARE}]")
WRITTEN = "_x00"  # how a workbook writes a control sign


def visible(text):
    """A text without signs nobody sees, line ends as \\n, old private-use signs as what they stand for."""
    if WRITTEN in text or (not text.isprintable() and SELDOM.search(text)):
        text = without_unseen(text)
    return unicodedata.normalize("NFC", text)


def without_unseen(text):
    """The same for a text that holds such signs, otherwise as it came."""
    return without_gbk_private(INVISIBLE.sub("", BREAKS.sub("\n", text)))


def clean_text(value):
    """A text as it is kept: visible, no blanks at the ends, the words as they came."""
    return visible(str(value)).strip() if value else ""


@lru_cache(maxsize=4096)
def fold(text):
    """NFKC, lower case, everything that is neither letter nor digit turned into one separator."""
    return SEPARATOR.join(RUNS.findall(unicodedata.normalize("NFKC", visible(text)).lower()))


def run_together(text):
    """A text as lists for the staff compare it: folded, without what stands between the words (“九小”场所)."""
    return "".join(RUNS.findall(unicodedata.normalize("NFKC", visible(text)).lower()))


def terms_of(query):
    """The words of a query, in order and once each, at most `MOST_WORDS`; all of them must be found."""
    return list(dict.fromkeys(fold(query[:LONGEST_QUERY]).split()))[:MOST_WORDS]


def words_of(query):
    """The words of a query as blanks part them, each run together; at most `MOST_WORDS`."""
    words = unicodedata.normalize("NFKC", visible(query[:LONGEST_QUERY])).split()
    return list(dict.fromkeys(filter(None, map(run_together, words))))[:MOST_WORDS]


def query_fault(query):
    """A sentence for a query that is longer than any search takes, or ""."""
    if len(query) > LONGEST_QUERY:
        return f"检索内容共{len(query)}字，最多{LONGEST_QUERY}字。"
    count = len(dict.fromkeys(fold(query).split()))
    return f"检索内容共{count}个词，最多{MOST_WORDS}个。" if count > MOST_WORDS else ""


def require_query(query, path="q"):
    """The query of a program, which is told when it is too long."""
    if fault := query_fault(query):
        raise Invalid({path: fault})
    return query
