"""Finds the weights of the judge of same work (`fixtures/same_work_weights.json`).

    python -m tools.fit_same_work

Seeded; no network; two minutes on one core, most of them for the vectors. It learns from the pairs
of `benchmarks/judgement/near_duplicates.jsonl`, `near_duplicates_2.jsonl` (each after its first
score) and `tests/same_work/pairs.tsv`. Whoever wrote `fixtures/work_words.json` had read the first
and the last: in each turn every eighth word is taken for unknown, as words of other lists will be.
Recall and precision are told of pairs that were held back.
"""

import json
import os
from pathlib import Path
from random import Random

import django
import numpy

TURNS = 5  # with other words unknown in each, and one with none
UNKNOWN = 0.12
DECAY = 0.005
HELD_BACK = 5  # a fifth at a time
SECOND_SET = slice(451, 451 + 252)
APART = (37, 101)  # how far apart two pairs stand of which one side each is taken
# The bound lies a little below the middle: a duplicate that is missed costs more than one that a
# clerk looks at in vain.
LEAST = {"by_words": 0.53, "with_meaning": 0.45}
ROUNDED = 2
BOTH = (
    "matters of either name",
    "matters of each name",
    "matters left over",
    "no matter in common",
    "matters of both names",
    "names of other steps",
    "steps in common",
    "steps left over",
    "a department's step of one",
    "a department's step that one lacks",
    "money of one",
    "one is reclaimed",
    "reclaimed, another step",
    "another kind",
)
BY_WORDS = (
    "signs of a name",
    "signs of each name",
    "common matters of names",
    "common matters alike",
)
BY_MEANING = (
    "phrases of names",
    "phrases of texts",
    "phrases alike",
    "common matters of names",
    "common matters of texts",
    "common matters alike",
)
ROOT = Path(__file__).parent.parent
PAIRS = (
    ROOT / "benchmarks" / "judgement" / "near_duplicates.jsonl",
    ROOT / "tests" / "same_work" / "pairs.tsv",
    ROOT / "benchmarks" / "judgement" / "near_duplicates_2.jsonl",
)


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutylist.settings")
    django.setup()
    from django.conf import settings

    pairs = all_pairs()
    pairs += mismatched(pairs)
    same = numpy.array([is_same for is_same, _one, _other in pairs])
    vectors = vectors_of_pairs(pairs)
    told = {}
    for how, names in (("by_words", BY_WORDS), ("with_meaning", BY_MEANING)):
        turns = []
        for turn in range(1 + TURNS):
            turns.append(evidence_of(pairs, turn, vectors if how == "with_meaning" else None))
        names = BOTH + names
        tables = [numpy.array([[row[name] for name in names] for row in turn]) for turn in turns]
        report(how, tables, same)
        weights, base = fitted(tables, same)
        kept = {}
        for name, weight in zip(names, weights, strict=True):
            kept[name] = round(float(weight), ROUNDED)
        told[how] = {"weights": kept, "base": round(float(base), ROUNDED), "least": LEAST[how]}
    file = settings.FIXTURES_DIR / "same_work_weights.json"
    file.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n")


def all_pairs():
    return [*pairs_of_lines(PAIRS[0]), *pairs_of_table(PAIRS[1]), *pairs_of_lines(PAIRS[2])]


def mismatched(pairs):
    """What most of a list is to a proposal: the other side of another pair. Without these, nothing
    in common would speak for neither.
    """
    found = []
    for place, (_same, one, _other) in enumerate(pairs):
        for apart in APART:
            found.append((False, one, pairs[(place + apart) % len(pairs)][2]))
    return found


def pairs_of_lines(path):
    """[(whether they are the same, one content, the other)]"""
    pairs = []
    for line in path.read_text().splitlines():
        row = json.loads(line)
        pairs.append((row["same"], row["a"], row["b"]))
    return pairs


