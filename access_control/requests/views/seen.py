"""What the pages of requests share: the request a person sees, and the units he applies for."""

from django.shortcuts import get_object_or_404

from access_control.models import ChangeRequest
from access_control.requests.services.applicants import units_of
from dutylist.organizations.models import Region
from dutylist.organizations.roles import DEPARTMENT_ROLES, STAFFING_OFFICE, TOWNSHIP_ROLES
from dutylist.organizations.standing import standing_of
from items.entry.lookup import Lookup
from items.permissions import may_read_register
from items.published.lists import county_list

OF_UNITS = (*DEPARTMENT_ROLES, *TOWNSHIP_ROLES, *STAFFING_OFFICE)


def lookup_for(user, county):
    """The names of a county; whoever does not read its register is offered no kind of area that
    only an item 不予公开 names.
    """
    lookup = Lookup(county)
    if not may_read_register(user, county):
        published = county_list(county.code)
        lookup.offered_tags = published.tags if published else frozenset()
    return lookup


def request_seen(http, pk):
    """The request of this number; 404 where it is somebody else's."""
    rows = ChangeRequest.objects.visible_to(http.user)
    rows = rows.select_related("county__parent", "department", "township")
    return get_object_or_404(rows, pk=pk).as_known_to(http.user)


def version_seen(http, otherwise=None):
    """The version of the request that a form was filled in from; whoever keeps his own over what a
    colleague saved has seen that one (`over`).
    """
    for name in ("over", "expect"):
        text = http.POST.get(name, "")
        if text.isascii() and text.isdigit() and len(text) < 10:
            return int(text)
    return otherwise


def counties_of(user):
    """The counties with a list of their own in which this person works in a unit."""
    ids = standing_of(user).county_ids(*OF_UNITS)
    return Region.objects.filter(pk__in=ids, policy__isnull=False).order_by("code")


def units_to_apply_for(user):
    """[(county, `Applicant`)] of every unit in whose name this person may apply."""
    units = []
    for county in counties_of(user):
        units += [(county, unit) for unit in units_of(user, county)]
    return units


def may_apply(user):
    return user.standing().has(*OF_UNITS)
