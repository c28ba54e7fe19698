"""Sets the database of a test back to what it was, as often as it takes: what a process committed
before it was killed is no savepoint's to take back.
"""

import contextlib
import sqlite3
import time

from django.db import connection, transaction

from dutylist.history.guard import guard_off
from dutylist.history.writeonce import lifted
from tests.database import tables_with_rows

from .breaking import changed, kept

ASIDE, SECONDS = "aside", 30


@contextlib.contextmanager
def kept_aside():
    """Keeps the rows as they stand: -> what sets them back to that."""
    keep = _in_a_schema if connection.vendor == "postgresql" else _in_memory
    with keep() as set_back:
        yield set_back


@contextlib.contextmanager
def _in_memory():
    """A file is copied whole, past every trigger."""
    with contextlib.closing(sqlite3.connect(":memory:")) as kept:
        connection.ensure_connection()
        connection.connection.backup(kept)

        def set_back():
            connection.ensure_connection()
            kept.backup(connection.connection)

        yield set_back


@contextlib.contextmanager
def _in_a_schema():
    """A copy of the database would be a thousand files, most of them empty, and take a hundred
    times as long as its rows.
    """
    before, filled = kept(), tables_with_rows(connection)
    statements = [f"CREATE TABLE {aside(table)} AS TABLE {named(table)}" for table in filled]
    _execute([f"DROP SCHEMA IF EXISTS {ASIDE} CASCADE", f"CREATE SCHEMA {ASIDE}", *statements])

    def set_back():
        others = changed(before)
        statements = [f"DELETE FROM {named(table)}" for table in others]
        for table in filled.intersection(others):
            # Names come from our tables.
            statements.append(f"INSERT INTO {named(table)} SELECT * FROM {aside(table)}")
        with lifted(tables=others):
            _execute(statements)

    yield set_back
    _execute([f"DROP SCHEMA {ASIDE} CASCADE"])


def named(table):
    return connection.ops.quote_name(table)


def aside(table):
    return f"{ASIDE}.{named(table)}"


def _execute(statements):
    with guard_off(), transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def until_nobody_is_in_it():
    """Waits until the server has wound up the sessions of processes that were killed: what they
    sent last is done by then, or undone. A file has no sessions.
    """
    if connection.vendor != "postgresql":
        return
    others = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    until = time.monotonic() + SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(others)
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.01)
    raise AssertionError("somebody is still in the database")
