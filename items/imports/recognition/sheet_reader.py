"""Walks down one sheet and gives every row to its table, also where tables stand beside each other."""

import re
from dataclasses import dataclass, field

from items.imports.reading.formulas import in_words
from items.printed.row_words import CONTINUED, NOTE, PAGE, SIGNATURE, TITLE_WORDS, section_of

from .findings import Skipped
from .heads import HeadFinder
from .item_rows import without_pictures
from .other_tables import OtherTables
from .paragraph_lists import ParagraphList
from .row_kinds import is_bare_heading, is_known_category, kind_named, only_text
from .table_reader import TableReader

LONGEST_TITLE = 60
EXAMPLES = re.compile(
    r"(?:填写|填报|填表|编制|使用)(?:说明|示例|样例|范例|指南)|^(?:说明|示例|样例|样表|范例)$"
)
COVER_LINE = re.compile(
    r"^(?:附\s*件|附\s*表|表)\s*[\d一二三四五六七八九十]*\s*[：:.]?$"
    r"|^[（(].{0,20}(?:年版|试行|征求意见稿)[）)]$|^单位[:：]"
)
INDEX = "目录或汇总表，没有读入"
EXAMPLE_SHEET = "填写说明中的示例，没有读入"
OUTSIDE = "表头以外的文字"
OTHER_TABLE = "清单以外的表格"
ROWS_TO_A_HEAD = 4


@dataclass
class Territory:
    """The columns under one head, and the rows that were found in them before the next head took
    over.
    """

    head: object
    before: list = field(
        default_factory=list
    )  # (row, texts) above the head: titles, the category, notes
    body: list = field(default_factory=list)
    above: object = None  # the territory whose place this one took
    beside: object = None  # the one to the left under the same head row

    def __post_init__(self):
        self.left, self.right = self.head.left, self.head.right

    def reaches(self, column):
        return self.left <= column <= self.right

    def names_kind(self, texts):
        """Whether a row says in the column of kinds which one it is."""
        return bool(kind_named(texts.get(self.head.columns.get("kind"), "")))

    def repeats_head(self, layout, texts):
        """Whether a row says in these columns what the head's first row says."""
        mine = {column: text for column, text in texts.items() if self.reaches(column)}
        first = {
            column: text
            for column, text in layout.texts[self.head.top].items()
            if self.reaches(column)
        }
        return bool(mine) and mine == first

    def meets(self, head):
        return self.left <= head.right and head.left <= self.right


