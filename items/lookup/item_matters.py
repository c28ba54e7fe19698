"""The common matters (常见事项) of one item as the clerk sees them: found by its name, or said by
the clerk, each with its shipped phrases.
"""

from dataclasses import dataclass

from items.meaning import vectors
from items.meaning.of_items import WAY
from items.models import MatterLink, Phrase
from items.search.text import digits, fold

from .library import Matter, library
from .matching import links_of
from .services.phrases import folded_phrase

MOST_OFFERED = 20


@dataclass(frozen=True)
class Shipped:
    """A phrase of a matter, and the row that says it is struck for the item, or None."""

    text: str
    struck: Phrase | None = None


@dataclass(frozen=True)
class ItemMatter:
    """A matter of an item: how sure the matching is, 0 to 1 (0 where it did not find it), the row
    in which the clerk said otherwise, or None, and its phrases.
    """

    matter: Matter
    sureness: float
    link: MatterLink | None
    phrases: tuple

    @property
    def is_counted(self):
        return self.link is None or self.link.is_linked

    @property
    def percent(self):
        return round(self.sureness * 100)

    @property
    def count_struck(self):
        return sum(phrase.struck is not None for phrase in self.phrases)


def matters_of(item):
    """[ItemMatter], what the clerk says first, then the surest; two queries."""
    said = {link.matter: link for link in MatterLink.objects.filter(item=item)}
    struck = {row.folded: row for row in Phrase.objects.filter(item=item).struck()}
    found = found_by_name(item.name)
    ordered = sorted({*said, *found}, key=lambda key: (key not in said, -found.get(key, 0), key))
    matters = []
    for key in ordered:
        matter = library().matter(key)
        if matter is None:  # of an older library
            continue
        phrases = []
        for text in matter.phrases:
            phrases.append(Shipped(text, struck.get(folded_phrase(text))))
        matters.append(ItemMatter(matter, found.get(key, 0), said.get(key), tuple(phrases)))
    return matters


def found_by_name(name):
    """{key of a matter: how sure} as the matching finds them by the name of an item."""
    vector = vectors.vectors_of([name], way=WAY).get(name)
    rows = None
    if vector is not None:
        length = (vector @ vector) ** 0.5
        rows = [vector / length]
    links = links_of(library(), [digits(fold(name))], rows)
    found = {}
    for place, sureness in zip(links.places[0], links.sureness[0], strict=True):
        if sureness > 0:
            found[library().matters[place].key] = float(sureness)
    return found


def matters_named(text):
    """The matters whose names hold every word of a text, at most 20; none of no text."""
    words = fold(text).split()
    if not words:
        return []
    found = []
    for matter in library().matters:
        names = fold(" ".join(matter.names))
        if all(word in names for word in words):
            found.append(matter)
    return found[:MOST_OFFERED]
