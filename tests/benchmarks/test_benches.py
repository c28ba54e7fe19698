"""The benchmarks never rot: each is run here on a few items; what they measure is no business of a
test.
"""

import importlib
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import benchmarks
from benchmarks import editions, importing_peers, imports, near_items, pages, peers, results
from benchmarks.__main__ import HARNESS
from benchmarks.figures import Figure
from benchmarks.load import Case, figure_of
from tests.at_once import serving

MODULES = sorted({path.stem for path in Path(benchmarks.__file__).parent.glob("*.py")} - HARNESS)


@pytest.fixture(autouse=True)
def tiny(monkeypatch):
    for module in (editions, pages):
        monkeypatch.setattr(module, "ITEMS", 20)
        monkeypatch.setattr(module, "TOWNSHIPS", 2)
    for name, value in {"DEMO_ITEMS": 5, "DEMO_TOWNSHIPS": 1, "SECONDS": 0}.items():
        monkeypatch.setattr(pages, name, value)
    for name, value in {"ROWS": 30, "TOWNSHIPS": 2, "TOWNSHIP_ROWS": 20, "TURNS": 1}.items():
        monkeypatch.setattr(imports, name, value)


@pytest.mark.one_database
@pytest.mark.parametrize("module", MODULES)
def test_every_module_of_the_harness_lists_its_benches(module):
    assert all(callable(bench) for bench in importlib.import_module(f"benchmarks.{module}").BENCHES)


def named(found):
    return {figure.name: figure for figure in ([found] if isinstance(found, Figure) else found)}


@pytest.mark.django_db(transaction=True)
def test_publication_is_measured_and_its_statements_do_not_grow():
    measured = named(editions.publishing())
    assert measured["more than for 2 items"].value == 0
    assert {"full document, zstd", "public document, zstd"} < set(named(editions.documents()))
    assert "20 entry rows" in named(editions.reindexing())["reindex of one county"].note


@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_pages_are_measured_over_a_served_site():
    measured = named(pages.pages())
    assert {
        "township page, revalidated",
        "API, all counties' entries, cached",
        "search in a township, cached",
    } < set(measured)
    assert measured["township page, revalidated"].note.endswith("0 KiB")
    assert named(pages.bare_django())


@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_datasette_is_measured_on_the_same_entries_or_said_to_be_left_out(capfd):
    measured, why = set(named(pages.datasette())), peers.why_no("datasette")
    assert measured == (set() if why else {"peer: Datasette table page", "peer: Datasette JSON"})
    assert why in capfd.readouterr().err


@pytest.fixture
def _kept_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_kept_files")
def test_imports_are_measured_beside_the_least_there_is_to_do():
    assert {"workbook of 30 rows imported", "cost of understanding it"} < set(
        named(imports.whole())
    )
    measured = named(imports.many())
    assert measured["2 township files previewed, new"].note.startswith("40 rows, 22 items")
    assert measured[
        "2 township files previewed, after an edition, changes in each"
    ].note.startswith("40 rows")


@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_kept_files")
def test_the_importing_peer_is_measured_on_the_same_rows_or_said_to_be_left_out(capfd):
    measured, why = set(named(imports.peer())), importing_peers.why_no_import_export()
    assert measured == (
        set() if why else {"peer: django-import-export, 30 rows", "times faster than the peer"}
    )
    assert why in capfd.readouterr().err


@pytest.mark.django_db
def test_what_is_near_is_measured_and_judged_beside_others(monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(near_items, "ITEMS", 10)
    assert len(named(near_items.speed())) == 2
    monkeypatch.setattr(near_items, "JUDGEMENT", tmp_path)
    assert near_items.judgement() == []
    assert "LEFT OUT" in capfd.readouterr().err
    pairs = [("公路养护", "农村公路管护", True), ("公路养护", "粮食播种", False)]
    lines = [{"a": {"name": a}, "b": {"name": b}, "same": same} for a, b, same in pairs]
    (tmp_path / "near_duplicates_2.jsonl").write_text("\n".join(map(json.dumps, lines)))
    found = named(near_items.judgement())
    by_words = found["recall at precision 0.9, second set, words alone"]
    assert (by_words.value, by_words.note) == (1, "2 pairs, 1 the same")
    assert "recall at precision 0.9, second set, difflib" in found


def test_recall_counts_pairs_of_one_score_together():
    same = [True, False, True, False]
    assert near_items.recall_at(same, [0.9, 0.5, 0.5, 0.1], 0.9) == 0.5
    assert near_items.recall_at(same, [0.9, 0.5, 0.5, 0.1], 0.6) == 1
    assert near_items.recall_at(same, [0.1, 0.9, 0.2, 0.8], 0.9) == 0


def test_an_answer_other_than_the_expected_one_ends_the_run():
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    refused = pytest.raises(SystemExit, match="a page: / answered 501, not 200")
    with serving(server) as port, refused:
        figure_of(port, Case("a page", "/"), seconds=0)


def test_a_figure_over_its_bound_says_so_in_the_table():
    text = results.table({"sqlite": [Figure("published", 3.5, most=3, beside="5 statements")]})
    assert "| published | 3.5 s (5 statements) **missed** | ≤ 3 |" in text


def test_a_run_keeps_the_sections_of_others_whatever_they_are_called(tmp_path, monkeypatch):
    path = tmp_path / "RESULTS.md"
    monkeypatch.setattr(results, "RESULTS", path)
    path.write_text("# Results\n\n## compared with before\n\nkept\n\n## gate\n\nold\n")
    results.keep({"gate": "## gate\n\nnew\n"})
    assert "## compared with before\n\nkept" in path.read_text()
    assert "new" in path.read_text()
    assert "old" not in path.read_text()
