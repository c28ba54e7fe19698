"""An event as programs are told of it: numbers and states, no title and no text.

Whoever needs more asks the API, which answers what the asker may see. Nothing that is private to a
unit is an event at all (`dutylist/workflow/engine.py`).
"""


def event_json(event):
    flow, _, action = event.kind.partition(".")
    return {
        "id": event.number,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "county": event.county.code,
        "flow": flow,
        "action": action,
        "subject": event.payload.get("subject"),
        "status": event.payload.get("status", ""),
        "decision": event.payload.get("decision"),
    }


def message_json(delivery, at):
    """The body that is sent: standardwebhooks' `type`, `timestamp`, `data`."""
    if delivery.event is None:
        data = {"county": delivery.webhook.county.code, "webhook": delivery.webhook_id}
        return {"type": delivery.kind, "timestamp": at.isoformat(), "data": data}
    event = delivery.event
    return {"type": event.kind, "timestamp": event.at.isoformat(), "data": event_json(event)}
