"""A request from its first draft to the list: the bare path and the full one."""

from datetime import date

import pytest

from access_control.models import Channel
from dutylist.organizations.services.regions import set_policy
from items.editions.services.editions import issue_supplement
from items.models import DutyItem
from items.models.document_bytes import unpacked

from .people import (
    DECIDED,
    REQUESTS,
    complete,
    decide,
    drafted,
    handed_in,
    place,
    post,
    read,
    told,
)

pytestmark = pytest.mark.django_db
__all__ = ["place"]


@pytest.fixture
def bare(place):
    """The county leaves every stage out that may be left out."""
    stages = {channel.value: [] for channel in Channel}
    set_policy(place.county, {"stages": stages}, by=place.lead, reason="本县简化环节")
    return place


def test_a_county_with_the_bare_path_admits_an_item_in_four_steps(bare):
    place = bare
    request = drafted(place)
    assert request["number"].startswith("准入〔20")
    assert request["status"] == "draft"
    request = told(decide(place.head, request["id"], "submit"))
    assert request["status"] == "office_review"
    pk = request["id"]
    facts = {"complete": complete(place, read(place.lead, pk))}
    request = told(decide(place.lead, pk, "endorse", facts))
    assert request["status"] == "awaiting_sitting"
    told(decide(place.recorder, pk, "approve", DECIDED))
    request = read(place.head, pk)
    assert request["status"] == "approved"
    item = DutyItem.objects.get(name="海漂垃圾线索发现上报")
    assert request["changes"][0]["made"] == [item.code]
    assert request["changes"][0]["outcome"] == "applied"
    issue_supplement(
        place.edition,
        requested_by=place.clerk,
        by=place.lead,
        document_number="示政发〔2026〕30号",
        effective_on=date(2026, 12, 10),
        reason="增补准入事项",
    )
    assert read(place.head, pk)["status"] == "in_force"
    frozen = place.edition.documents.get(sequence=1)
    entry = next(e for e in unpacked(frozen.public)["entries"] if e["code"] == item.code)
    number = request["number"]
    assert entry["decision"] == {"request": number, "document_number": "示政发〔2026〕30号"}


def test_the_full_path(place):
    request = handed_in(place)
    pk = request["id"]
    assert request["status"] == "submitted"
    assert request["turn"].startswith("待编办经办人办理“受理”")
    facts = {"complete": complete(place, read(place.clerk, pk))}
    accepted = told(decide(place.clerk, pk, "accept", facts))
    assert accepted["status"] == "consulting"
    assert accepted["owed"] == ["测试1镇", "测试2镇", "测试3镇"]
    said = {"stance": "agree", "capacity": {"body": True, "staff": False}}
    for mayor in place.mayors[:2]:
        told(post(mayor, f"{REQUESTS}{pk}/opinions/", said))
    objecting = {"stance": "object", "text": "无专业人员", "willingness": "unable"}
    told(post(place.mayors[2], f"{REQUESTS}{pk}/opinions/", objecting))
    unsettled = decide(place.clerk, pk, "conclude")
    assert (unsettled.status_code, unsettled.json()["code"]) == (422, "unsettled")
    change = request["changes"][0]["id"]
    left = {"change": change, "unit": {"township": place.towns[2].code}, "way": "leave_out"}
    concluded = told(decide(place.clerk, pk, "conclude", {"settlements": [left]}))
    assert concluded["status"] == "legal_review"
    [now] = read(place.clerk, pk)["changes"]
    assert now["proposed"]["townships"] == [town.code for town in place.towns[:2]]
    amended = {
        "change": change,
        "outcome": "pass_amended",
        "article": "第三条",
        "text": "删去第1项",
        "item": {"township_duty": "1.上报线索。"},
    }
    reviewed = told(decide(place.legal, pk, "pass_amended", {"results": [amended]}))
    assert reviewed["status"] == "office_review"
    told(decide(place.head, pk, "confirm"))
    refused = decide(place.clerk, pk, "endorse")
    assert refused.status_code == 403
    endorsed = told(decide(place.lead, pk, "endorse"))
    assert endorsed["status"] == "awaiting_sitting"
    final = {
        "change": change,
        "outcome": "pass_amended",
        "text": "会议改名",
        "item": {"name": "海漂垃圾线索上报"},
    }
    told(decide(place.recorder, pk, "approve", DECIDED | {"results": [final]}))
    approved = read(place.head, pk)
    assert approved["status"] == "approved"
    [told_change] = approved["changes"]
    assert told_change["proposed"]["name"] == "海漂垃圾线索发现上报"
    assert told_change["final"]["name"] == "海漂垃圾线索上报"
    assert [result["stage"] for result in told_change["results"]] == ["legal", "sitting"]
    assert DutyItem.objects.filter(name="海漂垃圾线索上报").exists()
