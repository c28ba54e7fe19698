"""Whistles over HTTP: raised and followed by a platform, seen by nobody else, told of in events."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessment.models import Whistle
from dutylist.organizations.roles import Role
from dutylist.organizations.services.tokens import make_token
from tests.factories import make_user

from .whistling import (
    API,
    WHISTLES,
    call,
    called,
    decided,
    get,
    moved,
    place,
    post,
    told,
    whistling,
)

pytestmark = pytest.mark.django_db
__all__ = ["place", "whistling"]


def raised(scene, user=None, status=201, **fields):
    return told(post(user or scene.mayor, WHISTLES, call(scene, **fields)), status)


def test_a_whistle_is_raised_and_followed(whistling):
    state = raised(whistling, level="emergency", latitude=30.5, longitude=114.25, place="堤边")
    assert state["status"] == "dispatched"
    assert state["route"] == {"lead": "县自然资源局", "joint": [], "why": "item"}
    assert (state["latitude"], state["longitude"], state["adjustment"]) == (30.5, 114.25, None)
    assert state["due_at"] is not None
    assert state["due_on"] is not None
    assert {"escalate"} == {action["action"] for action in state["actions"]}
    answer = told(decided(whistling.staff, state["id"], "accept"))
    assert (answer["status"], answer["due_at"]) == ("handling", state["due_at"])
    assert answer["decision"]["late"] is False
    told(decided(whistling.staff, state["id"], "finish", {"result": "solved", "text": "已处置"}))
    told(decided(whistling.mayor, state["id"], "confirm", {"rating": "satisfied"}))
    closed = told(decided(whistling.mayor, state["id"], "close"))
    assert (closed["status"], closed["result"], closed["rating"]) == (
        "closed",
        "solved",
        "satisfied",
    )
    history = get(whistling.mayor, f"{WHISTLES}{state['id']}/decisions/").json()["decisions"]
    assert [one["action"] for one in history] == ["route", "accept", "finish", "confirm", "close"]
    figures = get(whistling.clerk, f"{WHISTLES}statistics/?year={timezone.localdate().year}").json()
    assert figures == {"solved": 1, "partly": 0, "not_possible": 0, "refused": 0, "rerouted": 0}


def test_the_same_number_answers_200_and_the_first(whistling):
    first = raised(whistling, external_id="GRID-1")
    again = raised(whistling, status=200, external_id="GRID-1", text="另一件")
    assert (again["id"], again["text"]) == (first["id"], first["text"])
    key = {"Idempotency-Key": "k1"}
    one = post(whistling.mayor, WHISTLES, call(whistling), **key)
    two = post(whistling.mayor, WHISTLES, call(whistling), **key)
    assert one.json()["id"] == two.json()["id"]
    assert Whistle.objects.count() == 2


def test_a_platform_s_token_raises_for_its_township(client, whistling):
    _row, token = make_token(whistling.fellow, name="网格平台", days=30, scope="write")
    answer = client.post(
        WHISTLES,
        call(whistling, external_id="HOT-9"),
        content_type="application/json",
        headers={"Authorization": f"Token {token}"},
    )
    assert told(answer)["raised_by"] == "李网格"


@pytest.mark.either_database
def test_who_may_and_who_sees(whistling):
    for user in (whistling.clerk, whistling.head, whistling.neighbour):
        assert post(user, WHISTLES, call(whistling)).status_code == 403
    elsewhere = call(whistling, township="990199100000")
    assert post(whistling.mayor, WHISTLES, elsewhere).status_code == 422
    pk = raised(whistling)["id"]
    for user in (whistling.neighbour, whistling.other, whistling.legal):
        for address in (f"{WHISTLES}{pk}/", f"{WHISTLES}{pk}/decisions/"):
            assert get(user, address).status_code == 404
        assert get(user, WHISTLES).json()["results"] == []
        assert decided(user, pk, "accept").status_code == 404
    for user in (whistling.inspector, whistling.secretary, whistling.auditor, whistling.staff):
        assert get(user, f"{WHISTLES}{pk}/").json()["actions"] == [] or user == whistling.staff
    assert decided(whistling.inspector, pk, "accept").status_code == 403
    assert decided(whistling.staff, pk, "accept", mark='"99"').status_code == 412
    assert decided(whistling.staff, pk, "finish").status_code == 409


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("facts", "paths"),
    [
        ({}, {"facts.right_department", "facts.right_item"}),
        ({"right_department": ["县林业局"], "right_item": 1}, None),
        ({"right_department": "县林业局", "right_item": "x", "why": ""}, {"facts.why"}),
        (
            {"right_department": "没有", "right_item": "没有"},
            {"facts.right_department", "facts.right_item"},
        ),
    ],
)
def test_a_refusal_is_refused_at_its_paths(whistling, facts, paths):
    answer = decided(whistling.staff, raised(whistling)["id"], "refuse", facts)
    assert answer.status_code == 422
    named = {one["path"] for one in answer.json()["errors"]}
    assert named == (paths or {"facts.right_department", "facts.right_item"})


@pytest.mark.either_database
def test_the_list_is_asked_by_its_filters(whistling):
    first = raised(whistling, text="广告牌松动", level="ordinary")
    raised(whistling, item=None)
    everything = {"results": 2, "广告牌": 1, "ordinary": 1, "raised": 1}
    asked = {
        "results": "",
        "广告牌": "q=广告牌",
        "ordinary": "level=ordinary",
        "raised": "status=raised",
    }
    for name, count in everything.items():
        rows = get(whistling.clerk, f"{WHISTLES}?{asked[name]}").json()["results"]
        assert len(rows) == count, name
    for query in (
        f"item={whistling.river}",
        f"township={whistling.town.code}&open=true&department=县自然资源局",
        f"year={timezone.localdate().year}&waiting=false&item={whistling.river}",
    ):
        [row] = get(whistling.clerk, f"{WHISTLES}?{query}").json()["results"]
        assert row["id"] == first["id"]
        assert row["route"]["lead"] == "县自然资源局"
    assert get(whistling.clerk, f"{WHISTLES}?level=soon").status_code == 422
    for query in ("year=26", "year=abcd", "year=0000", "year=0001-01-01", "county=99999"):
        assert get(whistling.clerk, f"{WHISTLES}statistics/?{query}").status_code == 422


def test_the_command_line_shows_and_decides(whistling):
    whistle = called(whistling)
    out = StringIO()
    call_command("show", "whistle", str(whistle.pk), "--as", whistling.staff.username, stdout=out)
    assert "接单" in out.getvalue()
    call_command("decide", "whistle", str(whistle.pk), "accept", "--by", whistling.staff.username)
    whistle.refresh_from_db()
    assert whistle.status == "handling"


@pytest.mark.either_database
def test_to_dos_tell_the_moment(whistling):
    whistle = called(whistling, level="emergency")
    [todo] = get(whistling.staff, f"{API}todos/").json()["results"]
    assert todo["due_at"] == whistle.due_at.isoformat()
    assert todo["left_words"].startswith("还剩29分钟")
    moved(whistle, "accept", whistling.staff, at=whistle.raised_at + timedelta(minutes=5))


@pytest.mark.either_database
def test_nobody_without_a_part_reads_figures_of_others(whistling):
    whistle = moved(called(whistling), "accept", whistling.staff)
    moved(whistle, "finish", whistling.staff, result="solved")
    stranger = make_user(Role.TOWNSHIP_LEAD, township=whistling.towns[5])
    for user in (stranger, whistling.other, whistling.legal):
        assert set(get(user, f"{WHISTLES}statistics/").json().values()) == {0}
