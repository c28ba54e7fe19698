"""Settles what stands beside each other: two items of one row, a category over both, numbers that
run to and fro.
"""

from .columns import Column
from .numbering import NumberStyle, number_key


def settle_beside(tables):
    """Tells items of one row apart, and puts those of two halves of one list into the order of
    their numbers.
    """
    tables_of_row = {}
    for table in tables:
        has_two_halves = False
        for raw in table.rows:
            before = tables_of_row.setdefault((table.sheet, raw.row), [])
            if before and not raw.line:
                raw.line = len(before) + 1
                has_two_halves = has_two_halves or table in before
            before.append(table)
        if has_two_halves:
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
    """Orders items by their numbers, where each has one of its own."""
    numbers = []
    for raw in table.rows:
        key = number_key(raw.texts.get(Column.NUMBER, ""))
        if not key or key[0] != NumberStyle.PLAIN:
            return
        numbers.append(key[1])
    if len(set(numbers)) == len(numbers):
        table.rows.sort(key=lambda raw: number_key(raw.texts[Column.NUMBER])[1])
