"""Who can give a person the role he lacks: the security administrators who reach his place."""

from .models import Membership
from .roles import Role

MOST_NAMED = 3


def grantors_of(user):
    """王安全（示例县）: the name and place of each who may grant a role where a person
    works or, where he works nowhere yet, where his account was opened; at most three, of
    the nearest place first.
    """
    held = Membership.objects.in_force().filter(role=Role.SECURITY_ADMIN, delegated_from=None)
    places, found = places_of(user), []
    for grantor in held.exclude(user=user).select_related("user", "region"):
        if any(covers(grantor, place) for place in places):
            found.append(grantor)
    found.sort(key=how_far)
    return [f"{one.user.get_full_name()}（{one.region or '全站'}）" for one in found[:MOST_NAMED]]


def how_far(grantor):
    """By this the grantor of a county comes before that of its city and of the whole site."""
    return -len(list(grantor.region.with_ancestors())) if grantor.region else 0


def places_of(user):
    """The regions where a person works or once worked; where there is none, that of his account."""
    places = []
    for membership in user.memberships.with_places():
        places.append(membership.department.county if membership.department else membership.region)
    return places or [user.opened_for]


def covers(grantor, place):
    """Whether a place is the grantor's own or below it; None is the whole site."""
    if grantor.region is None:
        return True
    return place is not None and grantor.region in place.with_ancestors()
