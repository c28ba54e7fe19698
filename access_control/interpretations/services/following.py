"""Interpretations follow when a department or a township goes over into another: called inside the
change's own batch.
"""

from access_control.models import Interpretation
from dutylist.workflow.turns import open_turn


def departments_follow(predecessor, successors, *, on, by, reason):
    """What a department asked is its successor's."""
    for interpretation in Interpretation.objects.filter(department=predecessor):
        interpretation.department = successors[0]
        save(interpretation, by)


def regions_follow(predecessor, successors, *, on, by, reason):
    """Where one township follows another, its questions go over; a county's go with its row."""
    if len(successors) != 1:
        return
    if predecessor.level == "township":
        for interpretation in Interpretation.objects.filter(township=predecessor):
            interpretation.township = successors[0]
            save(interpretation, by)
        return
    for interpretation in Interpretation.objects.filter(county=predecessor):
        interpretation.county = successors[0]
        save(interpretation, by)


def save(interpretation, by):
    interpretation.version += 1
    interpretation.save()
    open_turn(interpretation, by=by)
