"""Turns the rows of the tables into contents in the one shape of an entry, each with the cells its
fields came from.
"""

import re
from dataclasses import dataclass, field

from items.entry.fields import IN_A_COLUMN

from .findings import RECLAIMED_COLUMNS
from .headwords import kind_in
from .responsibilities import (
    NAMING,
    responsibilities_of,
    responsibility,
    settle_township,
    supporting,
)

BASIS = re.compile(
    r"《([^》]+)》\s*(?:[（(]([^（()）]*[〔\[［【（(]\s*\d{4}\s*[〕\]］】）)][^（()）]*)[）)])?\s*(第[^《；;\n、，,。]*(?:[、，,]\s*第[^《；;\n、，,。]*)*)?"
)
YEAR = re.compile(r"[〔\[［【（(]\s*(\d{4})\s*[〕\]］】）)]")
COLUMN_OF = {
    "name": ("name",),
    "category": ("category",),
    "kind": ("kind",),
    "code": ("code",),
    "township_duty": ("township_duty",),
    "responsibilities": (*NAMING, "department_duty", "method"),
    "bases": ("basis",),
    "scope": ("scope",),
    "tags": ("scope",),
    "townships": ("scope",),
    **{field.name: (field.name,) for field in IN_A_COLUMN},
}
COLUMN_OF_ITS_DEPARTMENTS = {
    "duty": ("department_duty", "support_duty"),
    "method": ("method", "receivers_and_method", "department_duty"),
    "internal_office": ("internal_office", "departments", "receivers"),
    "transition_on": ("transition_on",),
}


@dataclass
class Row:
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
    unplaced: list = field(
        default_factory=list
    )  # departments that an item of its kind does not have
    sides: tuple[str, ...] = ()  # townships named by themselves where departments are
    unread: dict = field(default_factory=dict)  # {head: text} of columns that are not read in
    formula_rows: dict = field(default_factory=dict)  # {field: the further row its cell is in}
    table: object = None  # the one it stands in

    @property
    def key(self):
        """What a decision about this row is filed under while the file stays the same."""
        return f"{self.sheet}!{self.row}.{self.line}" if self.line else f"{self.sheet}!{self.row}"

    @property
    def name(self):
        return self.content["name"]

    def column_for(self, path):
        """The column a content's field came from, "" when the file has none.

        "responsibilities.0.duty" is where the departments' duties stand, "variants.0.name" where
        the townships' wordings do.
        """
        field, *inner = [part for part in path.split(".") if not part.isdigit()]
        columns = COLUMN_OF.get(field, ())
        if field == "responsibilities" and inner:
            columns = (*COLUMN_OF_ITS_DEPARTMENTS.get(inner[0], ()), *columns)
        return next((column for column in columns if column in self.columns), "")


def rows_of(reading):
    """The items of all tables in the order they stand."""
    return [make_row(table, raw) for table in reading.tables for raw in table.rows]


def make_row(table, raw):
    kind = kind_of_row(table, raw)
    named, own_fields, strangers = responsibilities_of(kind, raw)
    named = settle_township(kind, named, raw)
    unplaced, sides = [], ()
    if kind == "basic" and named is not None:
        named, unplaced, sides = supporting(named, raw)
    content = {"kind": kind, "name": joined(raw.texts["name"])}
    if "category" in table.columns or raw.category or raw.section:
        content["category"] = raw.category
    elif any(not section.names_office for section in table.sections):
        content["category"] = ""
    if kind == "coordination" and "township_duty" in raw.texts:
        content["township_duty"] = raw.texts["township_duty"]
    if named is not None:
        content["responsibilities"] = [
            responsibility(department, raw.texts) for department in named
        ]
    if raw.texts.get("basis"):
        content["bases"] = bases_of(raw.texts["basis"])
    content |= more_of(raw.texts)
    return Row(
        sheet=table.sheet,
        row=raw.row,
        kind=kind,
        content=content,
        texts=raw.texts,
        columns=raw.columns,
        formulas=raw.formulas,
        formula_rows=raw.formula_rows,
        code=re.sub(r"\D", "", raw.texts.get("code", "")),
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


def kind_of_row(table, raw):
    """The kind a row says itself or its section says; among columns of several kinds, what it fills
    in.
    """
    if said := kind_in(raw.texts.get("kind", "")) or raw.kind:
        return said
    if not table.is_mixed:
        return table.kind
    if any(raw.texts.get(name) for name in (*RECLAIMED_COLUMNS, "method")):
        return "reclaimed"
    if any(raw.texts.get(name) for name in ("township_duty", "department_duty", "departments")):
        return "coordination"
    return table.kind


def more_of(texts):
    """What only the flat layout has columns for; a blank 公开属性 says nothing."""
    return {
        field.name: field.read(texts[field.name])
        for field in IN_A_COLUMN
        if field.name in texts and (texts[field.name] or field.name != "public")
    }


def joined(name):
    """A name broken over several lines of its cell, as one line; a blank stays only between Latin
    words.
    """
    return re.sub(r"(?<![A-Za-z0-9,.])\n|\n(?![A-Za-z0-9])", "", name).replace("\n", " ").strip()


def bases_of(text):
    """The acts named in one cell, each with its document number and article."""
    found = [
        {
            "act": act.strip(),
            "document_number": YEAR.sub(r"〔\1〕", number or "").strip(),
            "article": (article or "").strip(),
        }
        for act, number, article in BASIS.findall(text)
    ]
    return found or [{"act": joined(text), "document_number": "", "article": ""}]
