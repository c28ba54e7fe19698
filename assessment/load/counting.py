"""What is counted of the townships of a county in a year. A number is never kept: it is the sum of
its rows, and each row says where it stands.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from .lines import LINES

_sources = []


@dataclass(frozen=True)
class CountedThing:
    """What makes up a number: one thing, where it stands, and for how much it counts."""

    title: str
    url: str = ""
    amount: int = 1
    note: str = ""


@dataclass(frozen=True)
class Source:
    """`find(county, year)` yields (key, code of the township, `CountedThing`), or is None where
    nothing was registered for that year; "" as the code stands for every township of the county.
    """

    keys: tuple
    find: Callable


def counted(*keys):
    """Registers a source of these lines; it asks a constant number of questions of the database."""

    def register(find):
        _sources.append(Source(keys, find))
        return find

    return register


@dataclass
class Load:
    """One township in one year: {key: [CountedThing]}, without the lines of which nothing is
    registered.
    """

    township: object
    year: int
    rows: dict = field(default_factory=dict)
    sealed: dict = field(default_factory=dict)  # {key: a number whose rows nobody may see}

    def number(self, key):
        """The number of a line, None where nothing is registered or it must not be told."""
        if key in self.sealed:
            return self.sealed[key]
        if key not in self.rows:
            return None
        return sum(row.amount for row in self.rows[key])

    @property
    def numbers(self):
        return {line.key: self.number(line.key) for line in LINES}


def loads_of(county, townships, year):
    """[`Load`] of these townships, in their order."""
    loads = {township.code: Load(township, year) for township in townships}
    for source in _sources:
        found = source.find(county, year)
        if found is None:
            continue
        for load in loads.values():
            for key in source.keys:
                load.rows[key] = []
        for key, code, row in found:
            for load in reached(loads, code):
                load.rows[key].append(row)
    sealed = sealed_numbers(county, year)
    for load in loads.values():
        load.sealed = sealed
    return list(loads.values())


def reached(loads, code):
    if not code:
        return loads.values()
    return [loads[code]] if code in loads else []


_sealed = {}


def told_sealed(key):
    """Registers a function (county, year) of a number whose rows nobody may see; None where it must
    not be told.
    """

    def register(count):
        _sealed[key] = count
        return count

    return register


def sealed_numbers(county, year):
    numbers = {}
    for key, count in _sealed.items():
        numbers[key] = count(county, year)
    return numbers


def day_of(year):
    """The day as of which a year is counted: its last; today in the present year and for a coming
    one.
    """
    today = timezone.localdate()
    if year >= today.year:
        return today
    return date(year, 12, 31)
