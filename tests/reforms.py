"""What a county's reforms do to its places and departments, for tests of what follows them."""

from django.utils import timezone

from dutylist.history.models import Batch
from dutylist.organizations.models import User
from dutylist.organizations.services.departments import merge_departments
from dutylist.organizations.services.regions import convert_region

DISTRICT, STREET = "990105000000", "990121001000"


def changed(place):
    return {"by": place.clerk, "reason": "区划调整", "on": timezone.localdate()}


def converted(place):
    """The county becomes a district, under another code."""
    district = convert_region(place.county, name="示例区", code=DISTRICT, **changed(place))
    arrive(place)
    return district


def became_a_street(place, number=0, code=STREET):
    """One of the townships becomes a street, under another code."""
    town = place.towns[number]
    street = convert_region(town, name=f"测试{number + 1}街道", code=code, **changed(place))
    arrive(place)
    return street


def merged(place, source, into):
    """A department goes over into another."""
    merge_departments([source], into, by=place.clerk, reason="机构改革")
    arrive(place)


def arrive(place):
    """Everybody is asked anew what he may do."""
    for value in vars(place).values():
        for user in value if isinstance(value, list) else [value]:
            if isinstance(user, User):
                user.__dict__.pop("_standings", None)


def last_batch(row):
    return Batch.objects.get(pk=row.history.order_by("-history_id").first().batch)
