"""Finds the weights by which texts hit prohibited entries (`fixtures/prohibited_weights.json`).

    python -m tools.fit_prohibited

Seeded; no network; some minutes on one core, most of them for the vectors. It learns from the
requests of `benchmarks/judgement/prohibited.json` and `prohibited_2.json` (each after its first
score) and of `tests/access_control/files/prohibited_pairs.json`. Whoever wrote
`fixtures/prohibited_burdens.json` had read the first: in each turn every eighth word of it is taken
for unknown, as words of other texts will be. Recall and precision are told of requests that were
held back.
"""

import json
import os
from pathlib import Path
from random import Random
from types import SimpleNamespace

import django
import numpy

TURNS = 4  # with other words unknown in each, and one with none
UNKNOWN = 0.12
DECAY = 0.0007
HELD_BACK = 5  # a fifth at a time
LEAST = {"by_words": 0.25, "with_meaning": 0.25}
ROUNDED = 2
DECIDES = "of others alone"  # no weight stands against it
ROOT = Path(__file__).parent.parent
FIRST = ROOT / "benchmarks" / "judgement" / "prohibited.json"
LATER = ROOT / "benchmarks" / "judgement" / "prohibited_2.json"
SECOND = ROOT / "tests" / "access_control" / "files" / "prohibited_pairs.json"


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutylist.settings")
    django.setup()
    from django.conf import settings

    sets = read_sets()
    meaning = Meaning()
    told = {}
    for how in ("by_words", "with_meaning"):
        turns = []
        for turn in range(1 + TURNS):
            turns.append(rows_of(sets, turn, meaning if how == "with_meaning" else None))
        names = [name for name in turns[0][0].evidence if name != DECIDES]
        tables = [table_of(rows, names) for rows in turns]
        report(how, turns, tables)
        facts = numpy.concatenate([table[0] for table in tables])
        labels = numpy.concatenate([table[1] for table in tables])
        weights, base = fitted(facts, labels)
        kept = {}
        for name, weight in zip(names, weights, strict=True):
            kept[name] = round(float(weight), ROUNDED)
        told[how] = {"weights": kept, "base": round(float(base), ROUNDED), "least": LEAST[how]}
    file = settings.FIXTURES_DIR / "prohibited_weights.json"
    file.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n")


def read_sets():
    """[(entries, [(text, the id of the entry it hits or None)])]"""
    from access_control.prohibited.suggested import suggested_entries

    sets = []
    for file in (FIRST, LATER):
        told = json.loads(file.read_text())
        entries = [SimpleNamespace(**{"description": "", **row}) for row in told["entries"]]
        sets.append((entries, [(row["text"], row["entry"]) for row in told["requests"]]))
    shipped = [SimpleNamespace(id=row["name"], **row) for row in suggested_entries()]
    second = json.loads(SECOND.read_text())
    sets.append((shipped, [(row["text"], row["entry"]) for row in second["requests"]]))
    return sets


class Meaning:
    """Vectors made once, without a database."""

    def __init__(self):
        self.known = {}

    def vectors_of(self, texts, *, compute=False):
        from items.meaning import engine
        from items.meaning.texts import cleaned

        missing = [text for text in dict.fromkeys(texts) if text not in self.known]
        for start in range(0, len(missing), 32):
            some = missing[start : start + 32]
            made = engine.vectors([cleaned(text) for text in some], engine.Way.PASSAGE)
            self.known |= zip(some, made, strict=True)
        return {text: self.known[text] for text in texts}

    def nearness(self, vector, vectors):
        from items.meaning.vectors import nearness

        return nearness(vector, vectors)


def rows_of(sets, turn, meaning):
    """A row for each request: its evidence for each entry, and which entry is right."""
    from access_control.prohibited.burdens import all_words
    from access_control.prohibited.evidence import by_meaning, evidence
    from access_control.prohibited.matching import ProhibitedMatcher

    random = Random(turn)
    unknown = frozenset(word for word in all_words() if turn and random.random() < UNKNOWN)
    rows = []
    for entries, requests in sets:
        comparison = ProhibitedMatcher(entries, meaning=meaning, compute=True, unknown=unknown)
        for text, wanted in requests:
            found = evidence(text, comparison)
            if meaning:
                found |= by_meaning(text, comparison, comparison.near_of(text))
            right = numpy.array([entry.id == wanted for entry in entries])
            rows.append(SimpleNamespace(evidence=found, right=right))
    return rows


def table_of(rows, names):
    """(a row for each request and entry, whether it is right)"""
    facts = [numpy.stack([row.evidence[name] for name in names], axis=1) for row in rows]
    return numpy.concatenate(facts).astype(float), numpy.concatenate([row.right for row in rows])


def fitted(facts, labels):
    """(weights, base) under which the labels are the likeliest."""
    middle, spread = facts.mean(axis=0), facts.std(axis=0) + 1e-6
    scaled = numpy.column_stack([(facts - middle) / spread, numpy.ones(len(facts))])
    held = numpy.append(numpy.full(facts.shape[1], DECAY), 1e-9)
    found = numpy.zeros(scaled.shape[1])
    for _step in range(40):
        sure = 1 / (1 + numpy.exp(-numpy.clip(scaled @ found, -30, 30)))
        slope = scaled.T @ (sure - labels) / len(labels) + held * found
        bend = (scaled * (sure * (1 - sure))[:, None]).T @ scaled / len(labels)
        step = numpy.linalg.solve(bend + numpy.diag(held), slope)
        found = found - numpy.clip(step, -3, 3)
    weights = found[:-1] / spread
    return weights, found[-1] - weights @ middle


def report(how, turns, tables):
    """Prints recall and precision of the entry that is named first on requests held back."""
    sizes = [len(row.right) for row in turns[0]]
    owner = numpy.repeat(numpy.arange(len(sizes)), sizes)
    order = numpy.random.default_rng(2026).permutation(len(sizes))
    scores = [numpy.zeros(len(owner)) for _turn in turns]
    for part in range(HELD_BACK):
        is_back = numpy.isin(owner, order[part::HELD_BACK])
        facts = numpy.concatenate([table[0][~is_back] for table in tables])
        labels = numpy.concatenate([table[1][~is_back] for table in tables])
        weights, base = fitted(facts, labels)
        for of_turn, table in zip(scores, tables, strict=True):
            of_turn[is_back] = table[0][is_back] @ weights + base
    ends = numpy.cumsum(sizes)[:-1]
    for name, some in (("all words known", slice(0, 1)), ("some unknown", slice(1, None))):
        for least in (0.2, LEAST[how], 0.35, 0.45):
            right = told = wanted = 0
            for of_turn, rows in zip(scores[some], turns[some], strict=True):
                sure = 1 / (1 + numpy.exp(-of_turn))
                sure[[bool(one) for row in rows for one in row.evidence[DECIDES]]] = 0
                for of_text, row in zip(numpy.split(sure, ends), rows, strict=True):
                    told += of_text.max() >= least
                    right += of_text.max() >= least and row.right[of_text.argmax()]
                    wanted += row.right.any()
            print(f"{how}, {name}, {least}: {right / told:.3f}, recall {right / wanted:.3f}")


if __name__ == "__main__":
    main()
