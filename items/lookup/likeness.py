"""How much of a question stands in each of many short texts, by characters and pairs of characters;
rare ones weigh more.
"""

from itertools import chain, pairwise
from math import log

import numpy

from items.search.text import SEPARATOR

SINGLE = 0.25  # what a character alone weighs beside a pair
UNKNOWN = 1.0  # how common a pair counts that no text has


def tokens_of(folded):
    """{a character or a pair of neighbours: what it weighs}, never across a separator."""
    found = {}
    for run in folded.split(SEPARATOR):
        for character in run:
            found[character] = SINGLE
        for place in range(len(run) - 1):
            found[run[place : place + 2]] = 1.0
    return found


class Rarity:
    """What a token weighs among the texts that it was counted in."""

    def __init__(self, counts, size):
        self.counts, self._size = counts, size

    def of(self, token):
        return log(1 + self._size / (UNKNOWN + self.counts.get(token, 0)))


class TokenPlaces:
    """Of many texts those that have a token: `size` is how many texts, `tokens` how a word is cut
    into tokens.
    """

    def __init__(self, size, tokens):
        self.size, self.tokens = size, tokens

    def places_of(self, token):
        """The texts that have a token, by their places."""
        raise NotImplementedError

    def may_hold(self, word):
        """The places of the texts that a word may stand in: those that have its rarest token."""
        return min(map(self.places_of, self.tokens(word)), key=len).tolist()

    def shared(self, weights, *, squared=False):
        """For each text the sum of the weights of the tokens it has: {token: weight} -> array."""
        places, counts, heavy = [], [], []
        for token, weight in weights.items():
            held = self.places_of(token)
            if len(held):
                places.append(held)
                counts.append(len(held))
                heavy.append(weight * weight if squared else weight)
        if not places:
            return numpy.zeros(self.size, numpy.float32)
        heavy = numpy.repeat(heavy, counts)
        total = numpy.bincount(numpy.concatenate(places), heavy, self.size)
        return total.astype(numpy.float32)


class TokenIndex(TokenPlaces):
    """Many texts, and which tokens stand in which: the places of the texts of all tokens in one
    array, and where those of each token begin and end.
    """

    def __init__(self, texts, tokens=tokens_of):
        super().__init__(len(texts), tokens)
        found = {}
        for place, text in enumerate(texts):
            for token in tokens(text):
                found.setdefault(token, []).append(place)
        ends = numpy.cumsum([0, *map(len, found.values())]).tolist()
        self._places = numpy.fromiter(chain.from_iterable(found.values()), numpy.int32)
        self._within = dict(zip(found, pairwise(ends), strict=True))

    def places_of(self, token):
        """The texts that have a token, by their places."""
        start, end = self._within.get(token, (0, 0))
        return self._places[start:end]

    def items(self):
        """(token, the places of the texts that have it) of every token."""
        for token, (start, end) in self._within.items():
            yield token, self._places[start:end]

    def counts(self):
        return {token: end - start for token, (start, end) in self._within.items()}

    def weights_of(self, rarity):
        """The length of each text in these weights, for `likeness`."""
        total = numpy.zeros(self.size, numpy.float32)
        for token, places in self.items():
            weight = rarity.of(token) * token_share(token)
            total[places] += weight * weight
        return numpy.sqrt(total)


def token_share(token):
    """A pair counts whole, a character alone less."""
    return 1.0 if len(token) > 1 else SINGLE


def weights_of(folded, rarity):
    """{token: weight} of a question."""
    return {token: share * rarity.of(token) for token, share in tokens_of(folded).items()}
