"""Every move of a request: who makes it, what it asks, what it leaves behind."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from access_control.models import ChangeRequest, Opinion
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from dutylist.workflow.clocks import make_moves
from items.editions.services.editions import issue_supplement
from items.models import DutyItem, ProposedChange
from tests.factories import (
    make_membership,
    make_user,
    seeding,
)
from tests.workflow.hooks import named, watch

from .people import (
    API,
    DECIDED,
    REQUESTS,
    application,
    attached,
    complete,
    decide,
    drafted,
    get,
    handed_in,
    new_item,
    patch,
    place,
    post,
    read,
    told,
)
from .test_after_review import walk_of_a_review
from .test_after_superiors import walk_without_a_word
from .test_after_temporary import walk_of_an_end

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]


def paths(answer):
    """Where an answer says that something is wrong."""
    return [one["path"] for one in answer.json()["errors"]]


def set_stages(place, *stages, **more):
    channels = ("admission", "adjustment", "temporary", "summary")
    values = {"stages": {channel: list(stages) for channel in channels}, **more}
    set_policy(place.county, values, by=place.lead, reason="本县规定")


def reviewed(place, **fields):
    """A request that waits for the office lead, on the bare path."""
    set_stages(place)
    return handed_in(place, **fields)


def endorsed(place, **fields):
    set_stages(place)
    return endorsed_here(place, **fields)


def endorsed_here(place, **fields):
    """By the county's present stages."""
    request = handed_in(place, **fields)
    facts = {"complete": complete(place, request)}
    told(decide(place.lead, request["id"], "endorse", facts))
    return request


def approved(place, **fields):
    request = endorsed(place, **fields)
    told(decide(place.recorder, request["id"], "approve", DECIDED))
    return request


def consulting(place, **fields):
    request = handed_in(place, **fields)
    facts = {"complete": complete(place, request)}
    told(decide(place.clerk, request["id"], "accept", facts))
    return request


def answer_all(place, pk, stance="agree"):
    said = {"stance": stance, "text": "另有考虑", "willingness": "passive"}
    for mayor in place.mayors[:3]:
        told(post(mayor, f"{REQUESTS}{pk}/opinions/", said))


def in_force(place, request):
    issue_supplement(
        place.edition,
        requested_by=place.clerk,
        by=place.lead,
        document_number="示政发〔2026〕30号",
        effective_on=date(2026, 12, 10),
        reason="增补",
    )
    return read(place.head, request["id"])


# ---- the unit ----


def test_staff_submits_with_the_sealed_paper_only(place):
    request = drafted(place)
    refused = decide(place.staff, request["id"], "submit")
    assert (refused.status_code, paths(refused)) == (422, ["facts.paper"])


def test_nobody_else_submits(place):
    request = drafted(place)
    assert decide(place.other, request["id"], "submit").status_code == 404
    assert decide(place.auditor, request["id"], "submit").status_code == 403


def test_what_is_missing_is_named_at_once(place):
    item = {"kind": "coordination", "name": "", "responsibilities": []}
    request = drafted(place, {"op": "add", "item": item}, title="", support=[])
    missing = [one["path"] for one in request["missing"]]
    assert missing == [
        "title",
        "changes.0.item.name",
        "changes.0.item.category",
        "changes.0.item.responsibilities",
        "changes.0.item.bases",
        "changes.0.item.support",
    ]
    refused = decide(place.head, request["id"], "submit")
    assert refused.status_code == 422
    assert paths(refused) == missing


@pytest.mark.walked_on_sqlite
def test_taken_back_before_it_was_submitted_it_stays_private(place):
    request = drafted(place)
    told(decide(place.head, request["id"], "take_back", reason="不再需要"))
    assert get(place.clerk, f"{REQUESTS}{request['id']}/").status_code == 404
    assert read(place.auditor, request["id"])["status"] == "withdrawn"
    assert not ProposedChange.objects.pending().exists()


# ---- the office takes it up ----


