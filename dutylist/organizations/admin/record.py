"""Who reads the record beside the rows of the admin's lists."""

from dutylist.history.models import Batch
from dutylist.staff.record import record_is_read_by

from ..models import Region
from ..roles import COUNTY_ROLES, Role

READERS = (*sorted(COUNTY_ROLES), Role.AUDITOR)


@record_is_read_by
def readable_batches(user):
    """The batches of the counties this person reads; an auditor of the whole site reads every one;
    None for others.
    """
    standing = user.standing()
    if not standing.has(*READERS):
        return None
    if any(held.role == Role.AUDITOR and not held.region_id for held in standing.memberships):
        return Batch.objects.all()
    return Batch.objects.for_counties(
        Region.objects.filter(pk__in=standing.county_ids(*READERS)).values("code").order_by()
    )
