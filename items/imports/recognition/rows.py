"""Turns the rows of the tables into contents in the one shape of an entry, each with the cells its fields came from."""

import re
from dataclasses import dataclass, field

from ..flat_cells import READ
from .departments import NOBODY, assign_roles, split_departments
from .duties import share_text
from .findings import RECLAIMED_COLUMNS
from .headwords import kind_in
from .receiving import receivers_in
from .told_departments import told_in
from .township_side import UNSAID, is_township, side_of

BASIS = re.compile(
    r"《([^》]+)》\s*(?:[（(]([^（()）]*[〔\[［【（(]\s*\d{4}\s*[〕\]］】）)][^（()）]*)[）)])?\s*(第[^《；;\n、，,。]*(?:[、，,]\s*第[^《；;\n、，,。]*)*)?"
)
YEAR = re.compile(r"[〔\[［【（(]\s*(\d{4})\s*[〕\]］】）)]")
DAY = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})")
ROLES_SAID = (
    ("support", re.compile(r"配合|协[助同办]|参与|辅助")),
    ("lead", re.compile(r"牵头|主[体责办管要]|第一|首要")),
    ("joint", re.compile(r"共同|联合|监管|直接|相关|会同")),
)
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
    "responsibilities": (
        "departments",
        "receivers",
        "receivers_and_method",
        "support_departments",
        "joint_departments",
    ),
    "duty": ("department_duty", "support_duty"),
    "method": ("method", "receivers_and_method", "department_duty"),
    "internal_office": ("internal_office", "departments", "receivers"),
    "transition_on": ("transition_on",),
    "bases": ("basis",),
    "scope": ("scope",),
    "tags": ("scope",),
    "townships": ("scope",),
    **{name: (name,) for name in READ},
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

    @property
    def key(self):
        """What a decision about this row is filed under while the file stays the same."""
        return f"{self.sheet}!{self.row}.{self.line}" if self.line else f"{self.sheet}!{self.row}"

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
    kind = kind_of_row(table, raw)
    named, own_fields, strangers = responsibilities_of(kind, raw)
    if kind == "coordination":
        named = take_township_duty(named, raw)
    content = {"kind": kind, "name": joined(raw.texts["name"])}
    if "category" in table.columns or raw.category or raw.section:
        content["category"] = raw.category
    elif any(not section.names_office for section in table.sections):
        content["category"] = ""
    if kind == "coordination" and "township_duty" in raw.texts:
        content["township_duty"] = raw.texts["township_duty"]
    if named is not None:
        content["responsibilities"] = [responsibility(department, raw.texts) for department in named]
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
        code=re.sub(r"\D", "", raw.texts.get("code", "")),
        own_fields=own_fields,
        department_names=named or [],
        marks=raw.marks,
        mark_columns={place: column for column, place in table.townships.items()},
        strangers=strangers,
        line=raw.line,
    )


def kind_of_row(table, raw):
    """The kind a row says itself or its section says; among columns of several kinds, what it fills in."""
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
        name: read(texts[name]) for name, read in READ.items() if name in texts and (texts[name] or name != "public")
    }


def joined(name):
    """A name broken over several lines of its cell, as one line; a blank stays only between Latin words."""
    return re.sub(r"(?<![A-Za-z0-9,.])\n|\n(?![A-Za-z0-9])", "", name).replace("\n", " ").strip()


def responsibilities_of(kind, raw):
    """(departments with role, duty and method; the fields the file has columns for; headings of nobody named).

    None instead of departments when the file has no column of them.
    """
    texts, receiving = raw.texts, kind == "reclaimed"
    own = tuple(name for name, column in OWN_COLUMNS.items() if column in texts)
    if not texts.keys() & set(COLUMN_OF["responsibilities"]):
        return from_what_is_said(texts, own, receiving=receiving)
    if "receivers_and_method" in texts and not (texts.get("receivers") or texts.get("departments")):
        named = with_offices(from_one_column(texts["receivers_and_method"]), texts, receiving=True)
        return assign_roles(named, receiving=True), (*own, "method"), ()
    parts = raw.parts if len(raw.parts) > 1 else [texts]
    if not dealt_by_rows(parts):
        parts = [texts]
    named, strangers = [], []
    for part in parts:
        found, odd = from_part({**texts, **part}, receiving=receiving, alone=len(parts) == 1)
        add_named(named, found)
        strangers += odd
    if receiving and "method" not in texts and "department_duty" in texts:
        own = (*(name for name in own if name != "duty"), "method")
    return assign_roles(named, receiving=receiving), own, tuple(dict.fromkeys(strangers))


