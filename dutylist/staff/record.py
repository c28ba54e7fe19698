"""The record beside the row: the last changes of an object as sentences, for those who read the
record.
"""

from itertools import groupby

from django.urls import reverse

from dutylist.history.reading import read
from dutylist.history.rows_of_object import rows_of_object

SHOWN = 8
_sources = []


def record_is_read_by(batches_of):
    """Registers who reads the record: `batches_of(user)` gives the batches, or None to whoever
    reads none of it.
    """
    _sources[:] = [batches_of]
    return batches_of


def last_changes(user, subject):
    """{"groups": [(batch, changes)], "url"} of the newest changes; None for whoever does not read
    the record.
    """
    if not hasattr(type(subject), "history"):
        return None
    batches = _sources[0](user)
    if batches is None:
        return None
    rows = rows_of_object(subject, batches, limit=SHOWN)
    by_id = batches.defer("body").in_bulk({row[3] for row in rows})
    changes = read([(table, number) for _at, table, number, _batch in rows], user)
    groups = []
    for key, changes_of_batch in groupby(changes, key=lambda change: change.batch):
        groups.append((by_id[key], list(changes_of_batch)))
    return {"groups": groups, "url": address_of_record(subject)}


def address_of_record(subject):
    if not hasattr(type(subject).objects, "visible_to"):
        return ""
    return reverse("history:object", args=[type(subject)._meta.label_lower, subject.pk])
