"""Working days: Monday to Friday, but for the exceptions in the calendar (放假, 调休上班)."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from .models import CalendarDay, CalendarYear
from .moments import Minutes

ONE_DAY = timedelta(days=1)


class Deadline(NamedTuple):
    """Until when a step is to be made: a day, and the moment where its clock counts minutes."""

    on: date | None = None
    at: datetime | None = None


def _exceptions(first, last=None):
    """{date: is_working} of the days that differ from Monday-to-Friday, in one query."""
    days = CalendarDay.objects.filter(date__gte=first)
    if last:
        days = days.filter(date__lte=last)
    return dict(days.values_list("date", "is_working"))


def _works(day, exceptions):
    return exceptions.get(day, day.weekday() < 5)


def is_working(day: date) -> bool:
    return _works(day, _exceptions(day, day))


def add_working_days(day: date, count: int, exceptions: dict | None = None) -> date:
    """The last day of a clock of `count` working days; the day it starts on does not count
    (当日不计入).
    """
    if exceptions is None:
        exceptions = _exceptions(day)
    while count > 0:
        day += ONE_DAY
        count -= _works(day, exceptions)
    return day


def deadline_after(start: datetime, length: int | None) -> Deadline:
    """Where a clock of so many working days, or `Minutes`, ends that starts at a moment."""
    if length is None:
        return Deadline()
    if isinstance(length, Minutes):
        moment = start + timedelta(minutes=length)
        return Deadline(timezone.localdate(moment), moment)
    return Deadline(add_working_days(timezone.localdate(start), length))


def working_days_between(start: date, end: date, exceptions: dict | None = None) -> int:
    """Working days after `start` up to and with `end`; negative when `end` is the earlier one."""
    if end < start:
        return -working_days_between(end, start, exceptions)
    if exceptions is None:
        exceptions = _exceptions(start, end)
    count = 0
    while start < end:
        start += ONE_DAY
        count += _works(start, exceptions)
    return count


def half_ways(periods) -> dict:
    """{(start, end): the day on which half of the working days of a clock are over}.

    At the earliest it is the next working day. Many clocks, one query.
    """
    periods = set(periods)
    if not periods:
        return {}
    exceptions = _exceptions(min(start for start, _ in periods))
    return {(start, end): _half_way(start, end, exceptions) for start, end in periods}


def _half_way(start, end, exceptions):
    days = working_days_between(start, end, exceptions)
    return add_working_days(start, max(1, (days + 1) // 2), exceptions)


def days_left(due_on: date, on: date | None = None, exceptions: dict | None = None) -> int:
    """Working days left; negative once the deadline has passed."""
    return working_days_between(on or timezone.localdate(), due_on, exceptions)


def days_left_of(deadlines, on: date | None = None) -> dict:
    """{deadline: its `days_left_words`} of many deadlines, with one query."""
    on = on or timezone.localdate()
    days = {day for day in deadlines if day}
    if not days:
        return {}
    exceptions = _exceptions(min(days | {on}), max(days | {on}))
    return {day: days_left_words(day, on, exceptions) for day in days}


def left_of(deadlines, on: date | None = None) -> dict:
    """{deadline: working days left} of many deadlines, with one query."""
    on = on or timezone.localdate()
    days = {day for day in deadlines if day}
    if not days:
        return {}
    exceptions = _exceptions(min(days | {on}), max(days | {on}))
    return {day: days_left(day, on, exceptions) for day in days}


def days_left_words(due_on: date, on: date | None = None, exceptions: dict | None = None) -> str:
    """还剩3个工作日, 今天到期, 已超期1个工作日"""
    on = on or timezone.localdate()
    if due_on == on:
        return "今天到期"
    left = days_left(due_on, on, exceptions)
    if due_on > on:
        return f"还剩{left}个工作日"
    if left:
        return f"已超期{-left}个工作日"
    return "已过期限"


def deadline_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def unannounced(year: int) -> bool:
    """Whether the holidays of a year are not yet known, so that deadlines in it are counted Monday
    to Friday.
    """
    return not CalendarYear.objects.filter(year=year, announced=True).exists()


def calendar_warning(due_on: date | None) -> str:
    """A sentence when a deadline falls in a year whose holidays are not announced, else an empty
    string.
    """
    if due_on is None or not unannounced(due_on.year):
        return ""
    return f"{due_on.year}年放假调休安排尚未公布，期限暂按周一至周五推算，公布后请核对。"
