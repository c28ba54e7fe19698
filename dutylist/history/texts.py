"""Texts from outside: cleaned in one way for keeping, folded in one way for comparing, whatever
door they came by.
"""

import re
import unicodedata
from functools import lru_cache

from .ideographs import PRIVATE, RADICAL, without_gbk_private, without_radicals
from .refusals import Invalid

LONGEST_QUERY = 200
MOST_WORDS = 20
LONGEST_TOLD = 40  # signs of what was sent and is not taken
NAMELESS = "所填内容"
SEPARATOR = " "
RUNS = re.compile(r"[^\W_]+")
# Signs that nobody sees: they split words for the search and hide text from the eye. NUL is
# refused, not taken out.
# Variation selectors stay, they tell one form of a character from another.
# unseen, though Python takes them for printed
PRINTED_BLANK = r"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
UNSEEN = (
    rf"{PRINTED_BLANK}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    r"\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
CONTROL = r"\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = re.compile(f"[{UNSEEN}{CONTROL}]|_x00(?:0[0-8BbDdEeFf]|1[0-9A-Fa-f])_")
RARE = rf"{UNSEEN}{CONTROL}\r\x0b\x0c\x85\u2028\u2029{PRIVATE}{RADICAL}"
SELDOM = re.compile(f"[{RARE}]")
ODD_IN_PRINT = re.compile(f"[{RADICAL}{PRINTED_BLANK}]")
WRITTEN = "_x00"  # how a workbook writes a control sign


def visible(text):
    """A text without signs nobody sees, line ends as \\n, radicals and old private-use signs as
    what they stand for.
    """
    if WRITTEN in text or has_odd_signs(text):
        text = usual(text)
    return unicodedata.normalize("NFC", text)


def has_odd_signs(text):
    """Whether any sign of a text is none of the usual ones; of a text whose lines print whole only
    a few need be asked.
    """
    if text.replace("\n", "").isprintable():
        return not text.isascii() and ODD_IN_PRINT.search(text)
    return SELDOM.search(text)


def usual(text):
    """The same for a text that holds such signs, otherwise as it came."""
    return without_radicals(without_unseen(text))


def without_unseen(text):
    """A text without what nobody sees and with GBK's private signs as what they stand for; radicals
    stay.
    """
    return without_gbk_private(INVISIBLE.sub("", BREAKS.sub("\n", text)))


def visible_within(value):
    """The same for every text within a value that is kept as JSON."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {name: visible_within(part) for name, part in value.items()}
    return [visible_within(part) for part in value] if isinstance(value, list | tuple) else value


def clean_text(value):
    """A text as it is kept: visible, no blanks at the ends, the words as they came."""
    return visible(str(value)).strip() if value else ""


def told(value):
    """What was sent, as a sentence can name it: a text or a number in quotes; nothing else has
    words of its own.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return NAMELESS
    shown = visible(str(value)[:LONGEST_TOLD]).strip()
    return f"“{shown}”" if shown else NAMELESS


@lru_cache(maxsize=4096)
def fold(text):
    """NFKC, lower case, everything that is neither letter nor digit turned into one separator."""
    return SEPARATOR.join(RUNS.findall(unicodedata.normalize("NFKC", visible(text)).lower()))


def run_together(text):
    """A text as lists for the staff compare it: folded, without what stands between the words
    (“九小”场所).
    """
    return "".join(RUNS.findall(unicodedata.normalize("NFKC", visible(text)).lower()))


def terms_of(query):
    """The words of a query, in order and once each, at most `MOST_WORDS`; all of them must be
    found.
    """
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
