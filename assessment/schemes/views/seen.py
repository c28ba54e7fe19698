"""What the pages of schemes share: the scheme a person sees, and for whom he may draw one up."""

from django.shortcuts import get_object_or_404

from assessment.models import Scheme
from assessment.schemes.services.drafting import owners_for
from dutylist.organizations.models import Region
from dutylist.organizations.roles import DEPARTMENT_ROLES, STAFFING_OFFICE, TOWNSHIP_ROLES
from dutylist.organizations.standing import standing_of
from dutylist.organizations.words import words_for

OF_OWNERS = (*DEPARTMENT_ROLES, *STAFFING_OFFICE)


def scheme_seen(http, pk):
    """The scheme of this number; 404 where it is somebody else's."""
    rows = Scheme.objects.visible_to(http.user).select_related("county__parent", "department")
    return get_object_or_404(rows, pk=pk)


def frame_of(scheme):
    return {"county": scheme.county, "words": words_for(scheme.county), "counties": ()}


def counties_of(user):
    """The counties with a list of their own in which this person may draw up a scheme."""
    ids = standing_of(user).county_ids(*OF_OWNERS)
    return Region.objects.keeping_list().filter(pk__in=ids).order_by("code")


def owners_of(user):
    """[(key, words, county, department)] of every owner this person stands for."""
    found = []
    for county in counties_of(user):
        for department in owners_for(user, county):
            if department is None:
                found.append((f"office-{county.code}", county.name, county, None))
            else:
                found.append((f"department-{department.pk}", department.name, county, department))
    return found


def may_draw_up(user):
    return user.standing().has(*OF_OWNERS)


def is_of_township(user):
    return user.standing().has(*TOWNSHIP_ROLES)
