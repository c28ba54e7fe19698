"""The execution reports of a county follow it into its new row."""

from assessment.models import ExecutionReport
from dutylist.organizations.followers import follow_regions
from dutylist.organizations.models import Level
from dutylist.organizations.services.moving import give_to


@follow_regions
def reports_follow(predecessor, successors, *, on, by, reason):
    """What a township has sent stays under the name it was sent under."""
    if predecessor.level != Level.TOWNSHIP:
        rows = ExecutionReport.objects.filter(county=predecessor)
        give_to(successors[0], rows, by=by, reason=reason)
