"""Whistles follow when a department or a region goes over into another: called
inside the change's own batch.
"""

from assessment.models import Whistle, WhistleDepartment
from assessment.models.whistles import OPEN
from dutylist.organizations.services.moving import give_to
from dutylist.workflow.turns import open_turn

from .raising import ask


def departments_follow(predecessor, successors, *, on, by, reason):
    """The successor comes in its place, and reads what it was asked."""
    successor = successors[0]
    for unit in WhistleDepartment.objects.filter(department=predecessor).select_related("whistle"):
        whistle = unit.whistle
        if not whistle.units.filter(department=successor).exists():
            ask(whistle, successor, unit.part)
        if whistle.lead_id == predecessor.pk and whistle.status in OPEN:
            ask(whistle, successor, unit.part)
            whistle.lead = successor
            whistle.version += 1
            whistle.save()
            open_turn(whistle, by=by)


def regions_follow(predecessor, successors, *, on, by, reason):
    """Where one township follows another, its whistles are that one's; a county's go with its
    row.
    """
    if len(successors) != 1:
        return
    if predecessor.level != "township":
        whistles = Whistle.objects.filter(county=predecessor)
        give_to(successors[0], whistles, by=by, reason=reason)
        return
    for whistle in Whistle.objects.filter(township=predecessor):
        whistle.township = successors[0]
        whistle.version += 1
        whistle.save()
        if whistle.status in OPEN:
            open_turn(whistle, by=by)
