"""Walks down one sheet and gives every row to its table, of several beside each other too."""

import re

from items.imports.reading.formulas import in_words
from items.printed.row_words import LONGEST_TITLE

from .bare_names import FEWEST_NAMES, is_name_alone
from .beside import share_categories
from .card_rows import is_office_in_a_role
from .cards import cards_at
from .columns import NEEDED, Column
from .head_parts import MOST_ROWS, is_reached
from .heads import HeadFinder
from .labels import labelled_field
from .leftovers import Leftovers, SkipReason, cells_of, is_like_item, without_pictures
from .no_longer import NOT_ADOPTED
from .numbering import number_key
from .other_tables import OtherTables
from .paragraph_lists import ParagraphList
from .paragraphs import begins_a_list, kind_counted, kind_heading, says_shares
from .row_types import only_text
from .sheet_words import SheetWords, are_short
from .table_areas import TableAreas
from .table_kinds import kind_of
from .table_reader import TableReader

EXAMPLES = re.compile(
    r"(?:填写|填报|填表|编制|使用)(?:说明|示例|样例|范例|指南)|^(?:说明|示例|样例|样表|范例)$"
)
ROWS_TO_A_HEAD = 4
FEWEST_OF_CARDS = 2
ROWS_OF_A_LOST_TABLE = 6
FEWEST_NUMBERED = 2
OF_A_CARD = (Column.RECEIVERS, Column.METHOD, Column.DEPARTMENT_DUTY, Column.TOWNSHIP_DUTY)


