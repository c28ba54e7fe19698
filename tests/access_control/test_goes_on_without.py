"""A change that drops out holds up nobody: what was found in it is no longer to be settled, and the
rest goes on. What is told of the others stays true.
"""

import pytest
from django.utils import timezone

from access_control.requests.services.checking import what_is_new
from dutylist.notices.models import InboxMessage
from items.editions.services.editions import issue_supplement
from items.entry.fields import EMPTY
from items.models import Edition, ProposedChange

from .people import DECIDED, browser_of, decide, get, handed_in, new_item, place, post, read, told
from .test_moves import REQUESTS, consulting, make_overdue, set_stages

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
PLEDGE = {"township_duty": "1.巡查；\n2.与各村签订责任状。"}


def two_changes(place):
    """A sound change and one that asks for pledges."""
    return [
        {"op": "add", "item": new_item(place)},
        {"op": "add", "item": new_item(place, "渔港线索上报", **PLEDGE)},
    ]


def page_of(user, pk):
    return get(user, f"/desk/requests/{pk}/").content.decode()


def reviewed_in_law(place, *results):
    """A request of these two changes of which the legal officer has said this: -> as the lead
    reads it.
    """
    set_stages(place, "legal_review")
    pk = handed_in(place, *two_changes(place))["id"]
    changes = [change["id"] for change in read(place.legal, pk)["changes"]]
    rows = [{"change": pk, **row} for pk, row in zip(changes, results, strict=True)]
    told(decide(place.legal, pk, "pass_amended", {"results": rows}))
    return read(place.lead, pk)


def endorsing(request):
    """What the lead tells of every change that is still to be decided on."""
    review = {"reviewer": "李审查", "on": "2026-11-20", "result": "不涉密"}
    pending = [one["id"] for one in request["changes"] if one["outcome"] == "pending"]
    return {"complete": [{"change": pk, "secrecy_review": review} for pk in pending]}


PASS, FAIL = {"outcome": "pass"}, {"outcome": "fail", "text": "没有依据"}


def test_what_blocks_in_a_failed_change_blocks_nobody(place):
    request = reviewed_in_law(place, PASS, FAIL)
    assert "pledge_without_ground" not in [one["rule"] for one in request["findings"]]
    assert "须先处理0处" not in page_of(place.lead, request["id"])
    told(decide(place.lead, request["id"], "endorse", endorsing(request)))
    told(decide(place.recorder, request["id"], "approve", DECIDED))
    outcomes = [change["outcome"] for change in read(place.head, request["id"])["changes"]]
    assert outcomes == ["applied", "dropped"]


def test_what_blocks_in_a_change_that_goes_on_blocks_still(place):
    request = reviewed_in_law(place, PASS, PASS)
    refused = decide(place.lead, request["id"], "endorse", endorsing(request))
    assert (refused.status_code, refused.json()["code"]) == (422, "blocked")


def test_what_the_review_no_longer_finds_is_kept_and_not_told_as_standing(place):
    request = reviewed_in_law(place, PASS, FAIL)
    assert [one["rule"] for one in request["findings"]] == ["no_secrecy_review"]
    known = told(get(place.lead, f"{REQUESTS}{request['id']}/findings/"), 200)
    rules = {one["rule"] for one in known["results"]}
    assert "pledge_without_ground" in rules  # kept with its run


def test_the_finding_says_of_which_change_it_is_and_leads_to_the_item(place):
    returning = {"op": "add", "item": new_item(place, "海洋执法巡查检查")}
    pk = handed_in(place, {"op": "add", "item": new_item(place)}, returning)["id"]
    text = page_of(place.lead, pk)
    assert '<a href="#no-2">第2条</a>' in "".join(text.split("\n"))
    assert f'href="/desk/items/{place.items[2].code}/"' in text
    assert "<mark>" in text


# ---- what is told to whom ----


def messages_of(user):
    return list(InboxMessage.objects.filter(user=user).values_list("title", flat=True))


def test_who_is_reminded_is_told_until_when(place):
    pk = consulting(place)["id"]
    told(post(place.mayors[0], f"{REQUESTS}{pk}/opinions/", {"stance": "agree"}))
    told(decide(place.clerk, pk, "remind"))
    assert not any("催办" in title for title in messages_of(place.mayors[0]))
    for mayor in place.mayors[1:3]:
        [title] = [title for title in messages_of(mayor) if "催办" in title]
        assert "反馈意见" in title


def test_the_applicant_is_told_what_was_decided(place):
    request = reviewed_in_law(place, PASS, FAIL)
    assert any("通过1条、不通过1条" in title for title in messages_of(place.head))
    told(decide(place.lead, request["id"], "endorse", endorsing(request)))
    told(decide(place.recorder, request["id"], "approve", DECIDED))
    assert any("会议审定通过1条" in title for title in messages_of(place.staff))


def test_a_refusal_is_told_by_its_name(place):
    set_stages(place)
    pk = handed_in(place)["id"]
    told(decide(place.lead, pk, "refuse", reason="没有必要"))
    assert any(title.endswith("：不予准入") for title in messages_of(place.head))


# ---- whose deadline it was ----


