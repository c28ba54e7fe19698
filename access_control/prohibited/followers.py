"""The prohibited entries of a county follow it into its new row."""

from access_control.models import ProhibitedEntry
from dutylist.organizations.followers import follow_regions
from dutylist.organizations.models import Level
from dutylist.organizations.services.moving import give_to


@follow_regions
def entries_follow(predecessor, successors, *, on, by, reason):
    if predecessor.level != Level.TOWNSHIP:
        rows = ProhibitedEntry.objects.filter(county=predecessor)
        give_to(successors[0], rows, by=by, reason=reason)
