"""A run of the deliveries: whatever is due is claimed, sent and settled, subscriber by subscriber.

Two runs at once share the work, for a delivery is claimed by one of them. A subscriber that fails
once in a run, or uses up its number or its time, has its other deliveries left for the next:
neither a dead one nor a slow one holds up the others, or the jobs of the day beside them.
"""

import json
from dataclasses import dataclass
from time import monotonic

from django.db.models import F, Max
from django.utils import timezone

from dutylist.notices.numbering import number_events

from .events_json import message_json
from .models import Delivery, DeliveryState, Webhook
from .sending.addresses import Unreachable
from .sending.posting import Reply, post
from .sending.signing import signed_headers
from .services.deliveries import claim, settle

MOST_OF_ONE = 500
SECONDS_OF_ONE = 30
# Of a whole run. No try begins after it, so that a run lasts one try longer at the most.
SECONDS_OF_RUN = 120


@dataclass
class Run:
    """What a run came to."""

    tried: int = 0
    delivered: int = 0
    given_up: int = 0

    def count(self, state):
        self.tried += 1
        if state == DeliveryState.DELIVERED:
            self.delivered += 1
        elif state == DeliveryState.GIVEN_UP:
            self.given_up += 1

    def told(self):
        return f"投递{self.tried}条，送达{self.delivered}条，放弃{self.given_up}条。"


def deliver_due(now=None):
    """Numbers the events and sends what is due as of a moment, which is never before the present
    one: -> Run.
    """
    number_events()
    present = timezone.now()
    ahead = max(now or present, present) - present
    run, until = Run(), monotonic() + SECONDS_OF_RUN
    for webhook in subscribers_due(present + ahead):
        deliver_to(webhook, run, ahead, until)
    return run


def subscribers_due(now):
    """The subscribers that something waits for, whoever was tried longest ago first: one that a run
    did not come to is the first of the next.
    """
    due = Delivery.objects.due(now).values("webhook")
    tried = Max("deliveries__last_tried_at")
    subscribers = Webhook.objects.filter(pk__in=due).annotate(tried=tried)
    return list(subscribers.order_by(F("tried").asc(nulls_first=True), "pk"))


def deliver_to(webhook, run, ahead, until):
    """Sends what is due to one subscriber, in the order in which it happened, until one fails or
    the time is over. The run is so far `ahead` of the present.
    """
    until = min(until, monotonic() + SECONDS_OF_ONE)
    due = Delivery.objects.due(timezone.now() + ahead).filter(webhook=webhook)
    ordered = due.select_related("event__county").order_by("event__number", "pk")
    for delivery in ordered[:MOST_OF_ONE]:
        if monotonic() >= until:
            return
        state = deliver(delivery, timezone.now() + ahead)
        if state is None:
            continue
        run.count(state)
        if state != DeliveryState.DELIVERED:
            return


def deliver(delivery, now):
    """Claims, sends and settles one delivery: -> its state, None when another run has it."""
    if not claim(delivery, now):
        return None
    # Address and secret as they are now, not as they were when the run began.
    delivery.webhook = Webhook.objects.select_related("county").get(pk=delivery.webhook_id)
    return settle(delivery, send(delivery), now)


def send(delivery):
    """Signs the message as of this very moment, whatever day the clocks stand at: -> Reply."""
    at = timezone.now()
    body = json.dumps(message_json(delivery, at), ensure_ascii=False)
    try:
        headers = signed_headers(delivery.webhook, delivery.message_id, body, at)
    except Unreachable as error:
        return Reply(None, str(error))
    return post(delivery.webhook.url, body.encode(), headers)
