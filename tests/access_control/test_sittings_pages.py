"""The desk pages of sittings: planned by ticking, recorded on one page, without the API."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access_control.models import ChangeRequest, Sitting
from dutylist.organizations.roles import Role
from items.models import DutyItem
from tests.factories import make_membership

from .people import patch, place, read, told
from .test_pages import page, send
from .test_sittings import SITTINGS, endorsed, planned, set_rules

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
DESK = "/desk/sittings/"
HELD = {"action": "record", "held_on": "2026-11-27", "minutes_number": "〔2026〕5号"}


def typed(request, outcome, **boxes):
    """The boxes of every change of a request as the browser sends them."""
    told = {}
    for change in request["changes"]:
        stem = f"result-{change['id']}"
        told[f"{stem}-outcome"] = outcome
        told[f"{stem}-text"] = ""
        told[f"{stem}-name"] = change["proposed"]["name"]
        told[f"{stem}-township_duty"] = change["proposed"]["township_duty"]
        told |= {f"{stem}-{name}": value for name, value in boxes.items()}
    return told


def test_a_clerk_ticks_the_agenda_and_the_recorder_enters_all_results(place):
    set_rules(place)
    first, second = endorsed(place, "海漂垃圾上报"), endorsed(place, "海滩清理上报")
    text = page(place.clerk, DESK)
    assert first["number"] in text
    assert "安排编委会" in text
    assert "安排编委会" not in page(place.recorder, DESK)
    new = f"{DESK}new/?body=staffing"
    address = send(place.clerk, new, {"planned_on": "2026-12-10", "requests": [str(first["id"])]})
    assert "议题（1件申请）" in page(place.clerk, address)
    both = [str(first["id"]), str(second["id"])]
    stale = {"planned_on": "2026-12-12", "requests": both, "expect": "9"}
    assert 'value="2026-12-12"' in send(place.clerk, f"{address}edit/", stale, 412)
    send(place.clerk, f"{address}edit/", {**stale, "expect": "1"})
    assert "列入议题" in page(place.head, f"/desk/requests/{first['id']}/")
    assert "登记审定结果</a>" in page(place.recorder, address)
    results = f"{address}results/"
    page(place.clerk, results, 404)
    page(place.head, address, 404)
    assert "通过的，即写入清单" in page(place.recorder, results)
    amended = {"text": "改名", "name": "海漂上报"}
    sent = {**HELD, **typed(first, "pass_amended", **amended), **typed(second, "")}
    text = send(place.recorder, results, sent, 422)
    assert "请登记结果" in text
    assert "海漂上报" in text
    assert re.search(r'value="pass_amended"[^>]*checked', text)
    text = send(place.recorder, results, {**sent, **typed(second, "reject")}, 422)
    assert "请写明理由或者修改之处" in text
    assert not DutyItem.objects.filter(name="海漂上报").exists()
    whole = {**sent, **typed(second, "reject", text="没有力量")}
    assert send(place.recorder, results, whole) == address
    assert DutyItem.objects.filter(name="海漂上报").exists()
    text = page(place.auditor, address)
    for word in ("修改后通过", "没有力量", "已登记结果", "〔2026〕5号"):
        assert word in text
    assert "没有力量" in send(place.recorder, results, whole, 409)
    page(place.clerk, f"{address}edit/", 404)
    send(place.clerk, address, {"action": "issue", "document_number": "示编发〔2026〕9号"})
    assert "示编发〔2026〕9号" in page(place.clerk, f"{DESK}?status=issued&q=示编发")
    assert read(place.head, first["id"])["document_number"] == "示编发〔2026〕9号"


def test_a_text_that_was_changed_goes_with_pass_amended_only(place):
    set_rules(place)
    request = endorsed(place, "海漂垃圾上报")
    results = f"{DESK}{planned(place, request)['id']}/results/"
    text = send(place.recorder, results, {**HELD, **typed(request, "pass", name="改名")}, 422)
    assert "只有修改后通过的填写修改后的文本" in text
    send(place.recorder, results, {**HELD, **typed(request, "pass")})
    assert DutyItem.objects.filter(name="海漂垃圾上报").exists()


def test_who_prepared_a_request_is_told_why_he_does_not_record_it(place):
    set_rules(place)
    request = endorsed(place, "海漂垃圾上报")
    make_membership(place.lead, Role.RECORDER, region=place.county)
    sitting = planned(place, request)
    text = page(place.lead, f"{DESK}{sitting['id']}/")
    assert "须由另一人办理" in text
    page(place.lead, f"{DESK}{sitting['id']}/results/", 404)
    refused = {**HELD, **typed(request, "pass", text="留下的意见")}
    assert "留下的意见" in send(place.lead, f"{DESK}{sitting['id']}/results/", refused, 403)
    assert ChangeRequest.objects.get().status == "awaiting_sitting"


def test_a_sitting_is_cancelled_on_its_page_and_listed_in_the_admin(place):
    set_rules(place)
    request = endorsed(place, "海漂垃圾上报")
    sitting = planned(place, request, title="县委编委会第5次会议")
    address = f"{DESK}{sitting['id']}/"
    send(place.clerk, address, {"action": "cancel", "reason": "改期"})
    assert Sitting.objects.get().status == "cancelled"
    admin = page(place.clerk, "/admin/access_control/sitting/?status=cancelled")
    assert "县委编委会第5次会议" in admin
    assert address in admin
    assert request["number"] in page(place.clerk, DESK)


def queries_of(user, address):
    with CaptureQueriesContext(connection) as asked:
        page(user, address)
    return len(asked)


@pytest.mark.one_database
def test_a_page_asks_as_often_for_many_requests_as_for_few(place):
    set_rules(place)
    requests = [endorsed(place, "海漂垃圾上报", "海滩清理上报")]
    sitting = planned(place, *requests)
    addresses = (DESK, f"{DESK}{sitting['id']}/", f"{DESK}{sitting['id']}/results/")
    few = [queries_of(place.recorder, address) for address in addresses]
    for number in range(3):
        requests.append(endorsed(place, f"线索上报之{number}"))
    keys = [request["id"] for request in requests]
    told(patch(place.clerk, f"{SITTINGS}{sitting['id']}/", {"requests": keys}), 200)
    endorsed(place, "河口巡查")
    assert [queries_of(place.recorder, address) for address in addresses] == few


def test_the_agenda_stands_in_the_order_of_its_numbers(place):
    set_rules(place)
    keys = [
        str(endorsed(place, name)["id"]) for name in ("海漂垃圾上报", "海滩清理上报", "河口巡查")
    ]
    new = f"{DESK}new/?body=staffing"
    ticked = {"planned_on": "2026-12-10", "requests": keys}
    refused = send(place.clerk, new, {**ticked, f"order-{keys[1]}": "首位"}, 422)
    assert "次序请填1、2、3这样的数" in refused
    assert 'value="首位"' in refused
    address = send(place.clerk, new, {**ticked, f"order-{keys[2]}": "1"})
    sitting = Sitting.objects.get()
    agenda = [str(line.request_id) for line in sitting.agenda.order_by("position")]
    assert agenda == [keys[2], keys[0], keys[1]]
    edit = page(place.clerk, f"{address}edit/")
    for number, key in enumerate(agenda, 1):
        assert re.search(rf'name="order-{key}" value="{number}"', edit)


def test_a_sitting_settles_duties_and_scope_on_its_page(place):
    set_rules(place)
    request = endorsed(place, "海漂垃圾上报")
    results = f"{DESK}{planned(place, request)['id']}/results/"
    [change] = request["changes"]
    seen = page(place.recorder, results)
    ticked = re.findall(r'-scope" value="(\d+)"[^>]*checked', seen)
    assert sorted(ticked) == sorted(change["proposed"]["townships"])
    town = place.towns[4].code
    settled = {"responsibilities-0-duty": "1.制定方案；\n2.每年通报。", "scope": [town]}
    told = typed(request, "pass_amended", text="改范围和职责", **settled)
    send(place.recorder, results, {**HELD, **told, f"result-{change['id']}-scope": ["1"]}, 422)
    send(place.recorder, results, {**HELD, **told})
    assert DutyItem.objects.filter(name="海漂垃圾上报").exists()
    content = read(place.head, request["id"])["changes"][0]["final"]
    assert (content["scope"], content["townships"]) == ("listed", [town])
    assert content["responsibilities"][0]["duty"] == "1.制定方案；\n2.每年通报。"
    assert content["responsibilities"][0]["department"] == "县自然资源局"
    assert content["township_duty"] == change["proposed"]["township_duty"]
