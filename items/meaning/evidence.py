"""What speaks for two items being the same work, as numbers from 0 to 1: of many pairs at once."""

import numpy
from rapidfuzz import fuzz, process

from items.entry.essence import essence

from .words import Shared, doings_of, pairs_of

BY_WORDS = (
    "letters of the names",
    "words of the names",
    "a name in the other's text",
    "each name in the other's text",
    "words of the texts",
    "doings of the names",
    "doings of the texts",
)
BY_MEANING = (
    "meaning of the names",
    "meaning of the texts",
    "meaning of a name and the other's text",
    "meaning of each name and the other's text",
)


def letters(names, others):
    """How alike names are letter by letter, without what does not count between two lists."""
    return _ratio([essence(name) for name in names], [essence(name) for name in others])


def by_words(items, others):
    """{evidence: a row for each item, a column for each of the others} of (name, whole text)."""
    names, wholes = _columns(items)
    their_names, their_wholes = _columns(others)
    sizes, whole_sizes = _sizes(names), _sizes(wholes)
    their_sizes, their_whole_sizes = _sizes(their_names), _sizes(their_wholes)
    of_names, of_wholes = Shared(names), Shared(wholes)
    in_names = of_names.with_texts(their_names)
    in_wholes = of_wholes.with_texts(their_wholes)
    here = of_names.with_texts(their_wholes) / sizes[:, None]
    there = of_wholes.with_texts(their_names) / their_sizes[None, :]
    found = (
        letters(names, their_names),
        2 * in_names / (sizes[:, None] + their_sizes[None, :]),
        numpy.maximum(here, there),
        numpy.minimum(here, there),
        2 * in_wholes / (whole_sizes[:, None] + their_whole_sizes[None, :]),
        _agreement(names, their_names),
        _agreement(wholes, their_wholes),
    )
    return dict(zip(BY_WORDS, found, strict=True))


def by_meaning(items, others, vectors):
    """The same of their meaning; `vectors` has one for every text."""
    names, wholes = (_stacked(texts, vectors) for texts in _columns(items))
    their_names, their_wholes = (_stacked(texts, vectors) for texts in _columns(others))
    here, there = names @ their_wholes.T, wholes @ their_names.T
    found = (
        names @ their_names.T,
        wholes @ their_wholes.T,
        numpy.maximum(here, there),
        numpy.minimum(here, there),
    )
    return dict(zip(BY_MEANING, found, strict=True))


def _columns(items):
    return [name for name, _whole in items], [whole for _name, whole in items]


def _stacked(texts, vectors):
    return numpy.stack([vectors[text] for text in texts])


def _ratio(texts, others):
    return process.cdist(texts, others, scorer=fuzz.ratio, dtype=numpy.float32) / 100


def _sizes(texts):
    return numpy.array([max(len(pairs_of(text)), 1) for text in texts], numpy.float32)


def _agreement(texts, others):
    """The share of what is done in either text that is done in both; of texts that name no doing a
    half.
    """
    mine = numpy.array([doings_of(text) for text in texts], numpy.float32)
    theirs = numpy.array([doings_of(text) for text in others], numpy.float32)
    both = mine @ theirs.T
    either = mine.sum(axis=1)[:, None] + theirs.sum(axis=1)[None, :] - both
    return numpy.where(either > 0, both / numpy.maximum(either, 1), 0.5)
