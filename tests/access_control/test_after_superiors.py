"""An amended text waits three days for the applicant's word; what is reported is answered by the
very superior, one after another, themselves or by their letter.
"""

from datetime import date

import pytest
from django.utils import timezone

from dutylist.notices.models import ToDo
from dutylist.organizations.roles import Role
from dutylist.workflow.calendar import add_working_days
from items.models import DutyItem
from tests.factories import make_user
from tests.grounds import ground

from .after import CHANNELS, publish_supplement, set_stages, tick
from .people import (
    DECIDED,
    REQUESTS,
    attached,
    browser_of,
    complete,
    decide,
    get,
    handed_in,
    place,
    read,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
NAME = "海漂垃圾线索发现上报"


@ground
def reporting(place):
    """The bureau's request waits for the sitting; the city and the province have people."""
    place.city = make_user(Role.CITY_REVIEWER, county=place.county, name="卫市级")
    place.province = make_user(Role.PROVINCE_FILER, county=place.county, name="蒋省级")
    set_stages(place)
    request = handed_in(place)
    place.pk = request["id"]
    told(decide(place.lead, place.pk, "endorse", {"complete": complete(place, request)}))
    return place


def is_in_register():
    return DutyItem.objects.current().filter(name=NAME).exists()


def approved(place, **policy):
    set_stages(place, **policy)
    told(decide(place.recorder, place.pk, "approve", DECIDED))


def report(place, to):
    return told(decide(place.clerk, place.pk, "report", {"to": to, "number": "示编〔2026〕3号"}))


def clear(user, place, **facts):
    return decide(user, place.pk, "clear", {"number": "市编〔2026〕10号", **facts})


FIRST = {"clear_before_effect": dict.fromkeys(CHANNELS, True)}
BOTH = {"superiors": {channel: ["city", "province"] for channel in CHANNELS}}


def test_two_superiors_clear_one_after_another_before_it_takes_effect(reporting):
    place = reporting
    approved(place, **FIRST, **BOTH)
    assert "报送上级审核" in read(place.clerk, place.pk)["turn"]
    assert report(place, "city")["turn"].startswith("待市级审核人办理“答复”")
    address = f"{REQUESTS}{place.pk}/"
    assert get(place.city, address).status_code == 200
    assert get(place.province, address).status_code == 404
    assert [todo.subject_id for todo in ToDo.objects.for_user(place.city)] == [place.pk]
    assert told(clear(place.city, place, opinion="同意"))["status"] == "approved"
    assert not is_in_register()
    [todo] = ToDo.objects.for_user(place.clerk).filter(flow="change_request")
    assert todo.title.startswith("逐级报送")
    report(place, "province")
    refused = clear(place.city, place)
    assert (refused.status_code, refused.json()["code"]) == (403, "role")
    assert told(clear(place.province, place))["status"] == "cleared"
    assert is_in_register()
    [change] = read(place.city, place.pk)["changes"]
    answers = [(one["stage"], one["outcome"], one["by"]) for one in change["results"]]
    assert answers[-2:] == [("clearing", "pass", "卫市级"), ("clearing", "pass", "蒋省级")]


def test_the_superior_s_letter_is_recorded_with_its_scan(reporting):
    place = reporting
    approved(place, **FIRST)
    report(place, "city")
    bare = clear(place.recorder, place)
    assert [one["path"] for one in bare.json()["errors"]] == ["facts.paper"]
    assert clear(place.clerk, place).status_code == 403
    facts = {
        "number": "市编〔2026〕9号",
        "opinion": "再议",
        "paper": attached(place.clerk, place.pk),
    }
    objected = told(decide(place.recorder, place.pk, "object", facts))
    assert (objected["status"], objected["decision"]["on_paper"]) == ("awaiting_sitting", True)
    told(decide(place.recorder, place.pk, "approve", DECIDED))
    report(place, "city")
    scan = attached(place.clerk, place.pk)
    assert told(clear(place.recorder, place, paper=scan))["status"] == "cleared"


def test_the_city_answers_on_its_page(reporting):
    place = reporting
    approved(place, **FIRST)
    report(place, "city")
    city, address = browser_of(place.city), f"/desk/requests/{place.pk}/"
    assert "上级审核同意" in city.get(address).content.decode()
    sent = {"action": "clear", "number": "市编〔2026〕10号", "opinion": "同意", "reason": ""}
    assert city.post(address, sent).status_code == 302
    assert read(place.clerk, place.pk)["status"] == "cleared"


def test_a_filing_does_not_hold_up_what_the_county_decided(reporting):
    place = reporting
    approved(place)
    assert is_in_register()
    report(place, "city")
    publish_supplement(place)
    assert read(place.clerk, place.pk)["status"] == "in_force"
    assert told(clear(place.city, place, opinion="已备案"))["status"] == "in_force"
    assert clear(place.city, place).status_code == 409
    assert clear(place.province, place).status_code == 404
    report(place, "province")
    facts = {"number": "省编〔2026〕1号", "opinion": "建议缩小范围"}
    assert told(decide(place.province, place.pk, "object", facts))["status"] == "in_force"
    results = read(place.clerk, place.pk)["changes"][0]["results"]
    assert [(one["outcome"], one["text"]) for one in results[-2:]] == [
        ("pass", "已备案"),
        ("fail", "建议缩小范围"),
    ]


def amended(place):
    set_stages(place, "legal_review")
    request = handed_in(place)
    row = {
        "change": request["changes"][0]["id"],
        "outcome": "pass_amended",
        "text": "删去宣传",
        "item": {"township_duty": "1.上报线索。"},
    }
    told(decide(place.legal, request["id"], "pass_amended", {"results": [row]}))
    return request["id"]


def walk_without_a_word(place):
    """An amended text to which the applicant says nothing in its three days."""
    pk = amended(place)
    due = add_working_days(timezone.localdate(), 3)
    [todo] = ToDo.objects.for_user(place.head)
    assert (todo.subject_id, todo.due_on) == (pk, due)
    assert read(place.head, pk)["turn"].startswith("待县自然资源局答复是否同意修改后的文本")
    offered = [one["action"] for one in read(place.head, pk)["actions"]]
    assert {"confirm", "dispute"} <= set(offered)
    tick(due)
    assert ToDo.objects.for_user(place.head).exists()
    tick(add_working_days(due, 1))
    assert not ToDo.objects.for_user(place.head).exists()
    seen = read(place.lead, pk)
    assert seen["status"] == "office_review"
    assert seen["turn"].startswith("待编办负责人办理“审核”")
    change = seen["changes"][0]
    assert change["proposed"]["township_duty"] == "1.开展宣传；\n2.上报线索。"
    assert change["results"][0]["item"]["township_duty"] == "1.上报线索。"
    assert decide(place.head, pk, "confirm").status_code == 409


def test_without_the_applicant_s_word_both_texts_go_on(place):
    walk_without_a_word(place)


def test_the_applicant_answers_on_the_page(place):
    pk = amended(place)
    head, address = browser_of(place.head), f"/desk/requests/{pk}/"
    text = head.get(address).content.decode()
    assert "同意修改文本" in text
    assert "不同意修改文本" in text
    sent = {"action": "dispute", "reason": "宣传不可缺"}
    assert head.post(address, sent).status_code == 302
    assert not ToDo.objects.for_user(place.head).exists()
    assert "同意修改文本</" not in head.get(address).content.decode().split("办理经过")[0]
    assert read(place.lead, pk)["status"] == "office_review"
    assert date.fromisoformat(read(place.lead, pk)["due_on"]) > timezone.localdate()
