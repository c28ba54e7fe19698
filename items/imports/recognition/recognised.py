"""What was recognised in a file: tables with their items, and what is named as none."""

from dataclasses import dataclass, field
from enum import StrEnum

from items.models import Kind
from items.printed.own_marks import MARK_HEAD

from .columns import Column
from .headwords import is_township_word, kind_in

RECLAIMED_COLUMNS = frozenset({Column.RECEIVERS, Column.RECEIVERS_AND_METHOD})
# the columns that are of one kind only when they stand together: one of each group
WHOLE_SETS = {
    Kind.COORDINATION: (
        {Column.DEPARTMENTS, Column.SUPPORT_DEPARTMENTS, Column.JOINT_DEPARTMENTS},
        {Column.DEPARTMENT_DUTY, Column.SUPPORT_DUTY},
        {Column.TOWNSHIP_DUTY},
    ),
    Kind.RECLAIMED: (RECLAIMED_COLUMNS, {Column.METHOD, Column.RECEIVERS_AND_METHOD}),
}


def kind_filled_in(texts):
    """The kind whose columns an item fills in; "" where it fills in none of any kind."""
    if any(map(texts.get, (*RECLAIMED_COLUMNS, Column.METHOD))):
        return Kind.RECLAIMED
    if any(map(texts.get, (Column.TOWNSHIP_DUTY, Column.DEPARTMENT_DUTY, Column.DEPARTMENTS))):
        return Kind.COORDINATION
    return ""


def kind_of_row(table, raw):
    """The kind a row or its section says; among columns of several kinds, what is filled in."""
    if kind := kind_in(raw.texts.get(Column.KIND, "")) or raw.kind:
        return kind
    if not table.is_mixed:
        return table.kind
    return kind_filled_in(raw.texts) or table.kind


class StrayCode(StrEnum):
    """Why a cell or a row inside a table is an error; `Issue` carries it as its code."""

    CELL = "stray_cell"
    DOUBTFUL_ROW = "doubtful_row"
    DECISION = "decision_beside"
    PICTURE = "picture"
    SAME_CODE = "same_item_code"


@dataclass(eq=False)
class SectionRow:
    """A category's row, or a kind's: its name and the number of items it says it has."""

    row: int
    name: str
    count: int | None
    cells: frozenset = frozenset()
    kind: str = ""
    names_office: bool = False  # the department of the items below, and no category
    aside: str = ""  # why its name is no category: another level of sections is


@dataclass(eq=False)
class RawRow:
    """One item as it stands: the text of each field and the cells it came from.

    `department_rows` are the rows of an item that has one for each department, its first row
    included.
    """

    row: int
    texts: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)
    formula_rows: dict[str, int] = field(default_factory=dict)  # where one is in a further row
    section: SectionRow | None = None
    kind_section: SectionRow | None = None
    category: str = ""
    kind: str = ""
    department_rows: list[dict[str, str]] = field(default_factory=list)
    # of a matrix: {township: the sign under it}; of columns that are not read in: {head: text}
    marks: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    cells: set = field(default_factory=set)
    office: SectionRow | None = None  # the line above that names the department of all items below
    line: int = 0  # of several items that are the lines of one cell


@dataclass
class LearntLabel:
    """What a label of cards that no word tells was taken for, and why; where that is not sure,
    `field` is "" and `readings` are the two it may be.
    """

    field: str
    reasons: tuple = ()
    readings: tuple = ()


@dataclass
class CardLabel:
    """A label of cards: its field, the first texts beside it, what was learnt of it."""

    field: str
    examples: list = field(default_factory=list)
    learnt: LearntLabel | None = None


