"""Reforms over HTTP: asked for by one person, read with what they will move, carried out or
declined by another, taken back by whoever asked.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from dutylist.organizations.models import Department, Reorganization
from dutylist.organizations.roles import COUNTY_ROLES, DUTY_ROLES, STAFFING_OFFICE, Role
from dutylist.organizations.services.reorganizing import ask_to_merge_regions
from tests.factories import make_county, make_department, make_township, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
API = "/api/v1/"


@pytest.fixture
def county(db):
    return make_county()


@pytest.fixture
def clerk(county):
    return make_user(Role.CLERK, county=county)


@pytest.fixture
def lead(county):
    return make_user(Role.OFFICE_LEAD, county=county)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def send(user, address, body, mark="*"):
    return browser(user).post(
        f"{API}{address}", body, content_type="application/json", headers={"If-Match": mark}
    )


def asked_for(clerk):
    """The address of a merger as the answer to its request tells it."""
    old, new = make_department("县旅游局"), make_department("县文化旅游局")
    answer = send(
        clerk, f"county-departments/{old.pk}/merge/", {"into": new.pk, "reason": "机构改革"}
    )
    assert answer.status_code == 201
    return answer["Location"].removeprefix(API)


def read(user, address):
    answer = browser(user).get(f"{API}{address}")
    assert answer.status_code == 200, answer.content
    return answer


def test_a_reform_that_was_asked_for_is_found_with_what_it_moves(county, clerk, lead):
    address = asked_for(clerk)
    told = read(lead, address).json()
    assert (told["kind"], told["state"], told["title"]) == (
        "department_merge",
        "waiting",
        "县旅游局并入县文化旅游局",
    )
    assert [action["action"] for action in told["actions"]] == ["carry_out", "decline"]
    assert {"部门", "部门沿革"} <= {moved["label"] for moved in told["moves"]}
    assert [action["action"] for action in read(clerk, address).json()["actions"]] == ["take_back"]
    listed = browser(lead).get(f"{API}reorganizations/?state=waiting").json()["results"]
    assert [row["id"] for row in listed] == [told["id"]]
    assert browser(lead).get(f"{API}reorganizations/?state=done").json()["results"] == []


def test_another_person_carries_it_out(county, clerk, lead):
    address = asked_for(clerk)
    own = send(clerk, f"{address}decisions/", {"action": "carry_out", "reason": "同意"})
    assert (own.status_code, own.json()["code"]) == (403, "second_person")
    done = send(lead, f"{address}decisions/", {"action": "carry_out", "reason": "同意"})
    assert (done.status_code, done.json()["state"]) == (201, "done")
    assert Department.objects.get(name="县旅游局").valid_until
    again = send(lead, f"{address}decisions/", {"action": "decline", "reason": "不同意"})
    assert again.status_code == 409
    assert "actions" not in done.json()
    told = read(lead, address).json()
    assert (told["actions"], told["moves"]) == ([], [])


def test_whoever_asked_takes_it_back_and_nobody_else(county, clerk, lead):
    address = asked_for(clerk)
    other = send(lead, f"{address}decisions/", {"action": "take_back", "reason": "暂缓"})
    assert other.status_code == 403
    back = send(clerk, f"{address}decisions/", {"action": "take_back", "reason": "暂缓"})
    assert (back.status_code, back.json()["state"]) == (201, "taken_back")
    assert Department.objects.get(name="县旅游局").valid_until is None


def test_a_reform_of_townships_is_decided_in_the_same_way(county, clerk, lead):
    towns = [make_township(), make_township("990121101000", "河口乡")]
    row = ask_to_merge_regions(
        towns,
        code="990121110000",
        name="城河镇",
        on=timezone.localdate(),
        by=clerk,
        reason="区划调整",
    )
    answer = send(
        lead, f"reorganizations/{row.pk}/decisions/", {"action": "decline", "reason": "不同意"}
    )
    assert (answer.status_code, answer.json()["state"]) == (201, "refused")


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"action": "approve", "reason": "同意"}, "action"),
        ({"reason": "同意"}, "action"),
        ({"action": "carry_out"}, "reason"),
        ({"action": "carry_out", "reason": "同意", "on": "2026-01-01"}, "on"),
    ],
)
def test_what_is_wrong_is_named_at_its_path(county, clerk, lead, body, path):
    address = asked_for(clerk)
    answer = send(lead, f"{address}decisions/", body)
    assert answer.status_code == 422
    assert [error["path"] for error in answer.json()["errors"]] == [path]


def test_a_decision_is_about_the_reform_as_it_was_read(county, clerk, lead):
    address = asked_for(clerk)
    assert send(lead, f"{address}decisions/", {}, mark='"other"').status_code == 412
    mark = read(lead, address)["ETag"]
    done = send(lead, f"{address}decisions/", {"action": "carry_out", "reason": "同意"}, mark)
    assert done.status_code == 201


def test_who_reads_and_who_decides(county, clerk, lead):
    address = asked_for(clerk)
    reading, deciding = set(), set()
    for role in Role:
        place = {"county": county}
        if role in DUTY_ROLES:
            place = {"region": county}
        user = make_user(role, **place)
        if browser(user).get(f"{API}{address}").status_code == 200:
            reading.add(role)
        with transaction.atomic():
            sent = send(user, f"{address}decisions/", {"action": "decline", "reason": "不同意"})
            if sent.status_code == 201:
                deciding.add(role)
            transaction.set_rollback(True)
    assert reading == COUNTY_ROLES | {Role.AUDITOR}
    assert deciding == set(STAFFING_OFFICE)
    neighbour = make_user(Role.OFFICE_LEAD, county=make_county("990122000000", "邻县"))
    assert browser(neighbour).get(f"{API}{address}").status_code == 404
    assert Reorganization.objects.get().is_waiting
