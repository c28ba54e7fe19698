"""Pledges and veto items follow the reforms of regions."""

from assessment.models import Pledge, PledgeBearer, VetoBearer, VetoItem
from assessment.registers.services.following import rows_follow
from dutylist.organizations.followers import follow_regions


@follow_regions
def pledges_follow(predecessor, successors, *, on, by, reason):
    rows_follow(Pledge, PledgeBearer, predecessor, successors, by=by, reason=reason)


@follow_regions
def vetoes_follow(predecessor, successors, *, on, by, reason):
    rows_follow(VetoItem, VetoBearer, predecessor, successors, by=by, reason=reason)
