"""What a single value of a payload may be: text, choice, date, list; one sentence per path for what
it is not.
"""

import datetime
import functools

from dutylist.history.limits import day_fault, list_fault, text_fault
from dutylist.history.texts import clean_text, told
from items.models.duty_items import TEXT_LENGTH

A_TEXT = (str, int, float, type(None))
NO_TEXT = "应为文字。"
NO_OBJECT = "应为一个对象。"
NO_FIELD = "没有这个字段。"


@functools.cache
def codes_of(choices):
    """{code or label: code} of a vocabulary."""
    codes = {}
    for code, label in choices.choices:
        codes[str(label)] = str(code)
    for code in choices.values:
        codes[str(code)] = str(code)
    return codes


class Values:
    """Cleans values one by one and collects the faults."""

    def __init__(self):
        self.errors = {}

    def fault(self, path, sentence):
        self.errors.setdefault(path, sentence)

    def is_sound(self, *paths):
        """Whether nothing was wrong so far at any of these paths or below: only then is judged what
        rests on them.
        """
        if not self.errors:
            return True
        beginnings = tuple(f"{path}." for path in paths)
        return not any(path in paths or path.startswith(beginnings) for path in self.errors)

    def text(self, value, path, longest=TEXT_LENGTH):
        if not isinstance(value, A_TEXT) or isinstance(value, bool):
            self.fault(path, NO_TEXT)
            return ""
        cleaned = clean_text(value)
        if fault := text_fault(cleaned, longest):
            self.fault(path, fault)
        return cleaned

    def choice(self, value, path, choices):
        if isinstance(value, str) and value in codes_of(choices):
            return codes_of(choices)[value]
        allowed = "、".join(f"{label}（{code}）" for code, label in choices.choices)
        fault = f"{told(value)}不在可选范围内"
        if value in (None, ""):
            fault = "请填写"
        self.fault(path, f"{fault}，可填：{allowed}。")
        return ""

    def date(self, value, path):
        if value in (None, ""):
            return None
        day = day_of(value)
        if day is None:
            self.fault(path, f"{told(value)}不是日期，请按 2026-01-31 的格式填写。")
            return None
        if fault := day_fault(day):
            self.fault(path, fault)
        return day.isoformat()

    def listed(self, value, path):
        """A list of bounded length, empty where there is none; anything else is a fault."""
        if value in (None, ""):
            return []
        if not isinstance(value, list | tuple):
            self.fault(path, "应为列表。")
            return []
        if fault := list_fault(value):
            self.fault(path, fault)
            return []
        return value

    def rows(self, value, path, members):
        """The dicts of a list, each with its path; anything else in it, or another member, is a
        fault.
        """
        for n, row in enumerate(self.listed(value, path)):
            if isinstance(row, dict):
                self.require_members(row, f"{path}.{n}", members)
                yield f"{path}.{n}", row
            else:
                self.fault(f"{path}.{n}", NO_OBJECT)

    def group(self, value, path, members):
        """One dict, or None where there is none."""
        if value in (None, "", {}):
            return None
        if not isinstance(value, dict):
            self.fault(path, NO_OBJECT)
            return None
        self.require_members(value, path, members)
        return value

    def require_members(self, row, path, members):
        for name in row:
            if name not in members:
                self.fault(f"{path}.{name}", NO_FIELD)

    def texts(self, value, path):
        """The texts of a list, none of them empty."""
        cleaned_texts = []
        for n, one in enumerate(self.listed(value, path)):
            text = self.text(one, f"{path}.{n}")
            if not text:
                self.fault(f"{path}.{n}", "不能为空。")
            cleaned_texts.append(text)
        return cleaned_texts

    def names(self, value, path):
        """The same, each once."""
        return list(dict.fromkeys(filter(None, self.texts(value, path))))


def parse_day(value):
    """The date that a content's ISO text means; None for none."""
    if not value:
        return None
    return datetime.date.fromisoformat(value)


def day_of(value):
    """A date, also written as 2026-01-31; None for anything else."""
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str):
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None
