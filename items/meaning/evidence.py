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
    mine = list(map(essence, names))
    theirs = list(map(essence, others))
    alike = process.cdist(mine, theirs, scorer=fuzz.ratio, dtype=numpy.float32) / 100
    # Two names of which nothing is left are not the same name.
    is_empty = [not name for name in mine]
    alike[is_empty, :] = 0
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
    names, wholes = _names_and_wholes(items)
    their_names, their_wholes = _names_and_wholes(others)
    here = Shared(names, parts_of).with_texts(their_wholes)
    there = Shared(wholes, parts_of).with_texts(their_names)
    here /= _sizes(names, parts_of)[:, None]
    there /= _sizes(their_names, parts_of)[None, :]
    return here, there


def _names_and_wholes(items):
    names = [item.name for item in items]
    wholes = [item.whole for item in items]
    return names, wholes


def _sizes(texts, parts_of):
    """How many parts each text has; 1 of one without any, so that it may be divided by."""
    sizes = [len(parts_of(text)) for text in texts]
    return numpy.maximum(numpy.array(sizes, numpy.float32), 1)


def _agreement(items, others):
    """The share of what is done in either that is done in both; where neither names a doing a
    half.
    """
    mine = _doings(items)
    theirs = _doings(others)
    both = mine @ theirs.T
    either = mine.sum(axis=1)[:, None] + theirs.sum(axis=1)[None, :] - both
    return numpy.where(either > 0, both / numpy.maximum(either, 1), 0.5)


def _doings(items):
    """What is done in each item, a row for each."""
    return numpy.array([doings_of(item.whole) for item in items], numpy.float32)


def _stacked(items, vectors):
    """(the vectors of the names, of the whole texts), a row for each item."""
    names, wholes = _names_and_wholes(items)
    of_names = numpy.stack([vectors[name] for name in names])
    of_wholes = numpy.stack([vectors[whole] for whole in wholes])
    return of_names, of_wholes
