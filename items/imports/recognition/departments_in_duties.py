"""Finds the departments that a cell of duties names itself, each over what it does."""

from .departments import (
    are_offices,
    look_like_offices,
    split_departments,
)
from .duties import ALONE, BOXED, COLON, DASHED, IN_BRACKETS, blocks_under, is_inside
from .receiving import said_in_it, two_parts

HEADINGS = (COLON, BOXED, IN_BRACKETS, ALONE, DASHED)


def departments_in(text):
    """[(departments, their text)] of a cell of duties; no departments where it names none."""
    headings = headings_in(text)
    if not headings or text[: headings[0][0]].strip():
        return two_parts(text) or said_in_it(text)
    blocks = blocks_under(headings, text)
    return [(headed_departments(label), block) for label, block in blocks]


def headed_departments(label):
    """The departments of a heading; a role behind the last is that of all: 甲局、乙局（配合）."""
    departments = split_departments(label)
    if departments and not any(department.role for department in departments[:-1]):
        for department in departments:
            department.role = departments[-1].role
    return departments


def headings_in(text):
    """[(start, end, label)] of the headings that are nothing but offices, in their order."""
    headings = {}
    for pattern in HEADINGS:
        for match in pattern.finditer(text):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            label = match["label"]
            is_heading = are_offices(label) or (pattern is BOXED and look_like_offices(label))
            if is_heading and not is_inside(headings, start):
                headings[start] = (match.end(), label)
    return [(start, end, label) for start, (end, label) in sorted(headings.items())]


def begins_with_heading(text):
    """Whether a text begins with a heading that is nothing but offices."""
    headings = headings_in(text)
    return bool(headings) and not text[: headings[0][0]].strip()
