"""What runs beside a test ends with it, and no test fails because the machine was busy."""

import ast

import pytest

from .tree import ROOT, at, files, named, parsed

pytestmark = pytest.mark.one_database
STARTERS = {
    "Thread",
    "Timer",
    "Popen",
    "ThreadPoolExecutor",
    "ProcessPoolExecutor",
    "Process",
    "fork",
}
# They end what they start whatever happens: work beside a test, the suite itself, the server it
# stands on, the process in which readings of files are measured.
MAY_START = {
    "tests/at_once.py",
    "tests/run.py",
    "tests/database.py",
    "tests/imports/measured.py",
    "tests/imports/measuring_process.py",
}
CLOCKS = {"monotonic", "perf_counter", "time"}
# They look at a page as it is this moment, the one before included; a locator waits.
GLANCES = {"eval_on_selector", "eval_on_selector_all", "query_selector", "query_selector_all"}


def calls(path, names):
    """Where a module of the tests calls something of one of these names."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
            if called in names:
                yield at(path, node)


def test_only_one_room_of_the_tests_starts_threads_and_processes():
    paths = [path for path in files("tests", "*.py") if named(path) not in MAY_START]
    assert [place for path in paths for place in calls(path, STARTERS)] == []


def test_no_test_looks_at_the_clock_of_the_wall():
    assert [place for path in files("tests", "test_*.py") for place in calls(path, CLOCKS)] == []


def test_no_test_of_a_page_looks_before_the_page_is_there():
    assert [place for path in files("tests", "*.py") for place in calls(path, GLANCES)] == []


def test_a_glance_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.sweeps.tree.ROOT", tmp_path)
    path = tmp_path / "test_page.py"
    path.write_text('assert page.eval_on_selector("select", "box => box.value")\n')
    assert list(calls(path, GLANCES))


def test_the_sweep_sees_what_it_is_for():
    assert list(calls(ROOT / "tests/at_once.py", STARTERS))
    assert list(calls(ROOT / "items/imports/reading/places.py", CLOCKS))
