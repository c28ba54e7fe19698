"""Threads and processes beside a test: they end before its database is emptied."""

import contextlib
import os
import signal
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from dutylist.workflow.refusals import Refusal


def at_once(attempts):
    """Runs the attempts at the same moment, each on a connection of its own: -> what each returned,
    or its refusal.

    Any other exception of an attempt is raised here, after all of them have ended.
    """
    start = threading.Barrier(len(attempts))

    def run(attempt):
        start.wait()
        try:
            return attempt()
        except Refusal as refused:
            return refused

    with beside(*(lambda attempt=attempt: run(attempt) for attempt in attempts)) as running:
        pass
    return [future.result() for future in running]


def race(attempts):
    """Runs the attempts at the same moment: -> (results, refusals)."""
    outcomes = at_once(attempts)
    won = [outcome for outcome in outcomes if not isinstance(outcome, Refusal)]
    lost = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    return won, lost


@contextlib.contextmanager
def beside(*works):
    """Runs the works in threads while the block goes on: -> their futures; the block is left when
    all have ended.

    What a work waits for must be given inside the block, also when the block fails. A work's
    connections are closed.
    """

    def run(work):
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        yield [pool.submit(run, work) for work in works]


@contextlib.contextmanager
def serving(server):
    """Lets a server of the standard library answer while the block goes on: -> its port."""
    with server, beside(server.serve_forever):
        try:
            yield server.server_port
        finally:
            server.shutdown()


@contextlib.contextmanager
def process(command, **options):
    """A process that is killed and reaped when the block is left, however it is left."""
    with subprocess.Popen(command, **options) as running:
        try:
            yield running
        finally:
            running.kill()


SECONDS = 120  # after which a child that hangs is ended


def in_a_killed_process(work):
    """Does the work in a process of its own, which is killed in its middle (`kill_oneself`) or when
    it has returned. What this process holds open of the database is closed first.
    """
    connections.close_all()
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        try:
            work()
        finally:
            kill_oneself()
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, status


def kill_oneself():
    os.kill(os.getpid(), signal.SIGKILL)
