"""What is private to a unit is no event; what follows tells no word of it."""

import json

import pytest

from dutylist.organizations.roles import Role
from dutylist.webhooks.delivering import deliver_due
from tests.access_control.people import decide, drafted, get, new_item, place, told
from tests.factories import make_user

from .places import receiving, registered

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place", "receiving"]
CANARY = "草稿里的金丝雀"


def draft(place, name):
    change = {"op": "add", "item": new_item(place, name)}
    return drafted(place, change, title=CANARY, reason=CANARY)["id"]


def events(user):
    return told(get(user, "/api/v1/events/"), 200)["results"]


def test_a_draft_is_no_event_and_a_request_is_told_by_its_number(place, receiving):
    place.keeper = make_user(Role.SYSTEM_ADMIN, region=place.county)
    registered(place, receiving.url)
    before = len(events(place.clerk))
    kept, given = draft(place, CANARY), draft(place, f"{CANARY}之二")
    told(decide(place.head, kept, "take_back", reason=CANARY))
    deliver_due()
    assert len(events(place.clerk)) == before
    assert receiving.arrived == []
    told(decide(place.head, given, "submit"))
    deliver_due()
    (event,) = events(place.clerk)[before:]
    assert (event["kind"], event["subject"]) == ("change_request.submit", given)
    assert json.loads(receiving.arrived[0].body)["data"] == event
    assert CANARY not in str(event)
    assert events(place.head) == events(place.other) == []
