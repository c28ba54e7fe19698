"""Takes the events when they are numbered: a delivery for each subscriber that asks for them. The
subscribers of a county follow it into its new row.
"""

from dutylist.notices.numbering import follow_events
from dutylist.organizations.followers import follow_regions
from dutylist.organizations.models import Level
from dutylist.organizations.services.moving import give_to

from .models import Webhook
from .services.deliveries import queue_deliveries

follow_events(queue_deliveries)


@follow_regions
def subscribers_follow(predecessor, successors, *, on, by, reason):
    if predecessor.level != Level.TOWNSHIP:
        rows = Webhook.objects.filter(county=predecessor)
        give_to(successors[0], rows, by=by, reason=reason)
