"""The areas of one sheet's tables: what stands under each head, which rows above are its own."""

import re
from dataclasses import dataclass, field

from items.printed.row_words import (
    CONTINUED,
    LONGEST_TITLE,
    NOTE,
    PAGE,
    SIGNATURE,
    TITLE_WORDS,
    TOTAL,
    section_of,
)

from .beside import shared_category_column
from .columns import Column
from .head_parts import Head
from .headwords import category_in_title
from .kind_codes import meant
from .office_of_list import office_said
from .recognised import Table
from .row_types import LONGEST_BARE, is_bare_heading, kind_named, only_text
from .rows_above import RowsAbove

COVER_LINE = re.compile(
    r"^(?:附\s*件|附\s*表|表)\s*[\d一二三四五六七八九十]*\s*[：:.]?$"
    r"|^[（(].{0,20}(?:年版|试行|征求意见稿)[）)]$|^单位[:：]"
)


@dataclass(eq=False)
class TableArea:
    """The columns under one head, and their rows down to the next head."""

    head: Head
    before: list = field(default_factory=list)  # (row, texts) above the head
    body: list = field(default_factory=list)
    above: object = None  # the area whose place this one took
    beside: object = None  # the one to the left under the same head row
    table: Table | None = None  # once it is read
    goes_on_in: object = None  # the area in which that table goes on
    rows_above: RowsAbove | None = None  # what held for its last row

    def __post_init__(self):
        self.left, self.right = self.head.left, self.head.right

    def reaches(self, column):
        return self.left <= column <= self.right

    def names_kind(self, texts):
        """Whether a row says in the column of kinds which one it is."""
        return bool(kind_named(texts.get(self.head.columns.get(Column.KIND), "")))

    def repeats_head(self, layout, texts):
        """Whether a row says in these columns what the head's first row says."""
        mine = self.texts_inside(texts)
        return bool(mine) and mine == self.texts_inside(layout.texts[self.head.top])

    def numbers(self, texts):
        """Whether a row stands in these columns alone and has a number where the head has 序号."""
        number = texts.get(self.head.columns.get(Column.NUMBER), "")
        return number.isdigit() and all(map(self.reaches, texts))

    def texts_inside(self, texts):
        return {column: text for column, text in texts.items() if self.reaches(column)}

    def meets(self, head):
        return self.left <= head.right and head.left <= self.right


