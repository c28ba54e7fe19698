"""What was asked, counted beside serving: no reader of a page waits until the database can be
written.
"""

import logging
from collections import Counter
from threading import Lock, Thread

from django.db import connections

from items.meaning.background import maker

from .services.asked_counts import note_asked

MOST_WAITING = 2_000

logger = logging.getLogger(__name__)


class Counting:
    """The notes that wait to be counted, each once with how often. Where the process does not serve
    (a command, a test) they are counted at once.
    """

    def __init__(self):
        self._lock = Lock()
        self._waiting = Counter()
        self._thread = None

    def add(self, note):
        if not maker.serving:
            note_asked(*note)
            return
        with self._lock:
            if note in self._waiting or len(self._waiting) < MOST_WAITING:
                self._waiting[note] += 1
            if self._thread is None:
                self._thread = Thread(target=self._work, name="asked", daemon=True)
                self._thread.start()

    def wait(self):
        """Until nothing waits any more."""
        thread = self._thread
        if thread:
            thread.join()

    def _work(self):
        while notes := self._taken():
            for note, times in notes.items():
                try:
                    note_asked(*note, times=times)
                except Exception:
                    logger.exception("a question could not be counted")
        connections.close_all()

    def _taken(self):
        with self._lock:
            notes, self._waiting = self._waiting, Counter()
            if not notes:
                self._thread = None
        return notes


counting = Counting()


def count_asked(county_code, text, chosen_code, on):
    """Counts a question by and by (`note_asked`); returns at once."""
    counting.add((county_code, text, chosen_code, on))
