"""The parts of a table's head: its columns, the words over them, and what makes a row of words a
head.
"""

import re
from dataclasses import dataclass, field

from .headwords import PRESENT, head_key, is_township_word, kind_in

LONGEST_HEAD = 30
BARE_DUTY = frozenset(
    [
        "职责",
        "主要职责",
        "职责任务",
        "工作职责",
        "职责分工",
        "具体职责",
        "履职内容",
        "职责内容",
        "任务",
        "工作内容",
        "责任",
        "具体责任",
        "责任内容",
        "责任分工",
        "责任事项",
        "主体责任",
        "主要责任",
        "职责划分",
        "履行职责",
        "承担职责",
        "工作任务",
        "主要任务",
        "具体任务",
        "责任清单",
        "职责清单",
        "履责内容",
    ]
)
MOST_ROWS = 3
BEGINS_A_TABLE = ("number", "name", "code")
STRONG = frozenset(
    [
        "category",
        "departments",
        "department_duty",
        "township_duty",
        "receivers",
        "method",
        "receivers_and_method",
        "kind",
        "code",
    ]
)
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
    further: list = field(
        default_factory=list
    )  # [field, column, duty's column or 0] of departments after the first
    cells: set = field(default_factory=set)
    dismissed: set = field(default_factory=set)  # columns that a person said are not to be read in
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
        further = [column for _field, *columns in self.further for column in columns if column]
        return (*self.unknown, *self.townships, *self.ticks, *further)

    def same_as(self, other):
        return self.columns == other.columns and self.townships == other.townships


@dataclass
class Leaf:
    """One column of a head, or several that one cell spans: its words from the top down."""

    left: int
    right: int
    path: tuple[str, ...]
    field: str = ""
    ticked: str = ""  # the kind that a tick under it means

    @property
    def words(self):
        return " / ".join(" ".join(text.split()) for text in self.path)


def is_place(text):
    """Whether a head is a township's own name and not the word for townships."""
    return bool(PLACE.match("".join(text.split()))) and not is_township_word(text)


def parts_of(leaves):
    """The leaves cut where a second table begins beside the first: its number, name or code comes
    again.

    A name without a number of its own, beside one with, only explains that one: 事项名称, 事项内容.
    """
    parts, begun = [[]], set()
    for n, leaf in enumerate(leaves):
        again = (
            leaf.field in begun
            and leaf.field in (*BEGINS_A_TABLE, "category", "kind")
            and "name" in begun
        )
        again = again and not (
            leaf.field == "name" and "number" in begun and not kind_in(leaf.path[-1])
        )
        if (
            again
            and "name" in {later.field for later in leaves[n:]}
            and len(known_fields(leaves[n:])) > 1
        ):
            parts.append([])
            begun = set()
        parts[-1].append(leaf)
        if leaf.field:
            begun.add(leaf.field)
    return parts


def has_title(leaves):
    """Whether one word stands over all columns of several: the table's title and no group of its
    head.
    """
    return (
        len(leaves) > 1 and len(leaves[0].path) > 1 and len({leaf.path[0] for leaf in leaves}) == 1
    )


def known_fields(leaves):
    return {leaf.field for leaf in leaves if leaf.field}


def in_span(head, column):
    return head.left <= column <= head.right


def best_name(leaves):
    """Of several columns that could hold the name the one that says so most plainly."""
    if not leaves:
        return None
    return max(
        leaves, key=lambda leaf: ("名称" in leaf.path[-1], "具体" in leaf.path[-1], -leaf.left)
    )


def is_head(head):
    """A name's column and one more at least; several names of different kinds are the head of a
    summary.
    """
    if "name" not in head.columns:
        return False
    if len(head.columns) < 2:
        return bool(head.townships) and len(head.townships) > 1
    names = [
        kind_in(head.words[head.columns["name"]]),
        *(kind_in(words) for words in head.unknown.values()),
    ]
    if len({kind for kind in names if kind}) > 1:
        return False
    word = head_key(head.words[head.columns["name"]])
    weak = word == "名称" or bool(
        PRESENT.search(word)
    )  # 调整后事项名称 may stand in a mere comparison
    return not weak or bool(head.columns.keys() & STRONG)


def drop_lone_township(head):
    """One column headed by a township's name is no matrix."""
    if len(head.townships) == 1:
        head.unknown |= head.townships
        head.townships = {}


def settle_bare_duty(head):
    """职责 right behind the departments' column is theirs."""
    if "departments" not in head.columns or "department_duty" in head.columns:
        return
    for column, words in sorted(head.unknown.items()):
        if head_key(words) in BARE_DUTY and column > head.columns["departments"]:
            head.columns["department_duty"], head.spans["department_duty"] = (
                column,
                (column, column),
            )
            del head.unknown[column]
            return
