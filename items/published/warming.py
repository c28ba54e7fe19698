"""A process that serves reads the library and the lists in force beside its first requests, so that
the first question does not wait for them.
"""

import logging
from threading import Thread

from django.db import connections

from items.lookup.library import library

from .lists import lists_in_force

logger = logging.getLogger(__name__)


def begin_warming():
    """Begins at once and returns; what fails is read again by the first who asks."""
    Thread(target=_warm, name="warming", daemon=True).start()


def _warm():
    try:
        warm()
    except Exception:
        logger.exception("the lists could not be read beforehand")
    finally:
        connections.close_all()


def warm():
    """Reads what every question needs: -> how many lists there are."""
    library().warm()
    lists = lists_in_force()
    for published in lists:
        published.index.warm()
    return len(lists)
