"""Prohibited entries: 20 changes against 200 of them, by words and with the vectors ready; and the
judge on requests that a stranger to it has written, beside difflib, words alone and meaning alone.
"""

import difflib
import json
import os
from pathlib import Path
from types import SimpleNamespace

from benchmarks.figures import Figure, say, timed
from benchmarks.ground import contents

ENTRIES = int(os.environ.get("BENCH_ENTRIES", 200))
CHANGES = 20
COUNTY = "990184000000"
JUDGEMENT = Path(__file__).with_name("judgement")
# The judge has learnt from the first set since its first score (RESULTS.md).
SETS = {"first set": "prohibited.json", "second set": "prohibited_2.json"}
PRECISION, RECALL = 0.9, 0.85
TURNS = 3


def speed():
    """The entries are prepared once in a process; of the turns after the first the fastest."""
    from django.test import override_settings

    from access_control.prohibited.findings import prohibited_findings
    from tests.factories import make_county

    county = make_county(COUNTY, "乙县")
    keep_entries(county)
    proposed = contents(CHANGES, seed=7)
    figures = []
    for is_on, most in ((False, 0.15), (True, 0.5)):
        with override_settings(MEANING=is_on):
            prohibited_findings(proposed, county, compute=True)
            turns = [seconds_of(prohibited_findings, proposed, county) for _ in range(1 + TURNS)]
            figures.append(
                Figure(
                    f"{CHANGES} changes against {ENTRIES} entries, {said(is_on)}",
                    min(turns[1:]),
                    most=most,
                    beside=f"the first time {turns[0]:.3f} s",
                )
            )
    return figures


def seconds_of(prohibited_findings, proposed, county):
    with timed() as clock:
        prohibited_findings(proposed, county)
    return clock.seconds


def keep_entries(county):
    """The shipped entries, again and again under other names."""
    from access_control.models import ProhibitedEntry
    from access_control.prohibited.suggested import suggested_entries
    from dutylist.history.tracking import bulk_save
    from tests.factories import seeding

    shipped = suggested_entries()
    rows = []
    for number in range(ENTRIES):
        row = shipped[number % len(shipped)]
        name = f"{row['name']}（{number + 1}）"
        rows.append(ProhibitedEntry(county=county, **{**row, "name": name}))
    with seeding():
        bulk_save(rows)


def said(is_on):
    if not is_on:
        return "by words"
    from items.meaning.vectors import is_available

    return "with vectors ready" if is_available() else "with vectors, LEFT OUT: no model here"


def judgement():
    """Recall as shipped; of what is only beside it, the best recall at that precision."""
    figures = []
    for name, file in SETS.items():
        path = JUDGEMENT / file
        if path.exists():
            figures += judged_requests(name, json.loads(path.read_text()))
        else:
            say(f"LEFT OUT: {file} is not here")
    return figures


def judged_requests(of_set, kept):
    entries = [SimpleNamespace(**{"description": "", **row}) for row in kept["entries"]]
    requests = [(row["text"], row["entry"]) for row in kept["requests"]]
    figures = [
        *as_shipped(f"{of_set}, words and meaning", entries, requests, with_meaning=True),
        *as_shipped(f"{of_set}, words alone", entries, requests, with_meaning=False),
    ]
    for name, nearest in (("difflib", nearest_by_difflib), ("meaning alone", nearest_by_meaning)):
        recall = recall_at_precision(nearest(entries, requests), requests)
        note = f"best recall at precision {PRECISION:g}"
        figures.append(Figure(f"prohibited, {of_set}, {name}", recall, "", note=note))
    return figures


def as_shipped(name, entries, requests, *, with_meaning):
    from access_control.prohibited.matching import ProhibitedMatcher
    from items.meaning import vectors

    meaning = vectors if with_meaning else None
    comparison = ProhibitedMatcher(entries, meaning=meaning, compute=True)
    told = right = 0
    for text, wanted in requests:
        found = comparison.hits(text)
        told += bool(found)
        right += bool(found) and found[0].entry.id == wanted
    recall = right / sum(wanted is not None for _text, wanted in requests)
    precision = right / max(told, 1)
    bounds = (None, None)
    if with_meaning:
        bounds = (RECALL, PRECISION)
    if with_meaning and not comparison.by_meaning:
        name = f"{name}, LEFT OUT: no model here"
    note = "of the entry that is named first"
    return [
        Figure(f"prohibited, {name}: recall", recall, "", least=bounds[0], note=note),
        Figure(f"prohibited, {name}: precision", precision, "", least=bounds[1], note=note),
    ]


def nearest_by_difflib(entries, requests):
    """[(likeness, id of the entry)] of the nearest phrase, for each request."""
    found = []
    for text, _wanted in requests:
        rows = []
        for entry in entries:
            for phrase in (*entry.phrases, entry.name):
                rows.append((difflib.SequenceMatcher(None, text, phrase).ratio(), entry.id))
        found.append(max(rows))
    return found


def nearest_by_meaning(entries, requests):
    from items.meaning.vectors import nearness, vectors_of

    owners, texts = [], []
    for entry in entries:
        for phrase in (*entry.phrases, entry.name):
            owners.append(entry.id)
            texts.append(phrase)
    vectors = vectors_of([*texts, *(text for text, _wanted in requests)], compute=True)
    if not vectors:
        return []
    rows = [vectors[text] for text in texts]
    return [
        max(zip(nearness(vectors[text], rows), owners, strict=True)) for text, _wanted in requests
    ]


def recall_at_precision(found, requests):
    """The best recall at which at least so many of those told are told right."""
    wanted = sum(entry is not None for _text, entry in requests)
    rows = sorted(zip(found, requests, strict=False), key=lambda row: -row[0][0])
    right, best = 0, 0.0
    for told, ((_score, named), (_text, entry)) in enumerate(rows, 1):
        right += named == entry
        if right / told >= PRECISION:
            best = max(best, right / wanted)
    return best


BENCHES = [speed, judgement]
