"""What every test shares: emptying a database that refuses to be emptied, and what is absent is said."""

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

from dutylist.history.writeonce import lifted
from tests import database

hypothesis.settings.register_profile("suite", deadline=None, max_examples=50, print_blob=True)
hypothesis.settings.load_profile("suite")


def pytest_report_header():
    return f"database: {database.KIND} ({settings.DATABASES['default']['NAME']})"


def pytest_collection_modifyitems(config, items):
    """Of a module marked `files_only` what asks for no database runs once, on SQLite; the rest on both."""
    if database.KIND == "sqlite":
        return
    once = [item for item in items if item.get_closest_marker("files_only") and not _asks_for_database(item)]
    kept = set(items).difference(once)
    items[:] = [item for item in items if item in kept]
    config.hook.pytest_deselected(items=once)


def _asks_for_database(item):
    return bool(item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames))


def _empty_full_text_tables():
    """A flush knows models only; a contentless FTS table is none."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'INSERT INTO "{name}"("{name}") VALUES (\'delete-all\')')


@pytest.fixture(scope="session", autouse=True)
def flushable_database():
    """Lets TransactionTestCase, `transactional_db` and `live_server` flush: post_migrate seeds and lays again."""
    flush = TransactionTestCase._fixture_teardown

    def teardown(self):
        with lifted():
            _empty_full_text_tables()
            flush(self)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
