"""The shapes that a rule of a county can have: a number, yes or no, one or several of a closed
list, a value for each of these, or a table of rows.

A shape judges a value (`faults`), says it in words (`words`, `parts`) and describes it for the API
(`kind`, `schema`). The form has its boxes from the same shapes (`admin/policy_fields.py`). The
faults of a value are {path within it: sentence}; "" is the value as a whole.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from dutylist.history.days import day_words
from dutylist.history.limits import day_fault, list_fault, text_fault
from dutylist.history.texts import clean_text, told
from dutylist.rest.shapes import DAY, NUMBER, TEXT, YES_NO, some

LONGEST_DAYS = 365
LONGEST_KEY = 24
MOST_NAMED = 15
MOST_ROWS = 60
# Of the ways of ISO 8601 to write a day the one that the sentence asks for.
WRITTEN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NONE = "无"


def below(place, faults):
    """The faults of a part, at their paths in the whole."""
    return {f"{place}.{path}" if path else place: told for path, told in faults.items()}


def shown_key(key):
    """A key from outside, short enough to be named in a path."""
    return str(key)[:LONGEST_KEY]


def some_of(names):
    """The names that may be given; of many the first few, for a sentence is read to its end."""
    names = list(names)
    if len(names) <= MOST_NAMED:
        return "、".join(names)
    return f"{'、'.join(names[:MOST_NAMED])}等{len(names)}个"


class Shape:
    """What all shapes answer; a plain one has one part, which is the whole."""

    kind = ""
    is_ruled_by_part = False  # whether a county rules some parts and leaves the others

    def faults(self, value):
        fault = self.fault(value)
        if fault:
            return {"": fault}
        return {}

    def fault(self, value):
        raise NotImplementedError

    def clean(self, value):
        """A good value as it is kept."""
        return value

    def whole(self, default, own):
        """The value that holds, from the default and the county's own."""
        return own

    def words(self, value):
        return str(value)

    def parts(self, value):
        """{part: (its name, its words)}, so that a change is told part by part."""
        return {"": ("", self.words(value))}

    def is_ruled(self, part, own):
        """Whether the county's own value says this part."""
        return not self.is_ruled_by_part or part in own

    def schema(self):
        raise NotImplementedError


