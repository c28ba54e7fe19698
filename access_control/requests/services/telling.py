"""Who is told of what was done with a request: the people of a unit, each once."""

from dutylist.notices.services import tell
from dutylist.organizations.models import Department, Membership, User


def people_of_unit(unit):
    """Whoever works in a department or a township today."""
    held = Membership.objects.in_force()
    if isinstance(unit, Department):
        held = held.filter(department=unit)
    else:
        held = held.filter(region=unit)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def people_of(request):
    """The people of the unit that applied; of the office, who drew the request up."""
    if request.unit:
        return people_of_unit(request.unit)
    return User.objects.filter(pk=request.drawn_up_by_id)


def tell_applicant(request, key, title):
    """Tells each person of the unit that applied, once."""
    for user in people_of(request):
        tell(user, key, title, url=request.get_absolute_url())
