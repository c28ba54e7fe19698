"""What stands under the columns of a head, and over it."""

import re
from bisect import bisect_right

from items.printed.row_words import is_column_marks

LOOKED_AT = 60
ABOVE = 5
A_LIST = re.compile(
    r"履职|履行职责|(?:职责|权责|责任|任务)事?项?清单|(?:收回|上收|配合)(?:的|类)?事项|基本事项|上级部门收回$"
)


class TextsBelow:
    """The texts under a head; `field` tells a word's field, `places` are the townships or None."""

    def __init__(self, layout, row, field, places=None):
        self.layout, self.row, self.field, self.places = layout, row, field, places

    def is_titled(self):
        """Whether the sheet's name or a row just above the head speaks of a list of duties."""
        last = bisect_right(self.layout.rows, self.row)
        titles = [self.layout.sheet.name]
        for row in self.layout.rows[max(0, last - ABOVE) : last]:
            titles += self.layout.texts[row].values()
        return any(map(A_LIST.search, titles))

    def rows(self):
        """{column: text} of the first rows below the head."""
        first = bisect_right(self.layout.rows, self.row)
        return [self.layout.texts[row] for row in self.layout.rows[first : first + LOOKED_AT]]

    def texts(self, head_column):
        """The texts of a column."""
        texts = []
        for row in self.rows():
            texts += texts_inside(row, head_column)
        return texts

    def texts_of_items(self, head_column):
        """The texts of a column in the items' rows: not of a section, a note or the next table."""
        for row in self.item_rows():
            yield from texts_inside(row, head_column)

    def item_rows(self):
        """{column: text} of each row down to the next head that has more than one text."""
        for texts in self.rows():
            if self.is_head(texts.values()):
                return
            if len(texts) > 1 and not is_column_marks(texts.values()):
                yield texts

    def is_head(self, texts):
        """Whether a row's texts are mostly a head's words."""
        known = sum(bool(self.field(text)) for text in texts)
        return known > 1 and known * 2 > len(texts)


def texts_inside(row, head_column):
    """The texts of {column: text} that stand in a column of a head."""
    texts = []
    for column in range(head_column.left, head_column.right + 1):
        if text := row.get(column):
            texts.append(text)
    return texts
