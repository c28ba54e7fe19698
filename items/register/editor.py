"""The structured editor of one item: its content as the fields of a form, and the fields as a
content again.

`fields_of` and `content_from` undo each other for every content that `clean_content` makes. Rows
that stay empty are left out; a fault's path (responsibilities.0.department) finds the row it was
typed in, and what was typed stays.
"""

import re

from django.http import QueryDict

from dutylist.history.refusals import Invalid
from items.entry.cleaning import clean_content
from items.entry.content import EMPTY, LABELS

from .forms import (
    BasisForm,
    HeadForm,
    OpennessForm,
    PowerForm,
    ResponsibilityForm,
    ScopeForm,
    SecrecyForm,
    StepsForm,
    SupportForm,
    VariantForm,
)

HEAD = ("kind", "category", "name", "township_duty", "directory_entry", "starts_on", "ends_on")
ROWS = {
    "responsibilities": (
        "department",
        "collective",
        "role",
        "internal_office",
        "duty",
        "method",
        "transition_on",
    ),
    "bases": ("act", "document_number", "article"),
    "variants": ("townships", "name", "township_duty"),
    "support": ("kind", "promise", "amount", "due_on"),
}
ROW_FORMS = {
    "responsibilities": ResponsibilityForm,
    "bases": BasisForm,
    "variants": VariantForm,
    "support": SupportForm,
}
SECRECY = ("reviewer", "on", "result")
POWER = ("type", "origin", "document_number", "until", "original_body")
# Chosen in every row: it says nothing as long as the rest of the row is empty.
PRESET = {"responsibilities": {"role"}, "power": {"origin"}}
CONTINUES = "\u3000"
EMPTY_ROWS = 3


def fields_of(content, prefix=""):
    """A content as {name of the field: value, or a list of values}."""
    fields = {f"{prefix}{name}": content[name] or "" for name in HEAD}
    fields[f"{prefix}position"] = str(content["position"])
    fields[f"{prefix}public"] = "yes" if content["public"] else "no"
    fields[f"{prefix}scope"] = content["scope"]
    fields |= {f"{prefix}{name}": list(content[name]) for name in ("tags", "townships")}
    fields[f"{prefix}procedure"] = "\n".join(
        step.replace("\n", f"\n{CONTINUES}") for step in content["procedure"]
    )
    fields |= {
        f"{prefix}secrecy_review-{n}": (content["secrecy_review"] or {}).get(n) or ""
        for n in SECRECY
    }
    fields |= {f"{prefix}power-{n}": (content["power"] or {}).get(n) or "" for n in POWER}
    for part in ROWS:
        for n, row in enumerate(content[part]):
            fields |= {
                f"{prefix}{part}-{n}-{name}": value for name, value in row_fields(part, row).items()
            }
    return fields


def row_fields(part, row):
    if part != "responsibilities":
        return {name: row[name] or "" for name in ROWS[part]}
    known = (
        {"collective": row["department"], "department": ""}
        if row["collective"]
        else {"collective": ""}
    )
    return {name: row[name] or "" for name in ROWS[part]} | known


def content_from(data, prefix=""):
    """A posted form as a payload for `clean_content`."""
    return read_fields(data, prefix)[0]


def read_fields(data, prefix=""):
    """(payload, {part: number of the form's row for each row of the payload})."""
    payload = {name: data.get(f"{prefix}{name}", "") for name in HEAD}
    payload["position"] = whole_number(data.get(f"{prefix}position", ""))
    payload["public"] = data.get(f"{prefix}public") != "no"
    payload["scope"] = scope = data.get(f"{prefix}scope", "")
    payload["tags"] = data.getlist(f"{prefix}tags") if scope == "tagged" else []
    payload["townships"] = data.getlist(f"{prefix}townships") if scope == "listed" else []
    payload["procedure"] = steps_of(data.get(f"{prefix}procedure", ""))
    payload["secrecy_review"] = group_of(data, f"{prefix}secrecy_review", SECRECY)
    payload["power"] = group_of(data, f"{prefix}power", POWER, PRESET["power"])
    places = {}
    for part in ROWS:
        payload[part], places[part] = rows_of(data, part, prefix)
    return payload, places


