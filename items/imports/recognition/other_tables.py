"""Tells which tables of a document are no list: they have no head of their own and do not go on
with the one above.
"""

import re

from items.printed.row_words import (
    COLOPHON,
    COUNT_CELL,
    NOTE,
    PAGE,
    SIGNATURE,
    TITLE_WORDS,
    TOTAL,
    section_of,
)

from .numbering import number_key
from .row_kinds import kind_named, only_text

SENTENCE = re.compile(r"[。；;！？]|[：:]$")
LONGEST_CATEGORY = 40


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

    def goes_on(self, index, territory):
        """Whether the table that begins here is a further part of the list above, by its numbers,
        width and place.
        """
        rows = [(row, self.layout.texts[row]) for row in self.rows_of(index)]
        numbers = [self.number_in(texts, territory) for _row, texts in rows]
        if any(COLOPHON.search(text) for _row, texts in rows for text in texts.values()):
            return any(numbers)
        if any(numbers) and not self.has_own_head(rows[0][1]):
            return True
        if self.cells_of(rows[0][0]) != self.cells_of(
            territory.head.bottom
        ) or self.is_after_a_sentence(index):
            return False
        return not any(self.is_strange(row, texts, territory) for row, texts in rows)

    def number_in(self, texts, territory):
        """Whether a row has a number where the list above has its numbers."""
        text = texts.get(territory.head.columns.get("number"), "")
        return bool(text) and number_key(text) is not None and len(texts) > 1

    def has_own_head(self, texts):
        """Whether a first row of short texts, none of them a number, stands over a table of another
        kind.
        """
        return len(texts) > 1 and all(
            len(t) <= 12 and number_key(t) is None for t in texts.values()
        )

    def cells_of(self, row):
        return next(
            (cells for first, last, cells in self.blocks.values() if first <= row <= last), 0
        )

    def is_after_a_sentence(self, index):
        """Whether what stands just above is a sentence of the document and no category, title or
        page's mark.
        """
        if not index or (row := self.layout.rows[index - 1]) in self.inside:
            return False
        text = only_text(self.layout.texts[row])
        marked = (
            PAGE.match(text) or section_of(text) or kind_named(text) or TITLE_WORDS.search(text)
        )
        return not marked and (len(text) > LONGEST_CATEGORY or bool(SENTENCE.search(text)))

    @property
    def inside(self):
        return {
            row for first, last, _cells in self.blocks.values() for row in range(first, last + 1)
        }

    def is_strange(self, row, texts, territory):
        """Whether a row has words where the list has its numbers and is no category, note or total
        either.
        """
        column = territory.head.columns.get("number")
        text = texts.get(column, "")
        if not text or len(texts) == 1 or number_key(text) is not None:
            return False
        others = any(COUNT_CELL.match(other) for other in texts.values())
        return not (
            others
            or section_of(text)
            or NOTE.match(text)
            or SIGNATURE.match(text)
            or TOTAL.match(text)
        )
