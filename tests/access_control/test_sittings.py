"""Sittings over HTTP: an agenda of several requests and an edition, decided in one write."""

import json

import pytest
from django.core.management import call_command
from django.db import transaction

from access_control.models import AgendaLine, ChangeRequest, Sitting
from dutylist.notices.models import ToDo
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from dutylist.workflow.engine import perform
from items.editions.services.editions import start_edition
from items.models import DutyItem, EditionAction
from tests.factories import make_membership, make_user
from tests.workflow.hooks import named, watch

from .people import (
    API,
    complete,
    decide,
    get,
    handed_in,
    new_item,
    patch,
    place,
    post,
    read,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
SITTINGS = f"{API}sittings/"
HELD = {"held_on": "2026-11-27", "minutes_number": "〔2026〕5号", "document_number": ""}


def set_rules(place, **values):
    channels = ("admission", "adjustment", "temporary", "summary")
    rules = {"stages": {channel: [] for channel in channels}, **values}
    set_policy(place.county, rules, by=place.lead, reason="本县规定")


def add(place, name):
    return {"op": "add", "item": new_item(place, name)}


def endorsed(place, *names, bodies=("staffing",)):
    """A request for new items that waits for these bodies; the county has the bare path."""
    request = handed_in(place, *(add(place, name) for name in names))
    facts = {"complete": complete(place, request), "bodies": list(bodies)}
    told(decide(place.lead, request["id"], "endorse", facts))
    return read(place.clerk, request["id"])


def planned(place, *requests, body="staffing", **fields):
    keys = [request["id"] for request in requests]
    asked = {"county": place.county.code, "body": body, "planned_on": "2026-12-10", **fields}
    return told(post(place.clerk, SITTINGS, {**asked, "requests": keys}))


def rows_of(request, outcome="pass", **fields):
    """A result for every pending change of a request."""
    pending = [change for change in request["changes"] if change["outcome"] == "pending"]
    return [
        {"request": request["id"], "change": change["id"], "outcome": outcome, **fields}
        for change in pending
    ]


def recorded(place, sitting, *rows, by=None, **facts):
    body = {**HELD, **facts, "results": list(rows)}
    return post(by or place.recorder, f"{SITTINGS}{sitting['id']}/results/", body)


def faults(answer):
    assert answer.status_code == 422, answer.content.decode()
    return {one["path"]: one["message"] for one in answer.json()["errors"]}


def moved(user, sitting, action, facts=None, *, reason=""):
    body = {"action": action, "reason": reason, "facts": facts or {}}
    address = f"{SITTINGS}{sitting['id']}/decisions/"
    return post(user, address, body, **{"If-Match": "*"})


# ---- the agenda ----


def test_a_clerk_plans_a_sitting_and_changes_its_agenda(place):
    set_rules(place)
    first, second = endorsed(place, "海漂垃圾上报"), endorsed(place, "海滩清理上报")
    sitting = planned(place, first, second)
    assert (sitting["flow"], sitting["status"]) == ("sitting", "open")
    assert sitting["title"] == "示例县编委会（2026年12月10日）"
    assert [row["request"] for row in sitting["agenda"]] == [first["id"], second["id"]]
    assert [change["id"] for change in sitting["agenda"][0]["changes"]] == [
        first["changes"][0]["id"]
    ]
    seen = read(place.head, first["id"])
    assert seen["turn"].startswith("已列入示例县编委会（2026年12月10日）的议题")
    address, mark = f"{SITTINGS}{sitting['id']}/", f'"{sitting["version"]}"'
    change = {"requests": [second["id"]], "title": "县委编委会第5次会议"}
    amended = told(patch(place.clerk, address, change, mark), 200)
    assert [row["request"] for row in amended["agenda"]] == [second["id"]]
    assert amended["title"] == "县委编委会第5次会议"
    assert patch(place.clerk, address, change, mark).status_code == 412
    assert patch(place.recorder, address, change).status_code == 403
    assert "登记审定结果" in read(place.head, first["id"])["turn"]
    [listed] = told(get(place.auditor, f"{SITTINGS}?body=staffing&status=open"), 200)["results"]
    assert (listed["id"], "agenda" in listed) == (sitting["id"], False)
    assert get(place.head, address).status_code == 404
    assert get(place.head, SITTINGS).json()["results"] == []


def test_what_can_not_stand_on_an_agenda_is_named_at_its_place(place):
    set_rules(place)
    first, unready = endorsed(place, "海漂垃圾上报"), handed_in(place, add(place, "滩涂巡查"))
    planned(place, first)
    keys = [first["id"], unready["id"], 999999, "7"]
    asked = {"body": "staffing", "requests": keys, "planned_on": "明天", "edition": 999999}
    refused = faults(post(place.clerk, SITTINGS, asked))
    assert list(refused) == [
        "planned_on",
        "edition",
        "requests.0",
        "requests.1",
        "requests.2",
        "requests.3",
    ]
    assert "已列入示例县编委会" in refused["requests.0"]
    assert "编办审核中" in refused["requests.1"]
    asked = {"body": "government", "requests": [first["id"]]}
    assert "现由编委会审定" in faults(post(place.clerk, SITTINGS, asked))["requests.0"]
    assert list(faults(post(place.clerk, SITTINGS, {"body": "court"}))) == ["body"]
    assert list(faults(post(place.clerk, SITTINGS, {"held_on": "2026-01-01"}))) == ["held_on"]
    assert post(place.recorder, SITTINGS, {"body": "staffing"}).status_code == 403
    assert Sitting.objects.count() == 1


# ---- the results ----


def test_results_of_the_whole_agenda_are_one_write(place):
    set_rules(place)
    first = endorsed(place, "海漂垃圾上报", "海滩清理上报")
    second = endorsed(place, "渔港巡查上报")
    sitting = planned(place, first, second)
    one, two = first["changes"]
    rows = [
        {"request": first["id"], "change": one["id"], "outcome": "pass"},
        {
            "request": first["id"],
            "change": two["id"],
            "outcome": "pass_amended",
            "item": {"township_duty": "1.巡查。"},
            "text": "会议删去第2项",
        },
    ]
    refused = faults(recorded(place, sitting, *rows))
    assert list(refused) == ["results"]
    assert "“渔港巡查上报”还没有结果" in refused["results"]
    assert not DutyItem.objects.filter(name="海漂垃圾上报").exists()
    rows += rows_of(second, "defer", text="补充经费测算")
    state = told(recorded(place, sitting, *rows))
    assert (state["status"], state["held_on"]) == ("minuted", "2026-11-27")
    assert [row["status"] for row in state["requests"]] == ["approved", "awaiting_sitting"]
    assert DutyItem.objects.get(name="海滩清理上报").township_duty == "1.巡查。"
    seen = read(place.head, first["id"])
    assert [change["outcome"] for change in seen["changes"]] == ["applied", "applied"]
    [result] = seen["changes"][1]["results"]
    assert (result["stage"], result["body"], result["text"]) == (
        "sitting",
        "staffing",
        "会议删去第2项",
    )
    assert seen["minutes_number"] == "〔2026〕5号"
    assert seen["meeting"] == "示例县编委会（2026年11月27日）"
    deferred = read(place.clerk, second["id"])
    assert (deferred["status"], deferred["changes"][0]["outcome"]) == (
        "awaiting_sitting",
        "pending",
    )
    again = recorded(place, sitting, *rows)
    assert (again.status_code, again.json()["code"]) == (409, "not_possible")
    assert patch(place.clerk, f"{SITTINGS}{sitting['id']}/", {"requests": []}).status_code == 409
    next_one = planned(place, second)
    told(recorded(place, next_one, *rows_of(second, "reject", text="没有力量")))
    assert read(place.head, second["id"])["status_label"] == "不予准入"


def test_faults_of_results_stand_at_their_rows(place):
    set_rules(place)
    first, second = endorsed(place, "海漂垃圾上报"), endorsed(place, "海滩清理上报")
    sitting = planned(place, first)
    [row] = rows_of(first, "pass_amended", item={"name": ""})
    stranger = rows_of(second)
    whole = [*stranger, row, {"edition": 5, "outcome": "pass"}]
    refused = faults(recorded(place, sitting, *whole, held_on="2027-01-01"))
    assert set(refused) == {
        "held_on",
        "results.0.request",
        "results.1.text",
        "results.1.item.name",
        "results.2.edition",
    }
    wrong = {**row, "outcome": "perhaps"}
    assert list(faults(recorded(place, sitting, wrong))) == ["results.0.outcome"]
    twice = {**row, "item": {}}
    assert list(faults(recorded(place, sitting, twice, twice))) == [
        "results.0.text",
        "results.1.change",
    ]
    refused = faults(recorded(place, sitting, minutes_number="", paper=7))
    assert list(refused) == ["minutes_number", "paper"]


def test_bodies_decide_one_after_another(place):
    set_rules(place)
    both = ("staffing", "government")
    request = endorsed(place, "海漂垃圾上报", "海滩清理上报", bodies=both)
    one, two = rows_of(request)
    sitting = planned(place, request)
    amended = {**one, "outcome": "pass_amended", "item": {"name": "海漂上报"}, "text": "改名"}
    told(recorded(place, sitting, amended, {**two, "outcome": "defer"}))
    seen = read(place.clerk, request["id"])
    assert (seen["status"], DutyItem.objects.filter(name="海漂上报").exists()) == (
        "awaiting_sitting",
        False,
    )
    government = planned(place, request, body="government")
    assert [row["id"] for row in government["agenda"][0]["changes"]] == [one["change"]]
    staffing = planned(place, request)
    assert [row["id"] for row in staffing["agenda"][0]["changes"]] == [two["change"]]
    assert "results.1.change" in faults(recorded(place, government, one, two))
    told(recorded(place, government, one))
    assert DutyItem.objects.filter(name="海漂上报").exists()
    seen = read(place.clerk, request["id"])
    assert [change["outcome"] for change in seen["changes"]] == ["applied", "pending"]
    assert [result["body"] for result in seen["changes"][0]["results"]] == list(both)
    told(recorded(place, staffing, {**two, "outcome": "reject", "text": "不办"}))
    assert read(place.clerk, request["id"])["status"] == "approved"


def test_the_short_form_settles_the_bodies_still_owed(place):
    set_rules(place)
    request = endorsed(place, "海漂垃圾上报", bodies=("staffing", "government"))
    told(recorded(place, planned(place, request), *rows_of(request)))
    facts = {"meeting": "县政府常务会议", "decided_on": "2026-11-28", "minutes_number": "3号"}
    told(decide(place.recorder, request["id"], "approve", facts))
    assert DutyItem.objects.filter(name="海漂垃圾上报").exists()


# ---- who records ----


def test_who_prepared_or_has_an_interest_records_no_result(place):
    set_rules(place)
    request = endorsed(place, "海漂垃圾上报")
    make_membership(place.lead, Role.RECORDER, region=place.county)
    make_membership(place.clerk, Role.RECORDER, region=place.county)
    sitting = planned(place, request)
    interested = make_user(Role.RECORDER, county=place.county, name="局里人")
    make_membership(interested, Role.DEPARTMENT_STAFF, department=place.bureau)
    for person, code in (
        (place.lead, "second_person"),
        (place.clerk, "second_person"),
        (interested, "interested"),
        (place.legal, "role"),
    ):
        refused = recorded(place, sitting, *rows_of(request), by=person)
        assert (refused.status_code, refused.json()["code"]) == (403, code)
        state = told(get(person, f"{SITTINGS}{sitting['id']}/"), 200)
        assert "record" not in [action["action"] for action in state["actions"]]
    assert recorded(place, sitting, *rows_of(request), by=place.head).status_code == 404
    told(recorded(place, sitting, *rows_of(request)))


@pytest.mark.walked_on_sqlite
def test_the_recorder_is_asked_once_for_the_whole_sitting(place):
    set_rules(place)
    first, second = endorsed(place, "海漂垃圾上报"), endorsed(place, "海滩清理上报")
    mine = ToDo.objects.for_user(place.recorder)
    assert mine.filter(flow="change_request").count() == 2
    sitting = planned(place, first, second)
    assert [todo.flow for todo in mine.all()] == ["sitting"]
    told(moved(place.clerk, sitting, "cancel", reason="改期"))
    assert AgendaLine.objects.open().count() == 0
    assert mine.filter(flow="change_request").count() == 2
    planned(place, first)


def test_a_request_that_was_taken_back_needs_no_result(place):
    set_rules(place)
    first, second = endorsed(place, "海漂垃圾上报"), endorsed(place, "海滩清理上报")
    sitting = planned(place, first, second)
    told(decide(place.head, first["id"], "take_back", reason="不再需要"))
    refused = faults(recorded(place, sitting, *rows_of(first), *rows_of(second)))
    assert list(refused) == ["results.0.request"]
    told(recorded(place, sitting, *rows_of(second)))
    assert read(place.head, first["id"])["status"] == "withdrawn"


def test_a_sitting_is_shown_and_decided_from_the_command_line(place, capsys, tmp_path):
    set_rules(place)
    request = endorsed(place, "海漂垃圾上报")
    pk, recorder = planned(place, request)["id"], place.recorder.username
    call_command("show", "sitting", str(pk), "--as", recorder)
    assert "可以办理：登记审定结果 record" in capsys.readouterr().out
    results = tmp_path / "results.json"
    results.write_text(json.dumps({**HELD, "results": rows_of(request)}), encoding="utf-8")
    how = ("--by", recorder, "--facts", str(results))
    call_command("decide", "sitting", str(pk), "record", *how)
    assert Sitting.objects.get().status == "minuted"
    assert read(place.head, request["id"])["status"] == "approved"


# ---- the edition ----


def test_an_edition_is_passed_with_the_facts_of_the_sitting(place):
    set_rules(place)
    edition = start_edition(place.county, by=place.clerk, title="第二版")
    asked = {"body": "government", "requests": [], "edition": edition.pk}
    assert list(faults(post(place.clerk, SITTINGS, asked))) == ["edition"]
    perform(edition, EditionAction.SUBMIT, by=place.clerk)
    request = endorsed(place, "海漂垃圾上报")
    sitting = planned(place, request, edition=edition.pk)
    assert sitting["edition"] == edition.pk
    assert list(faults(post(place.clerk, SITTINGS, asked))) == ["edition"]
    rows = rows_of(request)
    assert "第2版还没有结果" in faults(recorded(place, sitting, *rows))["results"]
    passed = {"edition": edition.pk, "outcome": "pass"}
    deferred = {**passed, "outcome": "defer"}
    assert "results.1.outcome" in faults(recorded(place, sitting, *rows, deferred))
    told(recorded(place, sitting, *rows, passed))
    edition.refresh_from_db()
    assert (edition.status, edition.minutes_number) == ("approved", "〔2026〕5号")
    assert edition.meeting == "示例县编委会（2026年11月27日）"


# ---- what follows ----


def test_a_duty_that_a_sitting_changed_goes_to_the_legal_officer_once(place):
    set_rules(place, changed_after_sitting_returns=True)
    request = endorsed(place, "海漂垃圾上报", "海滩清理上报")
    one, two = rows_of(request)
    changed = {
        **one,
        "outcome": "pass_amended",
        "item": {"township_duty": "1.巡查。"},
        "text": "删去第2项",
    }
    told(recorded(place, planned(place, request), changed, two))
    seen = read(place.legal, request["id"])
    assert (seen["status"], seen["due_on"] is not None) == ("legal_review", True)
    assert [change["outcome"] for change in seen["changes"]] == ["pending", "applied"]
    assert seen["changes"][0]["final"]["township_duty"] == "1.巡查。"
    told(decide(place.legal, request["id"], "pass"))
    assert read(place.clerk, request["id"])["status"] == "awaiting_sitting"
    again = planned(place, request)
    changed["item"] = {"township_duty": "1.每月巡查。"}
    told(recorded(place, again, changed))
    assert read(place.clerk, request["id"])["status"] == "approved"
    assert DutyItem.objects.get(name="海漂垃圾上报").township_duty == "1.每月巡查。"


def test_what_the_legal_officer_fails_then_drops_out(place):
    set_rules(place, changed_after_sitting_returns=True)
    request = endorsed(place, "海漂垃圾上报")
    [row] = rows_of(request, "pass_amended", item={"township_duty": "1.执法。"}, text="加强")
    told(recorded(place, planned(place, request), row))
    failed = {"results": [{"change": row["change"], "outcome": "fail", "text": "没有依据"}]}
    told(decide(place.legal, request["id"], "fail", failed))
    seen = read(place.clerk, request["id"])
    assert (seen["status"], seen["changes"][0]["outcome"]) == ("refused", "dropped")


@pytest.mark.walked_on_sqlite
def test_the_document_number_of_a_sitting_is_its_requests(place):
    set_rules(place)
    request = endorsed(place, "海漂垃圾上报")
    sitting = planned(place, request)
    told(recorded(place, sitting, *rows_of(request)))
    assert list(faults(moved(place.clerk, sitting, "issue"))) == ["facts.document_number"]
    issued = told(moved(place.clerk, sitting, "issue", {"document_number": "示编发〔2026〕9号"}))
    assert issued["status"] == "issued"
    assert read(place.head, request["id"])["document_number"] == "示编发〔2026〕9号"


def test_the_next_sitting_is_told_of_simple_adjustments(place):
    set_rules(place)
    duty = {"department": "县自然资源局", "role": "lead", "duty": "1.组织查处。"}
    item = {"responsibilities": [duty | {"internal_office": "执法大队"}]}
    change = {"op": "revise", "code": place.items[1].code, "item": item}
    fields = {"channel": "summary", "circumstance": "reform", "support": []}
    summary = handed_in(place, change, **fields)
    told(decide(place.lead, summary["id"], "endorse"))
    request = endorsed(place, "海漂垃圾上报")
    sitting = planned(place, request)
    assert [row["request"] for row in sitting["for_information"]] == [summary["id"]]
    state = told(recorded(place, sitting, *rows_of(request)))
    assert [row["request"] for row in state["for_information"]] == [summary["id"]]
    later = planned(place, endorsed(place, "海滩清理上报"))
    assert later["for_information"] == []


def test_a_clash_is_refused_where_it_passes_and_nothing_is_written(place):
    set_rules(place)
    code, brings = place.items[1].code, {"bases": new_item(place)["bases"]}
    keys = []
    for duty in ("1.每周巡查。", "1.每月巡查。"):
        change = {"op": "revise", "code": code, "item": {"township_duty": duty} | brings}
        request = handed_in(place, change)
        told(decide(place.lead, request["id"], "endorse", {"bodies": ["staffing"]}))
        keys.append(read(place.clerk, request["id"]))
    sitting = planned(place, *keys)
    first, second = rows_of(keys[0]), rows_of(keys[1])
    refused = recorded(place, sitting, *first, *second)
    assert (refused.status_code, refused.json()["code"]) == (409, "clash")
    assert ChangeRequest.objects.filter(status="awaiting_sitting").count() == 2
    told(recorded(place, sitting, *first, {**second[0], "outcome": "defer"}))
    assert read(place.clerk, keys[0]["id"])["status"] == "approved"


WALKS = (
    test_the_document_number_of_a_sitting_is_its_requests,
    test_the_recorder_is_asked_once_for_the_whole_sitting,
)


@pytest.mark.one_database
def test_every_hook_of_the_flow_is_driven(place, monkeypatch):
    driven = watch(monkeypatch)
    for walk in WALKS:
        with transaction.atomic():
            walk(place)
            transaction.set_rollback(True)
    assert named("sitting") - driven == set()