def test_a_returned_request_keeps_what_was_submitted_for_the_office(place):
    request = handed_in(place)
    pk = request["id"]
    facts = {"missing": ["补充经费测算", "写明条款"]}
    told(decide(place.clerk, pk, "return", facts, reason="材料不全"))
    seen_by_unit = get(place.head, f"/desk/requests/{pk}/").content.decode()
    assert "需要补正的内容：补充经费测算；写明条款" in seen_by_unit
    change = {"id": request["changes"][0]["id"], "item": {"name": "改过的名称"}}
    answer = place_patch(place.head, pk, {"changes": [change], "title": "改过的标题"})
    assert answer.json()["changes"][0]["title"] == "改过的名称"
    seen = read(place.clerk, pk)
    assert seen["changes"][0]["title"] == "海漂垃圾线索发现上报"
    page, sought = f"/desk/requests/{pk}/", f"{REQUESTS}?q=改过的标题"
    admin = "/admin/access_control/changerequest/"
    assert "改过的标题" not in get(place.clerk, admin).content.decode()
    assert get(place.clerk, sought).json()["results"] == []
    for address in (f"{REQUESTS}{pk}/", f"{REQUESTS}{pk}/decisions/", REQUESTS, page):
        assert "改过的标题" not in get(place.clerk, address).content.decode()
        assert "改过的标题" in get(place.head, address).content.decode()
    told(decide(place.head, pk, "submit"))
    assert read(place.clerk, pk)["changes"][0]["title"] == "改过的名称"
    assert read(place.clerk, pk)["title"] == "改过的标题"
    assert ChangeRequest.objects.get(pk=pk).submissions.count() == 2


def place_patch(user, pk, body):
    answer = patch(user, f"{REQUESTS}{pk}/", body)
    assert answer.status_code == 200, answer.content.decode()
    return answer


def test_a_return_that_is_not_answered_is_taken_back_by_the_clock(place):
    pk = handed_in(place)["id"]
    told(decide(place.clerk, pk, "return", reason="材料不全"))
    make_moves(timezone.now() + timedelta(days=60))
    assert read(place.clerk, pk)["status"] == "withdrawn"


@pytest.mark.walked_on_sqlite
def test_declined_on_a_ground_of_the_closed_list(place):
    pk = handed_in(place)["id"]
    wrong = decide(place.lead, pk, "decline", {"ground": "whatever"}, reason="不合适")
    assert paths(wrong) == ["facts.ground"]
    told(decide(place.lead, pk, "decline", {"ground": "not_a_matter"}, reason="不属于清单"))
    seen = read(place.head, pk)
    assert (seen["status"], seen["status_label"]) == ("refused", "不予受理")
    assert seen["changes"][0]["outcome"] == "rejected"


@pytest.mark.walked_on_sqlite
def test_joined_the_other_takes_what_it_lacks(place):
    first = handed_in(place)
    item = new_item(place, "海滩垃圾清理上报")
    second = drafted(place, {"op": "add", "item": item}, by=place.other)
    told(decide(place.other, second["id"], "submit"))
    facts = {"into": first["id"]}
    told(decide(place.lead, second["id"], "join", facts, reason="同一事项"))
    assert read(place.other, second["id"])["joined_with"] == first["id"]
    for user, opens in ((place.clerk, True), (place.other, False)):
        page = get(user, f"/desk/requests/{second['id']}/").content.decode()
        assert first["number"] in page
        assert (f'href="/desk/requests/{first["id"]}/"' in page) == opens
    titles = [change["title"] for change in read(place.head, first["id"])["changes"]]
    assert titles == ["海漂垃圾线索发现上报", "海滩垃圾清理上报"]


def test_two_requests_on_one_item_are_told_of_each_other(place):
    code = place.items[1].code
    handed_in(place, {"op": "cancel", "code": code})
    second = drafted(place, {"op": "cancel", "code": code})
    assert [finding["rule"] for finding in second["findings"]] == ["parallel_request"]


# ---- consultation ----


@pytest.mark.walked_on_sqlite
def test_who_is_owed_is_reminded_once_and_silence_is_no_consent(place):
    pk = consulting(place)["id"]
    said = {"stance": "agree"}
    for mayor in place.mayors[:2]:
        told(post(mayor, f"{REQUESTS}{pk}/opinions/", said))
    early = decide(place.clerk, pk, "conclude")
    assert (early.status_code, early.json()["code"]) == (409, "opinions_owed")
    told(decide(place.clerk, pk, "remind"))
    assert decide(place.clerk, pk, "remind").status_code == 409
    make_overdue(pk)
    unsettled = decide(place.clerk, pk, "conclude")
    assert (unsettled.status_code, unsettled.json()["code"]) == (422, "unsettled")
    assert "测试3镇对“海漂垃圾线索发现上报”未反馈" in unsettled.json()["detail"]
    told(get(place.head, f"{REQUESTS}{pk}/opinions/"), 200)


