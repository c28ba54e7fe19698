"""The requests that a live server is answering: a database is emptied only when none is left."""

import threading

from django.core import signals

LONGEST = 60  # seconds


class RequestsInProgress:
    """Counts what the threads of a live server answer; what a test asks in its own thread is over
    when it goes on.
    """

    def __init__(self):
        self._threads, self._changed = set(), threading.Condition()
        signals.request_started.connect(self._begin)
        signals.request_finished.connect(self._end)

    def wait_for_none(self):
        """Returns when nothing is being answered any more. Raises TimeoutError after a minute."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._threads, LONGEST):
                raise TimeoutError(f"{len(self._threads)} requests go on after their test")

    def _begin(self, **signal):
        if threading.current_thread() is not threading.main_thread():
            with self._changed:
                self._threads.add(threading.get_ident())

    def _end(self, **signal):
        with self._changed:
            self._threads.discard(threading.get_ident())
            self._changed.notify_all()


requests_in_progress = RequestsInProgress()
