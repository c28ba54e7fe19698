"""Pledges and veto items follow the reforms of regions and departments."""

from assessment.models import Pledge, PledgeBearer, VetoBearer, VetoItem
from assessment.registers.services.following import owners_follow, rows_follow
from dutylist.organizations.followers import follow_departments, follow_regions


@follow_regions
def pledges_follow(predecessor, successors, *, on, by, reason):
    rows_follow(Pledge, PledgeBearer, predecessor, successors, by=by, reason=reason)


@follow_regions
def vetoes_follow(predecessor, successors, *, on, by, reason):
    rows_follow(VetoItem, VetoBearer, predecessor, successors, by=by, reason=reason)


@follow_departments
def owners_of_pledges_follow(predecessor, successors, *, on, by, reason):
    owners_follow(Pledge, predecessor, successors, by=by, reason=reason)


@follow_departments
def owners_of_vetoes_follow(predecessor, successors, *, on, by, reason):
    owners_follow(VetoItem, predecessor, successors, by=by, reason=reason)
