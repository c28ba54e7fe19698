"""The record beside the row: the last changes of an object as sentences, for those who read the record."""

from itertools import groupby

from django.urls import reverse

from dutylist.history.models import Batch
from dutylist.history.reading import read
from dutylist.history.rows_of_object import rows_of_object

from ..models import Region
from ..roles import COUNTY_ROLES, Role

SHOWN = 8
READERS = (*sorted(COUNTY_ROLES), Role.AUDITOR)


def readable_batches(user):
    """The batches of the counties this person reads; an auditor of the whole site reads every one."""
    standing = user.standing()
    if any(held.role == Role.AUDITOR and not held.region_id for held in standing.memberships):
        return Batch.objects.all()
    return Batch.objects.for_counties(
        Region.objects.filter(pk__in=standing.county_ids(*READERS)).values("code").order_by()
    )


def last_changes(user, subject):
    """{"groups": [(batch, changes)], "url"} of the newest changes; None for whoever does not read the record."""
    if not hasattr(type(subject), "history") or not user.standing().has(*READERS):
        return None
    batches = readable_batches(user)
    rows = rows_of_object(subject, batches, limit=SHOWN)
    by_id = batches.defer("body").in_bulk({row[3] for row in rows})
    said = read([(table, number) for _at, table, number, _batch in rows])
    groups = [(by_id[key], list(changes)) for key, changes in groupby(said, key=lambda change: change.batch)]
    return {"groups": groups, "url": address_of_record(subject)}


def address_of_record(subject):
    if not hasattr(type(subject).objects, "visible_to"):
        return ""
    return reverse("history:object", args=[type(subject)._meta.label_lower, subject.pk])
