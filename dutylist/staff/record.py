"""The record beside the row: the last changes of an object as sentences, for those who read the
record.
"""

from django.urls import reverse

from dutylist.history.reading import by_batch
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
    return {"groups": by_batch(rows, batches, user), "url": address_of_record(subject)}


def address_of_record(subject):
    if not hasattr(type(subject).objects, "visible_to"):
        return ""
    return reverse("history:object", args=[type(subject)._meta.label_lower, subject.pk])
