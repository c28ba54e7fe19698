"""Whose load a person reads: the office and who looks into its papers every township of the county,
a township its own.
"""

from django.http import Http404

from dutylist.organizations.models import Region
from dutylist.organizations.roles import TOWNSHIP_ROLES
from items.permissions import READERS


def townships_read(user):
    """The townships whose load this person reads, in the order of their codes."""
    standing = user.standing()
    of_counties = Region.objects.valid().filter(
        parent__in=standing.county_ids(*READERS), level="township"
    )
    own = Region.objects.valid().filter(pk__in=standing.township_ids(*TOWNSHIP_ROLES))
    rows = (of_counties | own).filter(parent__policy__isnull=False)
    return rows.select_related("parent").order_by("code")


def townships_asked(user, county=None, township=None):
    """Those of one county, or the one that is named; 404 where this person reads none of them."""
    rows = townships_read(user)
    if county:
        rows = rows.filter(parent=county)
    if township:
        rows = rows.filter(pk=township.pk)
    found = list(rows)
    if not found:
        raise Http404
    first = found[0].parent
    return first, [one for one in found if one.parent_id == first.pk]
