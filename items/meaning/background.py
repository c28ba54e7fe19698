"""Vectors made beside serving: one thread of the server's process, begun when there is something to
make and gone when that is done.
"""

import logging
from threading import Lock, Thread

from django.db import connections, transaction

from . import engine, services
from .engine import Way

logger = logging.getLogger(__name__)


class Maker:
    """What waits for its vector. Only a process that serves works it off: a command ends before its
    thread would, and leaves the work to `reindex` or to the next server.
    """

    def __init__(self):
        self.serving = False
        self._lock = Lock()
        self._sources = []
        self._texts = {}
        self._thread = None

    def add(self, texts, way):
        """Makes the vectors of these texts by and by; returns at once."""
        if self._works():
            with self._lock:
                self._texts.update(dict.fromkeys((way, text) for text in texts))
                self._begin()

    def add_from(self, source, way):
        """The same of the texts that `source()` gives, which is asked beside serving too."""
        if self._works():
            with self._lock:
                self._sources.append((way, source))
                self._begin()

    def wait(self):
        """Until nothing waits any more."""
        thread = self._thread
        if thread:
            thread.join()

    def _works(self):
        return self.serving and engine.is_available()

    def _begin(self):
        if self._thread is None:
            self._thread = Thread(target=self._work, name="meaning", daemon=True)
            self._thread.start()

    def _work(self):
        while self._has_more():
            try:
                for way, texts in self._taken().items():
                    services.make_missing(texts, way)
            except Exception:
                # Whoever next looks for these texts asks for them again.
                logger.exception("vectors could not be made")
        connections.close_all()

    def _has_more(self):
        with self._lock:
            if self._sources or self._texts:
                return True
            self._thread = None
            return False

    def _taken(self):
        """{way: the texts that wait}: the same text asked for by many readers is one."""
        with self._lock:
            sources, texts = self._sources, self._texts
            self._sources, self._texts = [], {}
        taken = {way: [] for way in Way}
        for way, text in texts:
            taken[way].append(text)
        for way, source in sources:
            taken[way] += source()
        return taken


maker = Maker()


def make_later(texts, way=Way.PASSAGE):
    """Makes the vectors of these texts when what is being done is committed, beside serving."""
    texts = list(texts)
    transaction.on_commit(lambda: maker.add(texts, way))


def make_later_from(source, way):
    """The same of the texts that `source()` gives; it is asked beside serving too."""
    transaction.on_commit(lambda: maker.add_from(source, way))
