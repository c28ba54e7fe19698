"""Editions follow when a county goes over into another; called inside the change's own batch, after
the register. What the register holds beyond the newest document is asked for in a supplement.
"""

from dutylist.organizations.followers import follow_regions, follow_reorganizations
from dutylist.organizations.models import ReorganizationState
from dutylist.organizations.services.moving import give_to
from items.models import Edition
from items.register.register_followers import follow_register

from .projection import reindex
from .publication_followers import follow_publication
from .services.following_up import ask_to_follow_up


@follow_regions
def editions_follow(predecessor, successors, *, on, by, reason):
    """A county's editions belong to its new row, and their entries are projected again under it."""
    if predecessor.level == "township" or len(successors) != 1:
        return
    rows = Edition.objects.filter(county=predecessor)
    give_to(successors[0], rows, by=by, reason=reason)
    reindex(successors[0])


@follow_register
def supplement_follows(county):
    """What was approved after the newest document is asked for in a supplement."""
    ask_to_follow_up(county)


@follow_publication
def publication_settles(document, *, by):
    """What a document carries is asked for no more."""
    ask_to_follow_up(document.county)


@follow_reorganizations
def reform_is_supplemented(reorganization, *, by):
    """A reform that was carried out gives the list other names."""
    if reorganization.state == ReorganizationState.DONE:
        ask_to_follow_up(reorganization.county)
