"""What is asked of townships follows the reforms of regions."""

from assessment.models import AskedTownship, ReportDemand
from assessment.registers.services.following import rows_follow
from dutylist.organizations.followers import follow_regions


@follow_regions
def demands_follow(predecessor, successors, *, on, by, reason):
    rows_follow(ReportDemand, AskedTownship, predecessor, successors, by=by, reason=reason)
