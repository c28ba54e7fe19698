"""The State of a subject and its decisions over HTTP: the same keys in every flow, and what is
offered is taken.
"""

import contextlib
from datetime import date

import pytest
from django.db import transaction

from dutylist.organizations.roles import Role
from dutylist.workflow.engine import perform
from dutylist.workflow.states import state_of
from items.editions.services.editions import start_edition
from items.models import Correction, DutyItem, Edition, Revision
from items.register.services.corrections import submit_correction
from tests.factories import make_county, make_staff, seeding

from .conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
KEYS = {
    "id",
    "flow",
    "county",
    "title",
    "status",
    "status_label",
    "version",
    "due_on",
    "due_at",
    "turn",
    "owed",
    "actions",
}
OWN = {
    "editions": {"number", "with_revision"},
    "revisions": {"number", "opened_on"},
    "corrections": {
        "code",
        "field",
        "department",
        "role",
        "present_text",
        "approved_text",
        "found_in",
    },
}
DECISION = {
    "id",
    "action",
    "label",
    "from",
    "to",
    "by",
    "for",
    "on_paper",
    "reason",
    "facts",
    "at",
    "due_on",
    "late",
}
RIGHT = "1.宣传；\n2.巡查。"


@pytest.fixture
def correction(place):
    """An error of copying that the clerk asks to put right."""
    miscopy(place.items[1])
    return submit_correction(
        place.county, place.items[1], "township_duty", RIGHT, by=place.clerk, reason="抄录有误"
    )


def miscopy(item, text="1.宣传。"):
    with seeding("抄错"):
        item.township_duty = text
        item.save()


def decisions(name, pk):
    return f"/api/v1/{name}/{pk}/decisions/"


def move(user, name, pk, action, **body):
    return moved_by(signed_in(user), name, pk, action, **body)


def moved_by(client, name, pk, action, **body):
    return client.post(
        decisions(name, pk),
        {"action": action, **body},
        content_type="application/json",
        headers={"If-Match": "*"},
    )


def paths(answer):
    return {error["path"]: error["message"] for error in answer.json()["errors"]}


def test_the_state_has_the_same_keys_in_every_flow(place, proposed, correction):
    subjects = {
        "editions": place.edition.pk,
        "revisions": proposed.revision_id,
        "corrections": correction.pk,
    }
    for name, pk in subjects.items():
        answer = signed_in(place.clerk).get(decisions(name, pk))
        assert answer.json().keys() == KEYS | OWN[name] | {"decisions"}, name
        assert answer["ETag"] == f'"{answer.json()["version"]}"'
        for decision in answer.json()["decisions"]:
            assert decision.keys() == DECISION


def test_a_correction_is_asked_for_and_approved_by_two_people(place):
    clerk, _, lead = place.staff
    miscopy(place.items[1])
    body = {
        "county": place.county.code,
        "code": place.items[1].code,
        "field": "township_duty",
        "approved_text": RIGHT,
    }
    made = signed_in(clerk).post(
        "/api/v1/corrections/", {**body, "reason": "抄录有误"}, content_type="application/json"
    )
    assert (made.status_code, made.json()["status"], made["ETag"]) == (201, "submitted", '"2"'), (
        made.content
    )
    assert made.json()["turn"].startswith("待编办负责人办理“核准更正”")
    pk = made.json()["id"]
    assert [action["action"] for action in made.json()["actions"]] == ["take_back"]
    assert move(clerk, "corrections", pk, "approve").status_code == 403
    done = move(lead, "corrections", pk, "approve")
    assert (done.status_code, done.json()["status"], done.json()["turn"]) == (201, "applied", None)
    assert (done.json()["decision"]["action"], done.json()["decision"]["late"]) == (
        "approve",
        False,
    )
    assert DutyItem.objects.get(pk=place.items[1].pk).township_duty == RIGHT


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"field": "responsibilities"}, "field"),
        ({"field": "duty"}, "department"),
        ({"department": "县公安局"}, "department"),
        ({"field": "duty", "department": "县公安局", "role": "x"}, "role"),
        ({"code": "99012199999"}, "code"),
        ({"code": 5}, "code"),
        ({"county": ""}, "county"),
        ({"approved_text": ""}, "approved_text"),
        ({"reason": ""}, "reason"),
        ({"status": "applied"}, "status"),
    ],
)
def test_what_is_wrong_with_a_correction_is_named(place, wrong, path):
    miscopy(place.items[1])
    body = {
        "county": place.county.code,
        "code": place.items[1].code,
        "field": "township_duty",
        "approved_text": RIGHT,
    }
    sent = signed_in(place.clerk).post(
        "/api/v1/corrections/",
        {**body, "reason": "抄录有误", **wrong},
        content_type="application/json",
    )
    assert sent.status_code == 422, sent.content
    assert path in paths(sent)
    assert not Correction.objects.exists()


