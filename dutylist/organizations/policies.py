"""The rules a county may set otherwise: each line is registered by whoever acts on it, with its
default, its shape, what it is called, the sentence that explains it and the ground it rests on.

An app or a room registers its lines in a module `policy_lines`, which is loaded at start. The form,
the API, its schema and the record are made from the lines.
"""

from collections.abc import Callable
from typing import NamedTuple

from .policy_shapes import LONGEST_DAYS, Shape, WholeNumber, below, shape_like

DAYS = "单位为工作日，可按本地规定修改。"
NO_NATIONAL_RULE = "全国没有统一规定，通用值由系统提供"
USUAL = "（通用值）"
A_DAY = 24 * 60  # minutes
WORKING_DAYS = WholeNumber("个工作日")
__all__ = [
    "DAYS",
    "LONGEST_DAYS",
    "NO_NATIONAL_RULE",
    "register_days",
    "register_hours",
    "register_line",
    "register_minutes",
]


class PolicyLine(NamedTuple):
    """One rule. `value` is the default. `changed(county, before, after)` gives {path: sentence} of
    what can not be changed as things stand in this county.
    """

    key: str
    value: object
    label: str
    help: str
    shape: Shape
    ground: str = ""
    group: str = "other"
    changed: Callable | None = None
    minutes: int = 0  # of a clock around the clock: how many minutes one of its units is

    def faults(self, value):
        """{path: sentence} of what is wrong with a county's own value; None takes the default
        back.
        """
        if value is None:
            return {}
        return below(self.key, self.shape.faults(value))

    def holds(self, values):
        """What holds where a county rules `values` for itself."""
        if self.key not in values:
            return self.value
        return self.shape.whole(self.value, values[self.key])

    def words(self, values):
        """What holds in words, with the remark that it is the default."""
        words = self.shape.words(self.holds(values))
        return words + self.remark(values)

    def remark(self, values, part=None):
        """Says of the rule, or of one part of it, that it is the default."""
        if self.key not in values:
            return USUAL
        if part is None or self.shape.is_ruled(part, values[self.key]):
            return ""
        return USUAL


class PolicyGroup(NamedTuple):
    """The lines that are set on one page. `told(policy)` gives [(label, sentence)]: what they come
    to, taken together.
    """

    name: str
    label: str
    place: int
    hint: str
    told: Callable | None = None


_lines = {}
_groups = {}
CLOCKS, CHECKS, OTHER = "clocks", "checks", "other"


def register_line(key, value, label, help="", *, shape=None, **members):
    """Adds a line; a key is registered once. Without a shape it has that of its default."""
    if key in _lines:
        raise ValueError(f"The policy line {key!r} is registered already.")
    shape = shape or shape_like(value)
    _lines[key] = PolicyLine(key, value, label, help, shape, **members)


def register_days(key, value, label, help, *, ground=NO_NATIONAL_RULE):
    """Adds a clock in working days."""
    register_line(key, value, label, DAYS + help, ground=ground, shape=WORKING_DAYS, group=CLOCKS)


def register_minutes(key, value, label, help, *, ground=NO_NATIONAL_RULE):
    """Adds a clock in minutes, which run day and night."""
    _register_around_the_clock(key, value, label, "分钟", 1, help, ground)


def register_hours(key, value, label, help, *, ground=NO_NATIONAL_RULE):
    """Adds a clock in hours, which run day and night."""
    _register_around_the_clock(key, value, label, "小时", 60, help, ground)


def _register_around_the_clock(key, value, label, unit, minutes, help, ground):
    told = f"单位为{unit}，昼夜连续计算，节假日不停，可按本地规定修改。{help}"
    shape = WholeNumber(unit, most=LONGEST_DAYS * A_DAY // minutes)
    register_line(
        key, value, label, told, ground=ground, shape=shape, group=CLOCKS, minutes=minutes
    )


def minutes_of_one(key):
    """How many minutes one unit of a clock is that runs around the clock; 0 for any other rule."""
    return _lines[key].minutes


def register_group(name, label, place, hint, told=None):
    """Adds a page of lines; `place` is its place among the others."""
    if name in _groups:
        raise ValueError(f"The group {name!r} of the policy is registered already.")
    _groups[name] = PolicyGroup(name, label, place, hint, told)


register_group(CLOCKS, "办理时限", 30, "各环节的办理期限。正在办理的，仍按该环节开始时的期限。")
register_group(CHECKS, "审核提示", 40, "审核提示的等级和比对的宽严。")
register_group(OTHER, "公开、账号与其他", 50, "公布方式、账号安全和其他规则。")


def policy_lines():
    """{key: line} of every line, in the order in which the owners stand above each other."""
    return dict(_lines)


def policy_groups():
    """[(group, its lines)] in the order of the pages; a group without a line has none."""
    groups = sorted(_groups.values(), key=lambda group: group.place)
    pages = []
    for group in groups:
        lines = [line for line in _lines.values() if line.group == group.name]
        if lines:
            pages.append((group, lines))
    return pages


def default_of(key):
    """The default of a rule; an unknown key is a KeyError."""
    return _lines[key].value


def faults_of(values):
    """{path: sentence} of all that is wrong with values that a county would rule for itself."""
    faults = {}
    for key, value in values.items():
        if key in _lines:
            faults |= _lines[key].faults(value)
        else:
            faults[key] = f"没有名为{key}的规则。"
    return faults


def ruled(before, told):
    """The county's own values after `told`, in the form in which they are kept."""
    after = dict(before)
    for key, value in told.items():
        if value is None:
            after.pop(key, None)
        else:
            after[key] = _lines[key].shape.clean(value)
    return after


def faults_of_change(county, before, after):
    """{path: sentence} of what can not be changed as things stand in the county."""
    faults = {}
    for key, line in _lines.items():
        old, new = line.holds(before), line.holds(after)
        if line.changed and old != new:
            faults |= below(key, line.changed(county, old, new))
    return faults


def told_changes(before, after):
    """[(label, before, after)] of two states of a county's own values, rule by rule and part by
    part, in words; a rule that there is no longer is told by its key.
    """
    changes = []
    before, after = before or {}, after or {}
    for key in _lines:
        changes += changes_of_line(_lines[key], before, after)
    for key in sorted({*before, *after} - set(_lines)):
        old, new = before.get(key, ""), after.get(key, "")
        if old != new:
            changes.append((key, str(old), str(new)))
    return changes


def changes_of_line(line, before, after):
    """What holds otherwise now; where nothing does, that the county rules for itself what is usual,
    or no longer.
    """
    old_parts = line.shape.parts(line.holds(before))
    new_parts = line.shape.parts(line.holds(after))
    changes, rulings = [], []
    for part in {**old_parts, **new_parts}:
        name, old = old_parts.get(part, ("", ""))
        new_name, new = new_parts.get(part, ("", ""))
        old_told = old and old + line.remark(before, part)
        new_told = new and new + line.remark(after, part)
        if old_told == new_told:
            continue
        told = (label_of_part(line, name or new_name), old_told, new_told)
        if old != new or line.shape.is_ruled_by_part:
            changes.append(told)
        else:
            rulings.append(told)
    return changes or rulings


def label_of_part(line, name):
    if name:
        return f"{line.label}（{name}）"
    return line.label
