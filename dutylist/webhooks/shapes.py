"""Subscribers, deliveries and events as the schema names them."""

from dutylist.rest.bodies import shape_of
from dutylist.rest.shapes import MOMENT, NUMBER, TEXT, YES_NO, add_shapes, many, shape

from . import api
from .models import DeliveryState

MAYBE_MOMENT = {**MOMENT, "nullable": True}
MAYBE_NUMBER = {**NUMBER, "nullable": True}
WEBHOOK = {
    "id": NUMBER,
    "county": TEXT,
    "name": TEXT,
    "url": TEXT,
    "kinds": many(TEXT),
    "enabled": YES_NO,
    "disabled_because": TEXT,
    "secret_made_at": MOMENT,
    "previous_until": MAYBE_MOMENT,
    "by": TEXT,
    "created_at": MOMENT,
    "removed_at": MAYBE_MOMENT,
}

add_shapes(
    Webhook=shape((*WEBHOOK,), **WEBHOOK),
    WebhookWithSecret=shape((*WEBHOOK, "secret"), **WEBHOOK, secret=TEXT),
    WebhookWrite=shape_of(*api.NEW),
    WebhookChange=shape_of(*api.CHANGED),
    WebhookReplay=shape((api.AFTER,), after=NUMBER),
    WebhookReplayed=shape(("queued",), queued=NUMBER),
    Delivery=shape(
        ("id", "webhook", "message_id", "event", "kind", "state", "attempts"),
        id=NUMBER,
        webhook=NUMBER,
        message_id=TEXT,
        event=MAYBE_NUMBER,
        kind=TEXT,
        state={**TEXT, "enum": DeliveryState.values},
        state_label=TEXT,
        attempts=NUMBER,
        last_tried_at=MAYBE_MOMENT,
        last_status=MAYBE_NUMBER,
        answer=TEXT,
        next_try_at=MAYBE_MOMENT,
        delivered_at=MAYBE_MOMENT,
        created_at=MOMENT,
    ),
)