def test_silence_that_the_clocks_have_told_is_silence_for_the_clerk(place):
    pk = consulting(place)["id"]
    told(decide(place.clerk, pk, "remind"))
    run_the_clocks(timezone.localdate() + timedelta(days=40))
    state = told(get(place.clerk, f"{REQUESTS}{pk}/decisions/"), 200)
    assert "经催办逾期未反馈，不作为同意" in state["turn"]
    assert "conclude" in [action["action"] for action in state["actions"]]
    unsettled = decide(place.clerk, pk, "conclude")
    assert (unsettled.status_code, unsettled.json()["code"]) == (422, "unsettled")


def run_the_clocks(day):
    call_command("tick", "--rehearsal", "--on", day.isoformat())


def test_who_is_reminded_early_keeps_the_days_he_has(place):
    pk = consulting(place)["id"]
    before = read(place.clerk, pk)["due_on"]
    assert told(decide(place.clerk, pk, "remind"))["due_on"] == before


def make_overdue(pk):
    with seeding("时间已过"):
        for opinion in Opinion.objects.filter(request=pk, sent_at=None):
            opinion.due_on = timezone.localdate() - timedelta(days=1)
            opinion.save()


def test_an_opinion_is_saved_in_parts_and_sent_once(place):
    pk = consulting(place)["id"]
    address, mayor = f"{REQUESTS}{pk}/opinions/", place.mayors[0]
    part = told(post(mayor, address, {"text": "正在研究", "send": False}))
    assert (part["sent_at"], part["silent"], part["stance_label"]) == (None, True, "未反馈")
    assert post(mayor, address, {"stance": "object", "send": False}).status_code == 200
    refused = post(mayor, address, {})
    assert paths(refused) == ["willingness"]
    told(post(mayor, address, {"willingness": "unable"}))
    again = post(mayor, address, {"stance": "agree"})
    assert (again.status_code, again.json()["code"]) == (409, "already_given")
    assert post(place.mayors[5], address, {"stance": "agree"}).status_code == 404


@pytest.mark.walked_on_sqlite
def test_the_clerk_records_a_paper_and_the_unit_contests_it(place):
    pk = consulting(place)["id"]
    town = {"township": place.towns[0].code}
    body = {"unit": town, "stance": "agree"}
    address = f"{REQUESTS}{pk}/opinions/"
    assert paths(post(place.clerk, address, body)) == ["paper"]
    assert paths(post(place.clerk, address, body | {"paper": 55})) == ["paper"]
    paper = attached(place.clerk, pk)
    recorded = told(post(place.clerk, address, body | {"paper": paper}))
    assert recorded["on_paper"] is True
    told_of_it = InboxMessage.objects.filter(user=place.mayors[0], title__contains="代录")
    assert told_of_it.count() == 1
    told(decide(place.mayors[0], pk, "contest", reason="与原件不符"))
    seen = told(get(place.clerk, address), 200)["results"]
    assert [row["sent_at"] for row in seen] == [None, None, None]


def test_what_was_recorded_is_contested_within_five_days(place):
    pk = consulting(place)["id"]
    paper = attached(place.clerk, pk)
    body = {"unit": {"township": place.towns[0].code}, "stance": "agree", "paper": paper}
    told(post(place.clerk, f"{REQUESTS}{pk}/opinions/", body))
    with seeding("时间已过"):
        opinion = Opinion.objects.get(request=pk, on_paper=True)
        opinion.sent_at -= timedelta(days=30)
        opinion.save()
    late = decide(place.mayors[0], pk, "contest", reason="与原件不符")
    assert late.status_code == 403


