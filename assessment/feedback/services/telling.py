"""Who is told of what became of feedback: the county's clerks, once of each kind of thing."""

from dutylist.notices.services import tell
from dutylist.organizations.models import Membership, User
from dutylist.organizations.roles import Role


def tell_clerks(feedback, occasion, title, *, but=None):
    """Tells whoever is clerk of the county, but not whoever did it."""
    held = Membership.objects.in_force().filter(region=feedback.county, role=Role.CLERK)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    key = f"feedback-{feedback.pk}-{occasion}"
    for user in people.exclude(pk=but.pk if but else None):
        tell(user, key, title, url=feedback.get_absolute_url())