@dataclass(frozen=True)
class WholeNumber(Shape):
    unit: str = ""
    least: int = 1
    most: int = LONGEST_DAYS
    kind = "integer"

    def fault(self, value):
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if is_number and self.least <= value <= self.most:
            return ""
        return f"应为{self.least}到{self.most}的整数。"

    def words(self, value):
        return f"{value}{self.unit}"

    def schema(self):
        return NUMBER | {"minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class Ratio(Shape):
    """A number above 0, at most 1."""

    kind = "number"

    def fault(self, value):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and 0 < value <= 1:
            return ""
        return "应为大于0、不大于1的小数。"

    def schema(self):
        return {"type": "number", "minimum": 0, "exclusiveMinimum": True, "maximum": 1}


@dataclass(frozen=True)
class YesNo(Shape):
    kind = "bool"

    def fault(self, value):
        if isinstance(value, bool):
            return ""
        return "应为是或者否（true 或 false）。"

    def words(self, value):
        if value:
            return "是"
        return "否"

    def schema(self):
        return dict(YES_NO)


@dataclass(frozen=True)
class OneOf(Shape):
    """One of {code: label}."""

    choices: dict
    kind = "choice"

    def fault(self, value):
        if isinstance(value, str) and value in self.choices:
            return ""
        return f"可填：{'、'.join(self.choices)}。"

    def words(self, value):
        return self.choices.get(value, str(value))

    def schema(self):
        return TEXT | {"enum": list(self.choices)}


@dataclass(frozen=True)
class SomeOf(Shape):
    """Several of {code: label}, each once, in the order of the choices."""

    choices: dict
    least: int = 0
    is_path: bool = False  # one after another, in the order of the choices
    none: str = NONE
    kind = "choices"

    def fault(self, value):
        can_be = isinstance(value, list) and all(isinstance(one, str) for one in value)
        if not can_be or set(value) - set(self.choices):
            return f"应为列表，可填：{'、'.join(self.choices)}。"
        if len(set(value)) != len(value):
            return "同一内容只能填写一次。"
        if len(value) < self.least:
            return f"请至少选择{self.least}项，可填：{'、'.join(self.choices)}。"
        return ""

    def clean(self, value):
        return [code for code in self.choices if code in value]

    def words(self, value):
        labels = [str(self.choices.get(code, code)) for code in value]
        if self.is_path:
            return "→".join(labels) or self.none
        return "、".join(labels) or self.none

    def schema(self):
        return some(TEXT | {"enum": list(self.choices)}, len(self.choices))


@dataclass(frozen=True)
class InOrder(SomeOf):
    """Several of {code: label}, each once, in the order in which they are told."""

    kind = "sequence"

    def clean(self, value):
        return value


@dataclass(frozen=True)
class Lines(Shape):
    """A list of short texts, each once."""

    longest: int = 60
    most: int = 20
    kind = "texts"

    def fault(self, value):
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return "应为名称的列表。"
        if fault := list_fault(value, self.most):
            return fault
        texts = [clean_text(text) for text in value]
        if not all(texts):
            return "名称不能为空。"
        if len(set(texts)) != len(texts):
            return "同一名称只能填写一次。"
        faults = [text_fault(text, self.longest) for text in texts]
        return next(filter(None, faults), "")

    def clean(self, value):
        return [clean_text(text) for text in value]

    def words(self, value):
        return "、".join(value) or NONE

    def schema(self):
        return some(TEXT | {"maxLength": self.longest}, self.most)


@dataclass(frozen=True)
class Text(Shape):
    longest: int = 60
    kind = "text"

    def fault(self, value):
        if not isinstance(value, str):
            return "应为文字。"
        return text_fault(clean_text(value), self.longest)

    def clean(self, value):
        return clean_text(value)

    def schema(self):
        return TEXT | {"maxLength": self.longest}


@dataclass(frozen=True)
class Day(Shape):
    kind = "day"

    def fault(self, value):
        try:
            if WRITTEN_DAY.fullmatch(value):
                return day_fault(datetime.date.fromisoformat(value))
        except (TypeError, ValueError):
            pass
        return "请按 2026-01-31 的格式填写日期。"

    def words(self, value):
        return day_words(value)

    def schema(self):
        return dict(DAY)


@dataclass(frozen=True)
class PerKey(Shape):
    """A value of one shape for each of {key: label}; a key that is left out keeps its default.

    `named` gives the keys where they are known only when everything is loaded.
    """

    keys: dict | Callable
    of: Shape
    noun: str = "内容"
    otherwise: str = ""  # what holds for a key that has neither value nor default
    kind = "table"
    is_ruled_by_part = True

    @property
    def named(self):
        if callable(self.keys):
            return self.keys()
        return self.keys

    def faults(self, value):
        named = self.named
        if not isinstance(value, dict):
            return {"": f"请按{self.noun}分别填写，可填：{some_of(named)}。"}
        faults = {}
        for key, one in value.items():
            if key in named:
                faults |= below(key, self.of.faults(one))
            else:
                sentence = f"没有名为{told(key)}的{self.noun}，可填：{some_of(named)}。"
                faults[shown_key(key)] = sentence
        return faults

    def clean(self, value):
        return {key: self.of.clean(one) for key, one in value.items()}

    def whole(self, default, own):
        known = {**default, **own}
        return {key: known[key] for key in self.named if key in known}

    def words(self, value):
        lines = [f"{label}：{words}" for label, words in self.parts(value).values()]
        return "；".join(lines) or NONE

    def parts(self, value):
        parts = {}
        for key, label in self.named.items():
            if key in value:
                parts[key] = (label, self.of.words(value[key]))
            elif self.otherwise:
                parts[key] = (label, self.otherwise)
        return parts

    def schema(self):
        properties = {key: self.of.schema() for key in self.named}
        return {"type": "object", "properties": properties, "additionalProperties": False}


@dataclass(frozen=True)
class Column:
    """A member of a row: its label, its shape, whether every row has it, and what says it in the
    words of the row ("{}" is its value).
    """

    label: str
    shape: Shape
    required: bool = False
    words: str = "{}"
    help: str = ""


@dataclass(frozen=True)
class Rows(Shape):
    """A table: {code: row}, each row with these columns; an empty member is left out."""

    columns: dict
    noun: str = "内容"
    prefix: str = "own"  # of the codes of rows that are made on the page
    code: re.Pattern = field(default=re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST_KEY - 1}}}"))
    kind = "rows"

    def faults(self, value):
        if not isinstance(value, dict) or not value:
            columns = "、".join(self.columns)
            return {"": f"请按{self.noun}的代码逐行填写，至少一行；每行可填：{columns}。"}
        if fault := list_fault(value, MOST_ROWS):
            return {"": fault}
        faults = {}
        for code, row in value.items():
            if isinstance(code, str) and self.code.fullmatch(code):
                faults |= below(code, self.faults_of_row(row))
            else:
                sentence = f"代码由小写字母、数字和下划线组成，字母开头，最多{LONGEST_KEY}位。"
                faults[shown_key(code)] = sentence
        return faults

    def faults_of_row(self, row):
        if not isinstance(row, dict):
            return {"": f"每行可填：{'、'.join(self.columns)}。"}
        faults = {}
        for name in row:
            if name not in self.columns:
                faults[shown_key(name)] = f"没有这一列，可填：{'、'.join(self.columns)}。"
        for name, column in self.columns.items():
            if is_empty(row.get(name)):
                if column.required:
                    faults[name] = f"请填写{column.label}。"
            else:
                faults |= below(name, column.shape.faults(row[name]))
        return faults

    def clean(self, value):
        return {code: self.clean_row(row) for code, row in value.items()}

    def clean_row(self, row):
        kept = {}
        for name, column in self.columns.items():
            if not is_empty(row.get(name)):
                kept[name] = column.shape.clean(row[name])
        return kept

    def whole(self, default, own):
        """The rows that ship in their order, then the county's own: a JSON column
        of PostgreSQL keeps none.
        """
        shipped = [code for code in default if code in own]
        others = sorted((code for code in own if code not in default), key=in_order)
        return {code: own[code] for code in (*shipped, *others)}

    def words(self, value):
        return "；".join(words for _label, words in self.parts(value).values())

    def parts(self, value):
        return {code: ("", self.words_of_row(row)) for code, row in value.items()}

    def words_of_row(self, row):
        words = []
        for name, column in self.columns.items():
            if name in row:
                words.append(column.words.format(column.shape.words(row[name])))
        return "，".join(words)

    def schema(self):
        columns = {name: column.shape.schema() for name, column in self.columns.items()}
        required = [name for name, column in self.columns.items() if column.required]
        row = {"type": "object", "properties": columns, "required": required}
        return {"type": "object", "additionalProperties": row | {"additionalProperties": False}}


def is_empty(value):
    """Whether a member of a row says nothing: a text of blanks does not."""
    if isinstance(value, str):
        return not clean_text(value)
    return value is None or value == []


def in_order(code):
    """Sorts `own_2` before `own_10`."""
    return len(code), code


def shape_like(value):
    """The shape of a rule that names none, from its default."""
    if isinstance(value, bool):
        return YesNo()
    if isinstance(value, int):
        return WholeNumber()
    if isinstance(value, float):
        return Ratio()
    raise TypeError(f"A rule of the type {type(value).__name__} says its shape.")
