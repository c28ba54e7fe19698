"""Questions in people's own words against two lists: how often the right item is the first shown,
among three, among what is shown, how often it is claimed rightly, and how often the reader is told
that nothing was found where nothing is there; by words alone and with the model.

The sets are by hands that had seen the lists alone (`benchmarks/judgement/README.md`). Those that
were scored once are learnt from afterwards.
"""

import csv
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import quote

import orjson

from benchmarks.figures import Figure, timed

SETS = Path(__file__).with_name("judgement") / "answers"
LISTS = {"demo": "list_demo.jsonl", "other": "list_other.jsonl", "lake": "list_lake.jsonl"}
ONCE_FRESH = (
    ("set_1.tsv", "demo"),
    ("set_2.tsv", "other"),
    ("set_3.tsv", "other"),
    ("set_4.tsv", "other"),
    ("set_5.tsv", "other"),
    ("set_6.tsv", "lake"),
)
TRAINING = (("training_demo.tsv", "demo"), ("training_other.tsv", "other"), *ONCE_FRESH)
MEASURED = (*ONCE_FRESH, ("set_7.tsv", "other"))
KINDS = {"basic": "1", "coordination": "2", "reclaimed": "3"}
SHOWN = 5
MOST = 50  # entries a page of a search holds
COUNTIES = int(os.environ.get("BENCH_COUNTIES", 100))
QUESTIONS = int(os.environ.get("BENCH_QUESTIONS", 80))


def code_of(kind, number):
    """A code for an item of a list that has none, by its printed number."""
    return f"{KINDS[kind]}{int(number):010d}"


def read_questions(name):
    """[(question, the codes of the items that answer it)] of a set; none where nothing does."""
    found = []
    with (SETS / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            right = set()
            if row["codes"] != "-":
                for told in row["codes"].split(","):
                    right.add(code_of(*told.strip().split(":")))
            found.append((row["question"], right))
    return found


@cache
def read_lists():
    """{name: the index of a list}, with the vectors of its texts made where there is a model."""
    from items.lookup.list_index import ListIndex, rows_of

    return {name: ListIndex(rows_of(entries_of(file)), made) for name, file in LISTS.items()}


def entries_of(file):
    """The items of a list as entries of a published one."""
    entries = []
    for line in (SETS / file).read_bytes().splitlines():
        told = orjson.loads(line)
        entries.append(
            {
                **told,
                "code": code_of(told["kind"], told["number"]),
                "bases": [],
                "variants": [],
                "scope": "all",
                "tags": [],
                "townships": [],
                "numbers": {},
            }
        )
    return entries


@cache
def vector_made(text):
    from items.meaning import engine
    from items.meaning.of_items import WAY
    from items.meaning.texts import cleaned

    return engine.vectors([cleaned(text)], WAY)[0]


def made(texts):
    """{text: vector}, made here and now and kept nowhere."""
    return {text: vector_made(text) for text in texts}


def judgement():
    """The figures of each set, by words alone and with the model."""
    from items.meaning import engine

    figures = []
    ways = [(False, "by words")]
    if engine.is_available():
        ways.append((True, "with the model"))
    else:
        print(f"LEFT OUT: with the model: {engine.why_not()}")
    for file, of_list in MEASURED:
        for by_meaning, said in ways:
            figures += figures_of(file, read_lists()[of_list], by_meaning, said)
    return figures


def figures_of(file, index, by_meaning, said):
    counts = counted(file, index, by_meaning=by_meaning)
    answered, unanswered = counts["answered"], counts["unanswered"]
    parts = (
        ("first", "the right item first", answered),
        ("three", "among three", answered),
        ("shown", "among what is shown", answered),
        ("claimed", "claimed, and rightly", answered),
        ("told", "nothing there, and told so", unanswered),
    )
    figures = []
    for key, words, whole in parts:
        share = counts[key] / whole
        figures.append(Figure(f"{file}, {said}: {words}", share, unit="of all", beside=f"{whole}"))
    return figures


def counted(file, index, *, by_meaning):
    from items.lookup.asked import asked
    from items.lookup.ranking import ranked

    counts = dict.fromkeys(
        ("answered", "unanswered", "first", "three", "shown", "claimed", "told"), 0
    )
    for text, right in read_questions(file):
        found = ranked(index, asked(text), by_meaning=by_meaning)
        shown = [hit.entry["code"] for hit in (*found.hits, *found.near)]
        if not right:
            counts["unanswered"] += 1
            counts["told"] += not found.is_sure
            continue
        counts["answered"] += 1
        counts["first"] += bool(right & set(shown[:1]))
        counts["three"] += bool(right & set(shown[:3]))
        counts["shown"] += bool(right & set(shown[:SHOWN]))
        counts["claimed"] += found.is_sure and bool(right & set(shown[:1]))
    return counts


def speed():
    """One county's answer, and a search of a hundred counties' lists, each of other questions; the
    lists are read and indexed before.
    """
    from django.test import override_settings

    questions = searched_questions()
    figures = []
    lists = many_lists()
    for is_on, said, most in ((False, "by words", 0.02), (True, "with the model", 0.06)):
        with override_settings(MEANING=is_on):
            if is_on and not is_there():
                continue
            figures.append(of_times(f"an answer of one county, {said}", lists[:1], questions, most))
            figures.append(
                of_times(f"a search of {len(lists)} counties, {said}", lists, questions, 0.06)
            )
    return figures


def is_there():
    from items.meaning import engine

    return engine.is_available()


def of_times(name, lists, questions, most):
    from items.lookup.matters import hear
    from items.meaning.engine import vector_of_question
    from items.published.finding import find_everywhere

    list(find_everywhere(lists, "消防"))
    hear.cache_clear()
    vector_of_question.cache_clear()
    return figure(name, lambda text: list(find_everywhere(lists, text)), questions, most)


def figure(name, ask, questions, most=None):
    """What one of twenty questions takes at least, and beside it every second."""
    seconds = []
    for text in questions:
        with timed() as clock:
            ask(text)
        seconds.append(clock.seconds)
    seconds.sort()
    middle, late = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)]
    return Figure(f"{name}: p95", late, most=most, beside=f"p50 {middle:.3f} s")


