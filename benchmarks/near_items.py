"""What is proposed against what is in the list: 20 changes against 700 items, by words and with the
vectors ready; and the judge on pairs that a stranger to it has written, beside difflib, words alone
and meaning alone.
"""

import difflib
import json
import os
import sys
from pathlib import Path

from benchmarks.figures import Figure, say, timed
from benchmarks.ground import contents, county_of_size

ITEMS = int(os.environ.get("BENCH_ITEMS", 700))
CHANGES = 20
COUNTY = "990183000000"
JUDGEMENT = Path(__file__).with_name("judgement")
# The judge has learnt from the first set since its first score (RESULTS.md); it is told for what
# changes.
SETS = {"first set": "near_duplicates.jsonl", "second set": "near_duplicates_2.jsonl"}
PRECISION = 0.9
TURNS = 3


def speed():
    """The list is read from the database each time; of the turns after the first the fastest."""
    from django.test import override_settings

    from access_control.findings.near_items import near_items

    county, _seconds = county_of_size(COUNTY, "甲县", ITEMS, 2)
    proposed = [entry | {"code": ""} for entry in contents(CHANGES, seed=7)]
    keep_vectors(county, proposed)
    figures = []
    for is_on, most in ((False, 0.15), (True, 0.5)):
        with override_settings(MEANING=is_on):
            first = seconds_of(near_items, proposed, county)
            later = min(seconds_of(near_items, proposed, county) for _turn in range(TURNS))
            figures.append(
                Figure(
                    f"{CHANGES} changes against {ITEMS} items, {said(is_on)}",
                    later,
                    most=most,
                    beside=f"the first time {first:.3f} s",
                )
            )
    return figures


def said(is_on):
    if not is_on:
        return "by words"
    from items.meaning.vectors import is_available

    return "with vectors ready" if is_available() else "with vectors, LEFT OUT: no model here"


def seconds_of(near_items, proposed, county):
    with timed() as clock:
        near_items(proposed, county)
    return clock.seconds


def keep_vectors(county, proposed):
    """Vectors of chance for all texts: how near they are is no matter of the time it takes."""
    import numpy

    from items.meaning.engine import MODEL, SIZE
    from items.meaning.of_items import WAY, told_contents
    from items.meaning.texts import cleaned, digest_of
    from items.models import DutyItem, TextVector
    from items.same_work.compared import Compared

    listed = told_contents(DutyItem.objects.of_county(county))
    digests = set()
    for entry in [*listed, *proposed]:
        item = Compared.of_content(None, entry)
        digests |= {digest_of(cleaned(item.name), WAY), digest_of(item.whole, WAY)}
    chance = numpy.random.default_rng(2026)
    rows = []
    for digest in sorted(digests):
        vector = chance.normal(size=SIZE)
        vector = (vector / numpy.linalg.norm(vector)).astype(numpy.float16)
        rows.append(TextVector(digest=digest, model=MODEL, vector=vector.tobytes()))
    TextVector.objects.bulk_create(rows, batch_size=500)


def judgement():
    """How well the judge tells the same work from other work on the pairs laid in `judgement/`."""
    figures = []
    for name, file in SETS.items():
        path = JUDGEMENT / file
        if path.exists():
            lines = path.read_text().splitlines()
            pairs = [json.loads(line) for line in lines if line.strip()]
            figures += judged_pairs(name, pairs)
        else:
            print(f"LEFT OUT: {file}: no pairs are laid there", file=sys.stderr)
    return figures


def judged_pairs(of_set, pairs):
    from django.test import override_settings

    from items.meaning.of_items import WAY
    from items.meaning.vectors import is_available, vectors_of, why_not
    from items.same_work.compared import Compared

    sides = [[Compared.of_content(side, pair[side]) for side in "ab"] for pair in pairs]
    same = [bool(pair["same"]) for pair in pairs]
    yield figure(f"{of_set}, difflib", same, [by_difflib(*pair) for pair in sides])
    scores, told = by_judge(sides, {})
    yield figure(f"{of_set}, words alone", same, scores, told)
    with override_settings(MEANING=True):
        if not is_available():
            print(f"LEFT OUT: meaning: {why_not()}", file=sys.stderr)
            return
        say(f"vectors of {len(pairs)} pairs")
        texts = {text for pair in sides for item in pair for text in (item.name, item.whole)}
        vectors = vectors_of(texts, compute=True, way=WAY)
    scores = [by_meaning(*pair, vectors) for pair in sides]
    yield figure(f"{of_set}, meaning alone", same, scores)
    scores, told = by_judge(sides, vectors)
    yield figure(f"{of_set}, words and meaning", same, scores, told, least=0.95)


def by_difflib(one, other):
    return difflib.SequenceMatcher(None, one.whole, other.whole, autojunk=False).ratio()


def by_meaning(one, other, vectors):
    """How near the model calls their names and texts, without a word of theirs."""
    mine = vectors[one.name] + vectors[one.whole]
    return float(mine @ (vectors[other.name] + vectors[other.whole])) / 4


def by_judge(sides, vectors):
    """(how sure the judge is of each pair, whether it tells them for the same)."""
    from items.same_work.judging import judged

    scores, told = [], []
    for one, other in sides:
        score, is_near, _by_meaning = judged([one], [other], vectors)
        scores.append(float(score[0, 0]))
        told.append(bool(is_near[0, 0]))
    return scores, told


def figure(name, same, scores, told=None, least=None):
    """The recall at a precision of 0.9, and beside it what the judge's own bound gives."""
    beside = ""
    if told:
        hits = [is_same for is_same, is_told in zip(same, told, strict=True) if is_told]
        precision, recall = share(sum(hits), len(hits)), share(sum(hits), sum(same))
        beside = f"at its own bound precision {precision:.2f}, recall {recall:.2f}"
    return Figure(
        f"recall at precision {PRECISION}, {name}",
        recall_at(same, scores, PRECISION),
        unit="",
        least=least,
        note=f"{len(same)} pairs, {sum(same)} the same",
        beside=beside,
    )


def recall_at(same, scores, precision):
    """The largest share of the same that any bound finds with at least this precision."""
    best = found = 0
    ranked = sorted(zip(scores, same, strict=True), key=lambda row: -row[0])
    for taken, (score, is_same) in enumerate(ranked, 1):
        found += is_same
        is_last_of_its_score = taken == len(ranked) or ranked[taken][0] < score
        if is_last_of_its_score and found >= precision * taken:
            best = found
    return share(best, sum(same))


def share(part, whole):
    return part / whole if whole else 0.0


BENCHES = [speed, judgement]
