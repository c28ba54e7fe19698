"""Settles what stands beside each other: two items of one row, a category over both, numbers that
run to and fro.
"""

from .numbering import number_key


def settle_beside(tables):
    """Tells items of one row apart, and puts those of two halves of one list into the order of
    their numbers.
    """
    met = {}
    for table in tables:
        doubled = False
        for raw in table.rows:
            before = met.setdefault((table.sheet, raw.row), [])
            if before and not raw.line:
                raw.line = len(before) + 1
                doubled = doubled or any(other is table for other in before)
            before.append(table)
        if doubled:
            unite_sections(table)
            order(table)


def unite_sections(table):
    """A category over both halves is one."""
    first = {}
    for section in table.sections:
        first.setdefault((section.row, section.name), section)
    for raw in table.rows:
        if raw.section:
            raw.section = first.get((raw.section.row, raw.section.name), raw.section)
    table.sections = list(first.values())


def order(table):
    keys = [number_key(raw.texts.get("number", "")) for raw in table.rows]
    if all(key and key[0] == "plain" for key in keys) and len({key[1] for key in keys}) == len(
        keys
    ):
        table.rows.sort(key=lambda raw: number_key(raw.texts["number"])[1])
