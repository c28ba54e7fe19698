"""Lists as one: the rows of many, one after another, so that a question is weighed once for all of
them. A list alone is the same of one.

What is large (words, vectors) stays with each list; what is here is small and made in a moment.
"""

from functools import cached_property, lru_cache
from itertools import chain

import numpy

from .likeness import TokenPlaces
from .matching import Links

NO_PLACES = numpy.empty(0, numpy.int32)
KEPT_TOKENS = 512  # of a hundred counties some 20 MB
KEPT = 4  # sets of lists: today's, and those of a few other days


class JoinedTokens(TokenPlaces):
    """The token indexes of many lists as one; the texts of each follow those of the list before."""

    def __init__(self, indexes, starts):
        super().__init__(sum(index.size for index in indexes), indexes[0].tokens)
        self._parts = list(zip(starts.tolist(), indexes, strict=True))
        self.places_of = lru_cache(KEPT_TOKENS)(self._places_of)

    def _places_of(self, token):
        """The texts that have a token, by their places."""
        places = [NO_PLACES]
        for start, index in self._parts:
            held = index.places_of(token)
            if len(held):
                places.append(held + start)
        return numpy.concatenate(places)


class Joined:
    """`views` are the lists, each as its county tends it (`Tended`), none without a row."""

    def __init__(self, views):
        self.views = views
        self.indexes = [view.index for view in views]
        self.sizes = numpy.array([len(index.rows) for index in self.indexes])
        self.ends = numpy.cumsum(self.sizes)
        self.starts = self.ends - self.sizes
        self.rows = list(chain.from_iterable(index.rows for index in self.indexes))
        self.list_of = numpy.repeat(numpy.arange(len(views)), self.sizes)
        self.links = joined_links([view.links for view in views])
        self.name_totals = numpy.concatenate([index.name_totals for index in self.indexes])
        self.order = numpy.concatenate([index.order for index in self.indexes])

    def _tokens(self, indexes):
        if len(indexes) == 1:
            return indexes[0]
        return JoinedTokens(indexes, self.starts)

    @cached_property
    def names(self):
        return self._tokens([index.names for index in self.indexes])

    @cached_property
    def texts(self):
        return self._tokens([index.texts for index in self.indexes])

    @cached_property
    def sounds(self):
        return self._tokens([index.sounds for index in self.indexes])

    @cached_property
    def initials(self):
        return list(chain.from_iterable(index.initials for index in self.indexes))

    @property
    def has_vectors(self):
        return all(index.vectors is not None for index in self.indexes)

    def nearness(self, vector):
        """(of each name, of each whole text): how near it is to a vector."""
        names, wholes = [], []
        for index in self.indexes:
            of_names, of_wholes = index.vectors
            names.append(of_names @ vector)
            wholes.append(of_wholes @ vector)
        return numpy.concatenate(names), numpy.concatenate(wholes)

    def rows_holding(self, words):
        """{the place of each row whose text holds one of some words: those it holds}."""
        found = {}
        for word in words:
            for place in self.texts.may_hold(word):
                if word in self.rows[place].text:
                    found.setdefault(place, []).append(word)
        return found

    def of_list(self, number):
        """The rows of one of the lists, as a slice."""
        return slice(self.starts[number], self.ends[number])

    def any_of_each(self, truths):
        """Whether any row of each list is true."""
        return numpy.logical_or.reduceat(truths, self.starts)

    def best_of_each(self, scores, among):
        """The best score of each list among some of its rows; minus infinity where none is."""
        return numpy.maximum.reduceat(numpy.where(among, scores, -numpy.inf), self.starts)

    def firsts(self, scores, among):
        """The place of the best row of each list among some."""
        scores = numpy.where(among, scores, -numpy.inf)
        bounds = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return numpy.array([start + scores[start:end].argmax() for start, end in bounds])

    def ordered(self, scores, among, turns=None):
        """The places of the rows that are among some, list by list; within a list those of an
        earlier turn first, then the best; of equal ones the shorter name, then the order of the
        list.
        """
        places = numpy.flatnonzero(among)
        keys = [self.order[places], -numpy.round(scores[places], 4)]
        if turns is not None:
            keys.append(turns[places])
        return places[numpy.lexsort((*keys, self.list_of[places]))]

    def first_of_each(self, places, most):
        """Of places that stand list by list the first few of each list."""
        lists = self.list_of[places]
        begins = numpy.searchsorted(lists, lists)
        return places[numpy.arange(len(places)) - begins < most]

    def by_list(self, places):
        """{the number of a list: its places} of places that stand list by list."""
        numbers, begins = numpy.unique(self.list_of[places], return_index=True)
        parts = numpy.split(places, begins[1:])
        return dict(zip(numbers.tolist(), (part.tolist() for part in parts), strict=False))


def joined_links(links):
    """The links of many lists as one."""
    if len(links) == 1:
        return links[0]
    places = numpy.concatenate([one.places for one in links])
    return Links(places, numpy.concatenate([one.sureness for one in links]))


@lru_cache(KEPT)
def joined(views):
    """Many lists as one, kept until one of them changes."""
    return Joined(views)
