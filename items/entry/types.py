"""The types a field of an entry can have: how a value is checked, kept in a column, worded for a
reader, printed in a cell and read back from it, typed in a form, and described in the schema.

A content carries plain values only (text, number, bool, ISO day, list, dict): what JSON can say.
"""

from dataclasses import dataclass

from django import forms

from dutylist.history.days import day_words
from dutylist.history.limits import MOST_ROWS
from dutylist.history.offering import OneOfMany
from items.models.duty_items import TEXT_LENGTH

from .cell_texts import day_in, numbered_steps, steps_in
from .values import parse_day

CONTINUES = "\u3000"  # begins a line that goes on with the step above it
TEXT_SCHEMA = {"type": "string"}
LIST_OF_TEXTS = {"type": "array", "items": TEXT_SCHEMA, "maxItems": MOST_ROWS}


class Type:
    """What the types have in common: a value that is kept as it is, and says what it says."""

    empty = ""
    missing = None  # what is checked where a part has no such member
    is_copied = False  # whether people write it out, so that an error of copying can be in it

    def given(self, stored):
        """The value of a content from what the column holds."""
        return stored

    def stored(self, value):
        """What the column holds of a value."""
        return value

    def worded(self, value):
        """The value as a reader sees it; empty where it says nothing."""
        return str(value or "")

    def printed(self, value):
        """The value as the text of a cell."""
        return str(value or "")

    def read(self, text):
        """The value of a cell; what cannot be understood stays a text, for the check to name."""
        return text.strip()

    def typed(self, value):
        """The value as a form carries it: a text, or a list of texts."""
        return value or ""

    def posted(self, data, name):
        """The value that a form has sent under this name, unchecked."""
        return data.get(name, "")


@dataclass(frozen=True)
class Text(Type):
    """`rows` is the height of its box; `required` the sentence where nothing is said."""

    longest: int = TEXT_LENGTH
    rows: int = 1
    one_line: bool = False
    required: str = ""
    is_copied = True

    def clean(self, cleaner, value, path):
        if value == "" and not self.required:
            return ""  # as most are
        text = cleaner.text(value, path, self.longest)
        if self.one_line:
            text = " ".join(text.split())
        if self.required and not text:
            cleaner.fault(path, self.required)
        return text

    def widget(self):
        if self.rows > 1:
            return forms.Textarea({"rows": self.rows})
        return forms.TextInput()

    def schema(self):
        return TEXT_SCHEMA


@dataclass(frozen=True)
class Title(Text):
    """The title of a document, with or without its 《》."""

    def clean(self, cleaner, value, path):
        return super().clean(cleaner, value, path).strip("《》")

    def widget(self):
        return forms.TextInput({"list": "acts"})


@dataclass(frozen=True)
class Offered(Text):
    """A name that the county's registers offer: a category, a department."""

    is_copied = False

    def widget(self):
        return OneOfMany()


@dataclass(frozen=True)
class Number(Type):
    """A whole number from 0 up to `most`."""

    most: int
    empty = 0

    def clean(self, cleaner, value, path):
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if is_number and 0 <= value <= self.most:
            return value
        cleaner.fault(path, f"应为0到{self.most}的整数。")
        return 0

    def worded(self, value):
        return str(value)

    def typed(self, value):
        return str(value)

    def posted(self, data, name):
        """A number where it is one; anything else as typed, for the sentence that names it."""
        text = data.get(name, "").strip()
        if text.isascii() and text.isdigit():
            return int(text)
        return text or 0

    def widget(self):
        return forms.NumberInput({"min": 0, "max": self.most})

    def schema(self):
        return {"type": "integer"}


@dataclass(frozen=True)
class YesNo(Type):
    """`yes` and `no` are its words; `kept` what the column holds for yes and no; `also` other words
    of lists for either.
    """

    yes: str
    no: str = ""
    empty: bool = False
    kept: tuple = (True, False)
    also: tuple = ()

    def clean(self, cleaner, value, path):
        if isinstance(value, bool):
            return value
        if value is None and not self.no:
            return self.empty
        otherwise = ""
        if self.no:
            otherwise = f"（{self.no}）"
        cleaner.fault(path, f"应为 true（{self.yes}）或 false{otherwise}。")
        return self.empty

    def given(self, stored):
        return stored == self.kept[0]

    def stored(self, value):
        return self.kept[0] if value else self.kept[1]

    def worded(self, value):
        return self.yes if value else self.no

    printed = worded

    def read(self, text):
        known = {self.yes: True, self.no: False, **dict(self.also)}
        return known.get(text.strip(), text)

    def typed(self, value):
        return "yes" if value else "no"

    def posted(self, data, name):
        return data.get(name) != "no"

    def widget(self):
        return OneOfMany(choices=self.choices())

    def choices(self):
        return [("yes", self.yes), ("no", self.no)]

    def schema(self):
        return {"type": "boolean"}


