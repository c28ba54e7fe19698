"""Reminders of to-dos: the day before, and once more when the deadline has passed; each told once to each person."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dutylist.organizations.models import Membership, User

from .jobs import daily
from .models import ToDo
from .services import queue_event, tell


@daily("todo_reminders")
def remind(now):
    """Tells whoever has an open to-do due by tomorrow, or overdue."""
    today = timezone.localdate(now)
    due = ToDo.objects.open().filter(due_on__lte=today + timedelta(days=1)).select_related("county", "user")
    told = sum(_remind(todo, person, today) for todo in due for person in people_of(todo, today))
    return f"发出提醒{told}条。"


def people_of(todo, on=None):
    """The people a to-do is for: its named user, or everybody in its role and unit but those who stand aside."""
    barred = [int(pk) for pk in todo.not_for.split(",") if pk]
    if todo.user_id:
        return [todo.user]
    held = Membership.objects.in_force(on).filter(_place(todo), role=todo.role).exclude(user__in=barred)
    return list(User.objects.filter(pk__in=held.values("user")))


def _place(todo):
    if todo.department_id:
        return Q(department=todo.department_id)
    if todo.region_id:
        return Q(region=todo.region_id)
    county = todo.county
    return Q(region__in=[pk for pk in (county.pk, county.parent_id) if pk]) | Q(
        region__children=county.parent_id, region__level="province"
    )


def _remind(todo, person, today):
    late = todo.due_on < today
    words = "已超过办理期限" if late else "今天到期" if todo.due_on == today else "明天到期"
    title = f"{words}：{todo.title}"
    with transaction.atomic():
        new = tell(person, f"todo:{todo.pk}:{'late' if late else 'due'}", title, url=todo.url)
        if new and person.email:
            queue_event("mail", {"to": [person.email], "subject": title, "body": title}, todo.county)
    return new
