"""The boxes in which a rule of a county is filled in, made from its shape.

A box is named by the path of its value (`stages.admission`), so that what a service refuses stands
at it. `boxes` makes the fields of a value, `typed` reads them back; `None` is a value that was left
empty.
"""

from dataclasses import dataclass, field
from functools import singledispatch

from django import forms

from dutylist.staff.forms import choice, day, long_text, number, text

from ..policy_shapes import (
    Day,
    InOrder,
    Lines,
    OneOf,
    PerKey,
    Ratio,
    Rows,
    SomeOf,
    Text,
    WholeNumber,
    YesNo,
)

EMPTY_ROWS = 2
REMOVE = "remove"
ORDINALS = "一二三四五六七八九"


@dataclass
class Block:
    """Fields that stand together; a row of a table has a title of its own."""

    title: str = ""
    fields: dict = field(default_factory=dict)


def blocks_of(line, value):
    """[`Block`] of the fields of a rule, filled in with what holds."""
    if isinstance(line.shape, Rows):
        return blocks_of_rows(line.shape, line.key, value)
    return [Block(fields=boxes(line.shape, line.key, line.label, value))]


def blocks_of_rows(shape, path, value):
    blocks = []
    for code, row in value.items():
        block = Block(row["name"], boxes_of_row(shape, f"{path}.{code}", row))
        remove = forms.BooleanField(label=f"删除“{row['name']}”", required=False)
        block.fields[f"{path}.{code}.{REMOVE}"] = remove
        blocks.append(block)
    for code in free_codes(shape, value):
        block = Block(f"新增{shape.noun}（不用的留空）")
        block.fields = boxes_of_row(shape, f"{path}.{code}", {})
        blocks.append(block)
    return blocks


def free_codes(shape, value):
    """The codes of the rows that are offered to be filled in."""
    codes, place = [], 0
    while len(codes) < EMPTY_ROWS:
        place += 1
        code = f"{shape.prefix}_{place}"
        if code not in value:
            codes.append(code)
    return codes


def boxes_of_row(shape, path, row):
    fields = {}
    for name, column in shape.columns.items():
        at = f"{path}.{name}"
        fields |= boxes(column.shape, at, column.label, row.get(name), column.help)
    return fields


@singledispatch
def boxes(shape, path, label, value, help_text=""):
    """{name: field} of a value of a shape."""
    raise TypeError(f"No boxes are made for {type(shape).__name__}.")


@boxes.register
def _(shape: WholeNumber, path, label, value, help_text=""):
    made = number(label, help_text or f"{shape.least}到{shape.most}的整数。", initial=value)
    return {path: made}


@boxes.register
def _(shape: Ratio, path, label, value, help_text=""):
    return {path: forms.FloatField(label=label, help_text=help_text, required=False, initial=value)}


@boxes.register
def _(shape: YesNo, path, label, value, help_text=""):
    initial = ""
    if value is not None:
        initial = "yes" if value else "no"
    answers = [("yes", "是"), ("no", "否")]
    widget = forms.RadioSelect
    made = choice(label, answers, help_text, required=False, initial=initial, widget=widget)
    return {path: made}


@boxes.register
def _(shape: OneOf, path, label, value, help_text=""):
    answers = list(shape.choices.items())
    if value is None:
        answers = [("", "没有另行规定"), *answers]
    return {path: choice(label, answers, help_text, required=False, initial=value)}


@boxes.register
def _(shape: SomeOf, path, label, value, help_text=""):
    answers = list(shape.choices.items())
    if shape.is_path:
        answers = [(code, f"{place}. {word}") for place, (code, word) in enumerate(answers, 1)]
    made = forms.MultipleChoiceField(
        label=label,
        choices=answers,
        help_text=help_text,
        required=False,
        initial=value,
        widget=forms.CheckboxSelectMultiple,
    )
    return {path: made}


@boxes.register
def _(shape: InOrder, path, label, value, help_text=""):
    fields, answers = {}, [("", "—"), *shape.choices.items()]
    for place, _code in enumerate(shape.choices):
        initial = ""
        if value and place < len(value):
            initial = value[place]
        named = f"{label}：第{ORDINALS[place]}个"
        fields[f"{path}.{place}"] = choice(named, answers, required=False, initial=initial)
    return fields


@boxes.register
def _(shape: Lines, path, label, value, help_text=""):
    return {path: long_text(label, help_text, rows=2, initial="\n".join(value or ()))}


@boxes.register
def _(shape: Text, path, label, value, help_text=""):
    return {path: text(label, help_text, shape.longest, initial=value)}


@boxes.register
def _(shape: Day, path, label, value, help_text=""):
    return {path: day(label, help_text, initial=value)}


@boxes.register
def _(shape: PerKey, path, label, value, help_text=""):
    fields = {}
    for key, name in shape.named.items():
        help_text = ""
        if key not in value:
            help_text = shape.otherwise
        fields |= boxes(shape.of, f"{path}.{key}", name, value.get(key), help_text)
    return fields


# ---- what was typed ----


@singledispatch
def typed(shape, path, cleaned):
    """The value that was typed into the boxes of a shape, None where they are empty."""
    value = cleaned.get(path)
    if value == "":
        return None
    return value


@typed.register
def _(shape: YesNo, path, cleaned):
    return {"yes": True, "no": False}.get(cleaned.get(path))


@typed.register
def _(shape: SomeOf, path, cleaned):
    return cleaned.get(path) or []


@typed.register
def _(shape: InOrder, path, cleaned):
    told = [cleaned.get(f"{path}.{place}") for place, _code in enumerate(shape.choices)]
    return [code for code in told if code]


@typed.register
def _(shape: Lines, path, cleaned):
    lines = (cleaned.get(path) or "").splitlines()
    return [line.strip() for line in lines if line.strip()]


@typed.register
def _(shape: Day, path, cleaned):
    value = cleaned.get(path)
    return value and value.isoformat()


@typed.register
def _(shape: PerKey, path, cleaned):
    told = {}
    for key in shape.named:
        value = typed(shape.of, f"{path}.{key}", cleaned)
        if value is not None:
            told[key] = value
    return told


def typed_rows(shape, path, codes, cleaned):
    """The rows of a table that were filled in and not removed."""
    rows = {}
    for code in codes:
        at = f"{path}.{code}"
        row = {}
        for name, column in shape.columns.items():
            row[name] = typed(column.shape, f"{at}.{name}", cleaned)
        row = {name: value for name, value in row.items() if value not in (None, [])}
        if row and not cleaned.get(f"{at}.{REMOVE}"):
            rows[code] = row
    return rows
