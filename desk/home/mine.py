"""What the home shows a person beside the to-dos: what is under way, the units they answer for."""

from dataclasses import dataclass, field

from dutylist.organizations.models import Department, Region
from dutylist.organizations.words import words_for
from dutylist.workflow.engine import whose_turn
from items.editions.services.editions import edition_under_way
from items.models import Correction, CorrectionStatus, DutyItem, EditionDocument
from items.published.lists import county_list
from items.register.services.proposals import open_revision

MOST_ITEMS = 12
MOST_COUNTIES = 60


def under_way_in(county):
    """What is in force in a county, what is being prepared, and by whom the next step is owed."""
    edition, revision = edition_under_way(county), open_revision(county)
    turn = changes = None
    if edition:
        turn = whose_turn(edition)
    if revision:
        changes = revision.changes.pending().count()
    documents = EditionDocument.objects.filter(county=county).in_force().without_bytes()
    corrections = Correction.objects.filter(county=county, status=CorrectionStatus.SUBMITTED)
    return {
        "in_force": documents.first(),
        "edition": edition,
        "turn": turn or "",
        "revision": revision,
        "changes": changes or 0,
        "corrections": corrections.count(),
    }


@dataclass
class Unit:
    """A township or department a person answers for, with the way into the published list."""

    name: str
    county: Region
    words: dict
    township: Region | None = None
    department: Department | None = None
    published: object = None
    items: list = field(default_factory=list)
    total: int = 0


def units_of(user):
    """[Unit] of the townships and departments a person stands for, each with the items that concern
    it.
    """
    standing = user.standing()
    townships = Region.objects.filter(pk__in=standing.township_ids())
    departments = Department.objects.filter(pk__in=standing.department_ids())
    visible = DutyItem.objects.visible_to(user).current()
    units = []
    for place in townships.select_related("parent__parent").order_by("code"):
        units.append(_unit(place.name, place.parent, visible, township=place))
    for unit in departments.select_related("county").order_by("name"):
        items = visible.filter(responsibilities__department=unit)
        units.append(_unit(unit.name, unit.county, items, department=unit))
    return units


def _unit(name, county, visible, township=None, department=None):
    rows = visible.filter(county=county).distinct()
    published, pairs = county_list(county.code), []
    for item in rows.order_by("kind", "code")[:MOST_ITEMS]:
        pairs.append((item, _public_entry(published, item, township)))
    words = words_for(county, township)
    return Unit(name, county, words, township, department, published, pairs, rows.count())


def _public_entry(published, item, township):
    """The entry the public list has of an item there; None where there is nothing to link to."""
    return published and published.find(item.code, township and published.township(township.code))


def counties_above(user):
    """The counties of a city or province whose published lists a reviewer looks at."""
    return Region.objects.filter(pk__in=user.standing().county_ids()).order_by("code")[
        :MOST_COUNTIES
    ]
