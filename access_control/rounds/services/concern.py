"""Which units the draft changes of a revision concern, and which change each of them may read."""

from dataclasses import dataclass, field

from dutylist.organizations.models import Department
from items.entry.content import contents_of
from items.entry.lookup import Lookup
from items.models import DutyItem


@dataclass
class Concern:
    """One change with the units it concerns: in its scope before or after, or named in it."""

    change: object
    townships: set = field(default_factory=set)  # codes
    departments: set = field(default_factory=set)  # names
    is_public: bool = True

    def reaches(self, unit):
        if isinstance(unit, Department):
            return unit.name in self.departments
        return unit.code in self.townships


def concerns_of(revision):
    """[`Concern`] of the pending changes of a revision, in a number of queries that does not grow
    with them.
    """
    changes = list(revision.changes.pending().select_related("item").order_by("pk"))
    lookup, merged = Lookup(revision.county), merged_contents(revision.county, changes)
    concerns = []
    for change in changes:
        sources = [merged[code] for code in change.sources if code in merged]
        concerns.append(concern_of(change, sources, lookup))
    return concerns


def merged_contents(county, changes):
    """{code: what stands of it} of the items that are to be merged into others."""
    codes = set()
    for change in changes:
        codes.update(change.sources)
    if not codes:
        return {}
    items = list(DutyItem.objects.of_county(county).current().filter(code__in=codes))
    contents = contents_of(items)
    return {item.code: contents[item.pk] for item in items}


def concern_of(change, sources, lookup):
    """Whom it concerns. Of a merge with an item that is not public only those learn whom that very
    item concerns.
    """
    concern = Concern(change)
    before = [change.then] if change.then else []
    for content in [*before, *change.contents, *sources]:
        concern.townships.update(lookup.in_scope(content))
        concern.departments.update(named_in(content))
        concern.is_public = concern.is_public and content["public"]
    for content in sources:
        if not content["public"]:
            concern.townships &= set(lookup.in_scope(content))
            concern.departments &= named_in(content)
    return concern


def named_in(content):
    """The names of the departments that a content gives something to do."""
    rows = content["responsibilities"]
    return {row["department"] for row in rows if not row["collective"]}


def units_of(concerns, county):
    """The units that any of these changes concerns: townships by their code, then departments."""
    codes, names = set(), set()
    for concern in concerns:
        codes |= concern.townships
        names |= concern.departments
    townships = Lookup(county).townships
    units = [townships[code] for code in sorted(codes) if code in townships]
    departments = Department.objects.filter(county=county, name__in=names).valid()
    return [*units, *departments.order_by("pk")]
