"""Turns the rows of the tables into contents in the one shape of an entry, each with the cells its fields came from."""

import re
from dataclasses import dataclass, field

from .departments import assign_roles, share_text, split_departments, split_receivers_and_method
from .headwords import kind_in

BASIS = re.compile(
    r"《([^》]+)》\s*(?:[（(]([^）)]*〔[^）)]*)[）)])?\s*(第[^《；;\n、，,。]*(?:[、，,]\s*第[^《；;\n、，,。]*)*)?"
)
DAY = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})")
OWN_COLUMNS = {
    "duty": "department_duty",
    "method": "method",
    "internal_office": "internal_office",
    "transition_on": "transition_on",
}
COLUMN_OF = {
    "name": ("name",),
    "category": ("category",),
    "kind": ("kind",),
    "code": ("code",),
    "township_duty": ("township_duty",),
    "responsibilities": ("departments", "receivers", "receivers_and_method"),
    "duty": ("department_duty",),
    "method": ("method", "receivers_and_method"),
    "internal_office": ("internal_office", "departments", "receivers"),
    "transition_on": ("transition_on",),
    "bases": ("basis",),
    "scope": ("scope",),
    "tags": ("scope",),
    "townships": ("scope",),
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

    @property
    def key(self):
        """What a decision about this row is filed under while the file stays the same."""
        return f"{self.sheet}!{self.row}"

    @property
    def name(self):
        return self.content["name"]

    def column_for(self, path):
        """The column a content's field came from: "responsibilities.0.duty" is where the departments' duties stand."""
        parts = [part for part in path.split(".") if not part.isdigit()]
        for part in reversed(parts):
            for column in COLUMN_OF.get(part, ()):
                if column in self.columns:
                    return column
        return "name"


def rows_of(reading):
    """The items of all tables in the order they stand."""
    return [make_row(table, raw) for table in reading.tables for raw in table.rows]


def make_row(table, raw):
    kind = kind_in(raw.texts.get("kind", "")) or table.kind
    named, own_fields = responsibilities_of(kind, raw.texts)
    content = {"kind": kind, "name": joined(raw.texts["name"])}
    if "category" in table.columns or table.sections:
        content["category"] = raw.texts.get("category") or (raw.section.name if raw.section else "")
    if kind == "coordination" and "township_duty" in table.columns:
        content["township_duty"] = raw.texts["township_duty"]
    if named is not None:
        content["responsibilities"] = [responsibility(department, raw.texts) for department in named]
    if raw.texts.get("basis"):
        content["bases"] = bases_of(raw.texts["basis"])
    return Row(
        sheet=table.sheet,
        row=raw.row,
        kind=kind,
        content=content,
        texts=raw.texts,
        columns=raw.columns,
        formulas=raw.formulas,
        code=re.sub(r"\D", "", raw.texts.get("code", "")),
        own_fields=own_fields,
        department_names=named or [],
    )


def joined(name):
    """A name broken over several lines of its cell, as one line; a blank stays only between Latin words."""
    return re.sub(r"(?<![A-Za-z0-9,.])\n|\n(?![A-Za-z0-9])", "", name).replace("\n", " ").strip()


def responsibilities_of(kind, texts):
    """(departments with role, duty and method; the fields the file has columns for); None without such columns."""
    receiving = kind == "reclaimed"
    heads = ("receivers", "departments") if receiving else ("departments", "receivers")
    where = next((texts[head] for head in heads if head in texts), None)
    own = [name for name, column in OWN_COLUMNS.items() if column in texts]
    method = texts.get("method", "")
    if where is None and "receivers_and_method" in texts:
        where, method = split_receivers_and_method(texts["receivers_and_method"])
        own.append("method")
    if where is None:
        return None, ()
    named = assign_roles(split_departments(where), receiving=receiving)
    share_text(texts.get("department_duty", ""), named, "duty")
    share_text(method, named if receiving else [], "method")
    return named, tuple(own)


def responsibility(named, texts):
    receiving = named.role == "receiver"
    office = named.internal_office or (texts.get("internal_office", "") if receiving else "")
    return {
        "department": named.full_name,
        "collective": named.collective,
        "role": named.role,
        "internal_office": office,
        "duty": "\n".join(named.duty),
        "method": "\n".join(named.method) if receiving else "",
        "transition_on": day_of(texts.get("transition_on", "")) if receiving else None,
    }


def bases_of(text):
    """The acts named in one cell, each with its document number and article."""
    found = [
        {"act": act.strip(), "document_number": number or "", "article": (article or "").strip()}
        for act, number, article in BASIS.findall(text)
    ]
    return found or [{"act": joined(text), "document_number": "", "article": ""}]


def day_of(text):
    """A date however it is written, as ISO; a text without one stays as it is, for the check to name."""
    match = DAY.search(text)
    if not match:
        return text or None
    year, month, day = (int(part) for part in match.groups())
    return f"{year:04d}-{month:02d}-{day:02d}"
