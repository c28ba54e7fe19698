"""The rules a county may set otherwise: each line is registered by whoever acts on it, with its
default, what it is called, the sentence that explains it and the ground it rests on.

An app or a room registers its lines in a module `policy_lines`, which is loaded at start.
"""

from collections.abc import Callable
from typing import NamedTuple

DAYS = "单位为工作日，可按本地规定修改。"
NO_NATIONAL_RULE = "全国没有统一规定，通用值由系统提供"
LONGEST_DAYS = 365


class PolicyLine(NamedTuple):
    """One rule. `value` is the default, of the type a county's own value has; `choices` are offered
    for a list; `fault(value)` says what is wrong with a value that is no number and no yes or no.
    """

    key: str
    value: object
    label: str
    help: str = ""
    ground: str = ""
    choices: tuple = ()
    fault: Callable | None = None


_lines = {}


def register_line(key, value, label, help="", **members):
    """Adds a line; a key is registered once."""
    if key in _lines:
        raise ValueError(f"The policy line {key!r} is registered already.")
    _lines[key] = PolicyLine(key, value, label, help, **members)


def policy_lines():
    """{key: line} of every line, in the order in which the owners stand above each other."""
    return dict(_lines)


def default_of(key):
    """The default of a rule; an unknown key is a KeyError."""
    return _lines[key].value


def rule_fault(key, value):
    """What is wrong with a county's own value of a rule, or ""; None takes the default back."""
    line = _lines[key]
    if value is None:
        return ""
    if line.fault:
        return line.fault(value)
    if isinstance(line.value, bool):
        if isinstance(value, bool):
            return ""
        return "应为是或者否。"
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if is_number and 1 <= value <= LONGEST_DAYS:
        return ""
    return f"应为1到{LONGEST_DAYS}的整数。"
