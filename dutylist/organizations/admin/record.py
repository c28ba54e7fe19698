"""Who reads the record beside the rows of the admin's lists."""

from dutylist.staff.record import record_is_read_by

from ..record_readers import READERS, batches_read_by


@record_is_read_by
def readable_batches(user):
    """The batches this person reads; None for whoever reads the record of no county."""
    return batches_read_by(user) if user.standing().has(*READERS) else None
