"""Puts together what a page's end or a row of its own has cut, without doubling a line."""

import re

from items.printed.row_words import CHINESE

from .departments import ENDS_A_NAME
from .numbering import NUMBER_BEFORE

CLOSED = re.compile(r"[。；;：:！!？?.．]$")
BEGINS = re.compile(rf"^\s*(?:{NUMBER_BEFORE}|[{CHINESE}]+是|[【\[])")
GOES_ON = re.compile(r"^[，、。；,;）)》”]")
FIRST = re.compile(r"^\s*(?:1\s*[.．、)）]|[（(](?:1|一)[）)]|①|一\s*[、是])")
HEADED = re.compile(rf"^(?P<office>[\u4e00-\u9fff]{{2,15}}{ENDS_A_NAME})[：:]")
ONE_CHARACTER = re.compile(r"^\s*(?![无同])[\u4e00-\u9fff]\s*$")
LAST_CLAUSE = re.compile(r"[^。；;：:\n]*$")
LONGEST_HALF = 7  # signs of a department's name that a line's end may leave behind
SEVERAL_PLACES = re.compile(r"[、，,；;]")
WHOLE_PLACE = re.compile(r"(?:镇|乡|街道|办事处|场|区|[、，,；;])$")
OPEN = re.compile(r"(?:[、，,和及与的对在为]|范围内|[（(《“][^）)》”]*)$")


def joined_texts(before, after, *, cut):
    """Two parts of one text: on a new line where one ends or begins; a line twice is one."""
    if not before or not after:
        return before or after
    last, first = before.rsplit("\n", 1)[-1].strip(), after.split("\n", 1)[0].strip()
    if last == first:
        return before + after[len(after.split("\n", 1)[0]) :]
    if cut and not CLOSED.search(before) and not begins_line(before, after):
        return before + after
    return f"{before}\n{after}"


def begins_line(before, after):
    """Whether the second part of a text begins a line of its own: numbered, or headed by a
    department whose name has not broken off in the first (……查处行为 over 县林业局：, not
    ……海域。市 over 生态环境局：).
    """
    if BEGINS.match(after):
        return True
    half = LAST_CLAUSE.search(before)[0]
    return bool(HEADED.match(after)) and len(half) > LONGEST_HALF


def joined_places(before, after):
    """Two parts of a text of places, on two lines unless a name breaks off (河 over 口乡)."""
    if not before or not after:
        return before or after
    last = before.rsplit("\n", 1)[-1]
    if SEVERAL_PLACES.search(last) and not WHOLE_PLACE.search(last):
        return before + after
    return f"{before}\n{after}"


def is_cut_name(before, after):
    """Whether a name plainly goes on in the next row: by how one ends, the other begins."""
    return bool(OPEN.search(before) or GOES_ON.match(after) or ONE_CHARACTER.match(after))


def is_cut_text(before, after):
    """Whether a longer text breaks off in the middle and the other goes on with it."""
    return bool(before and after) and not CLOSED.search(before) and not BEGINS.match(after)


def begins_anew(before, after):
    """Whether a text counts from one again as the one before did, and is another item's."""
    return bool(FIRST.match(before) and FIRST.match(after))


def counts_on(before, after):
    """Whether a text counts on from the numbered lines of the one before: 2.…… after 1.……"""
    return bool(BEGINS.match(after)) and not FIRST.match(after)
