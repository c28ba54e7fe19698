"""What speaks for and against two items being the same work, as numbers: of many pairs at once, a
row for each of the items, a column for each of the others.
"""

from functools import cache

import numpy

from items.meaning import evidence as of_words
from items.models import Kind

from . import matters_in_common
from .work_words import (
    WITHIN_COUNTS,
    all_matters,
    all_steps,
    is_of_money,
    own_steps,
    rarity,
    slight_steps,
    steps_of_departments,
    wider_than,
)

MOST_SHARED = 3
MOST_LEFT = 3


def of_both(items, others):
    """What is weighed with and without vectors: matters, steps and kinds."""
    return {**by_matters(items, others), **by_steps(items, others), **by_kinds(items, others)}


def by_words(items, others):
    words = of_words.by_words(items, others)
    names = matters_in_common.shares_by_words([item.name for item in items])
    their_names = matters_in_common.shares_by_words([item.name for item in others])
    return {
        "signs of a name": words["signs of a name"],
        "signs of each name": words["signs of each name"],
        "common matters of names": matters_in_common.in_common(names, their_names),
        "common matters alike": matters_in_common.alike(names, their_names),
    }


def by_meaning(items, others, vectors):
    """By the vectors of their names and texts, all of which are there."""
    names, wholes = _stacked(items, vectors)
    their_names, their_wholes = _stacked(others, vectors)
    shares, their_shares = (
        matters_in_common.shares_by_meaning(names),
        matters_in_common.shares_by_meaning(their_names),
    )
    of_wholes, of_their_wholes = map(matters_in_common.shares_by_meaning, (wholes, their_wholes))
    said = matters_in_common.shares_of_phrases(names), matters_in_common.shares_of_phrases(wholes)
    they_say = (
        matters_in_common.shares_of_phrases(their_names),
        matters_in_common.shares_of_phrases(their_wholes),
    )
    return {
        "phrases of names": matters_in_common.in_common(said[0], they_say[0]),
        "phrases of texts": matters_in_common.in_common(said[1], they_say[1]),
        "phrases alike": matters_in_common.alike(said[1], they_say[1]),
        "common matters of names": matters_in_common.in_common(shares, their_shares),
        "common matters of texts": matters_in_common.in_common(of_wholes, of_their_wholes),
        "common matters alike": matters_in_common.alike(shares, their_shares),
    }


def _stacked(items, vectors):
    names = numpy.stack([vectors[item.name] for item in items])
    wholes = numpy.stack([vectors[item.whole] for item in items])
    return names, wholes


# ---- matters ----


def by_matters(items, others):
    weights = numpy.array(rarity(), numpy.float32)
    here, there = _incidence(items, "matters_of_name"), _incidence(others, "matters_of_name")
    covered_here = _covered(_incidence(items, "matters"))
    covered_there = _covered(_incidence(others, "matters"))
    share, left = _found_in(here * weights, covered_there)
    their_share, their_left = (found.T for found in _found_in(there * weights, covered_here))
    names_none = (here.sum(axis=1) == 0)[:, None]
    they_name_none = (there.sum(axis=1) == 0)[None, :]
    either = numpy.maximum(share, their_share)
    # Of a name that names no matter the other name's share stands for both.
    each = numpy.where(
        names_none,
        their_share,
        numpy.where(they_name_none, share, numpy.minimum(share, their_share)),
    )
    met = _widened(here) @ _widened(_incidence(others, "matters")).T
    met = met + _widened(_incidence(items, "matters")) @ _widened(there).T
    is_named = _is_any(items, "matters")[:, None] & _is_any(others, "matters")[None, :]
    shared = _widened(here) @ _widened(there).T
    return {
        "matters of either name": either,
        "matters of each name": each,
        "matters left over": numpy.maximum(left, their_left),
        "no matter in common": ((met == 0) & is_named).astype(numpy.float32),
        "matters of both names": numpy.minimum(shared, MOST_SHARED),
        "none left over": ((left == 0) | (their_left == 0)).astype(numpy.float32),
    }


def _incidence(items, which):
    places = all_matters()
    rows = numpy.zeros((len(items), len(places)), numpy.float32)
    for row, item in enumerate(items):
        rows[row, [places[matter] for matter in getattr(item, which)]] = 1
    return rows


def _is_any(items, which):
    return numpy.array([bool(getattr(item, which)) for item in items])


