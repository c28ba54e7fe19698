"""Finds the departments that a list names nowhere but in their duties, or in the rows that stand
over their items.
"""

from items.models import Kind

from .columns import Column
from .departments import (
    COUNTY,
    is_known_office,
    is_office,
    office_names,
    plain,
    split_departments,
)
from .duties import ALONE, BOXED, COLON, IN_BRACKETS, is_inside
from .receiving import said_in_it, two_parts

HEADINGS = (COLON, BOXED, IN_BRACKETS, ALONE)
COLUMNS = frozenset(
    {
        Column.DEPARTMENTS,
        Column.RECEIVERS,
        Column.RECEIVERS_AND_METHOD,
        Column.SUPPORT_DEPARTMENTS,
        Column.JOINT_DEPARTMENTS,
    }
)


def departments_in(text):
    """[(departments, their text)] of a cell of duties; no departments where it names none."""
    headings = headings_in(text)
    if not headings or text[: headings[0][0]].strip():
        return two_parts(text) or said_in_it(text)
    ends = [start for start, _begin, _label in headings[1:]] + [len(text)]
    shares = []
    for (_start, begin, label), end in zip(headings, ends, strict=True):
        shares.append((split_departments(label), text[begin:end].strip()))
    return shares


def headings_in(text):
    """[(start, end, label)] of the headings that are nothing but offices, in their order."""
    headings = {}
    for pattern in HEADINGS:
        for match in pattern.finditer(text):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            if not is_inside(headings, start) and are_offices(match["label"]):
                headings[start] = (match.end(), match["label"])
    return [(start, end, label) for start, (end, label) in sorted(headings.items())]


def are_offices(text):
    """Whether a text names offices that are known, or the county's, and nothing else."""
    names = office_names(text)
    return bool(names) and all(is_known_office(name) or is_a_countys(name) for name in names)


def is_a_countys(name):
    return bool(COUNTY.match(plain(name))) and is_office(name)


def settle_departments(table):
    """Where no column names departments and all sections are offices, the sections name them and
    are no categories.
    """
    if table.kind == Kind.BASIC or COLUMNS & table.columns.keys() or not table.rows:
        return
    for raw in table.rows:
        if not raw.section or not are_offices(raw.section.name):
            return
    if table.kind == Kind.RECLAIMED:
        field = Column.RECEIVERS
    else:
        field = Column.DEPARTMENTS
    for raw in table.rows:
        raw.section.names_office = True
        raw.texts[field] = raw.section.name
        raw.kind_section, raw.section = raw.section, None
        if Column.CATEGORY not in table.columns:
            raw.category = ""
