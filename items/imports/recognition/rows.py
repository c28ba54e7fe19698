"""Turns the rows of the tables into contents of an entry, with the cells they came from."""

import re
from dataclasses import dataclass, field

from items.entry.fields import IN_A_COLUMN
from items.models import Kind, ResponsibilityRole

from .columns import Column
from .departments import ACTS_TOGETHER
from .recognised import kind_of_row
from .responsibilities import (
    NAMING,
    responsibilities_of,
    responsibility,
    settle_township,
    supporting,
)

BASIS = re.compile(
    r"《([^》]+)》\s*(?:[（(]([^（()）]*[〔\[［【（(]\s*\d{4}\s*[〕\]］】）)][^（()）]*)[）)])?\s*"
    r"(第[^《；;\n、，,。]*(?:[、，,]\s*第[^《；;\n、，,。]*)*)?"
)
YEAR = re.compile(r"[〔\[［【（(]\s*(\d{4})\s*[〕\]］】）)]")
OF_ONE_ITEM = (Column.NAME, Column.NUMBER, Column.CODE)
# the field of a content: the columns it may come from
COLUMN_OF = {
    "name": (Column.NAME,),
    "category": (Column.CATEGORY,),
    "kind": (Column.KIND,),
    "code": (Column.CODE,),
    "township_duty": (Column.TOWNSHIP_DUTY,),
    "responsibilities": (*NAMING, Column.DEPARTMENT_DUTY, Column.METHOD),
    "bases": (Column.BASIS,),
    "scope": (Column.SCOPE,),
    "tags": (Column.SCOPE,),
    "townships": (Column.SCOPE,),
    **{own.name: (own.name,) for own in IN_A_COLUMN},
}
COLUMN_OF_ITS_DEPARTMENTS = {
    "duty": (Column.DEPARTMENT_DUTY, Column.SUPPORT_DUTY),
    "method": (Column.METHOD, Column.RECEIVERS_AND_METHOD, Column.DEPARTMENT_DUTY),
    "internal_office": (Column.INTERNAL_OFFICE, Column.DEPARTMENTS, Column.RECEIVERS),
    "transition_on": (Column.TRANSITION_ON,),
}


@dataclass
class ItemRow:
    """One item read from a file; `content` holds only what the file says of it."""

    sheet: str
    row: int
    kind: str
    content: dict
    texts: dict[str, str]
    columns: dict[str, int]
    formulas: dict[str, str]
    code: str = ""
    own_fields: tuple[str, ...] = ()  # of a responsibility: those the file has a column for
    department_names: list = field(default_factory=list)
    marks: dict = field(default_factory=dict)  # of a matrix: {township: the sign under it}
    mark_columns: dict = field(default_factory=dict)
    line: int = 0  # of several items that are the lines of one cell
    strangers: tuple[str, ...] = ()  # headings of duties by offices the row does not name
    unplaced: list = field(default_factory=list)  # departments that its kind does not have
    sides: tuple[str, ...] = ()  # townships named by themselves where departments are
    scope_head: str = ""  # of the remark that was read as the scope
    unread: dict = field(default_factory=dict)  # {head: text} of columns that are not read in
    formula_rows: dict = field(default_factory=dict)  # {field: the further row its cell is in}
    table: object = None  # the one it stands in

    @property
    def key(self):
        """What a decision about this row is filed under while the file stays the same."""
        if self.line:
            return f"{self.sheet}!{self.row}.{self.line}"
        return f"{self.sheet}!{self.row}"

    @property
    def name(self):
        return self.content["name"]

    def column_for(self, path):
        """The column a content's field came from, "" when the file has none.

        "responsibilities.0.duty" is where the departments' duties stand, "variants.0.name" where
        the townships' wordings do.
        """
        name, *inner = [step for step in path.split(".") if not step.isdigit()]
        columns = COLUMN_OF.get(name, ())
        if name == "responsibilities" and inner:
            columns = (*COLUMN_OF_ITS_DEPARTMENTS.get(inner[0], ()), *columns)
        for column in columns:
            if column in self.columns:
                return column
        return ""


def rows_of(recognition):
    """The items of all tables in the order they stand."""
    rows, reader = [], DepartmentsReader()
    for table in recognition.tables:
        for raw in table.rows:
            rows.append(make_row(table, raw, reader))
    return rows