@pytest.mark.walked_on_sqlite
def test_what_is_changed_is_asked_of_that_unit_alone_again(place):
    request = consulting(place)
    pk, change = request["id"], request["changes"][0]["id"]
    answer_all(place, pk, "agree_if")
    told(decide(place.head, pk, "answer", {"text": "经费已落实"}))
    rows = [
        {
            "change": change,
            "unit": {"township": place.towns[0].code},
            "way": "ask_again",
            "item": {"township_duty": "1.上报线索。"},
        },
        {"change": change, "unit": {"township": place.towns[1].code}, "way": "leave_out"},
        {"change": change, "unit": {"township": place.towns[2].code}, "way": "to_sitting"},
    ]
    state = told(decide(place.clerk, pk, "conclude", {"settlements": rows}))
    assert (state["status"], state["owed"]) == ("consulting", ["测试1镇"])
    told(post(place.mayors[0], f"{REQUESTS}{pk}/opinions/", {"stance": "agree"}))
    drop = [{"change": change, "unit": {"township": place.towns[2].code}, "way": "drop"}]
    state = told(decide(place.clerk, pk, "conclude", {"settlements": drop}))
    assert state["status"] == "refused"
    assert read(place.head, pk)["changes"][0]["outcome"] == "dropped"


def settled_at_once(place, *ways, **facts):
    """A request concluded with these ways for its first townships, in this order: -> the answer."""
    request = handed_in(place)
    pk, change = request["id"], request["changes"][0]["id"]
    told(decide(place.clerk, pk, "accept"))
    answer_all(place, pk, "object")
    rows = []
    for town, (way, item) in zip(place.towns, ways, strict=False):
        row = {"change": change, "unit": {"township": town.code}, "way": way}
        rows.append({**row, "item": item} if item else row)
    more = {name: make(place, request) for name, make in facts.items()}
    return pk, decide(place.clerk, pk, "conclude", {"settlements": rows, **more})


LEAVING, TO_THE_COUNTY, DROPPING = ("leave_out", None), ("to_sitting", None), ("drop", None)
ASKING_AGAIN = ("ask_again", {"township_duty": "1.上报线索。"})


def test_what_is_completed_with_a_settlement_leaves_the_settlement_as_it_is(place):
    pk, answer = settled_at_once(place, LEAVING, TO_THE_COUNTY, TO_THE_COUNTY, complete=complete)
    told(answer)
    change = read(place.clerk, pk)["changes"][0]
    assert change["proposed"]["townships"] == [town.code for town in place.towns[1:3]]
    assert change["proposed"]["secrecy_review"]["reviewer"] == "李审查"


def test_what_is_completed_of_a_change_that_is_dropped_does_not_bring_it_back(place):
    pk, answer = settled_at_once(place, DROPPING, DROPPING, DROPPING, complete=complete)
    assert told(answer)["status"] == "refused"
    assert read(place.clerk, pk)["changes"][0]["outcome"] == "dropped"


@pytest.mark.parametrize(
    "ways", [(LEAVING, ASKING_AGAIN, TO_THE_COUNTY), (ASKING_AGAIN, LEAVING, TO_THE_COUNTY)]
)
def test_settlements_of_one_change_stand_together_in_any_order(place, ways):
    pk, answer = settled_at_once(place, *ways, complete=complete)
    told(answer)
    content = read(place.clerk, pk)["changes"][0]["proposed"]
    assert content["township_duty"] == "1.上报线索。"
    left = place.towns[ways.index(LEAVING)].code
    assert content["townships"] == [town.code for town in place.towns[:3] if town.code != left]


def test_not_every_township_leaves_a_scope(place):
    _pk, answer = settled_at_once(place, LEAVING, LEAVING, LEAVING)
    assert answer.status_code == 422
    assert paths(answer) == ["facts.settlements.2.way"]


def test_a_unit_that_is_concerned_only_after_two_rounds_is_asked(place):
    request = consulting(place)
    pk, change = request["id"], request["changes"][0]["id"]
    answer_all(place, pk)
    duty = {"township_duty": "1.上报线索。"}
    unit = {"township": place.towns[0].code}
    again = {"change": change, "unit": unit, "way": "ask_again", "item": duty}
    told(decide(place.clerk, pk, "conclude", {"settlements": [again]}))
    page = get(place.mayors[0], f"/desk/requests/{pk}/opinion/").content.decode()
    assert "第2轮" in page
    told(post(place.mayors[0], f"{REQUESTS}{pk}/opinions/", {"stance": "agree"}))
    told(decide(place.clerk, pk, "conclude"))
    told(decide(place.legal, pk, "pass"))
    told(decide(place.lead, pk, "return", reason="请补充适用范围"))
    wider = {"townships": [town.code for town in place.towns[:4]]}
    told(patch(place.head, f"{REQUESTS}{pk}/", {"changes": [{"id": change, "item": wider}]}), 200)
    told(decide(place.head, pk, "submit"))
    assert told(decide(place.clerk, pk, "accept"))["owed"] == ["测试4镇"]
    told(post(place.mayors[3], f"{REQUESTS}{pk}/opinions/", {"stance": "agree"}))
    told(decide(place.clerk, pk, "conclude"))


