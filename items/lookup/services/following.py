"""Counts follow when a county goes over into its new row."""

from dutylist.organizations.models import Level
from items.models import AskedCount


def counts_follow(predecessor, successors, *, on, by, reason):
    if predecessor.level != Level.TOWNSHIP:
        AskedCount.objects.filter(county=predecessor).update(county=successors[0])
