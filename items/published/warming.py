"""A process that serves reads the library and the lists in force beside its first requests, so that
the first question does not wait for them.
"""

import logging
from threading import Thread

from django.db import connections

from items.lookup.library import library
from items.lookup.list_index import WAY
from items.meaning import engine, services

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


def make_vectors(county_code=""):
    """Makes what the model has not read yet of the lists in force, or of a county's, now: -> how
    many vectors were made. A command does so: nothing is made beside it.
    """
    made = 0
    if not engine.is_available():
        return made
    for published in lists_in_force():
        if county_code in ("", published.county["code"]):
            names, wholes = published.index.texts_read
            made += services.make_missing([*names, *wholes], WAY)
    return made
