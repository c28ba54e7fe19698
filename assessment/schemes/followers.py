"""Schemes follow the reforms of regions and departments."""

from assessment.models import Scheme
from dutylist.organizations.followers import follow_departments, follow_regions
from dutylist.organizations.models import Level
from dutylist.organizations.services.moving import give_to


@follow_regions
def schemes_follow(predecessor, successors, *, on, by, reason):
    """A county's schemes belong to its new row. What is recorded of a draft, or of one withdrawn as
    a draft, is its owner's.
    """
    if predecessor.level != Level.TOWNSHIP:
        rows = Scheme.objects.filter(county=predecessor).select_related("department", "drawn_up_by")
        give_to(successors[0], rows, by=by, reason=reason, audience_of=audience_of_scheme)


@follow_departments
def owners_follow(predecessor, successors, *, on, by, reason):
    """Where one department follows another, what is drawn up, handed in or approved is its own."""
    if len(successors) != 1:
        return
    owned = Scheme.objects.filter(department=predecessor).select_related("county", "drawn_up_by")
    under_way = [scheme for scheme in owned if scheme.flow.moves_from(scheme.status)]
    options = {"field": "department", "by": by, "reason": reason}
    give_to(successors[0], under_way, audience_of=audience_of_scheme, **options)


def audience_of_scheme(scheme):
    return scheme.owner_keys() if scheme.is_private else scheme.record_audience
