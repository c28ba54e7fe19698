"""What is asked of townships follows the reforms of regions and departments."""

from assessment.models import AskedTownship, ReportDemand
from assessment.registers.services.following import owners_follow, rows_follow
from dutylist.organizations.followers import follow_departments, follow_regions


@follow_regions
def demands_follow(predecessor, successors, *, on, by, reason):
    rows_follow(ReportDemand, AskedTownship, predecessor, successors, by=by, reason=reason)


@follow_departments
def owners_of_demands_follow(predecessor, successors, *, on, by, reason):
    owners_follow(ReportDemand, predecessor, successors, by=by, reason=reason)
