"""Reminders of to-dos: half way, on the last day, and once more when the deadline has passed; of a
clock that counts minutes half way and when it has run out.

Each is told once to each person, for however many units he is asked.
"""

from django.db import transaction
from django.utils import timezone

from dutylist.notices.models import InboxMessage, ToDo
from dutylist.notices.services import queue_event, tell

from .calendar import days_left_of, half_ways
from .moments import time_left_words
from .todo_lists import holders_of


def remind(now):
    """Tells whoever has an open to-do that is half way, due today or overdue: -> how many. However
    often it runs, what was told is read with one query.
    """
    waiting = _reminders(now)
    if not waiting:
        return 0
    today = timezone.localdate(now)
    holders = holders_of([todo for todo, _key, _title in waiting], today)
    keys = {key for _todo, key, _title in waiting}
    known = InboxMessage.objects.filter(key__in=keys)
    told_before = set(known.values_list("user_id", "key"))
    told = 0
    for todo, key, title in waiting:
        for person in holders[todo.pk]:
            if (person.pk, key) not in told_before:
                told += _tell_once(todo, person, key, title)
    return told


def _reminders(now):
    """[(to-do, key of the occasion, what is said)] of everything to be told of by now."""
    today = timezone.localdate(now)
    todos = list(ToDo.objects.open().exclude(due_on=None).select_related("county__parent", "user"))
    by_day = [todo for todo in todos if todo.due_at is None]
    halves = half_ways({_period(todo) for todo in by_day})
    left = days_left_of((todo.due_on for todo in by_day), today)
    waiting = []
    for todo in todos:
        if todo.due_at:
            occasion, words = _occasion_of_moment(todo, now)
            mark = f"{timezone.localtime(todo.due_at):%Y%m%d%H%M%S}"
        else:
            occasion, words = _occasion(todo, today, halves[_period(todo)], left[todo.due_on])
            mark = f"{todo.due_on:%Y%m%d}"
        if occasion:
            key = f"todo:{todo.flow}:{todo.subject_id}:{mark}:{occasion}"
            waiting.append((todo, key, f"{words}：{todo.title}"))
    return waiting


def _period(todo):
    return timezone.localdate(todo.opened_at), todo.due_on


def _occasion(todo, today, half, left):
    """(its name, what is said of the deadline), or two empty strings where nothing is due."""
    if today > todo.due_on:
        return "late", "已超过办理期限"
    if today == todo.due_on:
        return "last", "今天到期"
    if today >= half:
        return "half", f"办理期限已过半，{left}"
    return "", ""


def _occasion_of_moment(todo, now):
    """The same of a clock that counts minutes."""
    if now > todo.due_at:
        return "late", "已超过办理时限"
    if now >= todo.opened_at + (todo.due_at - todo.opened_at) / 2:
        return "half", f"办理时限已过半，{time_left_words(todo.due_at, now)}"
    return "", ""


def _tell_once(todo, person, key, title):
    with transaction.atomic():
        new = tell(person, key, title, url=todo.url)
        if new and person.email:
            mail = {"to": [person.email], "subject": title, "body": title}
            queue_event("mail", mail, todo.county)
    return new
