"""The place a list is asked about: one there is, and one that is the asker's to read."""

from django.db.models import Q

from dutylist.history.refusals import Invalid
from dutylist.organizations.models import Region
from dutylist.organizations.models.regions import Level
from dutylist.rest.described import name_parameters

from .permissions import require, require_role

COUNTY = "county"
NAME_COUNTY = "请指明您所属的区划（county，12位代码）。"
name_parameters(county="编制清单的区划的12位代码")


def code_of(request, name):
    """The 12-digit code that a parameter names, or "" where nothing is asked."""
    code = request.GET.get(name, "")
    require_code(code, name)
    return code


def require_code(code, name):
    """Refuses what is no 12-digit code."""
    if code and not (len(code) == 12 and code.isascii() and code.isdigit()):
        raise Invalid({name: "应为12位区划代码。"})


def region_of(code, name, regions):
    region = regions.filter(code=code).first()
    if region is None:
        raise Invalid({name: f"没有代码为{code}的区划。"})
    return region


def counties():
    """What `county` may name: the counties, and whatever else keeps a list."""
    return Region.objects.filter(Q(level=Level.COUNTY) | Q(policy__isnull=False))


def require_county(code):
    """Refuses the code of a county that there is not."""
    if code:
        region_of(code, COUNTY, counties())


def own_counties(user):
    """The counties this person belongs to or reads."""
    return Region.objects.filter(pk__in=user.standing().county_ids())


def county_named(request, body, verb):
    """The county that a body names, for a verb this person does there; a fault of the body, and
    None, where it is none of theirs.
    """
    require_role(request.user, verb)
    county = own_county_of(request, body)
    if county:
        require(request.user, verb, county)
    return county


def own_county_of(request, body):
    """The county that a body names, of those this person belongs to; else a fault of the body."""
    if not body.is_sound(COUNTY):
        return None
    counties_of_user = own_counties(request.user).filter(policy__isnull=False)
    county = counties_of_user.filter(code=body.found[COUNTY]).first()
    if county is None:
        body.faults[COUNTY] = NAME_COUNTY
    return county


def county_told(told, user):
    """The county that is told, of those of this person that keep a list; where none is told, the
    only one. Raises Invalid.
    """
    return county_among(told, own_counties(user).keeping_list())


def county_among(told, counties):
    """The same among these counties."""
    code = told.get(COUNTY)
    if code in (None, ""):
        found = list(counties.order_by("code")[:2])
    elif isinstance(code, str):
        found = list(counties.filter(code=code))
    else:
        found = []
    if len(found) != 1:
        raise Invalid({COUNTY: NAME_COUNTY})
    return found[0]
