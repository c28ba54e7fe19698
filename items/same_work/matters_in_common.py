"""Which common matters (常见事项) a name or a text is about: a share for each of them, together 1.
Two items that fall to the same common matter are likely the same work.
"""

from functools import cache

import numpy

from items.lookup.library import library
from items.lookup.matching import sureness_of_matters
from items.search.text import digits, fold

KEPT = 8_192
SHARP_BY_MEANING = 40
SHARP_BY_WORDS = 12
SHARP_BY_PHRASES = 80


class Kept:
    """What was computed for texts, kept for those asked about last."""

    def __init__(self, compute):
        self._compute = compute
        self._known = {}

    def of(self, keys, *given):
        """A row for each key; `compute(missing keys, *given)` makes those that are not known."""
        known = self._known
        missing = [key for key in dict.fromkeys(keys) if key not in known]
        if missing:
            made = dict(zip(missing, self._compute(missing, *given), strict=True))
            if len(known) + len(made) > KEPT:
                known = self._known = {}
                made |= dict(zip(keys, self._compute(keys, *given), strict=True))
            known.update(made)
        return numpy.stack([known[key] for key in keys])


def shares_by_words(names):
    """The shares of the matters in names by their words, a row each."""
    return _by_words.of(names)


def shares_by_meaning(vectors):
    """The same by vectors of names or texts."""
    rows = {vector.tobytes(): vector for vector in vectors}
    return _by_meaning.of([vector.tobytes() for vector in vectors], rows)


def shares_of_phrases(vectors):
    """The same by what people say of the matters."""
    rows = {vector.tobytes(): vector for vector in vectors}
    return _by_phrases.of([vector.tobytes() for vector in vectors], rows)


def _compute_by_words(names):
    shelf = library()
    folded = [digits(fold(name)) for name in names]
    sureness = sureness_of_matters(shelf, shelf.names, folded, None, "names")
    sureness[:, shelf.outside] = 0
    return sharpened(sureness, SHARP_BY_WORDS)


def _compute_by_meaning(keys, rows):
    vectors, owners = _vectors_of_names()
    near = numpy.stack([rows[key] for key in keys]) @ vectors.T
    starts = numpy.flatnonzero(numpy.diff(owners, prepend=-1))
    return sharpened(numpy.maximum.reduceat(near, starts, axis=1), SHARP_BY_MEANING)


@cache
def _vectors_of_names():
    """(the vectors of the names of all matters that lists have, the place of each one's matter);
    (None, None) where the shipped vectors are of another model.
    """
    shelf = library()
    if shelf.vectors is None:
        return None, None
    is_listed = ~shelf.outside[shelf.names.owners]
    return shelf.vectors["names"][is_listed], shelf.names.owners[is_listed]


def _compute_by_phrases(keys, rows):
    return sharpened(numpy.stack([rows[key] for key in keys]) @ _middles().T, SHARP_BY_PHRASES)


@cache
def _middles():
    """The middle of the phrases of each matter that lists have, of length one."""
    shelf = library()
    owners, vectors = shelf.phrases.owners, shelf.vectors["phrases"]
    starts = numpy.flatnonzero(numpy.diff(owners, prepend=-1))
    sums = numpy.add.reduceat(vectors, starts)[~shelf.outside[owners[starts]]]
    return _of_length_one(sums)


def has_vectors():
    return _vectors_of_names()[0] is not None


def sharpened(values, sharpness):
    """Values of matters as shares: what is a little nearer than the others has most."""
    raised = numpy.exp(sharpness * (values - values.max(axis=1, keepdims=True)))
    return (raised / raised.sum(axis=1, keepdims=True)).astype(numpy.float32)


def in_common(shares, others):
    """How much of the shares two have in common: a row for each of these, a column for those."""
    return numpy.stack([numpy.minimum(row, others).sum(axis=1) for row in shares])


def alike(shares, others):
    """The cosine of the shares."""
    return _of_length_one(shares) @ _of_length_one(others).T


def _of_length_one(rows):
    return rows / numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


_by_words = Kept(_compute_by_words)
_by_meaning = Kept(_compute_by_meaning)
_by_phrases = Kept(_compute_by_phrases)