def from_what_is_said(texts, own, *, receiving):
    """The same where no column names departments: those that the cell of their duties or methods names."""
    said, named = texts.get("method" if receiving else "department_duty", ""), []
    for departments, text in told_in(said) if said else ():
        for department in departments:
            (department.method if receiving else department.duty).extend([text] if text else [])
        add_named(named, departments)
    return (assign_roles(named, receiving=receiving) if named else None), own, ()


def add_named(named, found):
    """Adds the departments of one row; what a further row says of one that is there already is added to it."""
    known = {department.full_name: department for department in named}
    for department in found:
        if before := known.get(department.full_name):
            before.duty += department.duty
            before.method += department.method
        else:
            named.append(department)


def with_offices(named, texts, *, receiving):
    """The departments with what the column of internal offices says: of all who receive, else of each or the first."""
    text = texts.get("internal_office", "")
    if not text or text in NOBODY or not named:
        return named
    lines = text.split("\n")
    each = lines if len(lines) == len(named) else [text] * len(named) if receiving else [text]
    for department, office in zip(named, each, strict=False):
        department.internal_office = department.internal_office or office
    return named


def take_township_duty(named, raw):
    """Moves the duty of the township's side, where it stands among the departments, to the item's township duty."""
    side = [department for department in named or () if department.duty and is_township(department.name)]
    if side:
        texts = [raw.texts.get("township_duty", ""), *("\n".join(department.duty) for department in side)]
        raw.texts["township_duty"] = "\n".join(dict.fromkeys(filter(None, texts)))
        raw.columns.setdefault("township_duty", raw.columns.get("department_duty", 0))
    return [department for department in named if department not in side] if side else named


def dealt_by_rows(parts):
    """Whether each row of an item names its own departments and says what is theirs."""
    told = [part for part in parts if part.get("departments") or part.get("receivers")]
    texts = [part.get("department_duty") or part.get("method") for part in told]
    return len(told) > 1 and all(texts)


def from_one_column(text):
    """The departments of 承接部门及工作方式, each with its own way of working."""
    named = []
    for departments, method in receivers_in(text):
        for department in departments:
            department.method = [method] if method else []
        named += departments
    return named


def from_part(texts, *, receiving, alone):
    """(departments, headings of nobody named) of one row of texts."""
    named, township = side_of(departments_of(texts, receiving=receiving), texts)
    roles = assign_roles(named, receiving=receiving) if alone else named
    with_offices(roles, texts, receiving=receiving)
    duty, method = texts.get("department_duty", ""), texts.get("method", "")
    if receiving and "method" not in texts:
        duty, method = "", duty
    strangers = share_among(roles, township, duty, texts.get("support_duty", ""))
    strangers += share_text(method, roles if receiving else [], "method")
    return [*roles, *([township] if township and (township.duty or township.name != UNSAID) else [])], strangers


def share_among(named, township, duty, support_duty):
    """Shares out the duties of a row; those of the supporting departments may stand in a column of their own."""
    supporting = [department for department in named if department.role == "support"] if support_duty else []
    others = [department for department in named if department not in supporting]
    if township and not others:
        township.duty = [text for text in (duty, support_duty) if text and text not in NOBODY][:1]
        return share_text(support_duty, supporting, "duty")
    if support_duty and not supporting and township:
        township.duty = [support_duty]
    return share_text(duty, others, "duty", township) + share_text(support_duty, supporting, "duty")


def departments_of(texts, *, receiving):
    """The departments of all columns that name some: of the kind's own column first, else of the other."""
    heads = ("receivers", "departments") if receiving else ("departments", "receivers")
    where = next((texts[head] for head in heads if texts.get(head) and texts[head] not in NOBODY), "")
    named = split_departments(where)
    for column, role in (("joint_departments", "joint"), ("support_departments", "support")):
        known = {department.full_name for department in named}
        for department in split_departments(texts.get(column, "")):
            if department.full_name not in known:
                department.role = department.role or role
                named.append(department)
    if (role := role_said(texts.get("role", ""))) and len(named) == 1:
        named[0].role = named[0].role or role
    return named


def role_said(text):
    """The role a cell gives the department beside it: 牵头责任, 主体责任, 配合责任, 监管责任."""
    return next((role for role, words in ROLES_SAID if words.search(text)), "")


def responsibility(named, texts):
    receiving = named.role == "receiver"
    return {
        "department": named.full_name,
        "collective": named.collective,
        "role": named.role,
        "internal_office": named.internal_office,
        "duty": "\n".join(named.duty),
        "method": "\n".join(named.method) if receiving else "",
        "transition_on": day_of(texts.get("transition_on", "")) if receiving else None,
    }


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


def day_of(text):
    """A date however it is written, as ISO; a text without one stays as it is, for the check to name."""
    match = DAY.search(text)
    if not match:
        return text or None
    year, month, day = (int(part) for part in match.groups())
    return f"{year:04d}-{month:02d}-{day:02d}"
