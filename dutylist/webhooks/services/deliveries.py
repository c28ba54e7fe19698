"""What is queued for subscribers, what is tried, and what is sent again."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dutylist.history.refusals import NotPossible, Refusal
from dutylist.notices.models import OutboundEvent
from dutylist.organizations.models import User

from ..models import Delivery, DeliveryState, Webhook
from ..permissions import require_keeper
from ..schedule import LEASE, is_long_failure, next_try_at
from .notices import say_given_up
from .subscribers import REMOVED, disable_failing

GONE = 410
MOST_REPLAYED = 5000
MOST_TRIALS = 60
TRIALS_WITHIN = timedelta(hours=1)
BATCH = 500
DISABLED = "这个外部系统已停用，请先启用再重发。"


class TooManyTrials(Refusal):
    """A trial is a request of our own to an address that somebody named."""

    status = 429
    code = "throttled"
    retry_after = int(TRIALS_WITHIN.total_seconds())


def queue_deliveries(events):
    """A delivery of each event to every subscriber of its county that asks for its kind: -> the ids
    of the events that somebody asks for. Called in the transaction that numbers the events.
    """
    counties = {event.county_id for event in events}
    subscribers = list(Webhook.objects.receiving().filter(county__in=counties))
    queued = []
    for event in events:
        for webhook in subscribers:
            if is_for(webhook, event):
                queued.append(Delivery(webhook=webhook, event=event))
    Delivery.objects.bulk_create(queued, batch_size=BATCH)
    return {delivery.event_id for delivery in queued}


def is_for(webhook, event):
    """Whether a subscriber is told of an event: what happened before it was registered is not sent
    by itself.
    """
    is_there = webhook.county_id == event.county_id and webhook.created_at <= event.at
    return is_there and webhook.wants(event.kind)


def claim(delivery, now):
    """Takes a delivery as it was read for one worker: -> False when another one has it.

    It is due again when the lease is over: a worker that was killed is not missed.
    """
    as_read = Delivery.objects.filter(
        pk=delivery.pk,
        state=delivery.state,
        attempts=delivery.attempts,
        next_try_at=delivery.next_try_at,
    )
    lease = now + LEASE
    is_ours = as_read.update(
        attempts=F("attempts") + 1, tries=F("tries") + 1, next_try_at=lease, last_tried_at=now
    )
    if is_ours:
        delivery.attempts += 1
        delivery.next_try_at = lease
    return bool(is_ours)


def settle(delivery, answer, now):
    """Writes down what a try came to: -> the state of the delivery. Nothing is written where the
    lease is no longer this worker's: another one has taken it up since, or it was queued again.
    """
    with transaction.atomic():
        webhook = _locked(delivery.webhook)
        held = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
        lease = (delivery.attempts, delivery.next_try_at)
        if (held.attempts, held.next_try_at) != lease:
            return held.state
        held.last_status, held.answer = answer.status, answer.text
        held.next_try_at = None
        if answer.is_taken:
            held.state, held.delivered_at = DeliveryState.DELIVERED, now
        elif held.event_id is None:
            held.state = DeliveryState.GIVEN_UP
        else:
            held.next_try_at = next_try_at(held.tries, now)
            if held.next_try_at is None:
                held.state = DeliveryState.GIVEN_UP
        held.save()
        if held.event_id:
            _judge(webhook, held, answer, now)
    return held.state


def _locked(webhook):
    """A subscriber under its lock, which is taken before that of any of its deliveries."""
    rows = Webhook.objects.select_for_update(of=("self",)).select_related("county")
    return rows.get(pk=webhook.pk)


def _judge(webhook, delivery, answer, now):
    """What a try says of the subscriber: since when it has been failing, whether it is disabled."""
    if answer.is_taken:
        webhook.failing_since = None
    elif webhook.failing_since is None:
        webhook.failing_since = now
    webhook.save(update_fields=["failing_since"])
    if answer.status == GONE:
        disable_failing(webhook, "接收方答复不再接收（410）。")
    elif delivery.state == DeliveryState.GIVEN_UP:
        say_given_up(webhook, delivery, now)
        if is_long_failure(webhook.failing_since, now):
            disable_failing(webhook, f"连续投递失败。最近一次：{answer.told}")


def begin_trial(webhook, *, by):
    """A delivery that tells of nothing, to see whether the subscriber takes one: -> Delivery. Not
    tried again.
    """
    require_keeper(by, webhook.county)
    with transaction.atomic():
        refuse_removed(_locked(webhook))
        refuse_too_many_trials(by)
        return Delivery.objects.create(webhook=webhook, asked_by=by)


def refuse_too_many_trials(by):
    """Counts those of one person under his lock, on the page and over the API alike."""
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    since = timezone.now() - TRIALS_WITHIN
    trials = Delivery.objects.filter(event=None, asked_by=by, created_at__gt=since)
    if trials.count() >= MOST_TRIALS:
        raise TooManyTrials(f"一小时内最多试投{MOST_TRIALS}条，请稍后再试。")


def replay(delivery, *, by):
    """Sends a delivery again, from the next run on and with a new round of tries: -> Delivery."""
    require_keeper(by, delivery.webhook.county)
    if delivery.event_id is None:
        raise NotPossible("试投的记录不能重发，请再试投一条。")
    with transaction.atomic():
        refuse_closed(_locked(delivery.webhook))
        held = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
        _queue_again(held, by)
    return held


def replay_since(webhook, after, *, by):
    """Sends again every event after a number that the subscriber asks for, also those that happened
    while it was disabled: -> how many.
    """
    require_keeper(by, webhook.county)
    with transaction.atomic():
        webhook = _locked(webhook)
        refuse_closed(webhook)
        wanted = wanted_after(webhook, after)
        _queue_all_again(webhook, wanted, by)
    return len(wanted)


def wanted_after(webhook, after):
    """The events after a number that a subscriber asks for; one too many ends the reading."""
    events = OutboundEvent.objects.numbered().filter(county=webhook.county_id, number__gt=after)
    wanted = []
    for event in events.order_by("number").only("kind", "number").iterator(chunk_size=BATCH):
        if webhook.wants(event.kind):
            wanted.append(event)
        if len(wanted) > MOST_REPLAYED:
            raise NotPossible(f"一次最多重发{MOST_REPLAYED}条，请从更大的编号开始。")
    return wanted


def _queue_all_again(webhook, events, by):
    held = {}
    queued = webhook.deliveries.select_for_update(of=("self",)).filter(event__in=events)
    for delivery in queued.order_by("pk"):
        held[delivery.event_id] = delivery
    new = []
    for event in events:
        if event.pk in held:
            _queue_again(held[event.pk], by)
        else:
            new.append(Delivery(webhook=webhook, event=event, asked_by=by))
    Delivery.objects.bulk_create(new, batch_size=BATCH)


def _queue_again(delivery, by):
    """A new round. A try that is on its way now finds another lease than its own, and settles
    nothing.
    """
    delivery.state = DeliveryState.WAITING
    delivery.tries = 0
    delivery.next_try_at = timezone.now()
    delivery.delivered_at = None
    delivery.asked_by = by
    delivery.save()


def refuse_removed(webhook):
    if webhook.removed_at is not None:
        raise NotPossible(REMOVED)


def refuse_closed(webhook):
    refuse_removed(webhook)
    if not webhook.enabled:
        raise NotPossible(DISABLED)
