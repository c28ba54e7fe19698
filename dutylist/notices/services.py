"""What other rooms ask of this one: open and close to-dos, tell a person something, queue an event
for the outside.
"""

from typing import NamedTuple

from django.db.models import F
from django.utils import timezone

from dutylist.organizations.models import Level
from dutylist.organizations.models.users import SYSTEM_USERNAME

from .models import EventOutcome, InboxMessage, OutboundEvent, ToDo


class AskedOf(NamedTuple):
    """A role in a unit; of the county's own people where neither is named."""

    role: str
    department_id: int | None = None
    region_id: int | None = None


def open_todo(**asked):
    """Asks a role in a unit (county_id; department_id or region_id) or one user for a step;
    `not_for` are user ids.
    """
    todo = new_todo(**asked)
    todo.save()
    return todo


def new_todo(
    *,
    flow,
    subject_id,
    title,
    role="",
    due_on=None,
    due_at=None,
    url="",
    not_for=(),
    opened_at=None,
    **place,
):
    """A to-do that is not saved yet, of what `open_todo` takes."""
    barred = ""
    if not_for:
        barred = f",{','.join(str(pk) for pk in sorted(not_for))},"
    return ToDo(
        flow=flow,
        subject_id=subject_id,
        title=title[:250],
        role=role,
        due_on=due_on,
        due_at=due_at,
        url=url,
        not_for=barred,
        opened_at=opened_at or timezone.now(),
        **place,
    )


def ask_only(flow, subject_id, steps, *, by, done_in=(), at=None):
    """Asks for these steps of a subject and no others; each is what `open_todo` takes.

    What is asked already stays as it is. Of what is asked no more, what was `AskedOf` one of
    `done_in` was done by this person; the others nobody did: they are closed and name nobody.
    """
    wanted = {}
    for step in steps:
        todo = new_todo(flow=flow, subject_id=subject_id, opened_at=at, **step)
        wanted[terms_of(todo)] = todo
    done, overtaken = [], []
    for todo in ToDo.objects.of(flow, subject_id).open():
        if wanted.pop(terms_of(todo), None) is not None:
            continue
        asked_of = AskedOf(todo.role, todo.department_id, todo.region_id)
        is_done = asked_of in done_in or by.get_username() == SYSTEM_USERNAME
        (done if is_done else overtaken).append(todo.pk)
    moment = at or timezone.now()
    ToDo.objects.filter(pk__in=done).update(closed_at=moment, closed_by=by)
    ToDo.objects.filter(pk__in=overtaken).update(closed_at=moment)
    for todo in wanted.values():
        todo.save()


def terms_of(todo):
    """What two to-dos of a subject have in common that ask the same of the same people."""
    place = (todo.county_id, todo.region_id, todo.department_id, todo.user_id)
    clock = (todo.due_on, todo.due_at)
    return (todo.title, todo.role, *place, *clock, todo.not_for, todo.is_private, todo.url)


def close_todos(flow, subject_id, *, by, at=None):
    """Closes every open to-do of a subject: -> how many there were."""
    return (
        ToDo.objects.of(flow, subject_id)
        .open()
        .update(closed_at=at or timezone.now(), closed_by=by)
    )


def regions_follow(predecessor, successors, *, on, by, reason):
    """Of a county all goes to its new row, the events too: who is told of them is asked by county.
    Of a township what is still owed goes where one follows it; what was done keeps its name.
    """
    if len(successors) != 1:
        return
    if predecessor.level == Level.TOWNSHIP:
        ToDo.objects.open().filter(region=predecessor).update(region=successors[0])
        return
    for model in (ToDo, OutboundEvent):
        model.objects.filter(county=predecessor).update(county=successors[0])


def departments_follow(predecessor, successors, *, on, by, reason):
    """What a department still owes goes where one follows it; what was done keeps its name."""
    if len(successors) == 1:
        owed = ToDo.objects.open().filter(department=predecessor)
        owed.update(department=successors[0])


def set_aside(todos):
    """Closes to-dos that are owed no more and that nobody did."""
    todos.update(closed_at=timezone.now())


def queue_event(kind, payload, county=None):
    """Writes an event in the transaction of the change it tells of: it goes out after the commit,
    or never was.
    """
    return OutboundEvent.objects.create(kind=kind, payload=payload, county=county)


def claim_event(event, now):
    """Takes an event as it was read for one sender: -> False when another sender has it."""
    rows = OutboundEvent.objects.filter(pk=event.pk, outcome=event.outcome, attempts=event.attempts)
    return bool(rows.update(outcome=EventOutcome.SENDING, attempts=F("attempts") + 1, tried_at=now))


def settle_event(event, outcome, note=""):
    OutboundEvent.objects.filter(pk=event.pk).update(outcome=outcome, note=note)


def tell(user, key, title, *, body="", url=""):
    """Puts a message into a person's inbox, once per key: -> whether it is new."""
    message = {"title": title[:250], "body": body, "url": url}
    return InboxMessage.objects.get_or_create(user=user, key=key, defaults=message)[1]


def mark_read(user, ids):
    """Marks the person's own messages as read: -> how many."""
    return (
        InboxMessage.objects.visible_to(user)
        .unread()
        .filter(pk__in=ids)
        .update(read_at=timezone.now())
    )