# ---- legal review, the office, the sitting ----


@pytest.mark.walked_on_sqlite
def test_all_failed_in_legal_review_is_refused(place):
    set_stages(place, "legal_review")
    request = handed_in(place)
    refused = decide(place.legal, request["id"], "fail")
    assert paths(refused) == ["facts.results"]
    results = [{"change": request["changes"][0]["id"], "outcome": "fail", "text": "没有上位法依据"}]
    told(decide(place.legal, request["id"], "fail", {"results": results}))
    seen = read(place.head, request["id"])
    assert (seen["status"], seen["status_label"]) == ("refused", "不予准入")


@pytest.mark.walked_on_sqlite
def test_the_applicant_disputes_an_amended_text_and_both_go_on(place):
    set_stages(place, "legal_review")
    request = handed_in(place)
    pk = request["id"]
    row = {
        "change": request["changes"][0]["id"],
        "outcome": "pass_amended",
        "text": "删去宣传",
        "item": {"township_duty": "1.上报线索。"},
    }
    told(decide(place.legal, pk, "pass_amended", {"results": [row]}))
    told(decide(place.head, pk, "dispute", reason="宣传不可缺"))
    assert decide(place.head, pk, "confirm").status_code == 409
    seen = read(place.lead, pk)["changes"][0]
    assert seen["proposed"]["township_duty"] == "1.开展宣传；\n2.上报线索。"
    assert seen["results"][0]["item"]["township_duty"] == "1.上报线索。"


@pytest.mark.walked_on_sqlite
def test_a_blocking_finding_needs_a_reason_of_the_office(place):
    set_stages(place)
    duty = "1.与村签订责任状；\n2.上报线索。"
    request = handed_in(place, {"op": "add", "item": new_item(place, township_duty=duty)})
    pk = request["id"]
    facts = {"complete": complete(place, request)}
    blocked = decide(place.lead, pk, "endorse", facts)
    assert (blocked.status_code, blocked.json()["code"]) == (422, "blocked")
    seen = read(place.lead, pk)["findings"]
    finding = next(row for row in seen if row["rule"] == "pledge_without_ground")
    facts["overrides"] = [{"finding": finding["id"], "reason": "省委文件要求"}]
    twice = facts | {"overrides": facts["overrides"] * 2}
    assert paths(decide(place.lead, pk, "endorse", twice)) == ["facts.overrides.1.finding"]
    told(decide(place.lead, pk, "endorse", facts))
    told(decide(place.recorder, pk, "defer", reason="下次会议再议"))
    kept = [row for row in read(place.head, pk)["findings"] if row["id"] == finding["id"]]
    assert kept[0]["override"]["reason"] == "省委文件要求"


def test_the_secrecy_review_is_completed_before_the_sitting(place):
    request = reviewed(place)
    refused = decide(place.lead, request["id"], "endorse")
    assert paths(refused) == ["facts.complete"]


def test_whoever_took_part_endorses_and_decides_nothing(place):
    request = reviewed(place)
    make_membership(place.head, Role.OFFICE_LEAD, county=place.county)
    refused = decide(place.head, request["id"], "endorse")
    assert (refused.status_code, refused.json()["code"]) in (
        (403, "second_person"),
        (403, "interested"),
    )
    facts = {"complete": complete(place, request)}
    told(decide(place.lead, request["id"], "endorse", facts))
    make_membership(place.lead, Role.RECORDER, county=place.county)
    again = decide(place.lead, request["id"], "approve", DECIDED)
    assert (again.status_code, again.json()["code"]) == (403, "second_person")


