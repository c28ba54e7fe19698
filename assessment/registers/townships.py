"""Whose page it is, where a page is about one township."""

from django.http import Http404

from dutylist.organizations.models import Region
from dutylist.organizations.roles import TOWNSHIP_ROLES
from dutylist.staff.places_asked import code_asked


def towns_offered(user, county):
    """A township's people look at their own, everybody else at any of the county."""
    towns = Region.objects.valid().townships_of(county)
    own = user.standing().township_ids(*TOWNSHIP_ROLES)
    if own:
        towns = towns.filter(pk__in=own)
    return list(towns)


def town_asked(http, towns):
    """The township that is named, or the first of these; 404 for another."""
    code = code_asked(http, "township", towns)
    for town in towns:
        if code in ("", town.code):
            return town
    raise Http404
