"""The one way to change a tracked table: inside `recording(by=, reason=, source=)`."""

import contextlib
import contextvars
import uuid
from dataclasses import dataclass, field

from django.db import transaction

_current = contextvars.ContextVar("recording", default=None)


class UnrecordedChange(Exception):
    """A tracked table was about to be written past the record."""


@dataclass
class Recording:
    by: object
    reason: str
    source: str
    decision: int | None = None
    county: str = ""
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    models: set = field(default_factory=set)
    doors: int = 0


def current():
    return _current.get()


@contextlib.contextmanager
def recording(*, by, reason="", source="form", decision=None, county=""):
    """One transaction and one batch; a verb inside another joins its batch."""
    if outer := _current.get():
        yield outer
        return
    rec = Recording(by, reason, source, decision, county)
    token = _current.set(rec)
    try:
        with transaction.atomic():
            yield rec
    finally:
        _current.reset(token)


@contextlib.contextmanager
def door():
    rec = _current.get()
    if rec is None:
        raise UnrecordedChange("outside recording()")
    rec.doors += 1
    try:
        yield rec
    finally:
        rec.doors -= 1


@contextlib.contextmanager
def migrating(reason):
    """Loads reference data without history rows; refused inside a recording."""
    yield
