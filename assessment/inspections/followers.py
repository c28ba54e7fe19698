"""Inspections follow the reforms of regions."""

from assessment.models import InspectedTownship, Inspection
from assessment.registers.services.following import rows_follow
from dutylist.organizations.followers import follow_regions


@follow_regions
def inspections_follow(predecessor, successors, *, on, by, reason):
    rows_follow(Inspection, InspectedTownship, predecessor, successors, by=by, reason=reason)
