"""Walks down one sheet and gives every row to its table, also where tables stand beside each
other.
"""

import re
from dataclasses import dataclass, field

from items.imports.reading.formulas import in_words
from items.printed.row_words import (
    CONTINUED,
    NOTE,
    PAGE,
    SIGNATURE,
    TITLE_WORDS,
    TOTAL,
    section_of,
)

from .beside import share_categories, shared_category_column
from .cards import cards_at
from .columns import Column
from .departments_in_duties import office_said
from .former import NOT_ADOPTED
from .head_parts import MOST_ROWS, Head, is_reached
from .heads import HeadFinder
from .labels import labelled_field
from .leftovers import Leftovers, SkipReason, cells_of, without_pictures
from .other_tables import OtherTables
from .paragraph_lists import ParagraphList
from .paragraphs import begins_a_list
from .recognised import Table
from .row_types import is_bare_heading, is_known_category, kind_named, only_text
from .rows_above import RowsAbove
from .sheet_words import SheetWords
from .table_reader import TableReader

LONGEST_TITLE = 60
EXAMPLES = re.compile(
    r"(?:填写|填报|填表|编制|使用)(?:说明|示例|样例|范例|指南)|^(?:说明|示例|样例|样表|范例)$"
)
COVER_LINE = re.compile(
    r"^(?:附\s*件|附\s*表|表)\s*[\d一二三四五六七八九十]*\s*[：:.]?$"
    r"|^[（(].{0,20}(?:年版|试行|征求意见稿)[）)]$|^单位[:：]"
)
ROWS_TO_A_HEAD = 4
FEWEST_OF_CARDS = 2
OF_A_CARD = (Column.RECEIVERS, Column.METHOD, Column.DEPARTMENT_DUTY, Column.TOWNSHIP_DUTY)


@dataclass(eq=False)
class TableArea:
    """The columns under one head, and the rows that were found in them before the next head took
    over.
    """

    head: Head
    before: list = field(default_factory=list)  # (row, texts) above the head
    body: list = field(default_factory=list)
    above: object = None  # the area whose place this one took
    beside: object = None  # the one to the left under the same head row
    table: Table | None = None  # once it is read
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

    def texts_inside(self, texts):
        return {column: text for column, text in texts.items() if self.reaches(column)}

    def meets(self, head):
        return self.left <= head.right and head.left <= self.right


