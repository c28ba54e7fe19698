"""Which batches of the record a person may read: the counties whose working register is theirs; auditors everything."""

from dutylist.history.models import Batch
from dutylist.organizations.models import Region
from dutylist.organizations.roles import Role

from .permissions import READERS


def batches_for(user):
    """The batches this person may read; an empty queryset for everybody who reads no working register."""
    standing = user.standing()
    if any(held.role == Role.AUDITOR and not held.region_id for held in standing.memberships):
        return Batch.objects.all()
    counties = standing.county_ids(*READERS)
    return Batch.objects.for_counties(Region.objects.filter(pk__in=counties).values("code"))