@cache
def _wider():
    """A row for each matter, 1 for each that it lies within."""
    places = all_matters()
    wider = numpy.zeros((len(places), len(places)), numpy.float32)
    for matter, place in places.items():
        for other in wider_than(matter):
            wider[place, places[other]] = 1
    return wider


def _widened(rows):
    """The matters with those that they lie within."""
    return numpy.minimum(rows + rows @ _wider(), 1)


def _covered(rows):
    """How much of each matter a text says that has these: all of those it has, most of those that
    are wider or narrower.
    """
    wider = _wider()
    near = numpy.minimum(rows @ wider + rows @ wider.T, 1)
    return numpy.maximum(rows, WITHIN_COUNTS * near)


def _found_in(weighed, covered):
    """(the share of the weighed matters that the others say, the weight of those left over)."""
    whole = numpy.maximum(weighed.sum(axis=1, keepdims=True), 1e-9)
    return weighed @ covered.T / whole, weighed @ (covered == 0).astype(numpy.float32).T


# ---- steps and kinds ----


def by_steps(items, others):
    names, their_names = _steps(items, "steps_of_name"), _steps(others, "steps_of_name")
    texts, their_texts = _steps(items, "steps"), _steps(others, "steps")
    telling = numpy.ones(len(all_steps()), numpy.float32)
    telling[[all_steps()[step] for step in slight_steps()]] = 0
    mine, theirs = names * telling, their_names * telling
    both_told = (mine.sum(axis=1) > 0)[:, None] & (theirs.sum(axis=1) > 0)[None, :]
    left = mine @ (1 - their_texts).T + (1 - texts) @ theirs.T
    in_common = texts @ their_texts.T
    either = texts.sum(axis=1)[:, None] + their_texts.sum(axis=1)[None, :] - in_common
    return {
        "names of other steps": (both_told & (mine @ theirs.T == 0)).astype(numpy.float32),
        "steps in common": in_common / numpy.maximum(either, 1),
        "steps left over": numpy.minimum(left, MOST_LEFT) / MOST_LEFT,
        **by_steps_of_departments(items, others),
    }


def by_steps_of_departments(items, others):
    """Whether one name alone names a step of a department (招标, 核发), whether the other's text
    lacks it, and whether one alone is about money.
    """
    names, their_names = _words_of_departments(items, "name"), _words_of_departments(others, "name")
    texts = _words_of_departments(items, "whole")
    their_texts = _words_of_departments(others, "whole")
    lacking = (names @ (1 - their_texts).T > 0) | ((1 - texts) @ their_names.T > 0)
    one_has = names.any(axis=1)[:, None] != their_names.any(axis=1)[None, :]
    money = numpy.array([is_of_money(item.name) for item in items])
    their_money = numpy.array([is_of_money(item.name) for item in others])
    return {
        "a department's step of one": one_has.astype(numpy.float32),
        "a department's step that one lacks": lacking.astype(numpy.float32),
        "money of one": (money[:, None] != their_money[None, :]).astype(numpy.float32),
    }


def _words_of_departments(items, which):
    words = steps_of_departments()
    rows = [[word in getattr(item, which) for word in words] for item in items]
    return numpy.array(rows, numpy.float32).reshape(len(items), len(words))


def by_kinds(items, others):
    own = [all_steps()[step] for step in own_steps()]
    same_step = _steps(items, "steps")[:, own] @ _steps(others, "steps")[:, own].T > 0
    reclaimed, they_are = _is_reclaimed(items), _is_reclaimed(others)
    one_is = reclaimed[:, None] != they_are[None, :]
    kinds = numpy.array([item.kind for item in items])
    their_kinds = numpy.array([item.kind for item in others])
    return {
        "one is reclaimed": one_is.astype(numpy.float32),
        "reclaimed, another step": (one_is & ~same_step).astype(numpy.float32),
        "another kind": (kinds[:, None] != their_kinds[None, :]).astype(numpy.float32),
    }


def _is_reclaimed(items):
    return numpy.array([item.kind == Kind.RECLAIMED for item in items])


def _steps(items, which):
    places = all_steps()
    rows = numpy.zeros((len(items), len(places)), numpy.float32)
    for row, item in enumerate(items):
        rows[row, [places[step] for step in getattr(item, which)]] = 1
    return rows