@dataclass(eq=False)
class Table:
    sheet: str
    title: str
    head_row: int
    columns: dict[str, int]
    unknown: dict[int, str]
    heads: dict[int, str] = field(default_factory=dict)  # every head as written
    townships: dict[int, str] = field(default_factory=dict)  # of a matrix: {column: township}
    examples: dict[int, list[str]] = field(default_factory=dict)  # the first texts under each head
    sheet_title: str = ""  # what stands first in the sheet
    kind: str = ""
    kind_above: str = ""  # which a title or a section above the head says
    told_kind: str = ""  # the same, or by the sheet's name
    against: str = ""  # the kind whose columns are all there while another kind is said
    rows: list[RawRow] = field(default_factory=list)
    sections: list[SectionRow] = field(default_factory=list)
    cells: set = field(default_factory=set)  # of the title, the head, unknown columns, empty lines
    remarks: int = 0  # cells of the known column 备注 that are not read in
    first_remark: tuple[int, int, str] | None = None
    hidden_columns: list[int] = field(default_factory=list)
    joined: list[tuple[int, int]] = field(default_factory=list)  # (row, the one it goes on with)
    # why a known column is not read in, its head in {}
    aside: dict[int, str] = field(default_factory=dict)
    unsure: list = field(default_factory=list)  # columns that may be read in two ways
    reasons: dict = field(default_factory=dict)  # column: (field, why) of what evidence decided
    labels: dict = field(default_factory=dict)  # {label: CardLabel} of cards, in their order
    are_ticked: bool = False  # the townships of an item, each in a row of its own
    only_help: bool = False  # those called 协同部门, as the file says
    is_twice: bool = False  # an old and a new list, and nothing tells which is which
    explained: set[str] = field(default_factory=set)  # heads of codes that are understood
    dismissed: set[int] = field(default_factory=set)  # columns that a person said are not read in

    @property
    def unit(self):
        """What a field of it stands in, in the words of messages: a column, of cards a box."""
        return "栏" if self.labels else "列"

    @property
    def all_texts(self):
        """The texts of each item, and of each row of its departments."""
        texts = []
        for raw in self.rows:
            texts += [raw.texts, *raw.department_rows]
        return texts

    @property
    def remark_heads(self):
        """{column: head} of the remarks and of what is not read in, unless a person said so."""
        heads = {}
        for column, head in self.unknown.items():
            if head and column not in self.dismissed:
                heads[column] = head
        if Column.REMARK in self.columns:
            heads[self.columns[Column.REMARK]] = self.heads.get(self.columns[Column.REMARK], "")
        return heads

    @property
    def full_kinds(self):
        """The kinds all of whose columns are there."""
        kinds = []
        for kind, groups in WHOLE_SETS.items():
            if all(group & self.columns.keys() for group in groups):
                kinds.append(kind)
        return kinds

    @property
    def scope_is_alone(self):
        """Whether no other column is headed by a word for townships: 适用街道 beside 适用乡镇."""
        return not any(is_township_word(head) for head in self.unknown.values())

    @property
    def is_mixed(self):
        """Whether only the rows can say the kind: columns of both, all or none complete."""
        if self.told_kind or len(self.full_kinds) == 1:
            return False
        receiving = {*RECLAIMED_COLUMNS, Column.METHOD} & self.columns.keys()
        return bool(receiving and Column.TOWNSHIP_DUTY in self.columns)


@dataclass(eq=False)
class Skipped:
    """Something that was read and is not an item, with the reason."""

    sheet: str
    row: int | None
    text: str
    reason: str
    cells: frozenset = frozenset()


@dataclass(eq=False)
class Stray:
    """A cell or row inside a table of which nobody can tell what it is: an error."""

    sheet: str
    row: int
    column: int
    text: str
    code: StrayCode = StrayCode.CELL
    cells: frozenset = frozenset()
    beside: int = 0  # the row of the item it may be a part of
    beside_text: str = ""


@dataclass(frozen=True)
class Gathered:
    """A row that is a part of an item which stands in another row, of this sheet or of another."""

    sheet: str
    row: int
    first_sheet: str
    first_row: int
    differing: str = "部门"  # in what alone the rows differ


@dataclass
class Unrecognised:
    """A sheet without a table: its first rows, for a person to point at the head."""

    sheet: str
    rows: list[tuple[int, dict[int, str]]]
    reason: str  # why it is read nowhere
    nameless: int = 0  # the row that is a list's head in all but the name's column
    nameless_heads: tuple[str, ...] = ()  # its words that are not known
    is_list: bool = False  # by its words, though no head was found
    is_keyed: bool = False  # by keys of items in other sheets, of which it says more


@dataclass
class Recognition:
    """All that was recognised in the sheets of one file."""

    sheets: tuple = ()  # of the file, while they are read
    file_name: str = ""
    tables: list[Table] = field(default_factory=list)
    unrecognised: list[Unrecognised] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    # {(sheet, row): where a person finds it}, [(sheet, what was read otherwise than written)]
    places: dict[tuple[str, int], str] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    gathered: list[Gathered] = field(default_factory=list)
    decisions: dict = field(default_factory=dict)  # by evidence, on heads of the same words
    hidden_rows: set[tuple[str, int]] = field(default_factory=set)  # (sheet, row)

    @property
    def item_count(self):
        return sum(len(table.rows) for table in self.tables)

    def tables_of(self, sheet):
        """The tables of the sheet of this name, in their order."""
        return [table for table in self.tables if table.sheet == sheet]

    @property
    def unknown_columns(self):
        """The heads no field is known for, each once, in the order they stand."""
        heads = {}
        for table in self.tables:
            for head in table.unknown.values():
                if head and head != MARK_HEAD:
                    heads[head] = True
        return list(heads)
