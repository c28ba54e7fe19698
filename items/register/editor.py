"""The structured editor of one item: its content as the fields of a form, and the fields as a
content again.

`fields_of` and `content_from` undo each other for every content that `clean_content` makes. Rows
that stay empty are left out; a fault's path (responsibilities.0.department) finds the row it was
typed in, and what was typed stays.
"""

import re

from django.http import QueryDict

from dutylist.history.digests import digest
from dutylist.history.refusals import Invalid
from items.entry.cleaning import clean_content
from items.entry.fields import EMPTY, LABELS
from items.entry.transferring import transferred
from items.entry.types import Texts
from items.models import Kind

from .forms import GROUPS, PART_FORMS, ROWS, SECTION_FORMS, SECTIONS

# Chosen in every row: it says nothing as long as the rest of the row is empty.
PRESET = {"responsibilities": {"role"}, "power": {"origin"}}
EMPTY_ROWS = 3
# Of a scope only what its choice asks for is read.
READ_FOR_SCOPE = {"tags": "tagged", "townships": "listed"}
TYPED = []
for fields in SECTIONS.values():
    TYPED += fields


def fields_of(content, prefix=""):
    """A content as {name of the box: text, or a list of texts}."""
    boxes = {}
    for field in TYPED:
        boxes[f"{prefix}{field.name}"] = field.type.typed(content[field.name])
    for part, members in GROUPS.items():
        group = content[part] or {}
        for member in members:
            boxes[f"{prefix}{part}-{member.name}"] = group.get(member.name) or ""
    for part in ROWS:
        for n, row in enumerate(content[part]):
            for name, value in row_fields(part, row).items():
                boxes[f"{prefix}{part}-{n}-{name}"] = value
    return boxes


def row_fields(part, row):
    values = {}
    for member in ROWS[part]:
        values[member.name] = row[member.name] or ""
    if part != "responsibilities":
        return values
    if row["collective"]:
        return {**values, "collective": row["department"], "department": ""}
    return {**values, "collective": ""}


def content_from(data, prefix=""):
    """A posted form as a payload for `clean_content`."""
    return read_fields(data, prefix)[0]


def read_fields(data, prefix=""):
    """(payload, {part: number of the form's row for each row of the payload})."""
    payload = {}
    for field in TYPED:
        payload[field.name] = field.type.posted(data, f"{prefix}{field.name}")
    for name, scope in READ_FOR_SCOPE.items():
        if payload["scope"] != scope:
            payload[name] = []
    for part in GROUPS:
        payload[part] = group_of(data, part, f"{prefix}{part}-")
    places = {}
    for part in ROWS:
        payload[part], places[part] = rows_of(data, part, prefix)
    return payload, places


def group_of(data, part, prefix):
    """What was typed of a group, or None where nothing was."""
    group = {}
    for member in GROUPS[part]:
        group[member.name] = data.get(f"{prefix}{member.name}", "")
    if says_something(part, group):
        return group
    return None


def says_something(part, typed):
    """Whether anything was typed that is not chosen in every row."""
    chosen = PRESET.get(part, ())
    for name, value in typed.items():
        if isinstance(value, str):
            value = value.strip()
        if value and name not in chosen:
            return True
    return False


def row_numbers(data, part, prefix=""):
    """The rows that a form carries, in their order, whatever numbers a script gave them."""
    pattern = re.compile(rf"{re.escape(prefix)}{part}-(\d{{1,4}})-")
    numbers = set()
    for name in data:
        if match := pattern.match(name):
            numbers.add(int(match[1]))
    return sorted(numbers)


def rows_of(data, part, prefix):
    rows, places = [], []
    for n in row_numbers(data, part, prefix):
        row = typed_row(data, part, f"{prefix}{part}-{n}-")
        if says_something(part, row):
            if part == "responsibilities":
                row = named(row)
            rows.append(row)
            places.append(n)
    return rows, places


def typed_row(data, part, prefix):
    row = {}
    for member in ROWS[part]:
        name = f"{prefix}{member.name}"
        if isinstance(member.type, Texts):
            row[member.name] = data.getlist(name)
        else:
            row[member.name] = data.get(name, "")
    return row


def named(row):
    """A department of the county, else a collective name."""
    collective = row["collective"].strip()
    if row["department"]:
        return {**row, "collective": False}
    return {**row, "department": collective, "collective": bool(collective)}