def test_a_revision_is_given_up_by_the_lead(place, proposed):
    pk = proposed.revision_id
    refused = move(place.staff[2], "revisions", pk, "discard")
    assert (refused.status_code, paths(refused)) == (422, {"reason": "请填写“放弃修订”的理由。"})
    done = move(place.staff[2], "revisions", pk, "discard", reason="暂不调整")
    assert (done.status_code, done.json()["status"]) == (201, "discarded")
    proposed.refresh_from_db()
    assert proposed.outcome == "withdrawn"


def test_lists_are_filtered_and_light(place, people, proposed, correction):
    client = signed_in(place.clerk)
    found = client.get("/api/v1/revisions/?status=open").json()["results"]
    assert [row["id"] for row in found] == [proposed.revision_id]
    assert found[0].keys() == (KEYS | OWN["revisions"]) - {"turn", "owed", "actions"}
    assert client.get("/api/v1/revisions/?status=closed").json()["results"] == []
    assert [row["id"] for row in client.get("/api/v1/corrections/").json()["results"]] == [
        correction.pk
    ]
    assert paths(client.get("/api/v1/corrections/?status=x")).keys() == {"status"}
    assert client.get("/api/v1/corrections/?county=990122000000").status_code == 404
    for name in ("revisions", "corrections"):
        for who in (Role.TOWNSHIP_STAFF, Role.DEPARTMENT_LEAD, Role.SYSTEM_ADMIN, "stranger"):
            assert signed_in(people[who]).get(f"/api/v1/{name}/").json()["results"] == [], (
                name,
                who,
            )


def test_reason_and_facts_are_refused_together_at_the_paths_of_the_api(place):
    miscopy(place.items[1])
    perform(place.edition, "request_supplement", by=place.clerk, reason="抄录有误")
    facts = {"document_number": 5, "effective_on": "明天", "venue": "县政府"}
    answer = move(place.staff[2], "editions", place.edition.pk, "supplement", facts=facts)
    assert answer.status_code == 422
    assert paths(answer) == {
        "reason": "请填写“印发增补页”的理由。",
        "facts.document_number": "应为文字。",
        "facts.effective_on": "“明天”不是日期，请按 2026-01-31 的格式填写。",
        "facts.venue": "办理“印发增补页”不填写这一项。",
    }


def test_one_of_several_facts_is_named_by_all_of_them_where_none_is_told(place):
    draft = start_edition(place.county, by=place.clerk)
    perform(draft, "submit", by=place.clerk)
    good = {"meeting": "编委会", "decided_on": "2026-05-10"}
    answer = move(place.staff[1], "editions", draft.pk, "approve", facts=good)
    assert paths(answer) == {"facts.minutes_number|document_number": "请填写会议纪要号或者文号。"}
    answer = move(
        place.staff[1], "editions", draft.pk, "approve", facts={**good, "minutes_number": 5}
    )
    assert paths(answer) == {"facts.minutes_number": "应为文字。"}
    answer = move(
        place.staff[1],
        "editions",
        draft.pk,
        "approve",
        facts={**GOOD["approve"], "decided_on": "2049-01-01"},
    )
    assert paths(answer) == {"facts.decided_on": "审定日期不能晚于今天。"}


def test_an_old_version_is_told_before_wrong_facts(place):
    draft = start_edition(place.county, by=place.clerk)
    body = {"action": "submit", "facts": {"at": "2020-01-01"}}
    client = signed_in(place.clerk)
    stale = client.post(
        decisions("editions", draft.pk),
        body,
        content_type="application/json",
        headers={"If-Match": '"9"'},
    )
    assert stale.status_code == 412


