"""A subscriber and a delivery as the API shows them; a secret is shown by the verb that made it."""


def moment(at):
    return at and at.isoformat()


def webhook_json(webhook):
    return {
        "id": webhook.pk,
        "county": webhook.county.code,
        "name": webhook.name,
        "url": webhook.url,
        "kinds": webhook.kinds,
        "enabled": webhook.enabled,
        "disabled_because": webhook.disabled_because,
        "secret_made_at": moment(webhook.secret_made_at),
        "previous_until": moment(webhook.previous_until),
        "by": webhook.created_by.get_full_name(),
        "created_at": moment(webhook.created_at),
        "removed_at": moment(webhook.removed_at),
    }


def delivery_json(delivery):
    return {
        "id": delivery.pk,
        "webhook": delivery.webhook_id,
        "message_id": delivery.message_id,
        "event": delivery.event and delivery.event.number,
        "kind": delivery.kind,
        "state": delivery.state,
        "state_label": delivery.get_state_display(),
        "attempts": delivery.attempts,
        "last_tried_at": moment(delivery.last_tried_at),
        "last_status": delivery.last_status,
        "answer": delivery.answer,
        "next_try_at": moment(delivery.next_try_at),
        "delivered_at": moment(delivery.delivered_at),
        "created_at": moment(delivery.created_at),
    }
