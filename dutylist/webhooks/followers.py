"""Takes the events when they are numbered: a delivery for each subscriber that asks for them."""

from dutylist.notices.numbering import follow_events

from .services.deliveries import queue_deliveries

follow_events(queue_deliveries)
