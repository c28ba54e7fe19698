"""No statement of a web request runs longer than `LONGEST_SECONDS`; a request that meets the limit
is answered 503.

The limit is one of each statement, not of a request: the confirming of a big import, an export or a
publication sends many short ones and is not touched. Only the web server's connections have it
(`dutylist.wsgi`): commands, migrations and jobs take the time they need. A statement that waits so
long for another's lock is ended as well, as SQLite does.
"""

import time

from django.db import OperationalError
from django.db.backends.signals import connection_created

LONGEST_SECONDS = 20
STEPS = 20_000  # of SQLite between two looks at the clock
# what counts of the time between two looks: in between, a reader may have been at work itself
LONGEST_STEP = 1.0
ENDED = ("interrupted", "database is locked")
QUERY_CANCELED = "57014"
DEADLOCK = "40P01"
SENTENCE = (
    "这次查询或者办理超过{}秒还没有完成，已经停止，没有作任何改动。请缩小查询范围，或者稍后再试。"
)


class Clock:
    """Counts the time that SQLite spends on one statement and ends it when it is too long."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.begin()

    def begin(self):
        self.spent, self.last = 0.0, time.monotonic()

    def look(self):
        """What SQLite asks again and again: anything but 0 ends the statement."""
        now = time.monotonic()
        self.spent += min(now - self.last, LONGEST_STEP)
        self.last = now
        return int(self.spent > self.seconds)

    def __call__(self, execute, sql, params, many, context):
        self.begin()
        return execute(sql, params, many, context)


def limit(connection, seconds=LONGEST_SECONDS, **kwargs):
    """Puts the limit on an open connection."""
    if connection.vendor == "postgresql":
        with connection.connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = {int(seconds * 1000)}")
        return
    clock = Clock(seconds)
    connection.execute_wrappers[:] = [
        w for w in connection.execute_wrappers if not isinstance(w, Clock)
    ]
    connection.execute_wrappers.append(clock)
    connection.connection.set_progress_handler(clock.look, STEPS)


def install():
    """Every connection of this process has the limit from its first statement on."""
    connection_created.connect(limit_new_connection, dispatch_uid="rest.time_limit")


def limit_new_connection(connection, **kwargs):
    limit(connection)


def was_ended(error):
    """Whether an error says that a statement took too long or waited too long for a lock."""
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if QUERY_CANCELED in states_of(cause):
        return True
    return type(cause).__module__.startswith("sqlite3") and str(error) in ENDED


def lost_a_deadlock(error):
    """Whether an error says that two were waiting for each other, and this one was given up."""
    return isinstance(error, OperationalError) and DEADLOCK in states_of(error.__cause__)


def states_of(cause):
    """What the database calls an error, under the name of either driver."""
    return (getattr(cause, "sqlstate", None), getattr(cause, "pgcode", None))


def sentence():
    return SENTENCE.format(LONGEST_SECONDS)
