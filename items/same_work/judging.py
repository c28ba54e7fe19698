"""The judge of two items: is what is proposed here the same work as that one?

It weighs matters, steps, words, common matters and meaning, says which words gave it away, and
needs neither database nor county. The weights are in `fixtures/same_work_weights.json`
(`tools/fit_same_work.py` finds them). Where the model is absent, or has not seen a text yet, it
goes by words alone.
"""

import numpy

from items.meaning.evidence import letters
from items.meaning.nearness import MOST, NAME_LEAST, ROUNDING, named
from items.meaning.weights import shipped_weights
from items.meaning.words import joined_spans, shared_spans

from . import evidence, matters_in_common
from .work_words import matters_in, words_in

WEIGHTS = "same_work_weights.json"
SHORTEST_HELD = 5  # signs of a name that stands whole in another
MOSTLY = 0.7


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
    return named(proposed, others, score, is_near, by_meaning, spans_in_common, besides, most)


def judged(proposed, others, vectors, name_least=NAME_LEAST):
    """(how sure it is that they are the same, whether it is sure enough, whether meaning was
    weighed): a row for each item proposed, a column for each of the others.
    """
    of_both = evidence.of_both(proposed, others)
    score = numpy.zeros((len(proposed), len(others)), numpy.float32)
    is_near = numpy.zeros(score.shape, bool)
    by_meaning = numpy.zeros(score.shape, bool)
    rows, columns = _with_vectors(proposed, vectors), _with_vectors(others, vectors)
    if len(rows) < len(proposed) or len(columns) < len(others):
        by_words = shipped_weights(WEIGHTS)["by_words"]
        score = by_words.sureness(of_both | evidence.by_words(proposed, others))
        is_near = score >= by_words.least
    if rows and columns:
        part = numpy.ix_(rows, columns)
        known = {name: values[part] for name, values in of_both.items()}
        here, there = [proposed[row] for row in rows], [others[column] for column in columns]
        with_meaning = shipped_weights(WEIGHTS)["with_meaning"]
        score[part] = with_meaning.sureness(known | evidence.by_meaning(here, there, vectors))
        is_near[part] = score[part] >= with_meaning.least
        by_meaning[part] = True
    alike = letters([item.name for item in proposed], [item.name for item in others])
    is_same_name = alike >= name_least - ROUNDING
    # Names that differ in the one word that matters (养老, 医疗) are alike too.
    is_same_name = (is_same_name | holds_name(proposed, others)) & (of_both["none left over"] > 0)
    is_same_name &= (of_both["names of other steps"] == 0) & (of_both["money of one"] == 0)
    score = numpy.where(is_same_name, numpy.maximum(score, alike), score)
    return score, is_near | is_same_name, by_meaning


def holds_name(proposed, others):
    """Of each pair whether one name stands whole in the other and is most of it: 海洋执法巡查,
    海洋执法巡查检查.
    """
    found = numpy.zeros((len(proposed), len(others)), bool)
    for column, other in enumerate(others):
        for row, item in enumerate(proposed):
            short, long = sorted((item.name, other.name), key=len)
            is_most = len(short) >= SHORTEST_HELD and len(short) >= MOSTLY * len(long)
            found[row, column] = is_most and short in long
    return found


def _with_vectors(items, vectors):
    if not vectors or not matters_in_common.has_vectors():
        return []
    places = []
    for place, item in enumerate(items):
        if item.name in vectors and item.whole in vectors:
            places.append(place)
    return places


def spans_in_common(text, other):
    """Where a text says what the other says too, in its own words or in others for the same
    matter: [(start, end)].
    """
    spans = list(shared_spans(text, other))
    theirs = matters_in(other)
    for start, end, word in words_in(text):
        if matters_in(word) & theirs:
            spans.append((start, end))
    return joined_spans(spans)
