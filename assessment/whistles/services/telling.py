"""Who is told of what became of a whistle: each person once of each kind of thing."""

from access_control.requests.services.telling import people_of_unit
from dutylist.notices.services import tell
from dutylist.organizations.models import Membership, User


def tell_units(whistle, units, kind, title):
    """Tells everybody who works in these departments or townships."""
    people = {}
    for unit in units:
        for user in people_of_unit(unit):
            people[user.pk] = user
    tell_people(whistle, people.values(), kind, title)


def tell_roles(whistle, roles, kind, title):
    """Tells whoever holds one of these roles of the county."""
    held = Membership.objects.in_force().filter(region=whistle.county, role__in=roles)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    tell_people(whistle, people, kind, title)


def tell_role_of_lead(whistle, role, kind, title):
    """Tells whoever holds a role in the department that is to come."""
    held = Membership.objects.in_force().filter(department=whistle.lead, role=role)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    tell_people(whistle, people, kind, title)


def tell_people(whistle, people, kind, title):
    for user in people:
        tell(user, f"whistle-{whistle.pk}-{kind}", title, url=whistle.get_absolute_url())
