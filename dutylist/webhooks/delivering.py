"""A run of the deliveries: whatever is due is claimed, sent and settled, one after the other.

Two runs at once share the work, for a delivery is claimed by one of them. A receiver that fails once
in a run has its other deliveries left for the next: the dead one does not hold up the living.
"""

import json
from dataclasses import dataclass

from django.utils import timezone

from dutylist.notices.numbering import number_events

from .events_json import message_json
from .models import Delivery, DeliveryState, Webhook
from .sending.addresses import Unreachable
from .sending.posting import Answer, post
from .sending.signing import signed_headers
from .services.deliveries import claim, settle

MOST_A_RUN = 2000


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
    begun = timezone.now()
    now = max(now or begun, begun)
    run, failing = Run(), set()
    due = Delivery.objects.due(now).select_related("event__county")
    for delivery in due.order_by("webhook", "event__number")[:MOST_A_RUN]:
        if delivery.webhook_id in failing:
            continue
        state = deliver(delivery, now + (timezone.now() - begun))
        if state is None:
            continue
        run.count(state)
        if state != DeliveryState.DELIVERED:
            failing.add(delivery.webhook_id)
    return run


def deliver(delivery, now):
    """Claims, sends and settles one delivery: -> its state, None when another run has it."""
    if not claim(delivery, now):
        return None
    # Address and secret as they are now, not as they were when the run began.
    delivery.webhook = Webhook.objects.select_related("county").get(pk=delivery.webhook_id)
    return settle(delivery, send(delivery), now)


def send(delivery):
    """Signs the message as of this very moment, whatever day the clocks stand at: -> Answer."""
    at = timezone.now()
    body = json.dumps(message_json(delivery, at), ensure_ascii=False)
    try:
        headers = signed_headers(delivery.webhook, delivery.message_id, body, at)
    except Unreachable as error:
        return Answer(None, str(error))
    return post(delivery.webhook.url, body.encode(), headers)