def test_the_clerk_who_draws_the_line_in_his_own_days_is_in_time(place):
    pk = consulting(place)["id"]
    told(decide(place.clerk, pk, "remind"))
    told(decide(place.head, pk, "answer", {"text": "可以调整"}))
    make_overdue(pk)
    owed = [{"township": town.code} for town in place.towns[:3]]
    [change] = [change["id"] for change in read(place.clerk, pk)["changes"]]
    rows = [{"change": change, "unit": unit, "way": "to_sitting"} for unit in owed]
    told(decide(place.clerk, pk, "conclude", {"settlements": rows}))
    decisions = told(get(place.clerk, f"{REQUESTS}{pk}/decisions/"), 200)["decisions"]
    by_action = {one["action"]: one for one in decisions}
    assert by_action["answer"]["due_on"] is None
    assert by_action["conclude"]["due_on"] > by_action["remind"]["due_on"]
    assert not by_action["conclude"]["late"]


# ---- what the page says of opinions ----


def test_silence_is_counted_beside_an_objection(place):
    pk = consulting(place)["id"]
    said = {"stance": "object", "text": "没有人手", "willingness": "unable"}
    told(post(place.mayors[0], f"{REQUESTS}{pk}/opinions/", said))
    assert "1家不同意、2家未反馈" in page_of(place.clerk, pk)


def test_the_clerk_comes_to_the_paper_of_a_unit_from_its_line(place):
    pk = consulting(place)["id"]
    address = f"/desk/requests/{pk}/opinion/?unit=township:{place.towns[1].code}"
    assert address in page_of(place.clerk, pk)
    assert address not in page_of(place.head, pk)
    text = browser_of(place.clerk).get(f"/desk/requests/{pk}/opinion/").content.decode()
    assert "先选择单位" in text


def test_a_scope_that_only_narrows_warns_of_nobody_who_carries_it_already(place):
    pk = consulting(place)["id"]
    lacking = {"body": True, "staff": False, "power": False, "funds": False}
    said = {"stance": "agree", "capacity": lacking}
    told(post(place.mayors[1], f"{REQUESTS}{pk}/opinions/", said))
    codes = [town.code for town in place.towns[1:]]
    change = {"op": "scope", "code": place.items[1].code}
    narrower = {**change, "item": {"scope": "listed", "townships": codes}}
    fields = {"channel": "adjustment", "circumstance": "township_unable", "title": "不再承担"}
    body = {"reason": "没有人手", **fields, "changes": [narrower]}
    checked = told(post(place.mayors[0], f"{REQUESTS}check/", body), 200)
    assert "no_capacity" not in [one["rule"] for one in checked["findings"]]
    wider = {"op": "add", "item": new_item(place)}
    checked = told(
        post(
            place.head,
            f"{REQUESTS}check/",
            {**body, "channel": "admission", "circumstance": "superior", "changes": [wider]},
        ),
        200,
    )
    assert "no_capacity" in [one["rule"] for one in checked["findings"]]


# ---- what a revision asks for anew ----


def revision(**fields):
    """A revision of 河道巡查 that alters these fields: -> (the change, its content)."""
    listed = {
        **EMPTY,
        "kind": "coordination",
        "name": "河道巡查",
        "township_duty": "1.巡查；\n2.上报。",
    }
    content = {**listed, **fields}
    change = ProposedChange(op=ProposedChange.Op.REVISE, then=listed, proposed=content)
    return change, content


def test_what_a_revision_leaves_alone_is_not_held_against_prohibited_entries():
    new = what_is_new(*revision(township_duty="1.开展宣传；\n2.巡查；\n3.上报；\n4.罚款。"))
    assert (new["name"], new["township_duty"]) == ("", "1.开展宣传；\n4.罚款。")
    new = what_is_new(*revision(name="河道执法"))
    assert (new["name"], new["township_duty"]) == ("河道执法", "")


def test_an_item_of_another_kind_is_looked_at_as_a_whole():
    change, content = revision(kind="basic")
    assert what_is_new(change, content) is content


# ---- the number of what was decided first ----


def supplement(place, number):
    issue_supplement(
        Edition.objects.get(pk=place.edition.pk),
        requested_by=place.clerk,
        by=place.lead,
        document_number=number,
        effective_on=timezone.localdate(),
        reason="增补",
    )


def numbers_of(place):
    """{name: the number of its decision} as everybody reads it."""
    rows = told(get(place.head, f"/api/v1/entries/?county={place.county.code}"), 200)["results"]
    return {row["name"]: row["decision"]["document_number"] for row in rows if row["decision"]}


def test_what_was_published_first_keeps_its_number_when_the_rest_is_decided(place):
    set_stages(place)
    other = {"op": "add", "item": new_item(place, "渔港线索上报")}
    request = handed_in(place, {"op": "add", "item": new_item(place)}, other)
    pk, [first, second] = request["id"], [change["id"] for change in request["changes"]]
    told(decide(place.lead, pk, "endorse", endorsing(request) | {"bodies": ["staffing"]}))
    put_off = {"change": second, "outcome": "defer", "text": "补充测算"}
    results = [{"change": first, "outcome": "pass"}, put_off]
    told(decide(place.recorder, pk, "approve", {**DECIDED, "results": results}))
    supplement(place, "示政发〔2026〕12号")
    assert numbers_of(place)["海漂垃圾线索发现上报"] == "示政发〔2026〕12号"
    told(decide(place.recorder, pk, "approve", DECIDED))
    supplement(place, "示政发〔2026〕15号")
    assert numbers_of(place) == {
        "海漂垃圾线索发现上报": "示政发〔2026〕12号",
        "渔港线索上报": "示政发〔2026〕15号",
    }
