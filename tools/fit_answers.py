"""Finds the weights of the look-up (`fixtures/answer_weights.json`) on the questions for training.

    python -m tools.fit_answers

Seeded by nothing but the data: the same questions give the same weights. A few minutes on one core,
most of them for the vectors of the lists. The questions are in `benchmarks/judgement/answers/`, by
hands that had seen the lists alone; those by which the look-up is measured are others.
"""

import os

import django
import numpy
import orjson

RARE_FALSE_CLAIM = 0.05  # of the questions that nothing in the list answers
# What a reader of a list expects of a word, whatever the questions for training say.
HELD = {"exact": 3.0, "words in the name": 0.5, "other words": 0.5, "of the name": 3.0}
ROUNDED = 3


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutylist.settings")
    django.setup()
    from django.conf import settings

    from benchmarks.answers import TRAINING, read_lists

    lists = read_lists()
    told = {}
    for name, by_meaning in (("by_words", False), ("with_meaning", True)):
        cases = []
        for file, of_list in TRAINING:
            cases += cases_of(lists[of_list], file, by_meaning=by_meaning)
        told[name] = fitted(cases)
        print(name, orjson.dumps(told[name]).decode())
    file = settings.FIXTURES_DIR / "answer_weights.json"
    file.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n")


class Case:
    """A question with what speaks for each row of its list, and which rows answer it."""

    def __init__(self, evidence, right):
        self.evidence = evidence
        self.right = numpy.array([row.entry["code"] in right for row in evidence.lists.rows])
        self.features = numpy.stack(list(evidence.values.values()), axis=1)


def cases_of(index, file, *, by_meaning):
    from benchmarks.answers import read_questions
    from items.lookup.asked import asked
    from items.lookup.evidence import evidence_of
    from items.lookup.phrase_book import NO_PHRASES
    from items.lookup.tended import tended

    lists = tended(index, NO_PHRASES).alone
    cases = []
    for text, right in read_questions(file):
        question = asked(text)
        if not (question.code or question.printed or question.is_number):
            cases.append(Case(evidence_of(lists, question, by_meaning=by_meaning), right))
    return cases


def fitted(cases):
    """The weights of one way, as they are kept."""
    names = list(cases[0].evidence.values)
    rows = dict(zip(names, row_weights(cases), strict=True))
    for name, least in HELD.items():
        rows[name] = max(rows[name], least)
    rows = {name: round(float(value), ROUNDED) for name, value in rows.items()}
    sure = sureness(cases, rows)
    claim, base, least = claim_weights(cases, rows)
    return {
        "rows": rows,
        "sure": sure,
        "claim": claim,
        "claim_base": base,
        "claim_least": least,
    }


def row_weights(cases, *, decay=0.001, turns=400):
    """Those under which the rows that answer are the likeliest, none below zero."""
    answered = [case for case in cases if case.right.any()]
    longest = max(len(case.right) for case in answered)
    features = numpy.zeros((len(answered), longest, answered[0].features.shape[1]), numpy.float32)
    right = numpy.zeros((len(answered), longest), numpy.float32)
    absent = numpy.ones((len(answered), longest), bool)
    for place, case in enumerate(answered):
        size = len(case.right)
        features[place, :size], right[place, :size] = case.features, case.right
        absent[place, :size] = False

    def slope(weights):
        scores = features @ weights.astype(numpy.float32)
        scores[absent] = -1e9
        likely = softmax(scores)
        of_right = likely * right
        wrong = likely - of_right / (of_right.sum(axis=1, keepdims=True) + 1e-9)
        return decay * weights + numpy.einsum("qr,qre->e", wrong / len(answered), features)

    start = numpy.full(features.shape[2], 2.0)
    return descended(start, slope, turns=turns, step=0.1, least=0.0)


def softmax(scores):
    raised = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def descended(weights, slope, *, turns, step, least=None):
    """Weights after so many turns of Adam."""
    first = second = numpy.zeros(len(weights))
    for turn in range(1, turns + 1):
        down = slope(weights)
        first = 0.9 * first + 0.1 * down
        second = 0.99 * second + 0.01 * down * down
        sized = numpy.sqrt(second / (1 - 0.99**turn)) + 1e-8
        weights = weights - step * (first / (1 - 0.9**turn)) / sized
        if least is not None:
            weights = numpy.maximum(weights, least)
    return weights


def sureness(cases, rows):
    """(slope, base) by which a score is how sure it is that a row is meant, over the rows that any
    reader would be shown: the first ten of each question.
    """
    scores, right = [], []
    for case in cases:
        of_case = case.features @ numpy.array(list(rows.values()))
        best = numpy.argsort(-of_case)[:10]
        scores += of_case[best].tolist()
        right += case.right[best].tolist()
    weights, base = logistic(numpy.array(scores)[:, None], numpy.array(right), decay=0.001)
    return [round(float(weights[0]), ROUNDED), round(float(base), ROUNDED)]


def claim_weights(cases, rows):
    """(weights, base, least) of calling the first row the answer."""
    from items.lookup.weights import Weights

    weighed = Weights(rows, (1, 0), {}, 0, 0)
    told, right, answerable = [], [], []
    for case in cases:
        scores = case.evidence.scores(weighed)
        within = numpy.ones(len(scores), bool)
        told.append(case.evidence.of_firsts(scores, within, weighed))
        right.append(case.right[int(scores.argmax())])
        answerable.append(case.right.any())
    names = list(told[0])
    facts = numpy.array([[float(numpy.ravel(one[name])[0]) for name in names] for one in told])
    right, answerable = numpy.array(right), numpy.array(answerable)
    weights, base = logistic(facts, right, decay=0.003)
    sure = 1 / (1 + numpy.exp(-(facts @ weights + base)))
    least = numpy.quantile(sure[~answerable], 1 - RARE_FALSE_CLAIM)
    kept = {name: round(float(value), ROUNDED) for name, value in zip(names, weights, strict=True)}
    return kept, round(float(base), ROUNDED), round(float(least), ROUNDED)


def logistic(facts, right, *, decay):
    """(weights, base) of the likelihood that a row of facts is right."""
    middle, spread = facts.mean(axis=0), facts.std(axis=0) + 1e-6
    scaled = numpy.column_stack([(facts - middle) / spread, numpy.ones(len(facts))])
    held = numpy.append(numpy.full(facts.shape[1], decay), 0)

    def slope(weights):
        wrong = 1 / (1 + numpy.exp(-scaled @ weights)) - right
        return scaled.T @ wrong / len(right) + held * weights

    found = descended(numpy.zeros(scaled.shape[1]), slope, turns=1500, step=0.05)
    weights = found[:-1] / spread
    return weights, found[-1] - weights @ middle


if __name__ == "__main__":
    main()
