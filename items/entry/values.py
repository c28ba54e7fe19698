"""What a single value of a payload may be: text, choice, date, list; one sentence per path for what it is not."""

import datetime
import functools

from dutylist.history.limits import day_fault, text_fault
from dutylist.history.texts import clean_text
from items.models.duty_items import TEXT_LENGTH

A_TEXT = (str, int, float, type(None))
SHOWN = 40  # of what was sent and is not taken


@functools.cache
def codes_of(choices):
    """{code or label: code} of a vocabulary."""
    return {str(label): str(code) for code, label in choices.choices} | {
        str(code): str(code) for code in choices.values
    }


class Values:
    """Cleans values one by one and collects the faults."""

    def __init__(self):
        self.errors = {}

    def fault(self, path, sentence):
        self.errors.setdefault(path, sentence)

    def text(self, value, path, longest=TEXT_LENGTH):
        if not isinstance(value, A_TEXT) or isinstance(value, bool):
            self.fault(path, "应为文字。")
            return ""
        cleaned = clean_text(value)
        if fault := text_fault(cleaned, longest):
            self.fault(path, fault)
        return cleaned

    def choice(self, value, path, choices):
        if isinstance(value, str) and value in codes_of(choices):
            return codes_of(choices)[value]
        allowed = "、".join(f"{label}（{code}）" for code, label in choices.choices)
        self.fault(path, f"“{str(value)[:SHOWN]}”不在可选范围内，可填：{allowed}。")
        return ""

    def date(self, value, path):
        if value in (None, ""):
            return None
        try:
            day = value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fault(path, f"“{str(value)[:SHOWN]}”不是日期，请按 2026-01-31 的格式填写。")
            return None
        if fault := day_fault(day):
            self.fault(path, fault)
        return day.isoformat()

    def rows(self, value, path):
        """The dicts of a list, each with its path; anything else is a fault."""
        if value in (None, ""):
            return
        if not isinstance(value, list):
            self.fault(path, "应为列表。")
            return
        for n, row in enumerate(value):
            if isinstance(row, dict):
                yield f"{path}.{n}", row
            else:
                self.fault(f"{path}.{n}", "应为一个对象。")

    def names(self, value, path):
        if not isinstance(value, list | tuple | None):
            self.fault(path, "应为列表。")
            return []
        return list(dict.fromkeys(clean_text(str(v)) for v in value or []))