@pytest.mark.walked_on_sqlite
def test_rejected_by_the_sitting(place):
    request = endorsed(place)
    told(decide(place.recorder, request["id"], "reject", DECIDED, reason="暂不列入"))
    assert read(place.head, request["id"])["changes"][0]["outcome"] == "rejected"
    assert not DutyItem.objects.filter(name="海漂垃圾线索发现上报").exists()


def test_one_change_is_put_off_and_the_others_go_on(place):
    changes = [{"op": "add", "item": new_item(place, name)} for name in ("甲项上报", "乙项上报")]
    set_stages(place)
    request = handed_in(place, *changes)
    pk = request["id"]
    told(decide(place.lead, pk, "endorse", {"complete": complete(place, request)}))
    later = {"change": request["changes"][1]["id"], "outcome": "defer", "text": "补充经费测算"}
    told(decide(place.recorder, pk, "approve", DECIDED | {"results": [later]}))
    seen = read(place.head, pk)
    assert seen["status"] == "awaiting_sitting"
    assert [change["outcome"] for change in seen["changes"]] == ["applied", "pending"]
    told(decide(place.recorder, pk, "approve", DECIDED))
    assert read(place.head, pk)["status"] == "approved"


@pytest.mark.walked_on_sqlite
def test_cleared_first_the_register_waits_for_the_superior(place):
    city = make_user(Role.CITY_REVIEWER, county=place.county)
    first = dict.fromkeys(("admission", "adjustment", "temporary", "summary"), True)
    set_policy(place.county, {"clear_before_effect": first}, by=place.lead, reason="上级要求")
    request = approved(place)
    pk = request["id"]
    assert get(city, f"{REQUESTS}{pk}/").status_code == 404
    assert not DutyItem.objects.filter(name="海漂垃圾线索发现上报").exists()
    facts = {"to": "city", "number": "示编〔2026〕3号"}
    told(decide(place.clerk, pk, "report", facts))
    told(decide(city, pk, "object", {"number": "市编〔2026〕9号", "opinion": "再议"}))
    last = read(place.clerk, pk)["changes"][0]["results"][-1]
    assert (last["stage"], last["outcome"], last["text"]) == ("clearing", "fail", "再议")
    told(decide(place.recorder, pk, "approve", DECIDED))
    told(decide(place.clerk, pk, "report", facts))
    told(decide(city, pk, "clear", {"number": "市编〔2026〕10号"}))
    assert DutyItem.objects.filter(name="海漂垃圾线索发现上报").exists()
    assert in_force(place, request)["status"] == "in_force"


@pytest.mark.walked_on_sqlite
def test_a_temporary_item_lapses_by_its_date_with_its_request(place):
    set_stages(place)
    last = (timezone.localdate() + timedelta(days=30)).isoformat()
    request = approved(place, channel="temporary", ends_on=last)
    item = DutyItem.objects.get(name="海漂垃圾线索发现上报")
    assert item.ends_on.isoformat() == last
    assert in_force(place, request)["due_on"] == last
    make_moves(timezone.now() + timedelta(days=31))
    seen = read(place.head, request["id"])
    assert (seen["status"], seen["changes"][0]["outcome"]) == ("lapsed", "lapsed")


def test_a_simple_adjustment_is_endorsed_into_the_register(place):
    set_stages(place)
    duty = {"department": "县自然资源局", "role": "lead", "duty": "1.组织查处。"}
    item = {"responsibilities": [duty | {"internal_office": "执法大队"}]}
    change = {"op": "revise", "code": place.items[1].code, "item": item}
    request = handed_in(place, change, channel="summary", circumstance="reform", support=[])
    assert request["status"] == "office_review"
    told(decide(place.lead, request["id"], "endorse"))
    row = place.items[1].responsibilities.get()
    assert row.internal_office == "执法大队"
    wrong = {"op": "revise", "code": place.items[1].code, "item": {"name": "河湖巡查"}}
    refused = post(place.head, REQUESTS, drafted_body(place, wrong))
    assert (refused.status_code, refused.json()["code"]) == (422, "not_summary")
    assert paths(refused) == ["changes.0.item.name"]


def drafted_body(place, change):
    return application(place, change, channel="summary", circumstance="reform", support=[])


def test_a_county_that_reports_upward_reminds_its_clerk(place):
    set_stages(place, "reporting")
    request = endorsed_here(place)
    assert read(place.lead, request["id"])["bodies"] == ["staffing", "government"]
    told(decide(place.recorder, request["id"], "approve", DECIDED))
    [todo] = ToDo.objects.for_user(place.clerk).filter(flow="change_request")
    assert todo.title.startswith("逐级报送")


