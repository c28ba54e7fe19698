"""What every test shares: its ground, emptying a database that refuses to be emptied, and what is
absent is said.
"""

import contextlib
import gc
import os
import threading
import zlib

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client, TransactionTestCase
from pytest_django.plugin import blocking_manager_key

from dutylist.history.writeonce import lifted
from tests import database, versions
from tests.answers_described import described_otherwise
from tests.grounds import grounds_of, in_order, standing
from tests.live_requests import requests_in_progress

# The suite draws the same examples each time; DUTYLIST_TEST_SEARCH=1 looks for others.
hypothesis.settings.register_profile("search", deadline=None, max_examples=50, print_blob=True)
hypothesis.settings.register_profile(
    "suite", hypothesis.settings.get_profile("search"), derandomize=True
)
if os.environ.get("DUTYLIST_TEST_SEARCH"):
    hypothesis.settings.load_profile("search")
else:
    hypothesis.settings.load_profile("suite")


# A browser's event loop runs in the thread of the tests: Django would take it for asynchronous
# code, give the thread a second connection, and leave the first one open with what it had begun.
connections._connections = threading.local()


# Those with a test that takes ten seconds and more, which processes share badly.
LONG_MODULES = (
    "tests/accounts/test_given_back.py",
    "tests/access_control/test_moves.py",
    "tests/admin/test_lists.py",
    "tests/api/test_fields.py",
    "tests/api/test_states.py",
    "tests/assessment/test_anonymity.py",
    "tests/assessment/test_year_by_api.py",
    "tests/benchmarks/test_benches.py",
    "tests/browser/test_everywhere.py",
    "tests/browser/test_import_path.py",
    "tests/browser/test_pages.py",
    "tests/browser/test_story.py",
    "tests/editions/test_revocation.py",
    "tests/faults/test_everything_or_nothing.py",
    "tests/gate/test_crawl.py",
    "tests/gate/test_planted_codes.py",
    "tests/imports/test_kept_rounds.py",
    "tests/imports/test_safety.py",
    "tests/management/test_commands.py",
    "tests/organizations/test_people_matrix.py",
    "tests/sweeps/test_static.py",
    "tests/sweeps/test_values.py",
)


def pytest_report_header():
    return f"database: {database.KIND} ({settings.DATABASES['default']['NAME']})"


def pytest_collection_modifyitems(config, items):
    """What is marked `one_database` or asks for no database runs on SQLite only; of a marked
    module, what asks for a database runs on both. Of what is marked `either_database`, the whole
    suite asks each case on one of the two; what is `walked_on_sqlite` within another test, it asks
    by itself on PostgreSQL. Modules of long tests come first: at the end nobody waits for one.
    """
    items[:] = sorted(in_order(items), key=_is_of_a_short_module)
    once = {item for item in items if _is_asked_elsewhere(item)}
    items[:] = [item for item in items if item not in once]
    config.hook.pytest_deselected(items=list(once))


def _is_of_a_short_module(item):
    module = item.nodeid.partition("::")[0]
    return not module.endswith(LONG_MODULES)


def _is_asked_elsewhere(item):
    """Whether the session on the other database asks this; a part of the suite asks it on both."""
    is_whole_suite = bool(os.environ.get("DUTYLIST_TEST_HALVES"))
    if _runs_once(item):
        return database.KIND != "sqlite"
    if is_whole_suite and item.get_closest_marker("walked_on_sqlite"):
        return database.KIND == "sqlite"
    if is_whole_suite and item.get_closest_marker("either_database"):
        return zlib.crc32(item.nodeid.encode()) % 2 != (database.KIND == "postgresql")
    return False


def _runs_once(item):
    """What is marked `one_database`, and what asks for no database: neither changes on another.
    A test that reaches one by another way (a live server, a process) is marked `both_databases`.
    """
    if any(mark.name == "one_database" for mark in item.own_markers):
        return True
    asks = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(
        item.fixturenames
    )
    if item.get_closest_marker("one_database"):
        return not asks
    is_of_both = item.get_closest_marker("both_databases") or "live_server" in item.fixturenames
    return not asks and not is_of_both


def pytest_collection_finish():
    """A fifth of the time went into looking again and again through modules that never go away."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """A ground nobody asks for goes before anything else comes: a browser's event loop brings
    another connection.
    """
    with item.config.stash[blocking_manager_key].unblock():
        standing.clear_for(grounds_of(item))


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    """Before the database of a test is opened, what the test stands on is laid below it."""
    if fixturedef.argname == "_django_db_helper":
        with request.getfixturevalue("django_db_blocker").unblock():
            standing.lay_for(grounds_of(request.node))
    return (yield)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Workers on a ground of our own copy one database. One in a server that somebody named is
    dropped at the end, even while that server still winds up the session of a child killed by a
    test.
    """
    if "PYTEST_XDIST_WORKER" in os.environ and "DUTYLIST_TEST_POSTGRES_URL" not in os.environ:
        with django_db_blocker.unblock():
            database.use_a_copy(connection)
    else:
        request.getfixturevalue("django_db_setup")
    yield
    with django_db_blocker.unblock():
        if connection.in_atomic_block:
            standing.clear()
        if database.KIND == "postgresql":
            _end_other_sessions()


def _end_other_sessions():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _empty_full_text_tables():
    """A flush knows models only; a contentless FTS table is none."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'INSERT INTO "{name}"("{name}") VALUES (\'delete-all\')')


@contextlib.contextmanager
def _emptied_by_rows(filled):
    """A test leaves a few rows in a few tables: they are taken away sooner than PostgreSQL makes
    the files of all tables anew, which is what TRUNCATE does, and than empty tables are emptied.
    """
    name = connection.ops.quote_name

    def deleted(style, tables, **options):
        return [f"DELETE FROM {name(table)}" for table in tables if table in filled]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "sql_flush", deleted)
        yield


@pytest.fixture(scope="session", autouse=True)
def flushable_database():
    """Lets TransactionTestCase, `transactional_db` and `live_server` flush: post_migrate seeds and
    lays again.

    It waits for what a live server still answers: a request in the middle of a transaction made the
    flush fail, and the tests after it found no system account.
    """
    flush = TransactionTestCase._fixture_teardown

    def teardown(self):
        requests_in_progress.wait_for_none()
        filled = database.tables_with_rows(connection)
        with lifted(tables=filled), _emptied_by_rows(filled):
            _empty_full_text_tables()
            flush(self)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(scope="session", autouse=True)
def answers_are_described():
    """Every answer of the API that a test receives is what the schema says."""
    request = Client.request

    def described(self, **asked):
        answer = request(self, **asked)
        told = described_otherwise(asked["REQUEST_METHOD"], asked["PATH_INFO"], answer)
        assert told == "", told
        return answer

    Client.request = described
    yield
    Client.request = request


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def every_change_raises_the_version(request):
    """Of each versioned row that a test changed by a verb, where the tests drive the verbs."""
    module = request.node.nodeid.partition("::")[0]
    asks_for_database = request.node.get_closest_marker("django_db") or "db" in request.fixturenames
    is_looked_at = module in versions.WALKED and asks_for_database
    if is_looked_at:
        request.getfixturevalue("db")  # so that it is still there afterwards
    yield
    if is_looked_at:
        assert versions.changes_without_version() == set()
