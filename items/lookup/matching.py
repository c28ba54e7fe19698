"""Which common matters an entry of a list is about: by its name and its text against the official
names of the matters.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy

from .likeness import TokenIndex, token_share

MOST_OWN = 4  # matters that one entry may be about by its name: a printed item often joins several
MOST_BROADER = 12  # matters that may fall under one entry
LEAST = 0.35
OF_BEST = 0.6  # how near a second matter has to be to the first
BROADER = 0.7  # what falling under a broader item counts beside being it
HAS_OWN = 0.6  # how sure an entry has to be a matter's own, that it falls under no other
LEAST_LENGTH = 1e-6


@dataclass(frozen=True)
class Links:
    """For each row of a list its matters and how sure each is: both arrays have a row for each row,
    first the matters that the entry is itself about, the surest first, then those that fall under
    it; where there is none the sureness is 0.
    """

    places: numpy.ndarray
    sureness: numpy.ndarray

    def best(self, values):
        """A row for each kind of value of a matter, the best for each row of the list."""
        order, columns = self._columns
        found = numpy.empty((len(values), len(order)), numpy.float32)
        for number, of_kind in enumerate(values):
            best = numpy.zeros(len(order), numpy.float32)
            for size, places, sureness in columns:
                numpy.maximum(best[:size], of_kind.take(places) * sureness, out=best[:size])
            found[number, order] = best
        return found

    @cached_property
    def _columns(self):
        """(the rows, those with the most matters first; [(how many of them have a first, a second
        matter and so on, its places, how sure each is)]): most rows have only a few.
        """
        is_there = self.sureness > 0
        counts = is_there.sum(axis=1)
        order = numpy.argsort(-counts, kind="stable")
        first = numpy.argsort(~is_there, axis=1, kind="stable")
        places = numpy.take_along_axis(self.places, first, axis=1)[order]
        sureness = numpy.take_along_axis(self.sureness, first, axis=1)[order]
        columns = []
        for number in range(counts.max(initial=0)):
            size = int((counts > number).sum())
            columns.append((size, places[:size, number], sureness[:size, number]))
        return order, [(size, each.copy(), sure.copy()) for size, each, sure in columns]

    @cached_property
    def _sure_places(self):
        """The matters of the rows, a line for the first of each, the second and so on; -1 for
        none.
        """
        places = numpy.where(self.sureness > 0, self.places, -1)
        return numpy.ascontiguousarray(places.T.astype(numpy.int16))

    def shared_with(self, rows, sizes):
        """Which rows are about the matter of a row (its surest), the row itself included: of each
        list, of that many rows, one row is named.
        """
        wanted = numpy.repeat(self.places[rows, 0].astype(numpy.int16), sizes)
        found = numpy.zeros(len(wanted), bool)
        for places in self._sure_places:
            found |= places == wanted
        found[rows] = True
        return found


def links_of(library, folded_names, vectors=None):
    """The matters of entries by their folded names: `Links`. `vectors` is a row of length one for
    each name, or None.
    """
    own = sureness_of_matters(library, library.names, folded_names, vectors, "names")
    own[:, library.outside] = 0
    broader = sureness_of_matters(library, library.broader, folded_names, vectors, "broader")
    broader[:, own.max(axis=0) >= HAS_OWN] = 0
    places, sureness = surest(own, MOST_OWN)
    least = numpy.maximum(LEAST, OF_BEST * sureness[:, :1])
    sureness = numpy.where(sureness >= least, sureness, 0)
    beneath, how_sure = surest(broader, MOST_BROADER)
    how_sure = numpy.where(how_sure >= HAS_OWN, BROADER * how_sure, 0)
    return Links(numpy.hstack([places, beneath]), numpy.hstack([sureness, how_sure]))


def surest(of_matters, most):
    """(the places of the surest matters of each row, how sure they are), the surest first."""
    places = numpy.argsort(-of_matters, axis=1, kind="stable")[:, :most]
    return places, numpy.take_along_axis(of_matters, places, axis=1)


def sureness_of_matters(library, texts, folded_names, vectors, kind):
    """How sure each name is each matter's, by one kind of the names that matters have."""
    values = sureness_of_names(library.rarity, texts.index, folded_names)
    if vectors is not None and library.vectors is not None:
        values = with_meaning(values, numpy.asarray(vectors) @ library.vectors[kind].T)
    return texts.best_of_each(values, len(library.matters))


def sureness_of_names(rarity, index, folded_names):
    """How sure each name is that of each official name, 0 to 1, a row for each name: what the two
    have in common, of both and of the one that has less.
    """
    shared = numpy.zeros((len(folded_names), index.size), numpy.float32)
    own = TokenIndex(folded_names)
    for token, rows in own.items():
        places = index.places_of(token)
        if len(places):
            weight = token_share(token) * rarity.of(token)
            shared[numpy.ix_(rows, places)] += weight * weight
    mine = own.weights_of(rarity)[:, None] ** 2
    theirs = index.weights_of(rarity)[None, :] ** 2
    alike = shared / numpy.maximum(numpy.sqrt(mine * theirs), LEAST_LENGTH)
    within = shared / numpy.maximum(numpy.minimum(mine, theirs), LEAST_LENGTH)
    return numpy.minimum(0.6 * alike + 0.4 * within, 1)


FAR, NEAR = (
    0.84,
    0.95,
)  # what the model calls two texts that have nothing, and everything, in common


def with_meaning(by_words, nearness):
    """The same weighed with the nearness in meaning."""
    by_meaning = numpy.clip((nearness - FAR) / (NEAR - FAR), 0, 1)
    return 0.5 * by_words + 0.5 * by_meaning