class SheetReader:
    def __init__(self, layout, reading, words, assigned, places=None):
        self.layout, self.reading = layout, reading
        self.finder = HeadFinder(layout, words, assigned, places)
        self.others = OtherTables(layout)
        self.active, self.all, self.loose, self.lists = [], [], [], []

    @property
    def name(self):
        return self.layout.sheet.name

    def read(self):
        """Reads the sheet: -> why it has no table, when there is a better reason than that no head
        was found.
        """
        index = 0
        while index < len(self.layout.rows):
            index += self.take(index)
        if not (self.all or self.lists):
            return ""
        if EXAMPLES.search(self.name):
            return EXAMPLE_SHEET
        if not self.lists and all(territory.head.index for territory in self.all):
            return INDEX
        before = len(self.reading.tables)
        for territory in self.all:
            self.read_territory(territory)
        for found in self.lists:
            found.give(self.reading, self.reading.tables[before:])
        if self.lists:
            self.reading.tables[before:] = sorted(
                self.reading.tables[before:], key=lambda table: table.head_row
            )
        self.name_loose()
        return ""

    def take(self, index):
        """Takes one row, or all rows of the heads that begin there: -> how many rows were taken."""
        row = self.layout.rows[index]
        if taken := self.take_other_table(index) or self.take_paragraphs(index):
            return taken
        heads = self.heads_at(index)
        if not heads:
            self.place(row, self.layout.texts[row])
            return 1
        inside = set().union(*(head.cells for head in heads))
        taken = [
            r
            for r in self.layout.rows[index : index + 3]
            if r <= max(head.bottom for head in heads)
        ]
        beside, below = [], []
        for r in taken:
            for c, text in self.layout.texts[r].items():
                if (r, c) not in inside:
                    under = any(head.left <= c <= head.right and head.bottom < r for head in heads)
                    (below if under else beside).append((r, {c: text}))
        self.place_all(beside)
        self.begin(heads)
        self.place_all(below)
        return len(taken)

    def take_other_table(self, index):
        """Names a document's table that is no list and no further part of the one above: -> how
        many rows it has.
        """
        if len(self.active) != 1 or not self.others.begins(index):
            return 0
        rows = self.others.rows_of(index)
        if any(self.heads_at(index + at) for at in range(min(len(rows), ROWS_TO_A_HEAD))):
            return 0
        if self.others.goes_on(index, self.active[0]):
            return 0
        for row in rows:
            self.reading.skipped.append(
                outside(self.name, row, self.layout.texts[row], OTHER_TABLE)
            )
        return len(rows)

    def take_paragraphs(self, index):
        """Reads a list that stands in paragraphs below its title: -> how many of them it has."""
        if not self.layout.is_paragraph(self.layout.rows[index]):
            return 0
        found = ParagraphList(self.layout, index)
        if found.rows:
            self.lists.append(found)
        return len(found.rows)

    def heads_at(self, index):
        """The heads that begin in a row; rows of tables that go on beside a new one are not taken
        for its words.
        """
        row = self.layout.rows[index]
        if not self.finder.may_begin(row):
            return []
        texts = self.layout.texts[row]
        if any(t.names_kind(texts) for t in self.active) and not all(
            map(self.finder.field, texts.values())
        ):
            return []  # an item, whose kind and departments (县直有关部门) may read like head words
        if going_on := self.going_on(row, texts):
            return self.finder.heads_at(index, ignoring=going_on)
        inside = [c for c in texts if any(t.reaches(c) for t in self.active)]
        if inside and not any(self.finder.field(texts[c]) for c in inside):
            return self.finder.heads_at(index, ignoring=self.active)
        return self.finder.heads_at(index)

    def going_on(self, row, texts):
        """Of tables beside each other those that go on in a row in which another one repeats its
        head.
        """
        if len(self.active) < 2:
            return []
        others = [t for t in self.active if not t.repeats_head(self.layout, texts)]
        words = (
            self.finder.field(text)
            for c, text in texts.items()
            if any(t.reaches(c) for t in others)
        )
        return [] if len(others) == len(self.active) or any(words) else others

    def place_all(self, cells):
        """Places cells row by row: what is left over of rows of which a part is a head."""
        rows = {}
        for row, texts in cells:
            rows.setdefault(row, {}).update(texts)
        for row, texts in rows.items():
            self.place(row, texts)

    def place(self, row, texts):
        """Gives each cell of a row to the table in whose columns it stands, or to the nearest one."""
        if not self.active:
            self.loose.append((row, texts))
            return
        if len(self.active) == 1:
            self.active[0].body.append((row, texts))
            return
        shares = {}
        for column, text in texts.items():
            shares.setdefault(id(self.owner(row, column)), {})[column] = text
        if self.is_over_all(row, texts):
            shares = {id(territory): texts for territory in self.active}
        for territory in self.active:
            if share := shares.get(id(territory)):
                territory.body.append((row, share))

    def is_over_all(self, row, texts):
        """Whether a row is one category or kind over all the tables beside each other."""
        [column, *others] = texts
        left, right = self.layout.area(row, column)[1::2]
        if others or not all(left <= t.left <= right for t in self.active[1:]):
            return False
        text = texts[column]
        return bool(section_of(text) or kind_named(text) or is_known_category(text))

    def owner(self, row, column):
        if len(self.active) == 1:
            return self.active[0]
        for territory in self.active:
            if territory.reaches(column):
                return territory
        before = [territory for territory in self.active if territory.head.left <= column]
        return before[-1] if before else self.active[0]

    def begin(self, heads):
        """New heads end the tables in whose columns they stand; what stood just above them is
        theirs.
        """
        beside = None
        loose, self.loose = self.loose, []
        for head in heads:
            ended = [territory for territory in self.active if territory.meets(head)]
            territory = Territory(head, above=ended[-1] if ended else None, beside=beside)
            for old in ended:
                territory.before += self.taken_from(old, head)
            self.active = [t for t in self.active if t not in ended]
            beside = territory
            self.all.append(territory)
        for head, territory in zip(heads, self.all[-len(heads) :], strict=True):
            territory.before += shared_out(loose, head, heads, self.layout)
            self.active.append(territory)
        self.active.sort(key=lambda territory: territory.head.left)

    def taken_from(self, territory, head):
        """The rows just above a head that are its title, category or page mark and not the end of
        the table above.
        """
        count = 0
        for row, texts in reversed(territory.body):
            bare = (
                count == 0
                and is_bare_heading(self.layout, row, only_text(texts))
                and self.layout.is_next(row, head)
            )
            if not (bare or self.is_above_head(row, texts, territory)):
                break
            count += 1
        taken = territory.body[len(territory.body) - count :]
        del territory.body[len(territory.body) - count :]
        return taken

    def is_above_head(self, row, texts, territory):
        text = only_text(texts)
        if not text:
            return all(SIGNATURE.match(t) or COVER_LINE.match(t) for t in texts.values())
        column = next(iter(texts))
        if (
            PAGE.match(text)
            or CONTINUED.search(text)
            or kind_named(text)
            or section_of(text)
            or COVER_LINE.match(text)
        ):
            return True
        if NOTE.match(text) or len(text) > LONGEST_TITLE:
            return False
        unmerged_name = (
            column == territory.head.columns["name"] and self.layout.width(row, column) == 1
        )
        return bool(TITLE_WORDS.search(text)) and (
            not unmerged_name or self.layout.is_paragraph(row)
        )

    def read_territory(self, territory):
        if territory.head.index:
            self.skip_index(territory)
            return
        TableReader(self.layout, self.reading, territory).read()

    def skip_index(self, territory):
        head = territory.head
        rows = [*territory.before, *territory.body]
        cells = {(row, column) for row, texts in rows for column in texts} | head.cells
        text = " ".join(head.words.values())[:60]
        self.reading.skipped.append(Skipped(self.name, head.top, text, INDEX, frozenset(cells)))

    def name_loose(self):
        for row, texts in self.loose:
            if texts := without_pictures(texts):
                self.reading.skipped.append(outside(self.name, row, texts))


def outside(sheet, row, texts, reason=OUTSIDE):
    cells = frozenset((row, column) for column in texts)
    return Skipped(sheet, row, in_words(" ".join(texts.values()))[:60], reason, cells)


def shared_out(loose, head, heads, layout):
    """What of the rows above a row of heads belongs to this one: what stands over it, or is merged
    over it.
    """
    found = []
    for row, texts in loose:
        mine = {}
        for column, text in texts.items():
            left, right = layout.area(row, column)[1::2]
            over = [h for h in heads if left <= h.right and h.left <= right]
            nearest = over[0] if over else min(heads, key=lambda h: abs(h.left - column))
            if head is nearest or head in over:
                mine[column] = text
        if mine:
            found.append((row, mine))
    return found