class DepartmentsReader:
    """`responsibilities_of`, asked once of rows that say the same: lists repeat their items."""

    def __init__(self):
        self.known = {}

    def read(self, kind, raw):
        key = (kind, said_of_departments(raw.texts), *map(said_of_departments, raw.department_rows))
        if key not in self.known:
            self.known[key] = responsibilities_of(kind, raw)
        named, own_fields, strangers = self.known[key]
        if named is not None:
            named = [department.copied() for department in named]  # each row settles its own
        return named, own_fields, strangers


def said_of_departments(texts):
    """The cells of a row without those that only tell it from others."""
    cells = []
    for column, text in texts.items():
        if column not in OF_ONE_ITEM:
            cells.append((column, text))
    return tuple(cells)


def make_row(table, raw, reader):
    kind = kind_of_row(table, raw)
    named, own_fields, strangers = reader.read(kind, raw)
    named = settle_township(kind, named, raw)
    if named and shares_the_work(table, raw):
        share_the_work(named)
    unplaced, sides = [], ()
    if kind == Kind.BASIC and named is not None:
        named, unplaced, sides = supporting(named, raw)
    return ItemRow(
        sheet=table.sheet,
        row=raw.row,
        kind=kind,
        content=content_of(table, raw, kind, named),
        texts=raw.texts,
        columns=raw.columns,
        formulas=raw.formulas,
        formula_rows=raw.formula_rows,
        code="".join(filter(str.isdecimal, raw.texts.get(Column.CODE, ""))),
        own_fields=own_fields,
        department_names=named or [],
        marks=raw.marks,
        mark_columns={place: column for column, place in table.townships.items()},
        strangers=strangers,
        unplaced=unplaced,
        sides=sides,
        line=raw.line,
        unread=raw.unread,
        table=table,
    )


def shares_the_work(table, raw):
    """Whether those beside the lead stand under a word for who acts with it (协同单位): in the list
    of one office the same word says who helps it.
    """
    head = table.heads.get(raw.columns.get(Column.SUPPORT_DEPARTMENTS), "")
    acts_together = bool(ACTS_TOGETHER.search(head)) and not table.only_help
    return Column.DEPARTMENTS in table.columns and acts_together


def share_the_work(named):
    for department in named:
        if department.role == ResponsibilityRole.SUPPORT:
            department.role = ResponsibilityRole.JOINT


def content_of(table, raw, kind, named):
    """What the file says of an item, in the shape of an entry."""
    texts = raw.texts
    content = {"kind": kind, "name": joined(texts[Column.NAME])}
    if Column.CATEGORY in table.columns or raw.category or raw.section:
        content["category"] = raw.category
    elif any(not section.names_office for section in table.sections):
        content["category"] = ""
    if kind == Kind.COORDINATION and Column.TOWNSHIP_DUTY in texts:
        content["township_duty"] = texts[Column.TOWNSHIP_DUTY]
    if named is not None:
        content["responsibilities"] = [responsibility(one, texts) for one in named]
    if texts.get(Column.BASIS):
        content["bases"] = bases_of(texts[Column.BASIS])
    return content | more_of(texts)


def more_of(texts):
    """What only the flat layout has columns for; a blank 公开属性 says nothing."""
    values = {}
    for own in IN_A_COLUMN:
        text = texts.get(own.name)
        is_blank_publicness = own.name == Column.PUBLIC and not text
        if text is not None and not is_blank_publicness:
            values[own.name] = own.read(text)
    return values


def joined(name):
    """A name broken over lines as one line; a blank stays only between Latin words."""
    if "\n" not in name:
        return name.strip()
    return re.sub(r"(?<![A-Za-z0-9,.])\n|\n(?![A-Za-z0-9])", "", name).replace("\n", " ").strip()


def bases_of(text):
    """The acts named in one cell, each with its document number and article."""
    bases = []
    for act, number, article in BASIS.findall(text):
        document_number = YEAR.sub(r"〔\1〕", number).strip()
        bases.append(basis(act.strip(), document_number, article.strip()))
    return bases or [basis(joined(text))]


def basis(act, document_number="", article=""):
    return {"act": act, "document_number": document_number, "article": article}
