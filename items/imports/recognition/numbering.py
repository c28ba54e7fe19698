"""The numbers before items as a hierarchy (1, 1.1, 一, （一）, ①), also those become dates."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from items.printed.row_words import CHINESE

DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
PLAIN = re.compile(r"^(?:no\.?\s*)?(\d{1,4})(?:\.0+)?\s*[.．、项]?$", re.I)
COMPOSITE = re.compile(r"^(\d{1,3})((?:\s*[.．\-—–－]\s*\d{1,3})+)[.．、]?$")
DATE = re.compile(r"^\d{4}-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$|^(\d{1,2})月(\d{1,2})日$")
MIXED = re.compile(
    rf"^(?:第?[（(]?([{CHINESE}]+)[）)]?)\s*[、.．\-—–－]?\s*[（(]?(\d{{1,3}})[）)]?[.．、]?$"
)
BRACKETED = re.compile(r"^[（(]\s*(\d{1,3})\s*[）)]$")
CHINESE_NUMBER = re.compile(rf"^第?[（(]?([{CHINESE}]+)[）)]?\s*[、.．:：类部分]*$")
CIRCLED = re.compile(r"^[①-⑳㈠-㈩]$")
# what may stand before a line, as parts of the patterns that look for it
FIGURE_BEFORE = r"(?:\d{1,3}\s*[.．、)）](?!\d)|[（(]\d{1,3}[）)]|[①-⑳])\s*"
CHINESE_BEFORE = rf"(?:[{CHINESE}]{{1,3}}\s*[、．.]|[（(][{CHINESE}]{{1,3}}[）)])\s*"
NUMBER_BEFORE = rf"(?:{FIGURE_BEFORE}|{CHINESE_BEFORE})"
LEADING = re.compile(rf"^\s*{FIGURE_BEFORE}(?=\D)")
LEADING_CHINESE = re.compile(rf"^\s*{CHINESE_BEFORE}")


class NumberStyle(StrEnum):
    """How a number is written, from the greatest level to the least."""

    CHINESE = "chinese"
    CHINESE_BRACKETED = "chinese_bracketed"
    PLAIN = "plain"
    BRACKETED = "bracketed"
    CIRCLED = "circled"


LEVELS = list(NumberStyle)


@lru_cache(maxsize=8192)
def number_key(text):
    """(style, numbers) of an item's number, None for none: 1.1 and 1-1 are (PLAIN, (1, 1))."""
    text = "".join(text.split())
    if match := PLAIN.match(text):
        return NumberStyle.PLAIN, (int(match[1]),)
    if match := COMPOSITE.match(text):
        return NumberStyle.PLAIN, (int(match[1]), *map(int, re.findall(r"\d+", match[2])))
    if match := DATE.match(text):
        return NumberStyle.PLAIN, tuple(map(int, filter(None, match.groups())))
    if match := MIXED.match(text):
        return NumberStyle.PLAIN, (chinese_number(match[1]), int(match[2]))
    if match := BRACKETED.match(text):
        return NumberStyle.BRACKETED, (int(match[1]),)
    if match := CHINESE_NUMBER.match(text):
        style = NumberStyle.CHINESE_BRACKETED if text[0] in "（(" else NumberStyle.CHINESE
        return style, (chinese_number(match[1]),)
    if CIRCLED.match(text):
        return NumberStyle.CIRCLED, (int(unicodedata.numeric(text)),)
    return None


def chinese_number(text):
    """二十一 is 21."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return DIGITS.get(text, 0)
    return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)


def number_of(text):
    """The number that figures or Chinese numerals write; 0 for none."""
    return int(text) if text.isdecimal() else chinese_number(text)


def is_parent(number, following):
    """Whether the next item's number is a step below this one: 1 and 1.1, 1 and （1）, 一 and 1."""
    above, below = number_key(number), number_key(following)
    if not above or not below:
        return False
    if above[0] == below[0] == NumberStyle.PLAIN:
        return len(below[1]) > len(above[1]) and below[1][: len(above[1])] == above[1]
    return LEVELS.index(above[0]) < LEVELS.index(below[0])


def without_number(name):
    return LEADING.sub("", name, count=1)