class SheetReader:
    """Reads one sheet into tables of `recognition`."""

    def __init__(self, layout, recognition, words, assigned, places=None, *, decisions=None):
        self.layout, self.recognition = layout, recognition
        self.words = SheetWords(words, places)
        self.finder = HeadFinder(layout, self.words, assigned, decisions=decisions)
        self.others = OtherTables(layout)
        self.leftovers = Leftovers(layout.sheet.name, recognition)
        self.areas = []
        self.open_areas = []  # those a row may still belong to, from left to right
        self.outside = []  # (row, texts) above the first head
        self.lists = []
        self.shared_categories = {}  # column: the areas beside each other that have it in common

    def read(self):
        """Reads the sheet: -> why it has no table, when there is a better reason than that no head
        was found.
        """
        self.take_all()
        if not (self.areas or self.lists) and self.finds_otherwise():
            self.outside = []
            self.take_all()
        if not (self.areas or self.lists):
            return ""
        if EXAMPLES.search(self.layout.sheet.name):
            return SkipReason.EXAMPLE_SHEET
        if self.is_of_no_list():
            return SkipReason.NOT_ADOPTED
        if not self.lists and all(area.head.index for area in self.areas):
            return SkipReason.INDEX
        self.read_tables()
        lost = self.lost_list()
        for row, texts in self.outside:
            if row == lost:
                self.leftovers.stray_cell(row, texts)
            else:
                self.skip_outside(row, without_pictures(texts), SkipReason.ABOVE_HEAD)
        return ""

    def lost_list(self):
        """The first row of a list in paragraphs, or of cards, that was not read beside others; 0
        for none.
        """
        cards = [row for row, texts in self.outside if begins_with_label(texts)]
        if len(cards) >= FEWEST_OF_CARDS:
            return cards[0]
        rows = [row for row, _texts in self.outside if self.layout.is_paragraph(row)]
        if not self.lists:
            return 0
        lines = [only_text(self.layout.texts[row]) for row in rows]
        for place, row in enumerate(rows):
            if begins_a_list(lines[place:]):
                return row
        return 0

    def finds_otherwise(self):
        """Whether a head is found where the words of one alone tell nothing."""
        if self.finder.find_by_evidence():
            return True
        if not self.finder.find_bare_names():
            return False
        self.layout.is_prose = False
        return True

    def is_of_no_list(self):
        """Whether the sheet or its title says that what stands here was not adopted."""
        titles = [self.layout.sheet.name]
        for _row, texts in self.outside[:3]:
            titles += [text for text in texts.values() if len(text) <= LONGEST_TITLE]
        for area in self.areas[:1]:
            titles += [only_text(texts) for _row, texts in area.before[:3]]
        return any(map(NOT_ADOPTED.search, titles))

    def take_all(self):
        index = 0
        while index < len(self.layout.rows):
            index += self.take(index)

    def read_tables(self):
        """Reads the areas and the lists in paragraphs: -> the tables in the order they stand."""
        tables = self.recognition.tables
        before = len(tables)
        for area in self.areas:
            self.read_area(area)
        for column, areas in self.shared_categories.items():
            tables = [area.table for area in areas if area.table]
            if tables:
                share_categories(self.layout, column, self.words.field, tables)
        for paragraphs in self.lists:
            paragraphs.give(self.recognition, tables[before:])
        if self.lists:
            tables[before:] = sorted(tables[before:], key=lambda table: table.head_row)

    def take(self, index):
        """Takes one row, or all rows of the heads that begin there: -> how many rows were taken."""
        if taken := self.take_cards(index):
            return taken
        if taken := self.take_other_table(index) or self.take_paragraphs(index):
            return taken
        heads = self.heads_at(index)
        if heads:
            return self.take_heads(index, heads)
        row = self.layout.rows[index]
        self.place(row, self.layout.texts[row])
        return 1

    def take_heads(self, index, heads):
        """Begins the tables of heads; the other cells of their rows stand beside or below them."""
        bottom = max(head.bottom for head in heads)
        rows = [row for row in self.layout.rows[index : index + MOST_ROWS] if row <= bottom]
        beside, below = self.around(heads, rows)
        self.place_all(beside)
        self.begin(heads)
        self.place_all(below)
        return len(rows)

    def around(self, heads, rows):
        """({row: texts} beside the heads, the same below them) of what is no head's in these
        rows.
        """
        of_heads = set()
        for head in heads:
            of_heads |= head.cells
        beside, below = {}, {}
        for row in rows:
            for column, text in self.layout.texts[row].items():
                if (row, column) in of_heads:
                    continue
                if is_below(heads, row, column):
                    below.setdefault(row, {})[column] = text
                else:
                    beside.setdefault(row, {})[column] = text
        return beside, below

    def take_other_table(self, index):
        """Names a document's table that is no list and no further part of the one above: -> how
        many rows it has.
        """
        if len(self.open_areas) != 1 or not self.others.begins(index):
            return 0
        rows = self.others.rows_of(index)
        for place in range(index, index + min(len(rows), ROWS_TO_A_HEAD)):
            if self.heads_at(place):
                return 0
        if self.others.goes_on(index, self.open_areas[0]):
            return 0
        for row in rows:
            self.skip_outside(row, self.layout.texts[row], SkipReason.OTHER_TABLE)
        return len(rows)

    def take_cards(self, index):
        """Reads the forms or cards that begin in a row: -> how many rows they have."""
        if self.areas:
            return 0
        found = cards_at(self.layout, index, self.outside)
        if found:
            self.lists += found
            self.outside = []
        last = max((cards.rows[-1] for cards in found), default=0)
        return sum(row <= last for row in self.layout.rows[index:])

    def take_paragraphs(self, index):
        """Reads a list that stands in paragraphs below its title: -> how many of them it has."""
        if not self.layout.is_paragraph(self.layout.rows[index]):
            return 0
        paragraphs = ParagraphList(self.layout, index)
        if paragraphs.rows:
            self.lists.append(paragraphs)
        return len(paragraphs.rows)

    # ---- heads

    def heads_at(self, index):
        """The heads that begin in a row; rows of tables that go on beside a new one are not taken
        for its words.
        """
        row = self.layout.rows[index]
        if not self.finder.may_begin(row):
            return []
        texts = self.layout.texts[row]
        names_kind = any(area.names_kind(texts) for area in self.open_areas)
        if names_kind and not all(map(self.words.field, texts.values())):
            return []  # an item, whose kind and departments (县直有关部门) may read like head words
        if going_on := self.going_on(row, texts):
            return self.finder.heads_at(index, ignoring=going_on)
        inside = [text for column, text in texts.items() if is_reached(self.open_areas, column)]
        if inside and not any(map(self.words.field, inside)):
            return self.finder.heads_at(index, ignoring=self.open_areas)
        return self.finder.heads_at(index)

    def going_on(self, row, texts):
        """Of tables beside each other those that go on in a row in which another one repeats its
        head.
        """
        if len(self.open_areas) < 2:
            return []
        others = [area for area in self.open_areas if not area.repeats_head(self.layout, texts)]
        if len(others) == len(self.open_areas):
            return []
        for column, text in texts.items():
            if is_reached(others, column) and self.words.field(text):
                return []
        return others

    def begin(self, heads):
        """New heads end the tables in whose columns they stand; what stood just above them is
        theirs.
        """
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
        if column := shared_category_column(self.layout, self.words.field, heads, outside):
            self.shared_categories.setdefault(column, []).extend(begun)
        self.areas += begun
        self.open_areas = sorted([*self.open_areas, *begun], key=lambda area: area.head.left)

    def end_under(self, head):
        """Ends the tables in whose columns a head stands: -> these."""
        ended, going_on = [], []
        for area in self.open_areas:
            if area.meets(head):
                ended.append(area)
            else:
                going_on.append(area)
        self.open_areas = going_on
        return ended

    def taken_from(self, area, head):
        """The rows just above a head that are its title, category or page mark and not the end of
        the table above.
        """
        first = len(area.body)
        for row, texts in reversed(area.body):
            is_lowest = first == len(area.body)
            is_category = is_lowest and self.is_category_above(row, texts, head)
            if not (is_category or self.is_above_head(row, texts, area)):
                break
            first -= 1
        taken = area.body[first:]
        del area.body[first:]
        return taken

    def is_category_above(self, row, texts, head):
        """Whether a row is a bare name right above a head."""
        bare = is_bare_heading(self.layout, row, only_text(texts))
        return bare and self.layout.is_next(row, head)

    # ---- the rows under and above heads

    def place_all(self, rows):
        """Places what is left over of rows of which a part is a head."""
        for row, texts in rows.items():
            self.place(row, texts)

    def place(self, row, texts):
        """Gives each cell of a row to the table in whose columns it stands, or to the nearest
        one.
        """
        if not self.open_areas:
            self.outside.append((row, texts))
        elif len(self.open_areas) == 1:
            self.open_areas[0].body.append((row, texts))
        elif self.is_over_all(row, texts):
            for area in self.open_areas:
                area.body.append((row, texts))
        else:
            self.place_in_several(row, texts)

    def place_in_several(self, row, texts):
        shares = [{} for _area in self.open_areas]
        for column, text in texts.items():
            if self.is_shared_category(column, text):
                continue
            shares[self.owner(column)][column] = text
        for area, share in zip(self.open_areas, shares, strict=True):
            if share:
                area.body.append((row, share))

    def is_shared_category(self, column, text):
        """Whether a cell before all tables beside each other says the category of its row."""
        is_before = column < self.open_areas[0].left and not TOTAL.match(text)
        return is_before and column in self.shared_categories

    def is_over_all(self, row, texts):
        """Whether a row is one category or kind over all the tables beside each other."""
        [column, *others] = texts
        left, right = self.layout.area(row, column)[1::2]
        if others or not all(left <= area.left <= right for area in self.open_areas[1:]):
            return False
        text = texts[column]
        return bool(section_of(text) or kind_named(text) or is_known_category(text))

    def owner(self, column):
        """The place in `open_areas` of the one a column belongs to: the one it stands in, else the
        last one before it.
        """
        before = 0
        for number, area in enumerate(self.open_areas):
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

    def read_area(self, area):
        if area.head.index:
            self.skip_index(area)
        else:
            TableReader(self.layout, self.recognition, area).read()

    # ---- what is no table

    def skip_index(self, area):
        cells = set(area.head.cells)
        for row, texts in (*area.before, *area.body):
            cells |= cells_of(row, texts)
        text = " ".join(area.head.words.values())
        self.leftovers.skip_cells(area.head.top, cells, SkipReason.INDEX, text)

    def skip_outside(self, row, texts, reason):
        """Names a row outside every table; a picture in it is said in words."""
        if texts:
            text = in_words(" ".join(texts.values()))
            self.leftovers.skip_cells(row, cells_of(row, texts), reason, text)


def begins_with_label(texts):
    """Whether a row has a label of what departments do, and something behind it."""
    return len(texts) > 1 and labelled_field(texts[min(texts)].rstrip("：: ")) in OF_A_CARD


def is_of_a_cover(text):
    """Whether a text is a signature's or a cover's: 填报人：, 附件2."""
    return bool(SIGNATURE.match(text) or COVER_LINE.match(text))


def is_below(heads, row, column):
    """Whether a place is below one of these heads."""
    for head in heads:
        if head.left <= column <= head.right and head.bottom < row:
            return True
    return False


def shared_out(rows, head, heads, layout):
    """What of the rows above a row of heads belongs to this one: what stands over it, or is merged
    over it.
    """
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
