"""What speaks for two items being the same work, as numbers from 0 to 1: of many pairs at once.

What is counted is how much of a name stands anywhere in the other's text, more than how alike two
texts are: the same work is told in a word here and in five lines there.
"""

import numpy
from rapidfuzz import fuzz, process

from items.entry.essence import essence

from .words import Shared, doings_of, pairs_of, signs_of


def letters(names, others):
    """How alike names are letter by letter, without what does not count between two lists."""
    mine = [essence(name) for name in names]
    theirs = [essence(name) for name in others]
    alike = process.cdist(mine, theirs, scorer=fuzz.ratio, dtype=numpy.float32) / 100
    # Two names of which nothing is left are not the same name.
    alike[[not name for name in mine], :] = 0
    return alike


def by_words(items, others):
    """{evidence: a row for each item, a column for each of the others}"""
    pairs_here, pairs_there = _covered(items, others, pairs_of)
    signs_here, signs_there = _covered(items, others, signs_of)
    return {
        "pairs of a name": numpy.maximum(pairs_here, pairs_there),
        "signs of a name": numpy.maximum(signs_here, signs_there),
        "signs of each name": numpy.minimum(signs_here, signs_there),
        "doings": _agreement(items, others),
    }


def by_meaning(items, others, vectors):
    """The same by the vectors of their names and texts, all of which are there."""
    names, wholes = _stacked(items, vectors)
    their_names, their_wholes = _stacked(others, vectors)
    return {
        "meaning": wholes @ their_wholes.T,
        "meaning of a name": numpy.maximum(names @ their_wholes.T, wholes @ their_names.T),
    }


def _covered(items, others, parts_of):
    """(the share of each name that stands in their texts, that of their names in these texts)."""
    names, wholes = [item.name for item in items], [item.whole for item in items]
    their_names, their_wholes = [item.name for item in others], [item.whole for item in others]
    here = Shared(names, parts_of).with_texts(their_wholes)
    there = Shared(wholes, parts_of).with_texts(their_names)
    sizes, their_sizes = _sizes(names, parts_of), _sizes(their_names, parts_of)
    return here / sizes[:, None], there / their_sizes[None, :]


def _sizes(texts, parts_of):
    return numpy.array([max(len(parts_of(text)), 1) for text in texts], numpy.float32)


def _agreement(items, others):
    """The share of what is done in either that is done in both; where neither names a doing a
    half.
    """
    mine = numpy.array([doings_of(item.whole) for item in items], numpy.float32)
    theirs = numpy.array([doings_of(item.whole) for item in others], numpy.float32)
    both = mine @ theirs.T
    either = mine.sum(axis=1)[:, None] + theirs.sum(axis=1)[None, :] - both
    return numpy.where(either > 0, both / numpy.maximum(either, 1), 0.5)


def _stacked(items, vectors):
    """(the vectors of the names, of the whole texts), a row for each item."""
    names = numpy.stack([vectors[item.name] for item in items])
    return names, numpy.stack([vectors[item.whole] for item in items])