def tantivy():
    """Peer: the same questions of the same entries by pairs of characters, in this process."""
    from benchmarks import peers

    if not is_installed("tantivy"):
        return []
    index = peers.tantivy_index(searched_entries())
    return [
        figure(
            f"peer: tantivy, pairs of characters of {COUNTIES} counties",
            lambda text: peers.asked_of_tantivy(index, text, MOST),
            searched_questions(),
        )
    ]


def datasette():
    """Peer: the same questions, each as what a name has to contain, over loopback."""
    from benchmarks import peers
    from benchmarks.load import asked_once

    if not is_installed("datasette"):
        return []
    path = f"/entries/entries.json?_size={MOST}&_shape=objects&name__contains="
    with (
        tempfile.TemporaryDirectory() as var,
        peers.datasette(searched_entries(), var) as port,
    ):
        return [
            figure(
                f"peer: Datasette, a filter of the names of {COUNTIES} counties",
                lambda text: asked_once(port, path + quote(text)),
                searched_questions(),
            )
        ]


def is_installed(package):
    from benchmarks.peers import why_no

    why = why_no(package)
    if why:
        print(f"LEFT OUT: peer: {why}", file=sys.stderr)
    return not why


def searched_questions():
    return [text for text, _ in read_questions("training_other.tsv")][:QUESTIONS]


def searched_entries():
    return [entry for published in many_lists() for entry in published.entries]


def many_lists():
    """The other list as that of many counties, each under codes of its own."""
    from items.lookup.list_index import ListIndex, rows_of
    from tests.published.made_lists import make_list

    lists = []
    for county in range(COUNTIES):
        entries = []
        for entry in entries_of(LISTS["other"]):
            kind, number = entry["code"][:1], entry["code"][-3:]
            code = f"{1_000_000 + county}{kind}{number}"
            entries.append({**entry, "code": code})
        published = make_list(entries)
        published.index = ListIndex(rows_of(published.entries), made)
        lists.append(published)
    return lists


BENCHES = [judgement, speed, tantivy, datasette]
