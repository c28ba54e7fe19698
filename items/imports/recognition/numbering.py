"""The numbers in front of items as a hierarchy: 1, 1.1, 1-1, 一, （一）, （1）, ①; also those that became
dates.
"""

import re
from functools import lru_cache

from items.printed.row_words import CHINESE

DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九十")}
PLAIN = re.compile(r"^(?:no\.?\s*)?(\d{1,4})(?:\.0+)?\s*[.．、项]?$", re.I)
COMPOSITE = re.compile(r"^(\d{1,3})((?:\s*[.．\-—–－]\s*\d{1,3})+)[.．、]?$")
DATE = re.compile(r"^\d{4}-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$|^(\d{1,2})月(\d{1,2})日$")
MIXED = re.compile(
    rf"^(?:第?[（(]?([{CHINESE}]+)[）)]?)\s*[、.．\-—–－]?\s*[（(]?(\d{{1,3}})[）)]?[.．、]?$"
)
BRACKETED = re.compile(r"^[（(]\s*(\d{1,3})\s*[）)]$")
CHINESE_NUMBER = re.compile(rf"^第?[（(]?([{CHINESE}]+)[）)]?\s*[、.．:：类部分]*$")
CIRCLED = re.compile(r"^[①-⑳㈠-㈩]$")
LEADING = re.compile(
    r"^\s*(?:[（(]?\d{1,3}[）)]\s*|\d{1,3}\s*(?:[、．]|\.(?!\d))\s*|[①-⑳]\s*)(?=\D)"
)


@lru_cache(maxsize=8192)
def number_key(text):
    """(style, numbers) of a number in front of an item; None when it is none. 1.1 and 1-1 are
    ("plain", (1, 1)).
    """
    text = "".join(text.split())
    if match := PLAIN.match(text):
        return "plain", (int(match[1]),)
    if match := COMPOSITE.match(text):
        return "plain", (int(match[1]), *(int(part) for part in re.findall(r"\d+", match[2])))
    if match := DATE.match(text):
        return "plain", tuple(int(part) for part in match.groups() if part)
    if match := MIXED.match(text):
        return "plain", (chinese_number(match[1]), int(match[2]))
    if match := BRACKETED.match(text):
        return "bracketed", (int(match[1]),)
    if match := CHINESE_NUMBER.match(text):
        return ("chinese_bracketed" if text[0] in "（(" else "chinese"), (chinese_number(match[1]),)
    return ("circled", (ord(text),)) if CIRCLED.match(text) else None


def chinese_number(text):
    """二十一 is 21."""
    tens, found, rest = text.partition("十")
    if not found:
        return DIGITS.get(text, 0)
    return (DIGITS.get(tens, 1) if tens else 1) * 10 + (DIGITS.get(rest, 0) if rest else 0)


def is_parent(number, following):
    """Whether the next item's number is a step below this one: 1 and 1.1, 1 and （1）, 一 and 1."""
    above, below = number_key(number), number_key(following)
    if not above or not below:
        return False
    if above[0] == below[0] == "plain":
        return len(below[1]) > len(above[1]) and below[1][: len(above[1])] == above[1]
    steps = ("chinese", "chinese_bracketed", "plain", "bracketed", "circled")
    return steps.index(above[0]) < steps.index(below[0])


def without_number(name):
    return LEADING.sub("", name, count=1)
