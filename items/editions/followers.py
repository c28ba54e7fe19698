"""Editions follow when a county goes over into another; called inside the change's own batch, after
the register.
"""

from dutylist.organizations.followers import follow_regions
from items.models import Edition
from items.register.followers import move_papers

from .projection import reindex


@follow_regions
def editions_follow(predecessor, successors, *, on, by, reason):
    """A county's editions belong to its new row, and their entries are projected again under it."""
    if predecessor.level == "township" or len(successors) != 1:
        return
    move_papers(Edition, predecessor, successors[0])
    reindex(successors[0])
