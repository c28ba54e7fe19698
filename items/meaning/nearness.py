"""The judge of two items: is what is proposed here the same work as that one?

It weighs words and meaning, says which words gave it away, and needs neither database nor county.
The weights were found on pairs of items made for it (`tests/same_work/pairs.tsv`), and on those of
other pairs among the same items that lie nearest without being the same. Where the model is absent,
or has not seen a text yet, words are weighed alone.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy

from . import evidence
from .of_items import whole_of
from .texts import cleaned
from .weights import Weights
from .words import shared_spans

BY_WORDS = Weights(
    {
        "pairs of a name": 1.96,
        "signs of a name": 4.14,
        "signs of each name": 6.16,
        "doings": 1.57,
    },
    base=-8.47,
    least=0.5,
)

WITH_MEANING = Weights(
    {
        "pairs of a name": 0.94,
        "signs of a name": 2.77,
        "signs of each name": 2.82,
        "doings": 1.33,
        "meaning": 29.18,
        "meaning of a name": 64.05,
    },
    base=-91.07,
    least=0.45,
)

NAME_LEAST = 0.9  # how alike two names are that need no more evidence
ROUNDING = 1e-6
MOST = 3  # items that are named to the reader


@dataclass(frozen=True)
class Compared:
    """An item as the judge sees it; `key` is whatever the caller knows it by."""

    key: object
    name: str
    text: str

    @classmethod
    def of_content(cls, key, content):
        return cls(key, content["name"], whole_of(content))

    @cached_property
    def whole(self):
        """The part of its text that is weighed."""
        return cleaned(self.text)


class Near(NamedTuple):
    """An item that is the same work, as far as can be judged: how sure that is (up to 1), whether
    meaning was weighed, and where each of the two texts says what the other says.
    """

    key: object
    score: float
    by_meaning: bool
    spans: list
    their_spans: list


def nearest(proposed, others, *, vectors=None, name_least=NAME_LEAST, besides=None, most=MOST):
    """For each item proposed the others that are the same work, the surest first: [[Near], ...].

    `vectors` are those of `name` and `whole` of both (`vectors_of`); of a pair without all four the
    words are weighed alone. `name_least` is the likeness of two names that needs no more evidence
    (the county's `near_duplicate_least`). `besides` has for each item proposed the keys of those
    that are not asked about.
    """
    if not (proposed and others):
        return [[] for _ in proposed]
    score, is_near, by_meaning = judged(proposed, others, vectors or {}, name_least)
    return named(proposed, others, score, is_near, by_meaning, shared_spans, besides, most)


def named(proposed, others, score, is_near, by_meaning, spans_of, besides=None, most=MOST):
    """What was judged (arrays, a row for each item proposed, a column for each of the others) as
    hits: [[Near], ...], the surest first. `spans_of` tells where a text says what another says.
    """
    found = []
    for row, item in enumerate(proposed):
        left_out = besides[row] if besides else ()
        columns = numpy.flatnonzero(is_near[row])
        columns = columns[numpy.argsort(-score[row, columns], kind="stable")]
        asked_about = [column for column in columns if others[column].key not in left_out]
        hits = []
        for column in asked_about[:most]:
            other = others[column]
            hits.append(
                Near(
                    other.key,
                    round(float(score[row, column]), 3),
                    bool(by_meaning[row, column]),
                    spans_of(item.text, other.text),
                    spans_of(other.text, item.text),
                )
            )
        found.append(hits)
    return found


def judged(proposed, others, vectors, name_least=NAME_LEAST):
    """(how sure it is that they are the same, whether it is sure enough, whether meaning was
    weighed): a row for each item proposed, a column for each of the others.
    """
    weighed = evidence.by_words(proposed, others)
    score = BY_WORDS.sureness(weighed)
    is_near = score >= BY_WORDS.least
    by_meaning = numpy.zeros(score.shape, bool)
    rows, columns = _with_vectors(proposed, vectors), _with_vectors(others, vectors)
    if rows and columns:
        part = numpy.ix_(rows, columns)
        known = {name: values[part] for name, values in weighed.items()}
        here, there = [proposed[row] for row in rows], [others[column] for column in columns]
        known |= evidence.by_meaning(here, there, vectors)
        score[part] = WITH_MEANING.sureness(known)
        is_near[part] = score[part] >= WITH_MEANING.least
        by_meaning[part] = True
    letters = evidence.letters([item.name for item in proposed], [item.name for item in others])
    is_same_name = letters >= name_least - ROUNDING
    score = numpy.where(is_same_name, numpy.maximum(score, letters), score)
    return score, is_near | is_same_name, by_meaning


def _with_vectors(items, vectors):
    places = []
    for place, item in enumerate(items):
        if item.name in vectors and item.whole in vectors:
            places.append(place)
    return places
