"""Breaks a verb at any of its statements, and tells whether anything of it stayed."""

import functools
import hashlib
import re
from contextlib import contextmanager
from typing import NamedTuple

from django.db import OperationalError, connection, transaction

from dutylist.history.refusals import Refusal
from tests.at_once import in_a_killed_process, kill_oneself
from tests.database import tables_with_rows

# A verb in a transaction makes them, one by itself does not.
MARKS = re.compile(r"(?:RELEASE |ROLLBACK TO )?SAVEPOINT\b")


class Broken(OperationalError):
    """What a driver raises when the disk is full or the server has gone."""


class Counter:
    """Counts the statements that run through a connection, without those that only mark a place in
    a transaction; before one of them it does `then`, and knows afterwards that it did.
    """

    def __init__(self, last=None, then=None):
        self.number, self.last, self.then, self.fired = 0, last, then, False

    def __call__(self, execute, sql, params, many, context):
        if MARKS.match(sql):
            return execute(sql, params, many, context)
        self.number += 1
        if self.number == self.last:
            self.fired = True
            self.then()
        return execute(sql, params, many, context)


def fail():
    raise Broken("disk I/O error")


def statements_of(verb):
    """How many statements a verb makes; nothing of it stays."""
    counter = Counter()
    with undone(), connection.execute_wrapper(counter):
        verb()
    return counter.number


@contextmanager
def undone():
    """Whatever the block wrote is taken back at its end, also when it failed."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Attempt(NamedTuple):
    """A run of a verb with one statement that fails: whether it came to that statement, whether the
    verb went through, and how many statements it made.
    """

    fired: bool
    went_through: bool
    statements: int


def broken_at(number, verb):
    """Runs a verb that fails before this statement: -> the `Attempt`. A verb that stops by itself,
    before that statement, is a fault of the test.

    Django takes a constraint that it could not ask for one that is broken: that is a refusal then.
    """
    counter = Counter(number, fail)
    try:
        with connection.execute_wrapper(counter):
            verb()
    except (Broken, Refusal):
        assert counter.fired, f"stopped before statement {number}"
        return Attempt(True, False, counter.number)
    return Attempt(counter.fired, True, counter.number)


def kept():
    """{table: a digest of all its rows} of every table, those of the search included."""
    return {table: digest_of(rows) for table, rows in every_row()}


def counted():
    """{table: how many rows} of every table."""
    return {table: len(rows) for table, rows in every_row()}


def every_row():
    """(table, all its rows) of every table; those that hold nothing are told by one question."""
    filled = tables_with_rows(connection)
    with connection.cursor() as cursor:
        for table in tables():
            rows = []
            if table in filled:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                rows = cursor.fetchall()
            yield table, rows


def digest_of(rows):
    """The same for the same rows, in whatever order the database gives them: the first column of a
    history is not unique, and a server that has looked over a table may read it another way.
    """
    digest = hashlib.sha256()
    for row in sorted(repr(plain(row)) for row in rows):
        digest.update(row.encode())
    return digest.hexdigest()


def changed(before):
    """The tables that are not as they were."""
    return [table for table, digest in kept().items() if digest != before[table]]


@functools.cache
def tables():
    return sorted(connection.introspection.table_names())


def plain(row):
    return [bytes(value) if isinstance(value, memoryview) else value for value in row]


def killed_at(number, verb):
    """Runs a verb in a process of its own that is killed before this statement; 0 kills it after
    the verb has returned.
    """

    def run():
        with connection.execute_wrapper(Counter(number, kill_oneself)):
            verb()

    in_a_killed_process(run)


def fresh(row):
    """The row as it stands now."""
    return type(row).objects.get(pk=row.pk)
