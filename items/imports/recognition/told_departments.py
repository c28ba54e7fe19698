"""Finds the departments that a list names nowhere but in their duties, or in the rows that stand
over their items.
"""

from .departments import COUNTY, is_known_office, is_office, pieces, plain, split_departments
from .duties import ALONE, BOXED, COLON, IN_BRACKETS
from .receiving import said_in_it, two_parts

HEADINGS = (COLON, BOXED, IN_BRACKETS, ALONE)
COLUMNS = frozenset(
    {"departments", "receivers", "receivers_and_method", "support_departments", "joint_departments"}
)


def told_in(text):
    """[(departments, their text)] of a cell of duties; no departments where it names none."""
    found = {}
    for pattern in HEADINGS:
        for match in pattern.finditer(text):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            inside = any(a <= start < end for a, (end, _label) in found.items())
            if not inside and are_offices(pieces(match["label"])):
                found[start] = (match.end(), match["label"])
    starts = sorted(found)
    if not starts or text[: starts[0]].strip():
        return two_parts(text) or said_in_it(text)
    ends = [*starts[1:], len(text)]
    return [
        (split_departments(found[start][1]), text[found[start][0] : end].strip())
        for start, end in zip(starts, ends, strict=True)
    ]


def are_offices(names):
    return bool(names) and all(is_known_office(name) or is_a_countys(name) for name in names)


def is_a_countys(name):
    return bool(COUNTY.match(plain(name))) and is_office(name)


def settle_departments(table):
    """Where no column names departments and all sections are offices, the sections name them and
    are no categories.
    """
    if table.kind == "basic" or COLUMNS & table.columns.keys():
        return
    if not table.rows or not all(
        raw.section and are_offices(pieces(raw.section.name)) for raw in table.rows
    ):
        return
    field = "receivers" if table.kind == "reclaimed" else "departments"
    for raw in table.rows:
        raw.section.names_office = True
        raw.texts[field] = raw.section.name
        raw.kind_section, raw.section = raw.section, None
        raw.category = raw.category if "category" in table.columns else ""
