"""What the list holds and a file does not say; an entry that one of its faulty rows speaks of is
not lacking.
"""

import re
from dataclasses import dataclass, field

from items.imports.checking.printed_entries import in_wording

from .comparing import essence, plain

A_NAME = re.compile(r"[\u4e00-\u9fff]")
NUMBER = re.compile(r"\d+")


def absent_from(matches, register, lookup, township=None):
    """What the list holds and the file does not: of the kinds the file has, for a township what
    reaches it.
    """
    kinds = {match.row.kind for match in matches}
    met = {match.planned for match in matches} | {s for match in matches for s in match.candidates}
    own = [
        s
        for s in register.planned_items
        if township is None or township.code in lookup.in_scope(s.content)
    ]
    lacking = []
    for planned in own:
        if (
            planned.content["kind"] in kinds
            and planned not in met
            and not (planned.cancelling or planned.held)
        ):
            lacking.append(planned)
    faulty = Faulty.of(
        match.row for match in matches if match.outcome == "error" and not match.planned
    )
    return faulty.without_named(lacking, own, township.code if township else "")


@dataclass
class Faulty:
    """By what the rows may be known whose entry was not found because of what is wrong in them."""

    codes: set = field(default_factory=set)
    names: set = field(default_factory=set)
    places: set = field(
        default_factory=set
    )  # (kind, number, category) of rows without a name to go by

    @classmethod
    def of(cls, rows):
        found = cls()
        for row in rows:
            found.codes.add(row.code)
            found.names |= {plain(row.name), essence(row.name)}
            if not A_NAME.search(row.name) and (
                number := NUMBER.search(row.texts.get("number", ""))
            ):
                found.places.add((row.kind, int(number[0]), row.content.get("category", "")))
        found.codes.discard("")
        found.names.discard("")
        return found

    def without_named(self, lacking, own, township):
        """What is lacking without what these rows speak of: by code, by name, by the number it has
        in print.
        """
        if not (self.codes or self.names or self.places):
            return lacking
        numbers = printed_numbers(own) if self.places else {}
        return [s for s in lacking if not self.speak_of(s, township, numbers.get(s, ()))]

    def speak_of(self, planned, township, places):
        name = in_wording(planned.content, township)["name"]
        return (
            planned.code in self.codes
            or not self.names.isdisjoint((plain(name), essence(name)))
            or not self.places.isdisjoint(places)
        )


def printed_numbers(planned_items):
    """{entry: its places in print}: its number in its table, with and without its category."""
    counts, numbers = {}, {}
    for planned in planned_items:
        kind, category = planned.content["kind"], planned.content["category"]
        counts[kind] = number = counts.get(kind, 0) + 1
        numbers[planned] = {(kind, number, category), (kind, number, "")}
    return numbers
