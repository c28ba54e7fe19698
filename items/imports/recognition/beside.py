"""Settles what stands beside each other: two items of one row, a category over both halves."""

from items.printed.row_words import TOTAL

from .columns import Column
from .numbering import NumberStyle, number_key
from .row_types import category_of


def settle_beside(tables):
    """Tells items of one row apart; puts those of two halves of a list in their order."""
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


def shared_category_column(layout, field, heads, above):
    """The column of categories that tables beside each other have in common, which stands before
    the titles of all of them: its word in their heads' row, or in the row above; 0 for none.
    """
    first, *others = heads
    above = [texts for row, texts in above if layout.is_next(row, first)]
    if not others or not above or any(Column.CATEGORY in head.columns for head in others):
        return 0
    [titles] = above
    if own := first.columns.get(Column.CATEGORY):
        is_before = own == first.left and own < min(titles) and len(titles) > 1
        return own if is_before else 0
    for column, text in titles.items():
        if column < first.left and field(text) == Column.CATEGORY:
            return column
    return 0


def share_categories(layout, column, field, tables):
    """Gives the items of tables beside each other the category in a column of them all."""
    categories, category = {}, ""
    for row in layout.rows_below(tables[0].head_row):
        text = layout.text(row, column)
        if text and not TOTAL.match(text) and field(text) != Column.CATEGORY:
            category = category_of(text)
            tables[0].cells.add((row, column))
        categories[row] = category
    for table in tables:
        for raw in table.rows:
            raw.category = raw.category or categories.get(raw.row, "")
