"""The rows under one head, looked at together: how they are numbered tells items from the rest."""

import re
from functools import cached_property

from items.printed.row_words import TOTAL, section_of

from .columns import Column
from .numbering import NumberStyle, number_key

NO_SPAN = (0, -1)
NUMBERED_CATEGORY = re.compile(r"^(?P<number>\d{1,2})[\s、.．]\s*[\u4e00-\u9fff、]{2,8}$")


class TableRows:
    """`rows` are [(row, {column: text})] in the columns of the table."""

    def __init__(self, layout, head, rows):
        self.layout, self.head, self.rows = layout, head, rows
        self.name_column = head.columns[Column.NAME]
        self.number_column = head.columns.get(Column.NUMBER)
        numbers = []
        for _row, texts in rows:
            if self.at(texts, Column.NAME):
                numbers.append(self.number_at(texts))
        keys = [number_key(number) for number in numbers if number]
        plain = sum(key is not None and key[0] == NumberStyle.PLAIN for key in keys)
        self.are_numbered = bool(keys) and len(keys) * 2 >= len(numbers)
        self.have_plain_numbers = plain * 2 > len(keys)

    def at(self, texts, field):
        """The text of a row under the head of a field."""
        left, right = self.head.spans.get(field, NO_SPAN)
        if left == right:
            return texts.get(left, "")
        for column, text in texts.items():
            if left <= column <= right:
                return text
        return ""

    def number_at(self, texts):
        return self.at(texts, Column.NUMBER)

    def next_number(self, index):
        """The first number below a row."""
        for _row, texts in self.rows[index + 1 :]:
            if number := self.number_at(texts):
                return number
        return ""

    @cached_property
    def numbered_over_names(self):
        """The categories of a list of names alone: short texts that are numbered 1, 2, 3 from its
        first row on, over at least twice as many that are not.
        """
        texts = [text for _row, cells in self.rows for text in cells.values()]
        numbered = list(filter(NUMBERED_CATEGORY.match, texts))
        numbers = [int(NUMBERED_CATEGORY.match(text)["number"]) for text in numbered]
        is_begun = self.head.columns.keys() == {Column.NAME} and texts[:1] == numbered[:1]
        are_few = len(texts) >= 3 * len(numbers) > 3
        rises = numbers == [*range(1, len(numbers) + 1)]
        return numbered if is_begun and are_few and rises else []

    def has_item_below(self, index):
        """Whether one of the next two rows has a name."""
        return any(self.at(texts, Column.NAME) for _row, texts in self.rows[index + 1 : index + 3])

    def are_as_many_as_said(self, section, inside):
        """Whether as many rows have a number as a total of the table, or the section in which they
        stand, says that there are items, and one of these stands below the row `inside`.
        """
        numbered, ends, totals = [], [], {}
        for row, texts in self.rows:
            [first, *others] = texts.values()
            if self.at(texts, Column.NAME) and number_key(self.number_at(texts)):
                numbered.append(row)
            elif TOTAL.match(first):
                totals[row] = re.findall(r"\d+", first)[:1]
            elif not others and section_of(first):
                ends.append(row)
        is_below = max((*numbered, *totals), default=0) < inside
        if not is_below and [str(len(numbered))] in totals.values():
            return True
        if is_below or section is None or section.count is None:
            return False
        below = [row for row in numbered if row > section.row]
        beyond = [row for row in below if any(section.row < end < row for end in ends)]
        return section.count == len(below) - len(beyond)

    def is_below_merged_name(self, row, item):
        """Whether the name's cell in a row is the lower part of the one of an item above."""
        top = self.layout.area(row, self.name_column)[0]
        return top < row and top > self.head.bottom and item.row >= top
