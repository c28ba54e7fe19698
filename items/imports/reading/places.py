"""How much of the machine imports may take: places that all its processes share, held by locks on
files.

A place is given back when its holder ends, however it ends: the system drops the lock of a process
that was killed.
"""

import contextlib
import time

from django.conf import settings

from dutylist.history.refusals import Refusal
from dutylist.rest.file_locks import LOOK_EVERY, folder_of_locks, locked

BUSY = "正有多份文件在读取，请稍后再试。"
READER_SECONDS = 30
IMPORT_SECONDS = 15


class Busy(Refusal):
    """Too many files are being read on this machine at the moment."""

    status = 503
    code = "busy"
    retry_after = 10

    def __init__(self):
        super().__init__(BUSY)


def take(name, count, seconds):
    """One of `count` places of this name: -> its open lock, waited for so long at the most. Raises
    Busy.
    """
    until = time.monotonic() + seconds
    folder = folder_of_locks()
    while True:
        for number in range(count):
            if place := locked(folder / f"{name}-{number}"):
                return place
        if time.monotonic() >= until:
            raise Busy
        time.sleep(LOOK_EVERY)


@contextlib.contextmanager
def reader_place():
    """For one process that opens an upload: -> the descriptor to hand on, so that the place is
    taken while it lives.
    """
    with take("reader", settings.READERS, READER_SECONDS) as place:
        yield place.fileno()


@contextlib.contextmanager
def in_turn():
    """For one import that reads its files: half as many run as files are read, as many may wait, no
    more are let in.

    So most threads of the server are left for everybody else, however many files are handed in at
    once.
    """
    count = max(1, settings.READERS // 2)
    with contextlib.ExitStack() as queue:
        queue.enter_context(take("waiting", count, 0))
        place = take("import", count, IMPORT_SECONDS)
        queue.close()
        with place:
            yield
