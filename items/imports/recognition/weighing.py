"""Weighs the evidence of all columns of a head together: which field each holds, how surely, and
why.

The weights are in `column_weights.json`, found by `tools/fit_columns.py`.
"""

import json
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from .columns import Column
from .evidence import SHOWN, evidence_of
from .likeness import FIELDS, NONE

WEIGHTS = Path(__file__).with_name("column_weights.json")
REASONS = 3
NEVER = -1e6
NAME = FIELDS.index(Column.NAME)


@dataclass
class Weighed:
    """What a column may hold; `margin` is what all lose when it must hold something else."""

    field: str
    margin: float
    second: str
    reasons: tuple = ()


@cache
def weights():
    return json.loads(WEIGHTS.read_text())


def first_scores(evidence, weights):
    """[[score of each field]] of each column by what it shows itself."""
    scores = []
    for last, whole, numbers in evidence:
        row = []
        for number, bias in enumerate(weights["bias"]):
            score = bias
            for weight, value in zip(weights["shown"][number], numbers, strict=True):
                if value:
                    score += weight * value
            for weight, value in zip(weights["words"][number], last, strict=True):
                if value:
                    score += weight * value
            if number < len(last):
                score += weights["own"][0] * last[number] + weights["own"][1] * whole[number]
            row.append(score)
        scores.append(row)
    return scores


def shares(scores):
    """Scores as shares of one."""
    most = max(scores)
    parts = [exp(score - most) for score in scores]
    whole = sum(parts)
    return [part / whole for part in parts]


def around(likely):
    """For each column what its neighbours and all the others seem to hold."""
    nothing = [0.0] * len(FIELDS)
    told = []
    for place in range(len(likely)):
        left = likely[place - 1] if place else nothing
        right = likely[place + 1] if place + 1 < len(likely) else nothing
        others = [0.0] * len(FIELDS)
        for other, chances in enumerate(likely):
            if other != place:
                others = [max(pair) for pair in zip(others, chances, strict=True)]
        told.append([*left, *right, *others])
    return told


def all_scores(evidence, weights):
    """[[score of each field]] of each column with what stands around it."""
    scores = first_scores(evidence, weights)
    beside = around([shares(row) for row in scores])
    for row, told in zip(scores, beside, strict=True):
        for number in range(len(FIELDS)):
            for weight, value in zip(weights["beside"][number], told, strict=True):
                row[number] += weight * value
    return scores


def assignment(scores):
    """[a field's number for each column] of the greatest sum: each once, none at will."""
    rows, fields = len(scores), len(FIELDS) - 1
    costs = []
    for place, row in enumerate(scores):
        nothing = [-NEVER] * rows
        nothing[place] = -row[-1]
        costs.append([-score for score in row[:fields]] + nothing)
    chosen = cheapest(costs)
    return [min(number, fields) for number in chosen]


def cheapest(costs):  # noqa: C901 (one known method, whose steps share all their state)
    """The column of each row, no column twice, so that the sum of costs is least."""
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], here = row, 0
        least, seen = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while owner[here]:
            seen[here], now, step, following = True, owner[here], float("inf"), 0
            for column in range(1, columns + 1):
                if seen[column]:
                    continue
                cost = costs[now - 1][column - 1] - of_row[now] - of_column[column]
                if cost < least[column]:
                    least[column], way[column] = cost, here
                if least[column] < step:
                    step, following = least[column], column
            for column in range(columns + 1):
                if seen[column]:
                    of_row[owner[column]] += step
                    of_column[column] -= step
                else:
                    least[column] -= step
            here = following
        while here:
            owner[here] = owner[way[here]]
            here = way[here]
    chosen = [0] * rows
    for column in range(1, columns + 1):
        if owner[column]:
            chosen[owner[column] - 1] = column - 1
    return chosen


def total(scores, chosen):
    return sum(row[number] for row, number in zip(scores, chosen, strict=True))


def weigh(columns, rows, certain=None, *, named=0.0):
    """[Weighed] for columns [(path, texts, share merged)]; `certain` are {place: field} of those
    that are known, `named` how much speaks for it that one of them holds the names.
    """
    certain = certain or {}
    evidence = evidence_of(columns, rows)
    scores = all_scores(evidence, weights())
    for row in scores:
        row[NAME] += named
    for place, field in certain.items():
        fix(scores, place, FIELDS.index(field))
    chosen = assignment(scores)
    best = total(scores, chosen)
    weighed = []
    for place, number in enumerate(chosen):
        if place in certain:
            weighed.append(Weighed(FIELDS[number], float("inf"), NONE))
            continue
        changed = [list(row) for row in scores]
        changed[place][number] = NEVER
        other = assignment(changed)
        margin = best - total(changed, other)
        reasons = reasons_for(evidence[place], number, other[place])
        weighed.append(Weighed(FIELDS[number], margin, FIELDS[other[place]], reasons))
    return weighed


def fix(scores, place, number):
    """Lets a column hold one field only, and no other column hold it."""
    for other, row in enumerate(scores):
        if other == place:
            scores[place] = [NEVER] * len(FIELDS)
            scores[place][number] = 0.0
        elif FIELDS[number] != NONE:
            row[number] = NEVER


def reasons_for(evidence, number, other):
    """The strongest reasons in words why a column holds one field rather than the other."""
    last, whole, numbers = evidence
    known, told = weights(), []
    for name, value, weight, against in zip(
        SHOWN, numbers, known["shown"][number], known["shown"][other], strict=True
    ):
        told.append(((weight - against) * value, name, value))
    if number < len(last):
        likely = known["own"][0] * last[number] + known["own"][1] * whole[number]
        told.append((likely, "表头用语", last[number]))
    told.sort(reverse=True)
    return tuple((name, value) for gain, name, value in told[:REASONS] if gain > 0)
