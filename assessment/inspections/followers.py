"""Inspections follow the reforms of regions and departments."""

from assessment.models import InspectedTownship, Inspection
from assessment.registers.services.following import owners_follow, rows_follow
from dutylist.organizations.followers import follow_departments, follow_regions


@follow_regions
def inspections_follow(predecessor, successors, *, on, by, reason):
    rows_follow(Inspection, InspectedTownship, predecessor, successors, by=by, reason=reason)


@follow_departments
def owners_of_inspections_follow(predecessor, successors, *, on, by, reason):
    owners_follow(Inspection, predecessor, successors, by=by, reason=reason)
