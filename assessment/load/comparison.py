"""Two years of a township side by side: line by line, as a sentence, as bars of one measure."""

from dataclasses import dataclass

from .lines import LESS, LINES, MORE, LoadLine, in_groups

WIDEST = 96  # per cent of the picture that the longest bar takes


@dataclass(frozen=True)
class Compared:
    """One line in both years; None is what is not registered or must not be told."""

    line: LoadLine
    before: int | None
    after: int | None

    @property
    def difference(self):
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def words(self):
        """少3, 多2, 没有变化; — where there is nothing to compare."""
        if self.difference is None:
            return "—"
        if self.difference == 0:
            return "没有变化"
        way = "多" if self.difference > 0 else "少"
        return f"{way}{abs(self.difference)}"

    @property
    def look(self):
        """How the page marks it: fewer, more, more of what eases the load, the same."""
        if self.difference is None:
            return ""
        if self.difference == 0:
            return "same"
        if self.difference < 0:
            return "less"
        return "plus" if self.line.lighter == MORE else "more"

    @property
    def is_lighter(self):
        return self.line.lighter == LESS and bool(self.difference) and self.difference < 0

    @property
    def is_heavier(self):
        return self.line.lighter == LESS and bool(self.difference) and self.difference > 0


def compared(before, after):
    """[`Compared`] of two loads of one township, in the order of the lines."""
    found = []
    for line in LINES:
        found.append(Compared(line, before.number(line.key), after.number(line.key)))
    return found


def grouped(lines):
    """[(heading, [`Compared`])]."""
    by_key = {one.line.key: one for one in lines}
    groups = []
    for heading, members in in_groups():
        groups.append((heading, [by_key[line.key] for line in members]))
    return groups


def verdict(load, lines):
    """What became of the load, in a sentence."""
    place = f"{load.year}年{load.township.name}"
    told = [one for one in lines if is_told_of(one)]
    if not told:
        return f"{place}和上年没有可以比较的数字。"
    lighter = [one.line.label for one in told if one.is_lighter]
    heavier = []
    for one in told:
        if one.is_heavier:
            heavier.append(f"{one.line.label}多{one.difference}{one.line.unit or '项'}")
    parts = []
    if lighter:
        parts.append(f"{'、'.join(lighter)}比上年少")
    if heavier:
        parts.append("、".join(heavier))
    if not parts:
        labels = "、".join(one.line.label for one in told)
        return f"{place}的{labels}和上年相同。"
    return f"{place}的{'；'.join(parts)}。"


def is_told_of(one):
    """Whether the sentence tells a line: less of it eases the load, and both years are known."""
    return one.difference is not None and one.line.lighter == LESS and not one.line.is_part


@dataclass(frozen=True)
class Bar:
    """One line of the picture; widths in per cent."""

    compared: Compared
    before_width: str
    after_width: str


def bars(lines):
    """Both years of each line that shares the measure, where anything is registered."""
    drawn = []
    for one in lines:
        if one.line.drawn and (one.before is not None or one.after is not None):
            drawn.append(one)
    longest = max(
        [number for one in drawn for number in (one.before or 0, one.after or 0)], default=0
    )
    found = []
    for one in drawn:
        found.append(Bar(one, width(one.before, longest), width(one.after, longest)))
    return found


def width(number, longest):
    if not number or not longest:
        return "0%"
    return f"{WIDEST * number / longest:.1f}%"
