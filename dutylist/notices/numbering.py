"""Gives every event its place in the order in which programs are told of it, and hands it
to whoever takes events.

The key of an event is given when its transaction writes it. Of two transactions side by side the
one with the greater key may be committed first, and whoever had asked for "all after that key"
would never see the other. So an event gets its number after its commit, and numbers are given under
one lock, which is held until they are committed: whoever sees a number sees every smaller one too,
and an event that was committed late comes at the end.
"""

from django.db import transaction

from .models import EventCounter, EventOutcome, OutboundEvent

MOST_AT_ONCE = 500
_takers = []


def follow_events(taker):
    """Registers `taker(events)`, called in the transaction that numbers them: -> the ids of the
    events that somebody is to be told of. Usable as a decorator.
    """
    if taker not in _takers:
        _takers.append(taker)
    return taker


def number_events():
    """Numbers whatever is committed and has no number yet: -> how many."""
    count = 0
    while OutboundEvent.objects.to_be_numbered().exists():
        numbered = _number_some()
        if not numbered:
            break  # somebody else was faster
        count += numbered
    return count


@transaction.atomic
def _number_some():
    counter = _locked_counter()
    events = list(OutboundEvent.objects.to_be_numbered().order_by("pk")[:MOST_AT_ONCE])
    for event in events:
        counter.last += 1
        event.number = counter.last
    counter.save()
    taken = set()
    for taker in _takers:
        taken |= taker(events)
    for event in events:
        if event.outcome == EventOutcome.WAITING:
            event.outcome = EventOutcome.NO_RECEIVER
        if event.pk in taken:
            event.outcome = EventOutcome.HANDED_ON
    OutboundEvent.objects.bulk_update(events, ["number", "outcome"])
    return len(events)


def _locked_counter():
    EventCounter.objects.get_or_create(pk=1)
    return EventCounter.objects.select_for_update().get(pk=1)
