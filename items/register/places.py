"""Whose revisions and corrections a page shows: a person's counties, and the one asked for."""

from django.http import Http404

from dutylist.organizations.models import Region
from dutylist.organizations.words import words_for
from dutylist.staff.places_asked import code_asked
from items.permissions import READERS

MOST_OFFERED = 60
COUNTY = "county"  # what every page about a county takes: its head has a box to choose another one


def counties_read(user):
    """The counties whose working register this person reads."""
    return Region.objects.filter(pk__in=user.standing().county_ids(*READERS)).order_by("code")


def county_asked(request):
    """The county named by `?county=`, else the person's first; 404 for whoever reads none or not
    that one.
    """
    counties = counties_read(request.user)
    if code := code_asked(request, COUNTY, counties):
        counties = counties.filter(code=code)
    if county := counties.first():
        return county
    raise Http404


def frame(request, county):
    """What every page about a county needs: its words, and the other counties to choose from."""
    offered = ()
    if len(request.user.standing().county_ids(*READERS)) > 1:
        offered = counties_read(request.user)[:MOST_OFFERED]
    return {"county": county, "words": words_for(county), "counties": offered}
