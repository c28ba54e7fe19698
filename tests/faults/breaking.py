"""Breaks a verb at any of its statements, and tells whether anything of it stayed."""

import functools
import hashlib
import os
import signal
from contextlib import contextmanager

from django.db import OperationalError, connection, connections, transaction

from dutylist.history.refusals import Refusal

SECONDS = 120  # after which a child that hangs is ended


class Broken(OperationalError):
    """What a driver raises when the disk is full or the server has gone."""


class Counter:
    """Counts the statements that run through a connection; before one of them it does `then`."""

    def __init__(self, last=None, then=None):
        self.number, self.last, self.then = 0, last, then

    def __call__(self, execute, sql, params, many, context):
        self.number += 1
        if self.number == self.last:
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
        mark = transaction.savepoint()
        yield
        transaction.savepoint_rollback(mark)


def broken_at(number, verb):
    """Runs a verb that fails before this statement: -> whether it went through all the same.

    Django takes a constraint that it could not ask for one that is broken: that is a refusal then.
    """
    try:
        with connection.execute_wrapper(Counter(number, fail)):
            verb()
    except (Broken, Refusal):
        return False
    return True


def kept():
    """A digest of every row of every table, those of the search included."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
            digest.update(table.encode())
            for row in cursor.fetchall():
                digest.update(repr(plain(row)).encode())
    return digest.hexdigest()


@functools.cache
def tables():
    return sorted(connection.introspection.table_names())


def plain(row):
    return [bytes(value) if isinstance(value, memoryview) else value for value in row]


def killed_at(number, verb):
    """Runs a verb in a process of its own that is killed before this statement; 0 kills it after
    the verb has returned. What this process holds open is closed first.
    """
    connections.close_all()
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        try:
            with connection.execute_wrapper(Counter(number, kill)):
                verb()
        finally:
            kill()
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, status


def fresh(row):
    """The row as it stands now."""
    return type(row).objects.get(pk=row.pk)


def kill():
    os.kill(os.getpid(), signal.SIGKILL)