class TableAreas:
    """The areas of one sheet; `field` says what a head's word means."""

    def __init__(self, layout, field):
        self.layout, self.field = layout, field
        self.all = []
        self.open = []  # those a row may still belong to, from left to right
        self.outside = []  # (row, texts) above the first head
        self.shared_categories = {}  # column: the areas beside each other that have it in common

    def begin(self, heads):
        """New heads end the tables in their columns; what stood just above is theirs."""
        outside, self.outside = self.outside, []
        begun = []
        for head in heads:
            area = TableArea(head)
            if begun:
                area.beside = begun[-1]
            for ended in self.end_under(head):
                area.before += self.taken_from(ended, head)
                area.above = ended
            begun.append(area)
        for area in begun:
            area.before += shared_out(outside, area.head, heads, self.layout)
        if column := shared_category_column(self.layout, self.field, heads, outside):
            self.shared_categories.setdefault(column, []).extend(begun)
        self.all += begun
        self.open = sorted([*self.open, *begun], key=lambda area: area.head.left)

    def end_under(self, head):
        """Ends the tables in whose columns a head stands: -> these."""
        ended, going_on = [], []
        for area in self.open:
            if area.meets(head):
                ended.append(area)
            else:
                going_on.append(area)
        self.open = going_on
        return ended

    def taken_from(self, area, head):
        """The rows just above a head that are its title or category, not another table's."""
        first = len(area.body)
        for row, texts in reversed(area.body):
            is_category = self.is_category_above(row, texts, head)
            if not (is_category or self.is_above_head(row, texts, area)):
                break
            first -= 1
        taken = area.body[first:]
        del area.body[first:]
        return taken

    def is_category_above(self, row, texts, head):
        """Whether a row right above a head is a bare name, says a kind, or goes all over it."""
        text = only_text(texts)
        if not text or not self.layout.is_next(row, head):
            return False
        left, right = self.layout.area(row, min(texts))[1::2]
        is_over_head = left <= head.left and right >= head.right > head.left + 1
        says_kind = bool(len(text) <= LONGEST_BARE and meant(text)) or category_in_title(text)
        return is_over_head or says_kind or is_bare_heading(self.layout, row, text)

    def lines_above(self):
        """The rows above what begins now: outside all tables, or paragraphs below the last."""
        if not self.open:
            return list(self.outside)
        rows = [line for area in self.open for line in area.body]
        last = max((row for row, _texts in rows if not self.layout.is_paragraph(row)), default=0)
        return sorted((line for line in rows if line[0] > last), key=lambda line: line[0])

    def end_all(self):
        """Ends all tables and leaves the rows above to what begins now."""
        lines = self.lines_above()
        for area in self.open:
            area.body = [line for line in area.body if line not in lines]
        self.open, self.outside = [], []

    # ---- the rows under and above heads

    def place_all(self, rows):
        """Places what is left over of rows of which a part is a head."""
        for row, texts in rows.items():
            self.place(row, texts)

    def place(self, row, texts):
        """Gives each cell of a row to the table in whose columns it stands, or the nearest."""
        if not self.open:
            self.outside.append((row, texts))
        elif len(self.open) == 1:
            self.open[0].body.append((row, texts))
        elif self.is_over_all(row, texts):
            for area in self.open:
                area.body.append((row, texts))
        else:
            self.place_in_several(row, texts)

    def place_in_several(self, row, texts):
        shares = [{} for _area in self.open]
        for column, text in texts.items():
            if self.is_shared_category(column, text):
                continue
            shares[self.owner(column)][column] = text
        for area, share in zip(self.open, shares, strict=True):
            if share:
                area.body.append((row, share))

    def is_shared_category(self, column, text):
        """Whether a cell before all tables beside each other says the category of its row."""
        is_before = column < self.open[0].left and not TOTAL.match(text)
        return is_before and column in self.shared_categories

    def is_over_all(self, row, texts):
        """Whether a row is one short text over all the tables beside each other: a category."""
        [column, *others] = texts
        left, right = self.layout.area(row, column)[1::2]
        reaches_all = all(left <= area.left <= right for area in self.open[1:])
        return not others and reaches_all and len(texts[column]) <= LONGEST_TITLE

    def owner(self, column):
        """The place in `open` of the one a column stands in, else of the last before it."""
        before = 0
        for number, area in enumerate(self.open):
            if area.reaches(column):
                return number
            if area.head.left <= column:
                before = number
        return before

    def is_above_head(self, row, texts, area):
        """Whether a row may stand above the next head: its title, category or page mark."""
        text = only_text(texts)
        if not text:
            return all(map(is_of_a_cover, texts.values()))
        if PAGE.match(text) or CONTINUED.search(text) or COVER_LINE.match(text):
            return True
        if kind_named(text) or section_of(text) or office_said(text):
            return True
        if NOTE.match(text) or len(text) > LONGEST_TITLE or not TITLE_WORDS.search(text):
            return False
        if self.layout.is_paragraph(row):
            return True
        column = next(iter(texts))
        is_name_column = column == area.head.columns[Column.NAME]
        return not (is_name_column and self.layout.width(row, column) == 1)


def is_of_a_cover(text):
    """Whether a text is a signature's or a cover's: 填报人：, 附件2."""
    return bool(SIGNATURE.match(text) or COVER_LINE.match(text))


def shared_out(rows, head, heads, layout):
    """What of the rows above belongs to this head: what stands or is merged over it."""
    shares = []
    for row, texts in rows:
        share = {}
        for column, text in texts.items():
            left, right = layout.area(row, column)[1::2]
            if head in heads_under(heads, left, right, column):
                share[column] = text
        if share:
            shares.append((row, share))
    return shares


def heads_under(heads, left, right, column):
    """The heads under a merged cell, else the one nearest to its first column."""
    under = [head for head in heads if left <= head.right and head.left <= right]
    return under or [min(heads, key=lambda head: abs(head.left - column))]