def test_the_facts_of_each_move_are_told_with_it(place):
    draft = start_edition(place.county, by=place.clerk)
    perform(draft, "submit", by=place.clerk)
    state = signed_in(place.staff[1]).get(decisions("editions", draft.pk)).json()
    approve = next(action for action in state["actions"] if action["action"] == "approve")
    assert approve["facts"] == [
        {"name": "meeting", "label": "审定会议", "type": "text", "required": True},
        {"name": "decided_on", "label": "审定日期", "type": "day", "required": True},
        {
            "name": "minutes_number|document_number",
            "label": "会议纪要号或者文号",
            "type": "text",
            "required": True,
        },
    ]


GOOD = {
    "approve": {"meeting": "编委会", "decided_on": "2026-05-10", "minutes_number": "3"},
    "publish": {"document_number": "示政发〔2026〕9号", "effective_on": "2026-06-01"},
    "supplement": {"document_number": "示政发〔2026〕9号", "effective_on": "2026-06-01"},
}


def offered_and_refused(subject, user):
    """({actions offered}, {actions that a good body does not make}) of one person, nothing kept."""
    offered = {choice["action"] for choice in state_of(subject, user)["actions"]}
    refused, client = set(), signed_in(user)
    for action in subject.flow.actions.values:
        facts = GOOD.get(action, {}) if subject.flow_name == "edition" else {}
        name = {Edition: "editions", Revision: "revisions", Correction: "corrections"}[
            type(subject)
        ]
        with transaction.atomic():
            sent = moved_by(client, name, subject.pk, action, reason="办理", facts=facts)
            transaction.set_rollback(True)
        if sent.status_code != 201:
            refused.add(action)
    return offered, refused


def assert_truth(subject, staff):
    for user in staff:
        offered, refused = offered_and_refused(type(subject).objects.get(pk=subject.pk), user)
        assert offered == set(subject.flow.actions.values) - refused, (
            subject,
            subject.status,
            user,
        )


@contextlib.contextmanager
def moved_ground(item):
    """The item has another name meanwhile than the change of it started from."""
    with transaction.atomic():
        with seeding("更正"):
            item.name = "公文管理规范"
            item.save()
        yield
        transaction.set_rollback(True)


def test_a_list_without_items_is_not_offered_to_the_sitting():
    staff = make_staff()
    draft = start_edition(make_county(), by=staff[0])
    assert_truth(draft, staff)
    assert [action["action"] for action in state_of(draft, staff[0])["actions"]] == ["discard"]


def test_what_a_state_offers_is_what_the_post_takes(place, proposed, correction):
    """Every action by every person, in the states that a county comes by: nothing is offered in
    vain, none left out.
    """
    clerk, recorder, lead = place.staff
    assert_truth(place.edition, place.staff)
    assert_truth(proposed.revision, place.staff)
    assert_truth(correction, place.staff)
    miscopy(place.items[1], RIGHT)
    assert_truth(correction, place.staff)  # put right by another way: nothing is left to approve
    miscopy(place.items[1])
    perform(place.edition, "request_supplement", by=clerk, reason="抄录有误")
    assert_truth(place.edition, place.staff)
    draft = start_edition(place.county, by=clerk, with_revision=True)
    assert_truth(draft, place.staff)
    assert_truth(proposed.revision, place.staff)  # carried by the draft
    perform(draft, "submit", by=clerk)
    assert_truth(draft, place.staff)
    assert_truth(place.edition, place.staff)
    with moved_ground(place.items[0]):
        assert_truth(draft, place.staff)  # what the sitting would decide on does not fit any more
    perform(draft, "approve", by=recorder, **GOOD["approve"])
    assert_truth(draft, place.staff)
    perform(
        draft,
        "publish",
        by=lead,
        document_number="示政发〔2026〕9号",
        effective_on=date(2026, 6, 1),
    )
    perform(draft, "request_revoke", by=lead, reason="程序有误")
    assert_truth(draft, place.staff)
