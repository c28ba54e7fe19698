"""The events as a program catches up with them: all, in one order, for who may read them."""

import pytest
from django.test import Client

from dutylist.notices.models import OutboundEvent
from dutylist.notices.numbering import number_events
from dutylist.notices.services import queue_event
from dutylist.organizations.roles import COUNTY_ROLES, Role
from tests.at_once import at_once
from tests.factories import make_county, make_user

from .places import TITLE, happened, place

pytestmark = pytest.mark.django_db
__all__ = ["place"]
EVENTS = "/api/v1/events/"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def read(user, query=""):
    answer = signed_in(user).get(EVENTS + query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def subjects(user, query=""):
    return [event["subject"] for event in read(user, query)["results"]]


def test_events_are_read_on_from_the_last_one(place):
    for number in range(5):
        happened(place, subject=number)
    first = read(place.clerk, "?after=0&limit=2")
    assert [event["subject"] for event in first["results"]] == [0, 1]
    last = first["results"][-1]["id"]
    assert subjects(place.clerk, f"?after={last}") == [2, 3, 4]
    following = signed_in(place.clerk).get(first["next"]).json()
    assert [event["subject"] for event in following["results"]] == [2, 3]
    assert read(place.clerk, f"?after={last + 3}") == {
        "results": [],
        "next": None,
        "total": None,
        "capped": False,
    }


def test_an_event_that_was_committed_late_comes_at_the_end(place):
    """Its key is smaller: its transaction began to write first."""
    early = happened(place, subject=1)
    key = early.pk
    OutboundEvent.objects.filter(pk=key).delete()
    happened(place, subject=2)
    (seen,) = read(place.clerk)["results"]
    early.pk, early.number = key, None
    early.save(force_insert=True)
    assert subjects(place.clerk, f"?after={seen['id']}") == [1]
    assert subjects(place.clerk) == [2, 1]


@pytest.mark.django_db(transaction=True)
def test_two_that_number_at_once_give_each_event_one_number():
    county = make_county()
    for number in range(20):
        queue_event("edition.publish", {"subject": number}, county)
    counts = at_once([number_events, number_events])
    assert sum(counts) == 20
    numbers = OutboundEvent.objects.order_by("pk").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 21))


def test_who_reads_what_happened_in_a_county(place):
    happened(place)
    elsewhere = make_county("990122000000", "邻县")
    readers = [make_user(role, county=place.county) for role in sorted(COUNTY_ROLES)]
    readers += [make_user(role, region=place.county) for role in (Role.SYSTEM_ADMIN, Role.AUDITOR)]
    readers.append(make_user(Role.SYSTEM_ADMIN))  # of the whole site
    for reader in readers:
        assert subjects(reader) == [7]
    others = [
        make_user(Role.CLERK, county=elsewhere),
        make_user(Role.SYSTEM_ADMIN, region=elsewhere),
        make_user(Role.AUDITOR, region=elsewhere),
        make_user(Role.SECURITY_ADMIN),
        make_user(Role.CITY_REVIEWER, county=place.county),
        make_user(Role.TOWNSHIP_LEAD),
        make_user(Role.DEPARTMENT_LEAD),
    ]
    for other in others:
        assert subjects(other) == []
        asked = signed_in(other).get(f"{EVENTS}?county={place.county.code}")
        assert asked.status_code == 404, other
    assert Client().get(EVENTS).status_code == 401


def test_what_is_told_are_numbers_and_states(place):
    happened(place)
    queue_event("mail", {"to": ["a@example.gov.cn"], "subject": TITLE, "body": TITLE}, place.county)
    (event,) = read(place.clerk)["results"]
    assert set(event) == {
        "id",
        "kind",
        "at",
        "county",
        "flow",
        "action",
        "subject",
        "status",
        "decision",
    }
    assert (event["kind"], event["flow"], event["action"]) == (
        "edition.publish",
        "edition",
        "publish",
    )


@pytest.mark.either_database
@pytest.mark.parametrize("query", ["?after=-1", "?after=x", "?after=01", "?limit=0", "?kind=a"])
def test_an_odd_question_is_refused(place, query):
    assert signed_in(place.clerk).get(EVENTS + query).status_code == 422
