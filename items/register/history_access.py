"""Which batches of the record a person may read: the counties whose working register is theirs;
auditors everything.
"""

from dutylist.history.models import Batch
from dutylist.organizations.models import Region
from dutylist.organizations.roles import Role
from items.permissions import READERS


def batches_for(user):
    """The batches this person may read; an empty queryset for everybody who reads no working
    register.
    """
    if audits_everything(user):
        return Batch.objects.all()
    return Batch.objects.for_counties(counties_of_history(user).values("code"))


def counties_of_history(user):
    """The counties whose batches this person may read."""
    if audits_everything(user):
        return Region.objects.all()
    return Region.objects.filter(pk__in=user.standing().county_ids(*READERS))


def audits_everything(user):
    """An auditor of the whole installation, not of one county."""
    return any(
        held.role == Role.AUDITOR and not held.region_id for held in user.standing().memberships
    )


def reads_history(user):
    """Whether any part of the record is this person's to read."""
    return audits_everything(user) or bool(user.standing().county_ids(*READERS))
