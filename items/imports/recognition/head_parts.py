"""The parts of a table's head: its columns, their words, and what makes a row of words a head."""

import re
from dataclasses import dataclass, field

from .columns import NEEDED, Column
from .headwords import PRESENT, head_key, is_township_word, kind_in

LONGEST_HEAD = 30
MOST_ROWS = 3
BEGINS_A_TABLE = (Column.NUMBER, Column.NAME, Column.CODE)
MAY_COME_AGAIN = frozenset({*BEGINS_A_TABLE, Column.CATEGORY, Column.KIND})
STRONG = frozenset({*NEEDED, Column.CATEGORY, Column.KIND, Column.CODE})
PLACE = re.compile(
    r"^[\u4e00-\u9fff]{1,12}(?:镇|乡|街道|街道办事处|办事处|农场|林场|园区|开发区|管理区|苏木)$"
)


@dataclass
class Head:
    """The head of one table: which columns stand under which words, and what the words mean."""

    top: int
    bottom: int
    columns: dict[str, int] = field(default_factory=dict)  # field: first column of its span
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)  # every head as written, groups joined
    townships: dict[int, str] = field(default_factory=dict)  # of a matrix: column: township
    ticks: dict[int, str] = field(default_factory=dict)  # column: the kind a tick in it means
    # [field, column, duty's column or 0, method's or 0] of departments after the first
    further: list = field(default_factory=list)
    cells: set = field(default_factory=set)
    dismissed: set = field(default_factory=set)  # columns that a person said are not to be read in
    offices: dict = field(default_factory=dict)  # column: the department whose part a sign says
    lead: int = 0  # the column that says which of the `offices` leads
    former: dict = field(default_factory=dict)  # column: the same one of an old list beside it
    is_twice: bool = False  # of an old and a new list, and nothing tells which is which
    unsure: list = field(default_factory=list)  # columns that may be read in two ways
    reasons: dict = field(default_factory=dict)  # column: (field, why) of what evidence decided
    index: bool = False  # of an index or a summary, whose rows are no items

    @property
    def left(self):
        return min((*self.columns.values(), *self.others))

    @property
    def right(self):
        ends = [right for _left, right in self.spans.values()]
        return max((*ends, *self.others))

    @property
    def others(self):
        """The columns that hold no field of their own."""
        further = [*self.further_columns, self.lead] if self.lead else self.further_columns
        return (*self.unknown, *self.townships, *self.ticks, *self.offices, *further)

    @property
    def further_columns(self):
        """The columns of further departments, of their duties and of their ways of working."""
        return [column for _field, *columns in self.further for column in columns if column]

    @property
    def known_count(self):
        """How many columns are known for what they are."""
        return len(self.columns) + len(self.townships) + len(self.ticks) + len(self.offices)

    def reaches(self, column):
        return self.left <= column <= self.right

    def set_column(self, name, left, right=None):
        """A field stands in a column, or in several that one cell spans."""
        self.columns[name] = left
        self.spans[name] = (left, right or left)
        self.unknown.pop(left, None)

    def drop_column(self, name):
        """A field stands in no column after all: -> the one it had, None for none."""
        self.spans.pop(name, None)
        return self.columns.pop(name, None)


@dataclass
class HeadColumn:
    """One column of a head, or several that one cell spans: its words from the top down."""

    left: int
    right: int
    path: tuple[str, ...]
    field: str = ""
    ticked: str = ""  # the kind that a tick under it means
    kind_above: str = ""  # which a title says that begins over it

    @property
    def words(self):
        return " / ".join(" ".join(text.split()) for text in self.path)


def is_place(text):
    """Whether a head is a township's own name and not the word for townships."""
    return bool(PLACE.match("".join(text.split()))) and not is_township_word(text)


def parts_of(head_columns):
    """The columns cut where a second table begins beside the first: its number, name or code comes
    again.

    A name without a number of its own, beside one with, only explains that one: 事项名称, 事项内容;
    but where a kind of its own begins over it.
    """
    parts, begun = [[]], set()
    for place, head_column in enumerate(head_columns):
        if begins_again(head_column, begun) and may_be_table(head_columns[place:]):
            parts.append([])
            begun = set()
        parts[-1].append(head_column)
        if head_column.field:
            begun.add(head_column.field)
    return parts


def begins_again(head_column, begun):
    """Whether a column is of a second table, when columns of these fields stand before it."""
    if Column.NAME not in begun or head_column.field not in MAY_COME_AGAIN:
        return False
    if head_column.kind_above or head_column.field not in begun:
        return bool(head_column.kind_above)
    only_explains = head_column.field == Column.NAME and Column.NUMBER in begun
    return not only_explains or bool(kind_in(head_column.path[-1]))


def may_be_table(head_columns):
    """Whether columns have a name's and one more field among them."""
    fields = {head_column.field for head_column in head_columns if head_column.field}
    return Column.NAME in fields and len(fields) > 1


def has_title(head_columns):
    """Whether one word stands over all of several columns: the table's title, no group."""
    if len(head_columns) < 2 or len(head_columns[0].path) < 2:
        return False
    return len({head_column.path[0] for head_column in head_columns}) == 1


def is_reached(areas, column):
    """Whether a column is of one of these areas."""
    return any(area.reaches(column) for area in areas)


def best_name(head_columns):
    """Of several columns that could hold the name the one that says so most plainly."""
    return max(head_columns, key=plainness, default=None)


def plainness(head_column):
    """How plainly a column's head says that it holds names; the first of two that say the same."""
    word = head_column.path[-1]
    return "名称" in word, "具体" in word, -head_column.left


def is_head(head):
    """A name's column and one more; several names of different kinds head a summary."""
    if Column.NAME not in head.columns:
        return False
    if head.columns[Column.NAME] in head.former:
        return True
    if len(head.columns) < 2:
        return len(head.townships) > 1
    name_words = head.words[head.columns[Column.NAME]]
    kinds = {kind_in(words) for words in (name_words, *head.unknown.values())}
    if len(kinds - {""}) > 1:
        return False
    word = head_key(name_words)
    # 调整后事项名称 may stand in a mere comparison
    is_weak = word == "名称" or bool(PRESENT.search(word))
    return not is_weak or bool(head.columns.keys() & STRONG)
