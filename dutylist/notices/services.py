"""What other rooms ask of this one: open and close to-dos, tell a person something, queue an event
for the outside.
"""

from django.db.models import F
from django.utils import timezone

from .models import EventOutcome, InboxMessage, OutboundEvent, ToDo


def open_todo(
    *, flow, subject_id, title, role="", due_on=None, url="", not_for=(), opened_at=None, **place
):
    """Asks a role in a unit (county_id; department_id or region_id) or one user for a step;
    `not_for` are user ids.
    """
    barred = ""
    if not_for:
        barred = f",{','.join(str(pk) for pk in sorted(not_for))},"
    return ToDo.objects.create(
        flow=flow,
        subject_id=subject_id,
        title=title[:250],
        role=role,
        due_on=due_on,
        url=url,
        not_for=barred,
        opened_at=opened_at or timezone.now(),
        **place,
    )


def close_todos(flow, subject_id, *, by, at=None):
    """Closes every open to-do of a subject: -> how many there were."""
    return (
        ToDo.objects.of(flow, subject_id)
        .open()
        .update(closed_at=at or timezone.now(), closed_by=by)
    )


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
