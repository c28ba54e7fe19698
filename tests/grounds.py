"""What many tests stand on, laid once: kept below the tests in a row that ask for it, and never
changed by one.
"""

import copy
import functools
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from django.db import transaction


def ground(lay):
    """A fixture like any other, of rows and nothing else, that tests in a row share.

    Its rows stay in an open transaction; each test works above them in a savepoint of its own,
    which is rolled back, and is given copies of its own of what `lay` returned. It may ask for `db`
    and for other grounds, by name; what a test sets (settings, patches) comes after its ground.
    """

    @functools.wraps(lay)
    def given(**below):
        return standing.copy_of(lay) if standing.has(lay) else lay(**below)

    given.lay = lay
    return pytest.fixture(given)


class Layer(NamedTuple):
    """One ground that stands: what laid it, the transaction of its rows, what it returned."""

    lay: Any
    held: transaction.Atomic
    value: Any


class Standing:
    """The grounds that stand in the database now, the lowest first."""

    def __init__(self):
        self.layers, self._copies = [], None

    def has(self, lay):
        return any(layer.lay is lay for layer in self.layers)

    def copy_of(self, lay):
        """What the ground gave, copied together with the others, so that one object stays one."""
        if self._copies is None:
            self._copies = copy.deepcopy({layer.lay.__name__: layer.value for layer in self.layers})
        return self._copies[lay.__name__]

    def clear_for(self, wanted):
        """Takes away what the next test does not ask for."""
        self._copies = None
        lays = [layer.lay for layer in self.layers]
        common = next(
            (n for n, pair in enumerate(zip(lays, wanted, strict=False)) if pair[0] is not pair[1]),
            None,
        )
        self.clear(min(len(lays), len(wanted)) if common is None else common)

    def lay_for(self, wanted):
        """Lays what the next test asks for and does not find."""
        for lay in wanted[len(self.layers) :]:
            self._lay(lay)

    def clear(self, keep=0):
        while len(self.layers) > keep:
            _undo(self.layers.pop().held)

    def _lay(self, lay):
        below = {"db": None} | {layer.lay.__name__: apart(layer.value) for layer in self.layers}
        held = transaction.atomic()
        held.__enter__()
        try:
            value = lay(**{name: below[name] for name in _asked_by(lay)})
        except BaseException:
            _undo(held)
            raise
        self.layers.append(Layer(lay, held, value))


def apart(value):
    """What a ground above is given: a namespace of its own to add to, of the very same objects."""
    if isinstance(value, SimpleNamespace):
        return copy.copy(value)
    return value


def _undo(held):
    transaction.set_rollback(True)
    held.__exit__(None, None, None)


def _asked_by(lay):
    return lay.__code__.co_varnames[: lay.__code__.co_argcount]


def grounds_of(item):
    """What lays the grounds a test asks for, the lowest first; none for a test whose transactions
    are real.
    """
    if _is_transactional(item):
        return ()
    found = {}
    for name in item.fixturenames:
        _note(name, item._fixtureinfo.name2fixturedefs, found)
    return tuple(found)


def _note(name, known, found):
    if lay := getattr(known[name][-1].func, "lay", None) if name in known else None:
        for below in _asked_by(lay):
            _note(below, known, found)
        found[lay] = True


def _is_transactional(item):
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server"} & set(item.fixturenames)
    )


def in_order(items):
    """The tests in the order given, but those of one ground together, higher grounds last."""
    places, numbers = {}, {}

    def place(item):
        lays = grounds_of(item)
        first = places.setdefault(lays[0] if lays else item.nodeid.partition("::")[0], len(places))
        return first, [numbers.setdefault(lay, len(numbers)) for lay in lays]

    return sorted(items, key=place)


standing = Standing()
