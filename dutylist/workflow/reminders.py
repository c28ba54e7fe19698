"""Reminders of to-dos: half way, on the last day, and once more when the deadline has passed.

Each is told once to each person, for however many units he is asked.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dutylist.notices.models import ToDo
from dutylist.notices.services import queue_event, tell
from dutylist.organizations.models import Membership, User

from .calendar import days_left_of, half_ways


def remind(now):
    """Tells whoever has an open to-do that is half way, due today or overdue: -> how many."""
    today = timezone.localdate(now)
    todos = list(ToDo.objects.open().exclude(due_on=None).select_related("county", "user"))
    halves = half_ways({_period(todo) for todo in todos})
    left = days_left_of((todo.due_on for todo in todos), today)
    told = 0
    for todo in todos:
        occasion, words = _occasion(todo, today, halves[_period(todo)], left[todo.due_on])
        if occasion:
            told += _remind(todo, occasion, words, today)
    return told


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


def _remind(todo, occasion, words, today):
    title = f"{words}：{todo.title}"
    key = f"todo:{todo.flow}:{todo.subject_id}:{todo.due_on:%Y%m%d}:{occasion}"
    return sum(_tell_once(todo, person, key, title) for person in people_of(todo, today))


def _tell_once(todo, person, key, title):
    with transaction.atomic():
        new = tell(person, key, title, url=todo.url)
        if new and person.email:
            mail = {"to": [person.email], "subject": title, "body": title}
            queue_event("mail", mail, todo.county)
    return new


def people_of(todo, on=None):
    """The people a to-do is for: its named user, or everybody in its role and unit.

    Those who stand aside are left out.
    """
    if todo.user_id:
        return [todo.user]
    held = Membership.objects.in_force(on).filter(_place(todo), role=todo.role)
    held = held.not_of(todo.barred_ids, on)
    return list(User.objects.filter(pk__in=held.values("user")))


def _place(todo):
    if todo.department_id:
        return Q(department=todo.department_id)
    if todo.region_id:
        return Q(region=todo.region_id)
    county = todo.county
    above = [pk for pk in (county.pk, county.parent_id) if pk]
    return Q(region__in=above) | Q(region__children=county.parent_id, region__level="province")
