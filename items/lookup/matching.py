"""Which common matters an entry of a list is about: by its name and its text against the official
names of the matters.
"""

from dataclasses import dataclass

import numpy

from .likeness import TokenIndex, token_share

MOST = 4  # matters of one entry: a printed item often joins several
LEAST = 0.35
OF_BEST = 0.6  # how near a second matter has to be to the first
LEAST_LENGTH = 1e-6


@dataclass(frozen=True)
class Links:
    """For each row of a list its matters, the surest first, and how sure each is: both arrays have
    a row for each row and `MOST` columns; where there is none the sureness is 0.
    """

    places: numpy.ndarray
    sureness: numpy.ndarray

    def best(self, values):
        """Of a value of each matter the best of each row."""
        return (values[self.places] * self.sureness).max(axis=1)

    def shared_with(self, row):
        """Which rows are about the matter of a row (its surest), the row itself included."""
        same = (self.places == self.places[row, 0]) & (self.sureness > 0)
        found = same.any(axis=1)
        found[row] = True
        return found

    def place_of_best(self, values):
        """For each row the matter that gives it that value."""
        best = (values[self.places] * self.sureness).argmax(axis=1)
        return self.places[numpy.arange(len(best)), best]


def links_of(library, folded_names, vectors=None):
    """The matters of entries by their folded names: `Links`. `vectors` is a row of length one for
    each name, or None.
    """
    values = sureness_of_names(library, folded_names)
    if vectors is not None and library.vectors is not None:
        values = with_meaning(values, numpy.asarray(vectors) @ library.vectors[0].T)
    of_matters = numpy.maximum.reduceat(values, library.names.starts, axis=1)
    of_matters[:, library.outside] = 0
    places = numpy.argsort(-of_matters, axis=1, kind="stable")[:, :MOST]
    sureness = numpy.take_along_axis(of_matters, places, axis=1)
    least = numpy.maximum(LEAST, OF_BEST * sureness[:, :1])
    return Links(places, numpy.where(sureness >= least, sureness, 0))


def sureness_of_names(library, folded_names):
    """How sure each name is that of each official name, 0 to 1, a row for each name: what the two
    have in common, of both and of the one that has less.
    """
    rarity, index = library.rarity, library.names.index
    shared = numpy.zeros((len(folded_names), index.size), numpy.float32)
    own = TokenIndex(folded_names)
    for token, rows in own.places.items():
        places = index.places.get(token)
        if places is not None:
            weight = token_share(token) * rarity.of(token)
            shared[numpy.ix_(rows, places)] += weight * weight
    mine = own.weights_of(rarity)[:, None] ** 2
    theirs = library.name_lengths[None, :] ** 2
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