def test_a_clash_with_what_was_decided_meanwhile_is_settled_by_the_clerk(place):
    set_stages(place)
    code = place.items[1].code
    wanted = {"township_duty": "1.每周巡查；\n2.上报。"}
    other = {"township_duty": "1.每月巡查；\n2.上报。"}
    brings = {"bases": new_item(place)["bases"]}
    first = handed_in(place, {"op": "revise", "code": code, "item": wanted | brings})
    second = handed_in(place, {"op": "revise", "code": code, "item": other | brings})
    told(decide(place.lead, second["id"], "endorse"))
    told(decide(place.recorder, second["id"], "approve", DECIDED))
    refused = decide(place.lead, first["id"], "endorse")
    assert (refused.status_code, refused.json()["code"]) == (409, "clash")
    change = read(place.clerk, first["id"])["changes"][0]
    assert change["clashes"] == ["配合职责"]
    address = f"{API}proposed-changes/{change['id']}/settle/"
    body = {"keep": "proposed", "reason": "以本次申请为准"}
    mark = {"If-Match": f'"{change["version"]}"'}
    assert post(place.head, address, body, **mark).status_code in (403, 409)
    told(post(place.clerk, address, body, **mark))
    told(decide(place.lead, first["id"], "endorse"))


def test_of_several_decisions_on_one_version_one_is_made(place):
    request = endorsed(place)
    state = read(place.recorder, request["id"])
    answers = [
        decide(place.recorder, request["id"], "approve", DECIDED, mark=f'"{state["version"]}"')
        for _ in range(3)
    ]
    assert [answer.status_code for answer in answers] == [201, 412, 412]


@pytest.mark.walked_on_sqlite
def test_a_confirmed_wording_takes_the_place_of_the_submitted_one(place):
    set_stages(place, "legal_review")
    request = handed_in(place)
    row = {
        "change": request["changes"][0]["id"],
        "outcome": "pass_amended",
        "text": "删去宣传",
        "item": {"township_duty": "1.上报线索。"},
    }
    told(decide(place.legal, request["id"], "pass_amended", {"results": [row]}))
    told(decide(place.head, request["id"], "confirm"))
    seen = read(place.lead, request["id"])["changes"][0]
    assert seen["proposed"]["township_duty"] == "1.上报线索。"


@pytest.mark.walked_on_sqlite
def test_the_office_refuses_what_the_legal_officer_passed(place):
    set_stages(place, "legal_review")
    request = handed_in(place)
    told(decide(place.legal, request["id"], "pass"))
    told(decide(place.lead, request["id"], "refuse", reason="镇里没有力量"))
    seen = read(place.head, request["id"])
    assert (seen["status_label"], seen["changes"][0]["outcome"]) == ("不予准入", "rejected")


WALKS = (
    test_taken_back_before_it_was_submitted_it_stays_private,
    test_a_blocking_finding_needs_a_reason_of_the_office,
    test_a_confirmed_wording_takes_the_place_of_the_submitted_one,
    test_the_office_refuses_what_the_legal_officer_passed,
    test_declined_on_a_ground_of_the_closed_list,
    test_joined_the_other_takes_what_it_lacks,
    test_who_is_owed_is_reminded_once_and_silence_is_no_consent,
    test_the_clerk_records_a_paper_and_the_unit_contests_it,
    test_what_is_changed_is_asked_of_that_unit_alone_again,
    test_all_failed_in_legal_review_is_refused,
    test_the_applicant_disputes_an_amended_text_and_both_go_on,
    test_rejected_by_the_sitting,
    test_cleared_first_the_register_waits_for_the_superior,
    test_a_temporary_item_lapses_by_its_date_with_its_request,
    walk_of_a_review,
    walk_of_an_end,
    walk_without_a_word,
)


@pytest.mark.one_database
def test_every_hook_of_the_flow_is_driven(place, monkeypatch):
    """The walks above come by whatever the flow names beside its table."""
    driven = watch(monkeypatch)
    for walk in WALKS:
        with transaction.atomic():
            walk(place)
            transaction.set_rollback(True)
    assert named("change_request") - driven == set()
