"""Who is told of what became of an interpretation: each person once of each decision."""

from access_control.requests.services.telling import people_of_unit
from dutylist.notices.services import tell
from dutylist.organizations.models import Membership, User
from dutylist.organizations.roles import Role


def tell_unit(interpretation, decision, title):
    """Tells everybody who works in the unit that asked."""
    tell_people(interpretation, people_of_unit(interpretation.unit), decision, title)


def tell_clerks(interpretation, decision, title):
    """Tells the clerks of the county's office."""
    held = Membership.objects.in_force().filter(region=interpretation.county, role=Role.CLERK)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    tell_people(interpretation, people, decision, title)


def tell_people(interpretation, people, decision, title):
    for user in people:
        key = f"interpretation-{interpretation.pk}-{decision.pk}"
        tell(user, key, title, url=interpretation.get_absolute_url())