class ItemEditor:
    """`ItemEditor(content, lookup)` shows a content; with `data=request.POST` it shows and checks
    what was typed.
    """

    def __init__(self, content, lookup, data=None, *, prefix=""):
        self.base = {**EMPTY, **(content or {})}
        self.lookup, self.prefix = lookup, prefix
        self.is_bound = data is not None
        if data is None:
            data = bound(fields_of(self.base, prefix))
        self.data = data
        self.payload, self.places = read_fields(self.data, prefix)
        self.content, self.top = None, []
        self.emptied = []  # of a transfer what it leaves behind: (sentence, mark that confirms it)
        self._make_forms()

    def _make_forms(self):
        offers = self.offers()

        def make(form, name=""):
            return form(self.data, prefix=(self.prefix + name).rstrip("-"), offers=offers)

        self.sections, self.groups, self.rows = {}, {}, {}
        for name, form in SECTION_FORMS.items():
            self.sections[name] = make(form)
        for part in GROUPS:
            self.groups[part] = make(PART_FORMS[part], part)
        for part in ROWS:
            numbers = row_numbers(self.data, part, self.prefix)
            last = max(numbers, default=-1)
            missing = EMPTY_ROWS
            if self.is_bound:
                missing = max(0, EMPTY_ROWS - self._empty(part, numbers))
            numbers += range(last + 1, last + 1 + missing)
            self.rows[part] = {n: make(PART_FORMS[part], f"{part}-{n}") for n in numbers}

    def _empty(self, part, numbers):
        return len(numbers) - len(self.places[part])

    def offers(self):
        """The choices that depend on the county."""
        offers = self.lookup.offers()
        return {
            **offers,
            "category": [("", "请选择"), *offers["category"]],
            "department": [("", "—"), *offers["department"]],
        }

    # ---- what the template walks ----

    @property
    def parts(self):
        """{part: (label, rows in use, empty rows)} for the template."""
        parts = {}
        for part, rows in self.rows.items():
            used, empty = [], []
            for n, form in rows.items():
                if n in self.places[part]:
                    used.append(form)
                else:
                    empty.append(form)
            parts[part] = (LABELS[part], used, empty)
        return parts

    @property
    def acts(self):
        return list(self.lookup.acts.values())

    # ---- checking ----

    def is_valid(self):
        if not self.leaves_behind():
            return False
        try:
            self.content = clean_content(self.payload, self.lookup, self.base)
        except Invalid as invalid:
            self.add_errors(invalid)
        return not self.top

    def leaves_behind(self):
        """Where the item goes to another kind: whether it was confirmed that what this kind does
        not carry is emptied. It is said first (`emptied`), nothing is saved yet.
        """
        kind, before = self.payload.get("kind"), self.base["kind"]
        if not before or kind == before or kind not in Kind.values:
            return True
        payload, told = transferred(self.payload, Kind(kind), self.lookup.categories)
        if not told:
            return True
        self.emptied = [(sentence, digest([kind, sentence])) for sentence in told]
        confirmed = set(self.data.getlist(f"{self.prefix}emptied"))
        if confirmed.issuperset(mark for _sentence, mark in self.emptied):
            self.payload = payload
            return True
        label = Kind(kind).label
        self.top.append(
            ("", "", f"转为{label}以后，下列{len(told)}处不再保留。请核对，再保存一次。")
        )
        return False

    def add_errors(self, invalid):
        """Puts each sentence at its field, and all of them on top with a link to it."""
        for path, sentence in invalid.errors.items():
            form, name, label = self.place_of(path)
            anchor = ""
            if form is not None:
                form.add_error(name, sentence)
                anchor = form[name].id_for_label or form.add_prefix(name)
            self.top.append((anchor, label, sentence))

    def place_of(self, path):
        """(form, field, label) of a path; (None, "", "") for one that is not on the form."""
        part, *rest = path.split(".")
        if part in ROWS:
            return self.place_in_rows(part, rest)
        for form in self.sections.values():
            if part in form.fields:
                return form, part, form.fields[part].label
        if part in GROUPS:
            form = self.groups[part]
            name = self._member_named(form, rest)
            return form, name, f"{LABELS[part]}：{form.fields[name].label}"
        return None, "", ""

    def place_in_rows(self, part, rest):
        form, first_box = self._row_at(part, rest), ROWS[part][0].name
        if form is None:
            first = next(iter(self.rows[part].values()))
            if self.places[part]:
                first = self.rows[part][self.places[part][0]]
            return first, first_box, LABELS[part]
        name = self._member_named(form, rest[1:])
        return form, name, f"{LABELS[part]}第{int(rest[0]) + 1}行：{form.fields[name].label}"

    def _row_at(self, part, rest):
        """The row that a path names by its number in the payload; None where there is none."""
        places = self.places[part]
        if rest and rest[0].isdigit() and int(rest[0]) < len(places):
            return self.rows[part][places[int(rest[0])]]
        return None

    def _member_named(self, form, rest):
        """The box of a part that the rest of a path names, else the first one."""
        if rest and rest[0] in form.fields:
            return rest[0]
        return next(iter(form.fields))


def bound(fields):
    """Fields as if a browser had sent them."""
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        if not isinstance(value, list):
            value = [value]
        data.setlist(name, value)
    return data