def pairs_of_table(path):
    """The same of a table without kinds: what departments do themselves was reclaimed."""
    pairs = []
    for line in path.read_text().splitlines():
        same, *texts = line.split("|")
        pairs.append((same == "1", content(*texts[:2]), content(*texts[2:])))
    return pairs


def content(name, duty):
    is_reclaimed = "由部门" in duty or duty.startswith("取消对")
    kind = "reclaimed" if is_reclaimed else ""
    return {"kind": kind, "name": name, "township_duty": duty}


def vectors_of_pairs(pairs):
    """{text: vector} of all names and texts."""
    from items.meaning import engine
    from items.meaning.of_items import WAY
    from items.meaning.texts import cleaned
    from items.same_work.compared import Compared

    texts = set()
    for _same, *contents in pairs:
        for one in contents:
            item = Compared.of_content(None, one)
            texts |= {item.name, item.whole}
    texts = sorted(texts)
    found = {}
    for start in range(0, len(texts), 32):
        some = texts[start : start + 32]
        found |= zip(some, engine.vectors([cleaned(text) for text in some], WAY), strict=True)
        print(f"{start + len(some)} of {len(texts)} vectors", end="\r", flush=True)
    print()
    return found


def evidence_of(pairs, turn, vectors):
    """[{evidence: number}] of each pair; in the turns after the first some words are unknown."""
    from items.same_work import evidence
    from items.same_work.compared import Compared
    from items.same_work.work_words import words_known

    random = Random(turn)
    unknown = frozenset(word for word in words_known() if turn and random.random() < UNKNOWN)
    rows = []
    for _same, one, other in pairs:
        here = [Compared.of_content(None, one, unknown)]
        there = [Compared.of_content(None, other, unknown)]
        found = evidence.of_both(here, there)
        if vectors is None:
            found |= evidence.by_words(here, there)
        else:
            found |= evidence.by_meaning(here, there, vectors)
        rows.append({name: float(values[0, 0]) for name, values in found.items()})
    return rows


def fitted(tables, same):
    """(weights, base) under which the labels are the likeliest."""
    facts = numpy.concatenate(tables)
    labels = numpy.tile(same, len(tables))
    middle, spread = facts.mean(axis=0), facts.std(axis=0) + 1e-6
    scaled = numpy.column_stack([(facts - middle) / spread, numpy.ones(len(facts))])
    held = numpy.append(numpy.full(facts.shape[1], DECAY), 1e-9)
    found = numpy.zeros(scaled.shape[1])
    for _step in range(30):
        sure = 1 / (1 + numpy.exp(-scaled @ found))
        slope = scaled.T @ (sure - labels) / len(labels) + held * found
        bend = (scaled * (sure * (1 - sure))[:, None]).T @ scaled / len(labels)
        found = found - numpy.linalg.solve(bend + numpy.diag(held), slope)
    weights = found[:-1] / spread
    return weights, found[-1] - weights @ middle


def report(how, tables, same):
    """Prints recall and precision on pairs held back, with all words known and some unknown."""
    order = numpy.random.default_rng(2026).permutation(len(same))
    scores = numpy.zeros((len(tables), len(same)))
    for part in range(HELD_BACK):
        back = order[part::HELD_BACK]
        learnt = numpy.setdiff1d(order, back)
        weights, base = fitted([table[learnt] for table in tables], same[learnt])
        for turn, table in enumerate(tables):
            scores[turn, back] = 1 / (1 + numpy.exp(-table[back] @ weights - base))
    for name, some in (("all words known", scores[:1]), ("some unknown", scores[1:])):
        told = some >= LEAST[how]
        for of_set, part in (
            ("all", slice(None)),
            ("second set", SECOND_SET),
            ("first ones", slice(0, 451)),
        ):
            right = (told & same)[:, part].sum()
            precision = right / told[:, part].sum()
            recall = right / (len(some) * same[part].sum())
            print(f"{how}, {name}, {of_set}: precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    main()
