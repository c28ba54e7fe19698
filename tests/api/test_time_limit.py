"""A statement of a web request has its time: the answer is a sentence and 503, never an error of
ours.
"""

import time

import pytest
from django.db import OperationalError, connection

from dutylist.rest import time_limit
from items.published.pages.errors import AT_ONCE

from .conftest import signed_in

SHORT = 0.3
SLOW = "tests.api.slow_urls"


@pytest.fixture
def limited(db):
    """This connection as the web server has it, with a shorter time."""
    time_limit.limit(connection, SHORT)
    yield
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(None, 0)
        kept = [
            wrapper
            for wrapper in connection.execute_wrappers
            if not isinstance(wrapper, time_limit.Clock)
        ]
        connection.execute_wrappers[:] = kept
    else:
        with connection.connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")


@pytest.mark.urls(SLOW)
@pytest.mark.parametrize("address", ["/read/", "/page/", "/api/read/", "/api/signed/"])
def test_a_statement_that_takes_too_long_is_answered_with_a_sentence(place, limited, address):
    answer = signed_in(place.clerk).get(address)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert answer["Cache-Control"] == "no-store"
    if address.startswith("/api/"):
        assert (answer.json()["code"], answer.json()["detail"]) == (
            "took_too_long",
            time_limit.sentence(),
        )
    else:
        assert time_limit.sentence() in answer.content.decode()


@pytest.mark.urls(SLOW)
@pytest.mark.parametrize("address", ["/deadlock/", "/api/deadlock/"])
def test_who_loses_a_deadlock_is_told_that_nothing_was_done(place, address):
    answer = signed_in(place.clerk).get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "1")
    if address.startswith("/api/"):
        assert (answer.json()["code"], answer.json()["detail"]) == ("busy", AT_ONCE)
    else:
        assert AT_ONCE in answer.content.decode()


def test_many_short_statements_take_the_time_they_need(limited):
    begun = time.process_time()
    while time.process_time() - begun < 2 * SHORT:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)


def test_other_errors_are_errors_of_ours():
    assert not time_limit.was_ended(OperationalError("no such table: x"))
    assert not time_limit.was_ended(ValueError("interrupted"))
