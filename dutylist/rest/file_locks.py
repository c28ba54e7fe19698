"""Locks on files, for what all processes of the machine must do one after the other: the system
drops the lock of a process that was killed.
"""

import contextlib
import fcntl
import os
import time
from pathlib import Path

from django.conf import settings

LOOK_EVERY = 0.05  # seconds


def folder_of_locks():
    folder = Path(settings.VAR_DIR) / "places"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def locked(path):
    """The open file with its lock, None where somebody else has it."""
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "rb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


@contextlib.contextmanager
def one_at_a_time(name, seconds):
    """Holds the lock of this name: -> whether it came within so many seconds."""
    until = time.monotonic() + seconds
    path = folder_of_locks() / name
    while True:
        if file := locked(path):
            with file:
                yield True
            return
        if time.monotonic() >= until:
            yield False
            return
        time.sleep(LOOK_EVERY)
