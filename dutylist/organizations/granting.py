"""Who can give a person the role he lacks: the security administrators who reach his place; and
what became of the roles he had.
"""

from django.utils import timezone

from dutylist.history.days import day_words

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


def lacks_a_place(user):
    """Whether a person can do nothing: he holds no role, or only such of places that are closed."""
    return len(closed_places_of(user)) == len(user.standing().memberships)


def what_became_of_roles(user):
    """A sentence for each thing that keeps a person from his work: a place that was closed; where
    he holds no role, the one that begins and the one that ended last. [] where nothing does.
    """
    sentences = []
    for place in closed_places_of(user):
        day = day_words(place.valid_until)
        sentences.append(f"您任职的{place}已经撤销（{day}止），原来的角色不能再办理。")
    if user.standing().memberships:
        return sentences
    today, held = timezone.localdate(), user.memberships.with_places()
    real = [one for one in held if one.ends_on is None or one.ends_on >= one.starts_on]
    coming = [one for one in real if one.starts_on > today]
    ended = [one for one in real if one.ends_on and one.ends_on < today]
    if coming:
        first = min(coming, key=lambda one: one.starts_on)
        sentences.append(f"{called(first)}自{day_words(first.starts_on)}起任职，届时可以办理。")
    if ended:
        last = max(ended, key=lambda one: one.ends_on)
        sentences.append(f"{called(last)}的任职已于{day_words(last.ends_on)}终止。")
    return sentences


def called(membership):
    """您在示例县的编办经办人"""
    place = membership.department or membership.region or "全站"
    return f"您在{place}的{membership.get_role_display()}"


def closed_places_of(user):
    """The departments and regions of a person's roles that are no more, each once."""
    today, closed = timezone.localdate(), {}
    for held in user.standing().memberships:
        place = held.department or held.region
        if place is not None and place.valid_until and place.valid_until < today:
            closed[type(place), place.pk] = place
    return list(closed.values())


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
