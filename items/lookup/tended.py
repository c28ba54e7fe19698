"""A list's rows with what the county says of its own about how its items are asked for: its
phrases, the phrases that it struck, and the matters that an item is, or is not, about.
"""

from functools import cached_property

import numpy

from items.meaning import engine, vectors
from items.search.text import digits, fold

from .joined import Joined
from .library import library
from .likeness import TokenIndex, weights_of
from .matching import Links
from .matters import BEST, LIKE_BY_WORDS, likeness, spread


class Tended:
    """`index` as the county tends it, by its `PhraseBook`."""

    def __init__(self, index, book):
        self.index, self.book = index, book
        self.links_of = index.links
        self._of_code = index.places_of_code
        self.links = self._linked(self.links_of)
        self.texts, owners = [], []
        for code, phrases in book.own.items():
            for place in self._of_code.get(code, ()):
                self.texts += phrases
                owners += [place] * len(phrases)
        self.owners = numpy.array(owners, numpy.int32)
        self.folded = [digits(fold(text)) for text in self.texts]
        self._said = {}
        for folded, place in zip(self.folded, owners, strict=True):
            self._said.setdefault(folded.replace(" ", ""), []).append(place)
        self._index = TokenIndex(self.folded)
        self._lengths = self._index.weights_of(library().rarity)

    def _linked(self, links):
        """The links with the clerk's word before the program's."""
        places, sureness = links.places.copy(), links.sureness.copy()
        known = library().places
        for code, keys in self.book.unlinked.items():
            wrong = [known[key] for key in keys if key in known]
            for row in self._of_code.get(code, ()):
                sureness[row, numpy.isin(places[row], wrong)] = 0
        for code, keys in self.book.linked.items():
            told = [known[key] for key in keys if key in known][: places.shape[1]]
            for row in self._of_code.get(code, ()):
                kept = []
                for place, sure in zip(places[row], sureness[row], strict=True):
                    if place not in told:
                        kept.append((place, sure))
                together = [*((place, 1.0) for place in told), *kept][: places.shape[1]]
                places[row] = [place for place, _ in together]
                sureness[row] = [sure for _, sure in together]
        return Links(places, sureness)

    def without_struck(self, heard, values):
        """Reckons the evidence of phrases anew for the rows of which some phrases were struck."""
        phrases = library().phrases
        for code, struck in self.book.struck.items():
            for row in self._of_code.get(code, ()):
                of_row = self.links.places[row][self.links.sureness[row] > 0]
                mine = numpy.flatnonzero(numpy.isin(phrases.owners, of_row))
                left = [place for place in mine if phrases.texts[place] not in struck]
                best = numpy.sort(heard.words_of_phrases[left])[::-1][:BEST]
                values["phrase"][row] = best[:1].sum()
                values["phrases"][row] = best.sum() / BEST
                if heard.meaning is not None:
                    nearest = numpy.sort(heard.meaning_of_phrases[left])[::-1][:BEST]
                    values["phrases by meaning"][row] = spread(nearest.sum() / BEST)

    def with_own(self, asked, heard, values):
        """Counts the county's own phrases: the best of its own and of the library's."""
        if not self.texts:
            return
        matter = digits(asked.matter)
        by_words = likeness(self._index, self._lengths, weights_of(matter, library().rarity))
        for name in ("phrase", "phrases", "said of the matter"):
            numpy.maximum.at(values[name], self.owners, by_words)
        values["exact"][self.says_exactly(asked)] = 1
        if heard.meaning is not None and (known := self._vectors()):
            for row, text in zip(self.owners, self.texts, strict=True):
                if text in known:
                    near = spread(float(known[text] @ heard.vector))
                    values["phrases by meaning"][row] = max(values["phrases by meaning"][row], near)

    def _vectors(self):
        """The vectors of the county's own phrases made so far; the others come beside serving."""
        if not engine.is_available():
            return {}
        return vectors.vectors_of(self.texts, way=engine.Way.QUESTION)

    def own_phrase(self, row, asked):
        """The county's own phrase of a row that is most like a question, where one is; or ""."""
        if not self.texts:
            return ""
        mine = numpy.flatnonzero(self.owners == row)
        if not len(mine):
            return ""
        matter = digits(asked.matter)
        by_words = likeness(self._index, self._lengths, weights_of(matter, library().rarity))
        best = mine[by_words[mine].argmax()]
        return self.texts[best] if by_words[best] >= LIKE_BY_WORDS else ""

    def says_exactly(self, asked):
        """The rows of which a question is one of the county's own phrases."""
        return self._said.get(digits(asked.matter).replace(" ", ""), [])

    @cached_property
    def alone(self):
        """This list as the only one of `Joined`."""
        return Joined((self,))


def tended(index, book):
    """The index as the county tends it, kept until the county changes something."""
    kept = index.tended.get(book.stamp)
    if kept is None or kept.links_of is not index.links:
        kept = Tended(index, book)
        index.tended.clear()
        index.tended[book.stamp] = kept
    return kept
