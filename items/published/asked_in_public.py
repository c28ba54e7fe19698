"""What was asked about an item and answered for everybody to read, told by whoever keeps it: the
pages of the list know no more of it than its words.
"""

from typing import NamedTuple

_tellers = []


class AskedInPublic(NamedTuple):
    """One question with its answer, without any person: who answered, and on which day (ISO)."""

    question: str
    answer: str
    unit: str
    on: str


def asked_in_public(function):
    """Registers what is told of an item: `function(code)` gives a list of `AskedInPublic`."""
    _tellers.append(function)
    return function


def asked_about(code):
    """Everything that was asked about an item and answered in public, the latest first."""
    asked = []
    for function in _tellers:
        asked += function(code)
    return asked
