"""The whole story of the gate over the HTTP API: a reclaimed item that comes back is found out,
insisted on, consulted on, reviewed, decided in part, published, and walked back to its first draft;
a township hands an item back; a county with the bare path admits one in four steps.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from access_control.models import Opinion
from dutylist.organizations.models import Region
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from items.models import DutyItem
from tests.factories import make_membership, seeding

from .people import (
    ACT,
    API,
    DECIDED,
    REQUESTS,
    application,
    attached,
    browser_of,
    complete,
    decide,
    drafted,
    get,
    new_item,
    patch,
    place,
    post,
    read,
    told,
)

pytestmark = pytest.mark.django_db
__all__ = ["place"]

UNABLE = {"body": False, "staff": False, "power": False, "funds": False}
ABLE = {"body": True, "staff": True, "power": True, "funds": True}
SUPPLEMENT = "示政发〔2026〕12号"


def test_a_reclaimed_item_comes_back_and_is_walked_back_to_its_first_draft(place):
    request = asked_for(place)
    found_out(place, request)
    insisted_on(place, request)
    taken_up(place, request)
    answered_by_five(place, request)
    three_reminded_two_object(place, request)
    silence_is_no_consent(place, request)
    settled(place, request)
    reviewed_by_the_legal_officer(place, request)
    endorsed_by_a_second_person(place, request)
    code = decided_by_the_county(place, request)
    published_by_a_supplement(place, request, code)
    walked_back_by_the_auditor(place, request, code)


# ---- the department ----


def asked_for(place):
    """Three changes: the reclaimed one, one that revises the list, a third one."""
    everywhere = {"townships": [town.code for town in place.towns]}
    returning = new_item(place, "海洋执法巡查检查", **everywhere)
    duty = {"township_duty": "1.每周巡查；\n2.上报。", "bases": [{"act": ACT, "article": "第五条"}]}
    revised = {"op": "revise", "code": place.items[1].code, "item": duty}
    third = {"op": "add", "item": new_item(place, "渔港环境线索上报", **everywhere)}
    changes = [{"op": "add", "item": returning}, revised, third]
    asking = f"{API}answers/?county={place.county.code}&q=海洋执法巡查"
    answer = told(get(place.head, asking), 200)
    assert answer["answer"] == "reclaimed"
    checked = told(post(place.head, f"{REQUESTS}check/", application(place, *changes)), 200)
    assert "reclaimed_return" in [finding["rule"] for finding in checked["findings"]]
    return drafted(place, *changes, necessity="")


def found_out(place, request):
    [finding] = [one for one in request["findings"] if one["rule"] == "reclaimed_return"]
    assert finding["severity"] == "blocking"
    assert finding["entry"] == place.items[2].code
    assert finding["change"] == request["changes"][0]["id"]


def insisted_on(place, request):
    pk = request["id"]
    why = {"necessity": "只有沿海镇村能及时发现"}
    told(patch(place.head, f"{REQUESTS}{pk}/", why, '"1"'), 200)
    state = told(decide(place.head, pk, "submit"))
    assert state["turn"].startswith("待编办经办人办理“受理”")
    assert get(place.mayors[0], f"{REQUESTS}{pk}/").status_code == 404


# ---- the townships ----


def seat_of(place):
    """The one township of the county that has nobody in the story: its paper comes by post."""
    towns = Region.objects.valid().townships_of(place.county)
    return towns.exclude(pk__in=[town.pk for town in place.towns]).get()


def taken_up(place, request):
    pk = request["id"]
    early = decide(place.clerk, pk, "accept", {"days": 3})
    assert early.json()["errors"][0]["path"] == "facts.days"
    facts = {"days": 5, "complete": complete(place, request)}
    state = told(decide(place.clerk, pk, "accept", facts))
    assert len(state["owed"]) == 9  # the revised item is for the county seat too
    with_no_account = {"unit": {"township": seat_of(place).code}, "stance": "agree"}
    paper = attached(place.clerk, pk)
    told(post(place.clerk, f"{REQUESTS}{pk}/opinions/", {**with_no_account, "paper": paper}))


def answered_by_five(place, request):
    """Three answer themselves, two by sealed paper."""
    address = f"{REQUESTS}{request['id']}/opinions/"
    said = {"stance": "agree", "capacity": ABLE, "willingness": "willing"}
    for mayor in place.mayors[:3]:
        told(post(mayor, address, said))
    paper = attached(place.clerk, request["id"])
    for town in place.towns[3:5]:
        recorded = {**said, "unit": {"township": town.code}, "paper": paper}
        assert told(post(place.clerk, address, recorded))["on_paper"] is True
    early = decide(place.clerk, request["id"], "conclude")
    assert (early.status_code, early.json()["code"]) == (409, "opinions_owed")


def three_reminded_two_object(place, request):
    pk, returning = request["id"], request["changes"][0]["id"]
    state = told(decide(place.clerk, pk, "remind"))
    assert state["owed"] == [town.name for town in place.towns[5:]]
    others = [{"change": one["id"], "stance": "agree"} for one in request["changes"][1:]]
    said = {
        "stance": "object",
        "text": "没有专业人员",
        "capacity": UNABLE,
        "willingness": "unable",
        "changes": [{"change": returning, "stance": "object", "text": "无力承接"}, *others],
    }
    for mayor in place.mayors[5:7]:
        told(post(mayor, f"{REQUESTS}{pk}/opinions/", said))


def silence_is_no_consent(place, request):
    pk, silent = request["id"], place.towns[7]
    state = told(get(place.clerk, f"{REQUESTS}{pk}/decisions/"), 200)
    assert state["owed"] == [silent.name]
    with seeding("时间已过"):
        opinion = Opinion.objects.get(request=pk, township=silent)
        opinion.due_on = timezone.localdate() - timedelta(days=1)
        opinion.save()
    unsettled = decide(place.clerk, pk, "conclude")
    assert (unsettled.status_code, unsettled.json()["code"]) == (422, "unsettled")
    assert f"{silent.name}对“海洋执法巡查检查”未反馈" in unsettled.json()["detail"]


def settled(place, request):
    """Who can not carry it leaves the scope; the silence goes before the county."""
    pk, changes = request["id"], [change["id"] for change in request["changes"]]
    rows = []
    for town in place.towns[5:7]:
        unit = {"township": town.code}
        rows.append({"change": changes[0], "unit": unit, "way": "leave_out", "text": "同意退出"})
    for change in changes:
        unit = {"township": place.towns[7].code}
        rows.append({"change": change, "unit": unit, "way": "to_sitting"})
    state = told(decide(place.clerk, pk, "conclude", {"settlements": rows}))
    assert state["status"] == "legal_review"
    left = read(place.clerk, pk)["changes"][0]["proposed"]["townships"]
    assert left == [town.code for town in (*place.towns[:5], place.towns[7])]
    seen = told(get(place.clerk, f"{REQUESTS}{pk}/opinions/"), 200)["results"]
    assert [(row["stance_label"], row["silent"]) for row in seen][-3:] == [
        ("不同意", False),
        ("不同意", False),
        ("未反馈", True),
    ]


# ---- legal review, the office, the county ----


def reviewed_by_the_legal_officer(place, request):
    """One amended, one failed, one passed; the applicant confirms the amended wording."""
    pk, changes = request["id"], [change["id"] for change in request["changes"]]
    amended = {
        "change": changes[0],
        "outcome": "pass_amended",
        "article": "第三条",
        "text": "执法由部门负责",
        "item": {"name": "海洋巡查线索上报", "township_duty": "1.巡查；\n2.上报线索。"},
    }
    failed = {"change": changes[1], "outcome": "fail", "text": "没有上位法依据"}
    told(
        decide(place.legal, pk, "pass_amended", {"results": [amended, failed, passed(changes[2])]})
    )
    told(decide(place.head, pk, "confirm"))
    seen = read(place.lead, pk)["changes"]
    assert [change["outcome"] for change in seen] == ["pending", "dropped", "pending"]
    assert seen[0]["title"] == "海洋巡查线索上报"


def passed(change):
    return {"change": change, "outcome": "pass"}


def endorsed_by_a_second_person(place, request):
    pk = request["id"]
    make_membership(place.clerk, Role.OFFICE_LEAD, county=place.county)
    refused = decide(place.clerk, pk, "endorse")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_person")
    facts = {"bodies": ["staffing"], "overrides": reasons_for(place, pk)}
    told(decide(place.lead, pk, "endorse", facts))


def reasons_for(place, pk):
    """Every blocking finding that stands is kept with a reason."""
    standing = read(place.lead, pk)["findings"]
    blocking = [one["id"] for one in standing if one["severity"] == "blocking"]
    return [{"finding": number, "reason": "只上报线索，执法由部门负责"} for number in blocking]


def decided_by_the_county(place, request):
    """A sitting passes the first as amended and puts off the third: -> the code of the new item."""
    pk, changes = request["id"], [change["id"] for change in request["changes"]]
    body = {"county": place.county.code, "body": "staffing", "requests": [pk]}
    sitting = told(post(place.clerk, f"{API}sittings/", body))
    amended = {
        **passed(changes[0]),
        "request": pk,
        "outcome": "pass_amended",
        "text": "会议明确每月一次",
        "item": {"township_duty": "1.每月巡查；\n2.上报线索。"},
    }
    deferred = {
        "request": pk,
        "change": changes[2],
        "outcome": "defer",
        "text": "补充经费测算",
    }
    address = f"{API}sittings/{sitting['id']}/results/"
    facts = {"held_on": "2026-11-27", "minutes_number": "〔2026〕5号"}
    partly = post(place.recorder, address, {**facts, "results": [amended]})
    assert partly.status_code == 422
    told(post(place.recorder, address, {**facts, "results": [amended, deferred]}))
    seen = read(place.head, pk)
    assert seen["status"] == "awaiting_sitting"
    outcomes = [change["outcome"] for change in seen["changes"]]
    assert outcomes == ["applied", "dropped", "pending"]
    [code] = seen["changes"][0]["made"]
    assert seen["changes"][0]["final"]["township_duty"] == "1.每月巡查；\n2.上报线索。"
    assert seen["changes"][0]["proposed"]["township_duty"] == "1.巡查；\n2.上报线索。"
    return code


# ---- the list, and the way back ----


def supplemented(place, number):
    """The clerk asks for a supplement, the lead issues it."""
    address = f"{API}editions/{place.edition.pk}/supplements/"
    asking = {"action": "request_supplement", "reason": "公布准入事项"}
    told(post(place.clerk, address, asking, **{"If-Match": "*"}))
    today = timezone.localdate().isoformat()
    facts = {"document_number": number, "effective_on": today, "note": "增补"}
    issuing = {"reason": "公布准入事项", "facts": facts}
    told(post(place.lead, address, issuing, **{"If-Match": "*"}))


def published_by_a_supplement(place, request, code):
    assert get(place.head, f"/i/{code}/").status_code == 404
    supplemented(place, SUPPLEMENT)
    decided = {"request": request["number"], "document_number": SUPPLEMENT}
    address = f"{API}entries/?county={place.county.code}&q=海洋巡查线索"
    entry = get(place.head, address).json()["results"][0]
    assert (entry["code"], entry["decision"]) == (code, decided)
    page = get(place.head, f"/i/{code}/").content.decode()
    assert request["number"] in page
    assert SUPPLEMENT in page


def walked_back_by_the_auditor(place, request, code):
    """From the item to its request, from there to the text as it was first drafted."""
    for one in (code, place.items[1].code):
        rows = told(get(place.auditor, f"{REQUESTS}?item={one}"), 200)["results"]
        assert [row["id"] for row in rows] == ([request["id"]] if one == code else [])
    auditor = browser_of(place.auditor)
    address = f"/desk/requests/{request['id']}/"
    item = auditor.get(f"/desk/items/{code}/").content.decode()
    assert address in item
    change = request["changes"][0]["id"]
    record = f"/desk/history/objects/items.proposedchange/{change}/"
    assert record in auditor.get(address).content.decode()
    walked = auditor.get(record).content.decode()
    for words in ("海洋执法巡查检查", "每月巡查", "孙自然", "1.开展宣传；"):
        assert words in walked
    decisions = told(get(place.auditor, f"{REQUESTS}{request['id']}/decisions/"), 200)["decisions"]
    assert [one["action"] for one in decisions] == [
        "submit",
        "accept",
        "remind",
        "conclude",
        "pass_amended",
        "confirm",
        "endorse",
        "approve",
    ]


# ---- a township hands an item back; the bare path ----


def test_a_township_hands_an_item_back_by_adjustment(place):
    mayor, code = place.mayors[2], place.items[1].code
    fields = {
        "channel": "adjustment",
        "circumstance": "township_unable",
        "title": "河道巡查承接不了",
        "reason": "没有专业人员和船只",
        "support": [],
        "changes": [{"op": "cancel", "code": code}],
    }
    request = told(post(mayor, REQUESTS, fields))
    assert request["applicant"]["township"] == place.towns[2].code
    pk = request["id"]
    told(decide(mayor, pk, "submit"))
    state = told(decide(place.clerk, pk, "accept"))
    # The other townships that carry it, and the department to which it would fall back.
    others = {town.name for town in place.towns if town != place.towns[2]}
    assert set(state["owed"]) == {*others, seat_of(place).name, "县自然资源局"}
    address = f"{REQUESTS}{pk}/opinions/"
    by_paper = {"unit": {"township": seat_of(place).code}, "paper": attached(place.clerk, pk)}
    told(post(place.clerk, address, {**by_paper, "stance": "agree"}))
    for other in (*place.mayors[:2], *place.mayors[3:]):
        told(post(other, address, {"stance": "agree"}))
    told(post(place.head, address, {"stance": "agree", "text": "收回由本局办理"}))
    told(decide(place.clerk, pk, "conclude"))
    told(decide(place.legal, pk, "pass"))
    told(decide(place.lead, pk, "endorse", {"bodies": ["staffing"]}))
    told(decide(place.recorder, pk, "approve", DECIDED))
    assert read(mayor, pk)["changes"][0]["outcome"] == "applied"
    assert not DutyItem.objects.current().filter(code=code).exists()
    supplemented(place, "示政发〔2026〕13号")
    assert read(mayor, pk)["status"] == "in_force"


def test_a_county_with_the_bare_path_admits_in_four_steps(place):
    bare = {"stages": {"admission": []}}
    set_policy(place.county, bare, by=place.lead, reason="本县规定")
    request = drafted(place)
    pk = request["id"]
    told(decide(place.head, pk, "submit"))
    told(decide(place.lead, pk, "endorse", {"complete": complete(place, request)}))
    told(decide(place.recorder, pk, "approve", DECIDED))
    supplemented(place, "示政发〔2026〕14号")
    assert read(place.head, pk)["status"] == "in_force"
    assert DutyItem.objects.current().filter(name="海漂垃圾线索发现上报").exists()
