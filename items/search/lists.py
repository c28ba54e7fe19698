"""Search in one list, in memory: every term must be there, names first, other words for a term
after it.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from items.entry.entries import facets_of, list_order, matches

from .everyday_words import also_said
from .text import fold, terms_of


@dataclass(frozen=True)
class Hit:
    """One entry found: how well (0 is best), by which words (for the marks), and whether only its
    category has them.
    """

    entry: dict
    rank: int
    terms: tuple
    by_category: bool = False


@dataclass(frozen=True)
class Found:
    """The answer to a search: hits, best first, and the facets of all of them."""

    query: str
    hits: list
    terms: list

    @property
    def total(self):
        return len(self.hits)

    @cached_property
    def facets(self):
        return facets_of([hit.entry for hit in self.hits])

    def only(self, **wanted):
        return replace(self, hits=[hit for hit in self.hits if matches(hit.entry, **wanted)])


def search(rows, query):
    """Found over (entry, folded name, folded text) rows."""
    terms = terms_of(query)
    if not terms:
        return Found(query, [], terms)
    ways = [(term, *also_said(term)) for term in terms]
    hits = [hit for row in rows if (hit := _hit(row, ways, "".join(terms)))]
    hits.sort(
        key=lambda hit: (hit.rank, hit.by_category, len(hit.entry["name"]), list_order(hit.entry))
    )
    return Found(query, hits, terms)


def _hit(row, ways, whole):
    """Rank 0 exact name, 1 every term in it, 2 some, 3 none; 4-6 the same when only another word
    for it is there.
    """
    entry, name, text = row
    used = []
    for alternatives in ways:
        word = next((word for word in alternatives if word in text), None)
        if word is None:
            return None
        used.append(word)
    direct = all(word == alternatives[0] for word, alternatives in zip(used, ways, strict=True))
    in_name = [any(word in name for word in alternatives) for alternatives in ways]
    if all(in_name):
        rank = 1
    elif any(in_name):
        rank = 2
    else:
        rank = 3
    if name.replace(" ", "") == whole:
        rank = 0
    if not direct:
        rank += 3
    shown = {word for alternatives in ways for word in alternatives if word in text}
    category = fold(entry["category"])
    by_category = all(
        word in category and text.count(word) == category.count(word) for word in used
    )
    return Hit(
        entry,
        rank,
        tuple(sorted(shown, key=len, reverse=True)),
        by_category,
    )