@dataclass(frozen=True)
class Day(Type):
    empty = None

    def clean(self, cleaner, value, path):
        return cleaner.date(value, path)

    def given(self, stored):
        return stored.isoformat() if stored else None

    def stored(self, value):
        return parse_day(value)

    def worded(self, value):
        return day_words(value)

    def read(self, text):
        return day_in(text)

    def widget(self):
        return forms.DateInput({"type": "date"})

    def schema(self):
        return {"type": "string", "format": "date", "nullable": True}


@dataclass(frozen=True)
class Choice(Type):
    """One of a vocabulary (`choices`); `nothing` is the line of the select box for none of them."""

    choices: type
    nothing: str = ""
    missing: str | None = None
    named: bool = False  # whether the schema lists the codes
    empty: str = ""

    def clean(self, cleaner, value, path):
        return cleaner.choice(value, path, self.choices)

    def worded(self, value):
        return str(self.choices(value).label) if value else ""

    printed = worded

    def widget(self):
        if not self.nothing:
            return OneOfMany(choices=self.choices.choices)
        return OneOfMany(choices=[("", self.nothing), *self.choices.choices])

    def schema(self):
        if self.named:
            return {**TEXT_SCHEMA, "enum": list(self.choices.values)}
        return TEXT_SCHEMA


class OneOfFew(Choice):
    """A choice whose possibilities all stand on the page."""

    def widget(self):
        return forms.RadioSelect(choices=self.choices.choices)


@dataclass(frozen=True)
class Texts(Type):
    """A list of texts, none of them empty; those of an item are rows of `model`, read by
    `reads`.
    """

    model: type | None = None
    reads: str = ""
    identity = ("position",)
    order = ("item_id", "position", "id")
    empty = []

    def clean(self, cleaner, value, path):
        return cleaner.texts(value, path)

    def typed(self, value):
        return list(value)

    def posted(self, data, name):
        return data.getlist(name)

    def worded(self, value):
        return "、".join(value)

    printed = worded

    def schema(self):
        return LIST_OF_TEXTS


class Steps(Texts):
    """Texts in an order that counts, typed one a line."""

    def worded(self, value):
        return "\n".join(f"{number}. {step}" for number, step in enumerate(value, 1))

    def printed(self, value):
        return numbered_steps(value)

    def read(self, text):
        return steps_in(text)

    def typed(self, value):
        return "\n".join(step.replace("\n", f"\n{CONTINUES}") for step in value)

    def posted(self, data, name):
        steps = []
        for line in data.get(name, "").replace("\r\n", "\n").split("\n"):
            if line.startswith(CONTINUES) and steps:
                steps[-1] += "\n" + line.removeprefix(CONTINUES)
            elif line.strip():
                steps.append(line)
        return steps

    def widget(self):
        return forms.Textarea({"rows": 5})


class Tags(Texts):
    """Names of the county's types of townships (区域类型), sorted."""

    identity = ("tag_id",)
    order = ("item_id", "tag__name")

    def clean(self, cleaner, value, path):
        return sorted(cleaner.tags(value, path))

    def widget(self):
        return forms.CheckboxSelectMultiple()


class Townships(Texts):
    """Codes of the county's townships, sorted."""

    identity = ("township_id",)
    order = ("item_id", "township__code")

    def clean(self, cleaner, value, path):
        return sorted(cleaner.township_codes(value, path))

    def widget(self):
        return forms.CheckboxSelectMultiple()


@dataclass(frozen=True)
class Group(Type):
    """Several members that are there together or not at all: a dict or None.

    Its members are columns of the item, or a row of `model`.
    """

    members: tuple
    model: type | None = None
    identity = ()
    order = ("item_id",)
    empty = None

    def clean(self, cleaner, value, path):
        value = cleaner.group(value, path, [member.name for member in self.members])
        if value is None:
            return None
        group = clean_members(self.members, cleaner, value, path)
        cleaner.check_part(path, path, group)
        return group

    def schema(self):
        return {**schema_of(self.members), "nullable": True}


@dataclass(frozen=True)
class Rows(Type):
    """A list of dicts, each a row of `model`; a row keeps its place by `identity`."""

    members: tuple
    model: type
    identity: tuple = ("position",)
    order: tuple = ("item_id", "position", "id")
    empty = []

    def clean(self, cleaner, value, path):
        rows = []
        for at, row in cleaner.rows(value, path, [member.name for member in self.members]):
            cleaned = clean_members(self.members, cleaner, row, at)
            cleaner.check_part(path, at, cleaned)
            rows.append(cleaned)
        return rows

    def schema(self):
        return {"type": "array", "items": schema_of(self.members), "maxItems": MOST_ROWS}


def clean_members(members, cleaner, values, path):
    cleaned = {}
    for member in members:
        value = values.get(member.name, member.type.missing)
        cleaned[member.name] = member.type.clean(cleaner, value, f"{path}.{member.name}")
    return cleaned


def described(member):
    """The schema of a field, with its name as people know it."""
    return {**member.type.schema(), "description": member.label}


def schema_of(members):
    properties = {member.name: described(member) for member in members}
    needed = [member.name for member in members if member.needed]
    schema = {"type": "object", "properties": properties}
    if needed:
        schema["required"] = needed
    return schema
