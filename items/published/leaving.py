"""What left the townships within a year, and where it went (基层不再承担的事项及其去向): computed
from the list in force when the year began and the one in force now, or when it ended.
"""

import datetime
from dataclasses import dataclass, replace
from functools import cached_property

from items.entry.entries import answering, in_scope

from .comparing import ADD, CANCEL, MOVE, changes_between, heirs_in, steps_between
from .lists import in_force

TAKEN, ENDED, LAPSED, LIGHTENED, NARROWED, MERGED = (
    "taken",
    "ended",
    "lapsed",
    "lightened",
    "narrowed",
    "merged",
)
WAYS = (TAKEN, ENDED, LAPSED, LIGHTENED, NARROWED, MERGED)
WAY_NAMES = {
    TAKEN: "由部门收回承接",
    ENDED: "取消，不再列入清单",
    LAPSED: "期满自动退出",
    LIGHTENED: "改由部门牵头，只配合",
    NARROWED: "部分单位不再承担",
    MERGED: "并入其他事项，仍在清单内",
}
# Of these nobody at a township is relieved altogether.
NOT_COUNTED = (MERGED,)


@dataclass(frozen=True)
class Departure:
    """One item that left, wholly or in part: `departments` are those it went to, `heir` the entry
    it was merged into, `townships` the names of those that are relieved where not all are.
    """

    way: str
    code: str
    before: dict | None
    now: dict | None
    steps: tuple = ()
    departments: tuple = ()
    heir: dict | None = None
    townships: tuple = ()

    @property
    def entry(self):
        return self.before or self.now

    @property
    def was_listed(self):
        """Whether the townships had it on their list; else the list only says whose it is now."""
        return self.before is not None


@dataclass(frozen=True)
class YearOfDepartures:
    """A year of a county, told from its documents: from the one in force on the eve of the year
    (`start`, None where there was none) to the one in force on the last day told of.
    """

    year: int
    documents: list
    start: object
    end: object
    until: datetime.date

    @property
    def eve(self):
        return datetime.date(self.year - 1, 12, 31)

    @cached_property
    def rows(self):
        """[Departure] in the order of WAYS."""
        before, now = None, self.end.read_on(self.until)
        if self.start is not None:
            before = self.start.read_on(self.eve)
        steps = steps_between(self.documents, self.start, self.end, self.until)
        rows = []
        for change in changes_between(before, now):
            row = _departure(change, before, self.end, now, self.until)
            if row is not None:
                rows.append(replace(row, steps=tuple(steps.get(row.code, ())[-1:])))
        return sorted(rows, key=lambda row: WAYS.index(row.way))

    @property
    def counts(self):
        counts = dict.fromkeys(WAYS, 0)
        for row in self.rows:
            counts[row.way] += 1
        return counts

    @property
    def total(self):
        return sum(count for way, count in self.counts.items() if way not in NOT_COUNTED)


def years_of(documents, today):
    """The years of which this can be told, the latest first: from that of the first document."""
    if not documents:
        return []
    first = min(document.effective_on for document in documents).year
    return list(range(today.year, first - 1, -1))


def departures_of(documents, year, today):
    """The YearOfDepartures up to today; None where no list was in force by its end."""
    until = min(today, datetime.date(year, 12, 31))
    end = in_force(documents, until)
    if end is None:
        return None
    start = in_force(documents, datetime.date(year - 1, 12, 31))
    return YearOfDepartures(year, documents, start, end, until)


def _departure(change, before, end, now, until):
    """The departure that a change is, or None where nobody at a township is relieved by it."""
    was, entry = change.before, change.now
    if entry is not None and entry["kind"] == "reclaimed":
        if was is not None and was["kind"] == "reclaimed":
            return None
        return Departure(TAKEN, change.code, was, entry, departments=tuple(answering(entry)))
    if change.op == ADD or (was is not None and was["kind"] == "reclaimed"):
        return None
    if change.op == CANCEL:
        return _gone(change, end, now, until)
    if was["kind"] == "basic" and entry["kind"] == "coordination":
        departments = tuple(answering(entry))
        return Departure(LIGHTENED, change.code, was, entry, departments=departments)
    if change.op == MOVE or "scope" in change.fields:
        return _narrowed(change, before, now)
    return None


def _gone(change, end, now, until):
    """An item that is no longer in the list: its time was over, another took it in, or it was
    cancelled.
    """
    if end.read().find(change.code) is not None:
        return Departure(LAPSED, change.code, change.before, None)
    ends_on = change.before.get("ends_on") or ""
    heir = heirs_in(now, change.code)
    if heir is not None and heir["kind"] == "reclaimed":
        departments = tuple(answering(heir))
        return Departure(
            TAKEN, change.code, change.before, None, heir=heir, departments=departments
        )
    if heir is not None:
        return Departure(MERGED, change.code, change.before, None, heir=heir)
    if ends_on and ends_on < until.isoformat():
        return Departure(LAPSED, change.code, change.before, None)
    return Departure(ENDED, change.code, change.before, None)


def _narrowed(change, before, now):
    """An item that some townships no longer have, of those that both lists know."""
    left = []
    for place in before.townships:
        stands = now.township(place.code)
        had, has = in_scope(change.before, place.code), in_scope(change.now, place.code)
        if stands and had and not has:
            left.append(stands.name)
    if not left:
        return None
    departments = tuple(answering(change.now))
    return Departure(
        NARROWED,
        change.code,
        change.before,
        change.now,
        departments=departments,
        townships=tuple(left),
    )
