"""Rounds stand in the way of what is done with their revision: it is not handed in while units are
asked about it, and they are asked no more when it is given up. They follow the reforms of regions
and departments.
"""

from dutylist.organizations.followers import follow_departments, follow_regions
from items.editions.moves import FLOW as EDITION_FLOW
from items.models import EditionAction, RevisionAction
from items.register.moves import REVISION_FLOW

from .services.ending import (
    require_no_round,
    require_no_round_of_edition,
    stop_with_revision,
)
from .services.following import departments_follow, regions_follow

follow_departments(departments_follow)
follow_regions(regions_follow)

# The edition says so before it is submitted, the revision once more under its own lock.
EDITION_FLOW.on(EditionAction.SUBMIT, possible=require_no_round_of_edition)
REVISION_FLOW.on(RevisionAction.SUBMIT, possible=require_no_round)
REVISION_FLOW.on(RevisionAction.DISCARD, after=stop_with_revision)