class SheetReader:
    """Reads one sheet into tables of `recognition`."""

    def __init__(self, layout, recognition, words, assigned, places):
        self.layout, self.recognition = layout, recognition
        self.words = SheetWords(words, places)
        decisions = recognition.decisions
        self.finder = HeadFinder(layout, self.words, assigned, decisions=decisions)
        self.others = OtherTables(layout)
        self.leftovers = Leftovers(layout.sheet.name, recognition)
        self.areas = TableAreas(layout, self.words.field)
        self.lists = []

    def read(self):
        """Reads the sheet: -> why it has no table, "" where no head was found or all is read."""
        self.take_all()
        if not (self.areas.all or self.lists) and self.finds_otherwise():
            self.areas.outside = []
            self.take_all()
        if not (self.areas.all or self.lists):
            return ""
        if EXAMPLES.search(self.layout.sheet.name):
            return SkipReason.EXAMPLE_SHEET
        if self.is_of_no_list():
            return SkipReason.NOT_ADOPTED
        if not self.lists and all(area.head.index for area in self.areas.all):
            return SkipReason.INDEX
        self.read_tables()
        self.name_outside()
        return ""

    def name_outside(self):
        """Names what stands outside every table; the first row of a lost list is an error."""
        lost = self.lost_list()
        outside = self.areas.outside
        if lost and lost not in dict(outside):
            self.leftovers.stray_cell(lost, self.layout.texts[lost])
        for row, texts in outside:
            if row == lost:
                self.leftovers.stray_cell(row, texts)
            else:
                self.skip_outside(row, without_pictures(texts), SkipReason.ABOVE_HEAD)

    def lost_list(self):
        """The first row of paragraphs or cards that were not read beside others; 0 for none."""
        cards = [row for row, texts in self.areas.outside if begins_with_label(texts)]
        if len(cards) >= FEWEST_OF_CARDS:
            return cards[0]
        if lost := self.lost_table():
            return lost
        rows = [row for row, _texts in self.areas.outside if self.layout.is_paragraph(row)]
        above = [row for area in self.areas.all for row, _texts in area.before]
        lines = [row for row in (*above, *rows) if self.layout.is_paragraph(row)]
        shares = [row for row in lines if says_shares(only_text(self.layout.texts[row]))]
        if len(shares) >= FEWEST_NUMBERED:
            return shares[0]
        if not self.lists:
            return self.lost_kind()
        lines = [only_text(self.layout.texts[row]) for row in rows]
        for place, row in enumerate(rows):
            if begins_a_list(lines[place:]):
                return row
        return 0

    def lost_table(self):
        """The first row of a table that is read nowhere, as nobody knows its head: rows like items
        stand below a row of several words, or below a line that names a kind of which no table is;
        0 for none.
        """
        outside, kinds = list(self.areas.outside), self.kinds_read()
        for area in self.areas.all:
            outside += area.before
        for place, (_row, texts) in enumerate(outside):
            kind = kind_heading(only_text(texts))
            below = outside[place + 1 : place + 1 + ROWS_OF_A_LOST_TABLE]
            fields = {*map(self.words.field, texts.values())} & {*NEEDED}
            if len(fields) > 1 and below and len(below[0][1]) >= len(texts) > 2:
                return below[0][0]
            if not (self.may_be_head(texts) or (kind and kind not in kinds)):
                continue
            like_items = [row for row, texts in below if is_like_item(texts)]
            if len(like_items) >= FEWEST_NUMBERED:
                return like_items[0]
        return 0

    def may_be_head(self, texts):
        """Whether a row has several short words, one of them a head's or three of them at least."""
        if not are_short(texts.values()) or any(map(number_key, texts.values())):
            return False
        words = set(texts.values())
        return len(words) > 2 or (len(words) == 2 and any(map(self.words.field, words)))

    def kinds_read(self):
        """The kinds of this sheet's tables and of their items."""
        mine = [one for one in self.recognition.tables if one.sheet == self.layout.sheet.name]
        return {kind_of(table) for table in mine} | {raw.kind for one in mine for raw in one.rows}

    def lost_kind(self):
        """The first paragraph that counts the items of a kind of which no table is, or 0."""
        rows = [row for row in self.layout.rows if self.layout.is_paragraph(row)]
        kinds = self.kinds_read()
        for row in rows:
            kind = kind_counted(only_text(self.layout.texts[row]))
            if kind and kind not in kinds and {row + 1, row + 2, row + 3} <= {*rows}:
                return row
        return 0

    def finds_otherwise(self):
        """Whether a head is found where the words of one alone tell nothing."""
        if self.finder.find_by_evidence():
            return True
        if not self.finder.find_bare_names(self.recognition):
            return False
        self.layout.is_prose = False
        return True

    def is_of_no_list(self):
        """Whether the sheet or its title says that what stands here was not adopted."""
        titles = [self.layout.sheet.name]
        for _row, texts in self.areas.outside[:3]:
            titles += [text for text in texts.values() if len(text) <= LONGEST_TITLE]
        for area in self.areas.all[:1]:
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
        for area in self.areas.all:
            self.read_area(area)
        for column, areas in self.areas.shared_categories.items():
            if sharing := [area.table for area in areas if area.table]:
                share_categories(self.layout, column, self.words.field, sharing)
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
        self.areas.place(row, self.layout.texts[row])
        return 1

    def take_heads(self, index, heads):
        """Begins the tables of heads; the other cells of their rows stand beside or below them."""
        bottom = max(head.bottom for head in heads)
        rows = [row for row in self.layout.rows[index : index + MOST_ROWS] if row <= bottom]
        beside, below = self.around(heads, rows)
        self.areas.place_all(beside)
        self.areas.begin(heads)
        self.areas.place_all(below)
        return len(rows)

    def around(self, heads, rows):
        """({row: texts} beside the heads, the same below them) of these rows' other cells."""
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
        many rows it has. One of nothing but names may be a list, which is an error.
        """
        if len(self.areas.open) != 1 or not self.others.begins(index):
            return 0
        rows = self.others.rows_of(index)
        for place in range(index, index + min(len(rows), ROWS_TO_A_HEAD)):
            if self.heads_at(place):
                return 0
        if self.others.goes_on(index, self.areas.open[0]):
            return 0
        texts = self.layout.texts
        if is_name_alone(texts[rows[0]], self.words.field) and len(rows) > FEWEST_NAMES:
            self.leftovers.stray_cell(rows[0], texts[rows[0]])
        for row in rows:
            self.skip_outside(row, texts[row], SkipReason.OTHER_TABLE)
        return len(rows)

    def take_cards(self, index):
        """Reads the forms or cards that begin in a row: -> how many rows they have. Below a list
        only a document's table of its own may be one.
        """
        if self.areas.all and not self.others.begins(index):
            return 0
        found = cards_at(self.layout, index, self.areas.lines_above())
        if found:
            self.lists += found
            self.areas.end_all()
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
        """The heads that begin in a row, not in those of tables that go on beside it."""
        row = self.layout.rows[index]
        texts = self.layout.texts[row]
        if self.is_numbered(row, texts) or not self.finder.may_begin(row):
            return []
        names_kind = any(area.names_kind(texts) for area in self.areas.open)
        if names_kind and not all(map(self.words.field, texts.values())):
            return []  # an item, whose kind and departments (县直有关部门) may read like head words
        if going_on := self.going_on(row, texts):
            return self.finder.heads_at(index, ignoring=going_on)
        inside = [text for column, text in texts.items() if is_reached(self.areas.open, column)]
        if inside and row not in self.finder.assigned and not any(map(self.words.field, inside)):
            return self.finder.heads_at(index, ignoring=self.areas.open)
        return self.finder.heads_at(index)

    def is_numbered(self, row, texts):
        """Whether a row is an open table's by its number, which no row of a head has."""
        is_assigned = row in self.finder.assigned
        return not is_assigned and any(area.numbers(texts) for area in self.areas.open)

    def going_on(self, row, texts):
        """The tables that go on in a row in which one beside them repeats its head."""
        if len(self.areas.open) < 2:
            return []
        others = [area for area in self.areas.open if not area.repeats_head(self.layout, texts)]
        if len(others) == len(self.areas.open):
            return []
        for column, text in texts.items():
            if is_reached(others, column) and self.words.field(text):
                return []
        return others

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
    """Whether a row is a card's: a label of duties or a department's role, and a text."""
    first = texts[min(texts)]
    is_label = labelled_field(first) in OF_A_CARD or is_office_in_a_role(first)
    return len(texts) > 1 and is_label


def is_below(heads, row, column):
    """Whether a place is below one of these heads."""
    return any(head.reaches(column) and head.bottom < row for head in heads)
