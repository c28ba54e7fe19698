"""While the county decides on the list nothing of it is changed: what the forms say before anybody
types, in the words in which a change would be refused.
"""

from dataclasses import dataclass

from dutylist.organizations.words import staffing_office_of
from items.models import Edition, EditionStatus, ProposedChange, Revision, RevisionStatus

from .services.edit_conditions import (
    before_the_county,
    before_the_county_words,
    is_published,
    with_the_sitting_words,
)


@dataclass
class StandingStill:
    """Why the list can not be changed now, what can be done meanwhile, the edition under way."""

    sentence: str
    meanwhile: str
    edition: Edition | None


def stands_still(county):
    """-> `StandingStill`, or None where the clerk can change the list."""
    if is_published(county):
        return with_the_sitting(county)
    return before_the_first_edition(county)


def with_the_sitting(county):
    waiting = Revision.objects.filter(county=county, status=RevisionStatus.SUBMITTED).first()
    if waiting is None:
        return None
    edition = waiting.editions.exclude(status=EditionStatus.DISCARDED).order_by("-number").first()
    return StandingStill(
        with_the_sitting_words(waiting),
        f"期间可以查阅、导出清单，受理和办理申请，提请更正抄录错误。{how_to_reopen(county)}",
        edition,
    )


def before_the_first_edition(county):
    waiting = before_the_county(county)
    if waiting is None:
        return None
    return StandingStill(
        before_the_county_words(waiting),
        f"期间可以查阅、导出清单，受理申请。{how_to_reopen(county)}",
        waiting,
    )


def how_to_reopen(county):
    office = staffing_office_of(county)
    return f"审定以后即可继续修改；急需修改的，由{office}经办人撤回或者负责人退回该版次。"


def change_with_the_sitting(item):
    """The change of an item on which the county is deciding, or None."""
    changes = ProposedChange.objects.pending().filter(item=item)
    changes = changes.filter(change_set__revision__status=RevisionStatus.SUBMITTED)
    return changes.select_related("change_set__county", "item").first()
