"""Kills a verb at the moments round its commits: just before one, when it is sent and not yet
answered, just after it and before what follows it, and after each thing that follows.
"""

import contextlib
import os

from django.db import connection

from tests.at_once import in_a_killed_process, kill_oneself

BEFORE, SENT, COMMITTED, FOLLOWED = "before a commit", "sent", "committed", "followed"


def moments_of(verb):
    """Runs the verb to its end: -> the moments it passes, in their order. `SENT` is one where a
    server answers; a file is written by the process itself.
    """
    passed = []
    with passing(passed.append):
        verb()
    return passed


def killed_at_moment(number, verb):
    """Runs the verb in a process of its own that is killed at this one of its moments."""
    _killed(verb, lambda passed: len(passed) == number)


def killed_at_first(moment, verb):
    """The same, at the first moment of this name."""
    _killed(verb, lambda passed: passed[-1] == moment)


def _killed(verb, is_last):
    passed = []

    def reached(moment):
        passed.append(moment)
        if is_last(passed):
            if moment == SENT:
                send_commit()
            kill_oneself()

    def run():
        with passing(reached):
            verb()

    in_a_killed_process(run)


def send_commit():
    """Sends the word in the server's own protocol, and waits for no answer."""
    word = b"COMMIT\0"
    length = (len(word) + 4).to_bytes(4)
    os.write(connection.connection.fileno(), b"Q" + length + word)


@contextlib.contextmanager
def passing(reached):
    """Calls `reached(moment)` at each moment while the block goes on."""
    commit, on_commit = connection._commit, connection.on_commit

    def committing():
        reached(BEFORE)
        if connection.vendor == "postgresql":
            reached(SENT)
        commit()
        reached(COMMITTED)

    def following(effect, robust=False):
        def follow():
            effect()
            reached(FOLLOWED)

        on_commit(follow, robust)

    connection._commit, connection.on_commit = committing, following
    try:
        yield
    finally:
        del connection._commit, connection.on_commit