def whole_number(text):
    """A number where it is one; anything else stays as typed, for the sentence that names it."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() else (text or 0)


def steps_of(text):
    steps = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.startswith(CONTINUES) and steps:
            steps[-1] += "\n" + line.removeprefix(CONTINUES)
        elif line.strip():
            steps.append(line)
    return steps


def group_of(data, name, fields, preset=()):
    group = {field: data.get(f"{name}-{field}", "") for field in fields}
    return (
        group
        if any(value.strip() for field, value in group.items() if field not in preset)
        else None
    )


def row_numbers(data, part, prefix=""):
    """The rows that a form carries, in their order, whatever numbers a script gave them."""
    pattern = re.compile(rf"{re.escape(prefix)}{part}-(\d{{1,4}})-")
    return sorted({int(found[1]) for name in data if (found := pattern.match(name))})


def rows_of(data, part, prefix):
    rows, places = [], []
    for n in row_numbers(data, part, prefix):
        row = typed_row(data, part, f"{prefix}{part}-{n}-")
        said = {name: value for name, value in row.items() if name not in PRESET.get(part, ())}
        if any(value.strip() if isinstance(value, str) else value for value in said.values()):
            rows.append(named(row) if part == "responsibilities" else row)
            places.append(n)
    return rows, places


def typed_row(data, part, prefix):
    return {
        name: data.getlist(f"{prefix}{name}")
        if name == "townships"
        else data.get(f"{prefix}{name}", "")
        for name in ROWS[part]
    }


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
        self.data = data if self.is_bound else bound(fields_of(self.base, prefix))
        self.payload, self.places = read_fields(self.data, prefix)
        self.content, self.top = None, []
        self._make_forms()

    def _make_forms(self):
        offers = self.offers()

        def make(form, name=""):
            return form(self.data, prefix=(self.prefix + name).rstrip("-"), offers=offers)

        self.head, self.scope, self.openness, self.steps = map(
            make, (HeadForm, ScopeForm, OpennessForm, StepsForm)
        )
        self.secrecy, self.power = make(SecrecyForm, "secrecy_review"), make(PowerForm, "power")
        self.rows = {}
        for part, form in ROW_FORMS.items():
            numbers = row_numbers(self.data, part, self.prefix)
            last = max(numbers, default=-1)
            missing = (
                EMPTY_ROWS if not self.is_bound else max(0, EMPTY_ROWS - self._empty(part, numbers))
            )
            numbers += range(last + 1, last + 1 + missing)
            self.rows[part] = {n: make(form, f"{part}-{n}") for n in numbers}

    def _empty(self, part, numbers):
        return len(numbers) - len(self.places[part])

    def offers(self):
        """The choices that depend on the county."""
        categories = list(
            dict.fromkeys(
                name for (_, name), c in self.lookup.categories.items() if not c.retired_on
            )
        )
        townships = [(code, region.name) for code, region in self.lookup.townships.items()]
        return {
            "category": [("", "请选择"), *((name, name) for name in categories)],
            "department": [
                ("", "—"),
                *((d.name, d.name) for d in self.lookup.departments.departments),
            ],
            "tags": [(name, name) for name in self.lookup.tags],
            "townships": townships,
        }

    # ---- what the template walks ----

    def filled(self, part):
        return [form for n, form in self.rows[part].items() if n in self.places[part]]

    def blank(self, part):
        return [form for n, form in self.rows[part].items() if n not in self.places[part]]

    @property
    def parts(self):
        """{part: (label, rows in use, empty rows)} for the template."""
        return {part: (LABELS[part], self.filled(part), self.blank(part)) for part in ROWS}

    @property
    def acts(self):
        return list(self.lookup.acts.values())

    # ---- checking ----

    def is_valid(self):
        try:
            self.content = clean_content(self.payload, self.lookup, self.base)
        except Invalid as invalid:
            self.add_errors(invalid)
        return not self.top

    def add_errors(self, invalid):
        """Puts each sentence at its field, and all of them on top with a link to it."""
        for path, sentence in invalid.errors.items():
            form, name, label = self.place_of(path)
            if form is not None:
                form.add_error(name, sentence)
            anchor = form[name].id_for_label or form.add_prefix(name) if form is not None else ""
            self.top.append((anchor, label, sentence))

    def place_of(self, path):
        """(form, field, label) of a path; (None, "", "") for one that is not on the form."""
        part, *rest = path.split(".")
        if part in ROWS:
            return self.place_in_rows(part, rest)
        for form in (self.head, self.scope, self.openness, self.steps):
            if part in form.fields:
                return form, part, form.fields[part].label
        if part in ("secrecy_review", "power"):
            form = self.secrecy if part == "secrecy_review" else self.power
            name = rest[0] if rest and rest[0] in form.fields else next(iter(form.fields))
            return form, name, f"{LABELS[part]}：{form.fields[name].label}"
        return None, "", ""

    def place_in_rows(self, part, rest):
        n = int(rest[0]) if rest and rest[0].isdigit() else None
        places = self.places[part]
        if n is None or n >= len(places):
            first = self.rows[part][places[0]] if places else next(iter(self.rows[part].values()))
            return first, ROWS[part][0], LABELS[part]
        form = self.rows[part][places[n]]
        name = rest[1] if len(rest) > 1 and rest[1] in form.fields else ROWS[part][0]
        return form, name, f"{LABELS[part]}第{n + 1}行：{form.fields[name].label}"


def bound(fields):
    """Fields as if a browser had sent them."""
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data
