"""With the daily jobs: what is due goes out to the subscribers."""

from dutylist.notices.jobs import Stage, daily

from .delivering import deliver_due


@daily("webhooks", Stage.SENDING)
def deliver_events(now):
    return deliver_due(now).told()
