"""What the list holds and a file does not say; an entry that one of its faulty rows speaks of is
not lacking.
"""

import re
from dataclasses import dataclass, field

from items.imports.checking.printed_entries import in_wording
from items.imports.owners.townships import township_code

from .comparing import essence, plain

A_NAME = re.compile(r"[\u4e00-\u9fff]")
NUMBER = re.compile(r"\d+")


def absent_from(matches, register, lookup, township=None):
    """What the list holds and the file does not: of the kinds the file has, for a township what
    reaches it.
    """
    kinds, met, faulty = set(), set(), Faulty()
    for match in matches:
        kinds.add(match.row.kind)
        met.update((match.planned, *match.candidates))
        if match.outcome == "error" and not match.planned:
            faulty.add(match.row)
    own, lacking = register.planned_items, []
    if township:
        own = [planned for planned in own if township.code in lookup.in_scope(planned.content)]
    for planned in own:
        is_settled = planned in met or planned.cancelling or planned.held
        if planned.content["kind"] in kinds and not is_settled:
            lacking.append(planned)
    return faulty.without_named(lacking, own, township_code(township))


@dataclass
class Faulty:
    """By what the rows may be known whose entry was not found because of what is wrong in them."""

    codes: set = field(default_factory=set)
    names: set = field(default_factory=set)
    places: set = field(
        default_factory=set
    )  # (kind, number, category) of rows without a name to go by

    def add(self, row):
        if row.code:
            self.codes.add(row.code)
        self.names |= {plain(row.name), essence(row.name)} - {""}
        if not A_NAME.search(row.name) and (number := NUMBER.search(row.texts.get("number", ""))):
            self.places.add((row.kind, int(number[0]), row.content.get("category", "")))

    def without_named(self, lacking, own, township):
        """What is lacking without what these rows speak of: by code, by name, by the number it has
        in print.
        """
        if not (self.codes or self.names or self.places):
            return lacking
        numbers = {}
        if self.places:
            numbers = printed_numbers(own)
        left = []
        for planned in lacking:
            if not self.speak_of(planned, township, numbers.get(planned, ())):
                left.append(planned)
        return left

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
