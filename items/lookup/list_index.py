"""A list as the look-up holds it in memory: a row for each entry and for each wording that some
townships have of their own.
"""

import time
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy

from items.entry.entries import in_scope, list_order
from items.meaning import engine, vectors
from items.meaning.of_items import WAY, whole_of
from items.meaning.texts import cleaned
from items.search.text import digits, fold, search_text

from . import sounds
from .library import library
from .likeness import TokenIndex, weights_of
from .matching import links_of

ASKED_AGAIN_AFTER = 5  # seconds, while some vectors are still being made


@dataclass(frozen=True)
class Row:
    """An entry in one wording: its folded name and its folded text without its code, numerals as
    digits. `townships` are those it holds for; None for the whole list's wording.
    """

    entry: dict
    name: str
    text: str
    category: str
    townships: frozenset | None = None

    def holds_in(self, township_code):
        return self.townships is None or township_code in self.townships


def rows_of(entries):
    """The rows of a list's entries: their own wording first, then those of some townships."""
    rows = []
    for entry in entries:
        rows.append(row_of(entry))
        for variant in entry.get("variants", []):
            wording = {**entry}
            for name in ("name", "township_duty"):
                if variant.get(name):
                    wording[name] = variant[name]
            rows.append(row_of(wording, frozenset(variant["townships"])))
    return rows


def row_of(entry, townships=None):
    return Row(
        entry,
        digits(fold(entry["name"])),
        digits(search_text({**entry, "code": ""})),
        digits(fold(entry["category"])),
        townships,
    )


def stored_vectors(texts):
    """{text: vector} of those that are kept; what is missing is made beside serving."""
    return vectors.vectors_of(texts, way=WAY)


class ListIndex:
    """The rows of a list, indexed when they are first asked for."""

    def __init__(self, rows, vectors_of=stored_vectors):
        self.rows, self._vectors_of = rows, vectors_of
        self._vectors, self._links, self._asked_at = None, None, 0.0
        self._linked_by = None  # the vectors with which the links were found
        self._reading = Lock()
        self._printed = {}
        self.tended = {}  # what `tended` keeps: by the stamp of the county's phrases

    @cached_property
    def names(self):
        return TokenIndex([row.name for row in self.rows])

    @cached_property
    def texts(self):
        return TokenIndex([row.text for row in self.rows])

    @cached_property
    def sounds(self):
        return TokenIndex([row.name for row in self.rows], tokens=sounds.pairs_of)

    @cached_property
    def name_totals(self):
        """What the tokens of each name weigh together."""
        rarity = library().rarity
        totals = [sum(weights_of(row.name, rarity).values()) for row in self.rows]
        return numpy.array(totals, numpy.float32)

    @cached_property
    def initials(self):
        return [sounds.initials_of(row.name) for row in self.rows]

    @cached_property
    def order(self):
        """The turn of each row among equals: the shorter name first, then the order of the list."""

        def rank(place):
            entry = self.rows[place].entry
            return (len(entry["name"]), list_order(entry), entry["code"])

        order = numpy.empty(len(self.rows), numpy.int32)
        order[sorted(range(len(self.rows)), key=rank)] = numpy.arange(len(self.rows))
        return order

    @cached_property
    def places_of_code(self):
        """{code: the places of its rows}"""
        found = {}
        for place, row in enumerate(self.rows):
            found.setdefault(row.entry["code"], []).append(place)
        return found

    def printed_numbers(self, township_code=""):
        """The number of each row as it is printed there, -1 of a row without one."""
        if township_code not in self._printed:
            numbers = []
            for row in self.rows:
                own = row.entry.get("numbers", {})
                number = own.get(township_code, row.entry["number"])
                numbers.append(-1 if number is None else number)
            self._printed[township_code] = numpy.array(numbers)
        return self._printed[township_code]

    def rows_within(self, township_code=""):
        """Which rows hold in a township, each entry once in its wording there; without a township
        every entry in the list's own wording. An array of truths.
        """
        within = numpy.zeros(len(self.rows), bool)
        shown = {}
        for place, row in enumerate(self.rows):
            if not township_code:
                within[place] = row.townships is None
            elif in_scope(row.entry, township_code) and row.holds_in(township_code):
                shown[row.entry["code"]] = place  # its own wording comes after the list's
        within[list(shown.values())] = True
        return within

    def warm(self):
        """Makes now what would be made when it is first asked for."""
        for made in ("names", "texts", "sounds", "initials", "name_totals", "order", "links"):
            getattr(self, made)

    @property
    def vectors(self):
        """(of the names, of the whole texts), or None while the model is absent or has not seen all
        of them; what is missing is made beside serving. Who asks while they are being read waits:
        the first question after a start has the answer of every later one.
        """
        if not engine.is_available():
            return None
        if self._vectors is None:
            with self._reading:
                now = time.monotonic()
                is_due = not self._asked_at or now - self._asked_at > ASKED_AGAIN_AFTER
                if self._vectors is None and is_due:
                    self._vectors = self._read_vectors()
                    self._asked_at = time.monotonic()
        return self._vectors

    @property
    def texts_read(self):
        """What the model reads of each row: (the names, the whole texts)."""
        names = [row.entry["name"] for row in self.rows]
        return names, [cleaned(whole_of(row.entry)) for row in self.rows]

    def _read_vectors(self):
        names, wholes = self.texts_read
        known = self._vectors_of(names + wholes)
        if not all(text in known for text in names + wholes):
            return None
        stacked = []
        for texts in (names, wholes):
            found = numpy.stack([known[text] for text in texts])
            stacked.append(found / numpy.linalg.norm(found, axis=1, keepdims=True))
        return tuple(stacked)

    @property
    def state(self):
        """What else a ranking of these rows depends on: whether meaning is weighed."""
        return "meaning" if self.vectors else "words"

    @property
    def links(self):
        """The matters of the rows, weighed with meaning once that is there."""
        vectors_of_rows = self.vectors
        with self._reading:
            if self._links is None or self._linked_by is not vectors_of_rows:
                names = [row.name for row in self.rows]
                of_names = vectors_of_rows and vectors_of_rows[0]
                self._links = links_of(library(), names, of_names)
                self._linked_by = vectors_of_rows
            return self._links
