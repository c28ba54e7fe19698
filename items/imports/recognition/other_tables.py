"""Tells which tables of a document are no list: without a head, and no part of one above."""

from items.printed.row_words import COLOPHON, NOTE, SIGNATURE, TOTAL, section_of

from .columns import Column
from .numbering import number_key

LONGEST_HEAD_WORD = 12


class OtherTables:
    """The tables of one document by the row each begins in."""

    def __init__(self, layout):
        self.layout = layout
        self.blocks = {first: (first, last, cells) for first, last, cells in layout.sheet.blocks}

    def begins(self, index):
        return self.layout.rows[index] in self.blocks

    def rows_of(self, index):
        """The rows of the table that begins in the `index`-th row with text."""
        last = self.blocks[self.layout.rows[index]][1]
        return [row for row in self.layout.rows[index:] if row <= last]

    def goes_on(self, index, area):
        """Whether the table that begins here is more of the list above: numbers, width."""
        number_column = area.head.columns.get(Column.NUMBER)
        rows = self.rows_of(index)
        texts_of_rows = [self.layout.texts[row] for row in rows]
        has_numbers = any(is_numbered(texts, number_column) for texts in texts_of_rows)
        if any(map(has_colophon, texts_of_rows)):
            return has_numbers
        if has_numbers and not has_own_head(texts_of_rows[0]):
            return True
        if self.cells_of(rows[0]) != self.cells_of(area.head.bottom):
            return False
        return not any(is_strange(texts, number_column) for texts in texts_of_rows)

    def cells_of(self, row):
        """How many cells a row of the table has in which this one stands."""
        for first, last, cells in self.blocks.values():
            if first <= row <= last:
                return cells
        return 0


def is_numbered(texts, number_column):
    """Whether a row has a number where the list above has its numbers."""
    text = texts.get(number_column, "")
    return bool(text) and number_key(text) is not None and len(texts) > 1


def has_colophon(texts):
    return any(COLOPHON.search(text) for text in texts.values())


def has_own_head(texts):
    """Whether a first row of short texts without a number heads a table of another kind."""
    if len(texts) < 2 or any(map(number_key, texts.values())):
        return False
    return all(len(text) <= LONGEST_HEAD_WORD for text in texts.values())


def is_strange(texts, number_column):
    """Whether words stand for a number in a row that is no category, note or total."""
    text = texts.get(number_column, "")
    if not text or len(texts) == 1 or number_key(text) is not None:
        return False
    return not (section_of(text) or NOTE.match(text) or SIGNATURE.match(text) or TOTAL.match(text))
