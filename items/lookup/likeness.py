"""How much of a question stands in each of many short texts, by characters and pairs of characters;
rare ones weigh more.
"""

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
        self._counts, self._size = counts, size

    def of(self, token):
        return log(1 + self._size / (UNKNOWN + self._counts.get(token, 0)))


class TokenIndex:
    """Many texts, and which tokens stand in which."""

    def __init__(self, texts, tokens=tokens_of):
        places, self.size = {}, len(texts)
        for place, text in enumerate(texts):
            for token in tokens(text):
                places.setdefault(token, []).append(place)
        self.places = places
        self._tokens = tokens

    def counts(self):
        return {token: len(places) for token, places in self.places.items()}

    def weights_of(self, rarity):
        """The length of each text in these weights, for `likeness`."""
        total = numpy.zeros(self.size, numpy.float32)
        for token, places in self.places.items():
            weight = rarity.of(token) * token_share(token)
            total[places] += weight * weight
        return numpy.sqrt(total)

    def shared(self, weights, *, squared=False):
        """For each text the sum of the weights of the tokens it has: {token: weight} -> array."""
        total = numpy.zeros(self.size, numpy.float32)
        for token, weight in weights.items():
            places = self.places.get(token)
            if places is not None:
                total[places] += weight * weight if squared else weight
        return total


def token_share(token):
    """A pair counts whole, a character alone less."""
    return 1.0 if len(token) > 1 else SINGLE


def weights_of(folded, rarity):
    """{token: weight} of a question."""
    return {token: share * rarity.of(token) for token, share in tokens_of(folded).items()}
