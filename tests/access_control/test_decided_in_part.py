"""What the county has begun to decide on goes on by the rules of that day."""

import pytest

from dutylist.notices.models import ToDo
from dutylist.organizations.services.regions import set_policy

from .after import set_stages
from .people import DECIDED, complete, decide, handed_in, new_item, place, read, told
from .test_sittings import planned, recorded, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]


def endorsed(place, *names, **facts):
    set_stages(place)
    changes = [{"op": "add", "item": new_item(place, name)} for name in names]
    request = handed_in(place, *changes)
    facts = {"complete": complete(place, request), **facts}
    told(decide(place.lead, request["id"], "endorse", facts))
    return read(place.clerk, request["id"])


def offered(user, request):
    return [one["action"] for one in read(user, request["id"])["actions"]]


def test_what_is_decided_in_part_is_not_taken_back(place):
    request = endorsed(place, "甲项上报", "乙项上报")
    assert "take_back" in offered(place.head, request)
    later = {"change": request["changes"][1]["id"], "outcome": "defer", "text": "补充测算"}
    told(decide(place.recorder, request["id"], "approve", DECIDED | {"results": [later]}))
    assert "take_back" not in offered(place.head, request)
    refused = decide(place.head, request["id"], "take_back", reason="不再需要")
    assert (refused.status_code, refused.json()["code"]) == (409, "not_possible")
    assert "已经审定" in refused.json()["detail"]
    outcomes = [change["outcome"] for change in read(place.head, request["id"])["changes"]]
    assert outcomes == ["applied", "pending"]


def test_what_waits_for_the_superior_is_not_taken_back_with_what_was_put_off(place):
    channels = ("admission", "adjustment", "temporary", "summary")
    request = endorsed(place, "甲项上报", "乙项上报")
    first = {"clear_before_effect": dict.fromkeys(channels, True)}
    set_policy(place.county, first, by=place.lead, reason="上级要求")
    later = {"change": request["changes"][1]["id"], "outcome": "defer", "text": "补充测算"}
    told(decide(place.recorder, request["id"], "approve", DECIDED | {"results": [later]}))
    assert read(place.head, request["id"])["changes"][0]["outcome"] == "pending"
    assert decide(place.head, request["id"], "take_back", reason="不再需要").status_code == 409


def test_what_one_body_of_two_has_passed_may_still_be_taken_back(place):
    request = endorsed(place, "甲项上报", bodies=["staffing", "government"])
    sitting = planned(place, request)
    told(recorded(place, sitting, *rows_of(request)))
    taken = told(decide(place.head, request["id"], "take_back", reason="不再需要"))
    assert taken["status"] == "withdrawn"


def test_the_bodies_that_decide_are_those_of_the_day_of_the_endorsement(place):
    request = endorsed(place, "甲项上报")
    later = {"bodies": {"department": ["party"], "township": ["party"]}}
    set_policy(place.county, later, by=place.lead, reason="改由常委会审定")
    assert read(place.clerk, request["id"])["bodies"] == ["staffing", "government"]
    for body in ("staffing", "government"):
        sitting = planned(place, request, body=body)
        told(recorded(place, sitting, *rows_of(request)))
    assert read(place.clerk, request["id"])["status"] == "approved"
    assert endorsed(place, "丙项上报")["bodies"] == ["party"]


def todos(place, request):
    rows = ToDo.objects.for_user(place.recorder).filter(flow="change_request")
    return [todo.title.partition("：")[0] for todo in rows if todo.subject_id == request["id"]]


def test_the_recorder_is_asked_for_what_stands_on_no_agenda(place):
    request = endorsed(place, "甲项上报", "乙项上报", bodies=["staffing", "government"])
    assert todos(place, request) == ["登记审定结果"]
    sitting = planned(place, request)
    assert todos(place, request) == []  # the whole of it is on the agenda
    passed, later = rows_of(request)
    told(recorded(place, sitting, passed, later | {"outcome": "defer", "text": "补充测算"}))
    planned(place, request, body="government")
    assert todos(place, request) == ["登记审定结果"]  # the staffing body has the second one still
    assert "其余内容尚未列入会议议题" in read(place.head, request["id"])["turn"]
    planned(place, request)
    assert todos(place, request) == []
    assert "其余内容" not in read(place.head, request["id"])["turn"]
