"""Vectors made beside serving: one thread of the server's process, begun when there is something to
make and gone when that is done.
"""

import logging
from threading import Lock, Thread

from django.db import connections, transaction

from . import engine, services

logger = logging.getLogger(__name__)


class Maker:
    """What waits for its vector. Only a process that serves works it off: a command ends before its
    thread would, and leaves the work to `reindex` or to the next server.
    """

    def __init__(self):
        self.serving = False
        self._lock = Lock()
        self._waiting = []
        self._thread = None

    def add(self, texts):
        """Makes the vectors of these texts by and by; returns at once."""
        if texts:
            self.add_from(lambda: texts)

    def add_from(self, source):
        """The same of the texts that `source()` gives, which is asked beside serving too."""
        if not (self.serving and engine.is_available()):
            return
        with self._lock:
            self._waiting.append(source)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="meaning", daemon=True)
                self._thread.start()

    def wait(self):
        """Until nothing waits any more."""
        thread = self._thread
        if thread:
            thread.join()

    def _work(self):
        while source := self._next():
            try:
                services.make_missing(source())
            except Exception:
                # Whoever next looks for these texts asks for them again.
                logger.exception("vectors could not be made")
        connections.close_all()

    def _next(self):
        with self._lock:
            if self._waiting:
                return self._waiting.pop(0)
            self._thread = None
            return None


maker = Maker()


def make_later(texts):
    """Makes the vectors of these texts when what is being done is committed, beside serving."""
    texts = list(texts)
    transaction.on_commit(lambda: maker.add(texts))
