"""When a batch and a seal were made: in the order of the chain, whatever several clocks say.

A batch takes its time while it is written and is seen by others only after its commit; a seal
made between the two would be later than the batch it could not see. So a batch holds the lock in
common until its commit, and the sealer takes it alone. SQLite has one writer at a time anyway.
"""

import secrets
from datetime import datetime, time, timedelta

from django.db import connection
from django.utils import timezone

LOCK = 0x6475_7479  # any number, the same in every process
A_SECOND = 1_000_000


def _take(function):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [LOCK])


def hold_off_the_sealer():
    """No seal is made from here to the commit of this transaction."""
    _take("pg_advisory_xact_lock_shared")


def wait_for_batches():
    """The one sealer waits here until every batch that has its time is committed."""
    _take("pg_advisory_xact_lock")


def not_before(*moments):
    """Now, or the latest of these moments (None is none) where another machine's clock is ahead."""
    known = [moment for moment in moments if moment is not None]
    return max(timezone.now(), *known) if known else timezone.now()


def end_of_day(moment):
    """Some moment in the last second of this local day: it tells the day, and of two not the
    order.
    """
    tomorrow = timezone.localdate(moment) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    return midnight - timedelta(microseconds=1 + secrets.randbelow(A_SECOND))
