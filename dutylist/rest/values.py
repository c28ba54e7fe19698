"""Single values of a request's JSON: each reader takes what is of its type and refuses
the rest with a sentence.
"""

import datetime

from dutylist.history.limits import LONGEST_TEXT, day_fault, number_fault, text_fault
from dutylist.history.texts import told

GREATEST = 2**31 - 1  # what a column of whole numbers holds on both databases


class Wrong(ValueError):
    """What was told is not of its type; the sentence says what it should be."""


def as_text(value):
    if not isinstance(value, str):
        raise Wrong("应为文字。")
    require_no(text_fault(value, LONGEST_TEXT))
    return value


def as_day(value):
    """A day; a moment is none."""
    if isinstance(value, datetime.datetime) or not isinstance(value, str | datetime.date):
        raise Wrong(_no_day(value))
    if isinstance(value, str):
        try:
            value = datetime.date.fromisoformat(value.strip())
        except ValueError:
            raise Wrong(_no_day(value)) from None
    require_no(day_fault(value))
    return value


def _no_day(value):
    if value is None or value == "":
        return "请填写日期。"
    return f"{told(value)}不是日期，请按 2026-01-31 的格式填写。"


def as_integer(value):
    if value is None:
        raise Wrong("请填写整数。")
    if isinstance(value, bool) or not isinstance(value, int):
        raise Wrong("应为整数。")
    require_no(number_fault(value, 0, GREATEST))
    return value


def as_bool(value):
    if not isinstance(value, bool):
        raise Wrong("应为 true 或 false。")
    return value


def require_no(fault):
    if fault:
        raise Wrong(fault)
