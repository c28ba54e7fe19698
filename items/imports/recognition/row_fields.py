"""Tells which field each cell of a row is in, and which cells are accounted for."""

from dataclasses import dataclass, field
from functools import cached_property

from items.imports.reading.formulas import PICTURE
from items.printed.row_words import decided_behind

from .columns import Column
from .headwords import field_of
from .leftovers import SkipReason
from .scope_texts import only_names
from .scopes import is_chosen


@dataclass
class FieldTexts:
    """The texts of one row by field, and the cells of the row that are accounted for with them."""

    texts: dict = field(default_factory=dict)
    cells: set = field(default_factory=set)


class RowFields:
    """Reads the rows of one table into fields."""

    def __init__(self, layout, head, table, leftovers):
        self.layout, self.head, self.table, self.leftovers = layout, head, table, leftovers
        self.others = set(head.others)
        self.by_column = {}

    def read(self, row, texts):
        """The `FieldTexts` of a row; what stands under no head, or second under one, is named."""
        known = FieldTexts()
        for column, text in texts.items():
            name = self.field_at(row, column)
            if name == Column.REMARK:
                self.note_remark(row, column, text)
            elif name and name not in known.texts:
                if decided := decided_behind(text):
                    self.leftovers.skip(row, {column: decided[0]}, SkipReason.OPINION)
                    text = text[: decided.start()]
                known.texts[name] = text
                known.cells.add((row, column))
            elif not name and column in self.others:
                known.cells.add((row, column))
            else:
                self.name_outsider(row, column, text)
        place = known.texts.get(Column.SCOPE, "")
        if only_names(place) and not is_tick(place) and self.is_unticked(row):
            del known.texts[Column.SCOPE]
            self.table.are_ticked = True
        return known

    def is_unticked(self, row):
        """Whether a row's township has no tick in a column of them: 河口乡 | 适用 | blank."""
        return bool(self.ticks) and not is_tick(self.layout.text(row, self.ticks))

    @cached_property
    def ticks(self):
        """The column of ticks beside the names of townships, headed as where items apply; 0 for
        none.
        """
        below = self.layout.rows_below(self.head.bottom)
        for column, words in self.head.unknown.items():
            is_of_scope = field_of(words) == Column.SCOPE
            if is_of_scope and any(is_tick(self.layout.text(row, column)) for row in below):
                return column
        return 0

    def field_at(self, row, column):
        """The field of a place: of the head over it, or that its merged cell reaches."""
        if column not in self.by_column:
            self.by_column[column] = self.field_between(column, column)
        if self.by_column[column] or column in self.others:
            return self.by_column[column]
        _top, left, _bottom, right = self.layout.area(row, column)
        return self.field_between(left, right)

    def field_between(self, left, right):
        """The first field whose head reaches over one of these columns."""
        for name, (first, last) in self.head.spans.items():
            if left <= last and first <= right:
                return name
        return ""

    def note_remark(self, row, column, text):
        self.table.cells.add((row, column))
        if text != PICTURE:
            self.table.remarks += 1
            self.table.first_remark = self.table.first_remark or (row, column, text)

    def name_outsider(self, row, column, text):
        """A cell under no head at all: outside the table it is said, inside it is an error."""
        if self.head.reaches(column):
            self.leftovers.stray_cell(row, {column: text})
        else:
            self.leftovers.skip_outsider(row, column, text)


def is_tick(text):
    """Whether a text is a tick, or begins with one: √（各乡镇均适用）."""
    return bool(text) and bool(is_chosen(text[0]))
