"""What was decided is reported to one superior after another (逐级报送), and what an objection
means for what is in the list already.
"""

import pytest

from dutylist.notices.models import InboxMessage, ToDo
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from items.models import DutyItem
from tests.factories import make_user
from tests.grounds import ground

from .after import CHANNELS, publish_supplement, set_stages
from .people import DECIDED, complete, decide, handed_in, place, read, told

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
NAME = "海漂垃圾线索发现上报"
BOTH = {"superiors": {channel: ["city", "province"] for channel in CHANNELS}}
FIRST = {"clear_before_effect": dict.fromkeys(CHANNELS, True)}
NUMBER = {"number": "市编〔2026〕9号"}


@ground
def awaiting(place):
    """The bureau's request waits for the sitting; the city and the province have people."""
    place.city = make_user(Role.CITY_REVIEWER, county=place.county, name="卫市级")
    place.province = make_user(Role.PROVINCE_FILER, county=place.county, name="蒋省级")
    set_stages(place)
    request = handed_in(place)
    place.pk = request["id"]
    told(decide(place.lead, place.pk, "endorse", {"complete": complete(place, request)}))
    return place


def approve(place):
    return told(decide(place.recorder, place.pk, "approve", DECIDED))


def report(place, to):
    return decide(place.clerk, place.pk, "report", {"to": to, "number": "示编〔2026〕3号"})


def refusal(answer):
    assert answer.status_code == 422, answer.content.decode()
    return {one["path"]: one["message"] for one in answer.json()["errors"]}


def todos_of_clerk(place):
    rows = ToDo.objects.for_user(place.clerk).filter(flow="change_request", subject_id=place.pk)
    return [todo.title.partition("：")[0] for todo in rows]


def in_register():
    return DutyItem.objects.current().filter(name=NAME).exists()


def test_superiors_that_clear_it_first_are_asked_in_the_county_s_order(awaiting):
    place = awaiting
    set_stages(place, **FIRST, **BOTH)
    approve(place)
    assert refusal(report(place, "province")) == {"facts.to": "请先报送市级（city）。"}
    told(report(place, "city"))
    told(decide(place.city, place.pk, "clear", NUMBER))
    assert refusal(report(place, "city")) == {"facts.to": "请先报送省级（province）。"}
    told(report(place, "province"))
    objecting = {"number": "省编〔2026〕1号", "opinion": "再议"}
    objected = told(decide(place.province, place.pk, "object", objecting))
    assert (objected["status"], in_register()) == ("awaiting_sitting", False)
    approve(place)
    # The city has not seen what the county decided since.
    assert "市级" in refusal(report(place, "province"))["facts.to"]
    told(report(place, "city"))
    told(decide(place.city, place.pk, "clear", NUMBER))
    told(report(place, "province"))
    assert told(decide(place.province, place.pk, "clear", NUMBER))["status"] == "cleared"
    assert in_register()


def test_an_objection_to_a_filing_leaves_what_is_in_the_register(awaiting):
    place = awaiting
    set_stages(place, "reporting")
    approve(place)
    told(report(place, "city"))
    objecting = {"number": "市编〔2026〕9号", "opinion": "建议缩小范围"}
    objected = told(decide(place.city, place.pk, "object", objecting))
    assert (objected["status"], in_register()) == ("approved", True)
    assert InboxMessage.objects.filter(user=place.lead, title__contains="不同意见").exists()
    assert "approve" not in [one["action"] for one in read(place.recorder, place.pk)["actions"]]
    publish_supplement(place)
    seen = read(place.clerk, place.pk)
    assert (seen["status"], seen["changes"][0]["outcome"]) == ("in_force", "applied")


def test_the_clerk_is_asked_to_report_by_what_the_county_s_rules_leave_open(awaiting):
    place = awaiting
    set_stages(place, "reporting", **BOTH)
    approve(place)
    assert todos_of_clerk(place) == ["逐级报送"]
    told(report(place, "city"))
    assert todos_of_clerk(place) == []  # the city is asked now
    publish_supplement(place)
    assert read(place.clerk, place.pk)["status"] == "in_force"
    assert todos_of_clerk(place) == ["逐级报送"]  # the province is left
    told(report(place, "province"))
    assert todos_of_clerk(place) == []
    assert not InboxMessage.objects.filter(user=place.clerk, title__contains="逐级报送").exists()


def test_a_county_that_reports_nothing_asks_nobody_to(awaiting):
    place = awaiting
    approve(place)
    assert todos_of_clerk(place) == []
    rules = {"stages": {channel: ["reporting"] for channel in CHANNELS}}
    set_policy(place.county, rules, by=place.lead, reason="上级要求")
    publish_supplement(place)
    # Asked by the rules of today, at the next step.
    assert todos_of_clerk(place) == ["逐级报送"]
