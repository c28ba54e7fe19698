"""A real browser against a live server; without Chromium these tests are skipped and say why."""

import contextlib
import os
import sqlite3

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.browser.chromium import ARGUMENTS, EXECUTABLE, why_no_browser


def pytest_collection_modifyitems(items):
    if why := why_no_browser():
        for item in items:
            if "chromium" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def chromium():
    """One browser for the session. Playwright keeps an event loop running, which Django would take
    for async code.
    """
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(
            executable_path=EXECUTABLE, args=list(ARGUMENTS), headless=True
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def kept_demo(tmp_path_factory):
    """Where a database file with the demo county is kept for the tests after the first."""
    return tmp_path_factory.mktemp("demo") / "demo.sqlite3"


@pytest.fixture
def demo(live_server, kept_demo):
    """The demo county behind a live server, through the command that `make run` uses: -> the
    server's origin. SQLite copies a file back sooner than the county is made once more.
    """
    if connection.vendor != "sqlite":
        call_command("demo", verbosity=0)
    elif kept_demo.exists():
        copy_database(kept_demo, into_the_test=True)
    else:
        call_command("demo", verbosity=0)
        copy_database(kept_demo, into_the_test=False)
    return live_server.url


def copy_database(path, *, into_the_test):
    """Through the backup of SQLite, which other connections to the file may watch."""
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(path)) as kept:
        ends = (kept, connection.connection) if into_the_test else (connection.connection, kept)
        ends[0].backup(ends[1])


@pytest.fixture
def visit(chromium, demo):
    """`visit("clerk")` -> a browser context signed in as that account, "" for a stranger; closed
    afterwards.
    """
    contexts = []

    def open_context(account="", **options):
        context = chromium.new_context(locale="zh-CN", timezone_id=settings.TIME_ZONE, **options)
        contexts.append(context)
        if account:
            context.add_cookies([session_cookie(account, demo)])
        return context

    yield open_context
    for context in contexts:
        context.close()


def session_cookie(account, origin):
    """A signed-in session for an account, made past the log-in page, which has its tests."""
    from django.contrib.auth import get_user_model

    client = Client()
    client.force_login(get_user_model().objects.get(username=account))
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": origin}
