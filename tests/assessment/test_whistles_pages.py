"""The desk pages of whistles: called with a thumb, handled, counted; constant queries."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.models import Whistle
from dutylist.attachments.models import Attachment
from tests.access_control.people import browser_of
from tests.access_control.test_pages import page, send

from .whistling import called, moved, place, whistling

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place", "whistling"]
DESK = "/desk/whistles/"
NEW = f"{DESK}new/"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def test_a_township_calls_from_an_item_and_sees_first_who_comes(whistling):
    item = f"/desk/items/{whistling.river}/"
    assert f"{NEW}?item={whistling.river}" in page(whistling.mayor, item)
    assert NEW not in page(whistling.staff, item)
    address = f"{NEW}?item={whistling.river}"
    text = page(whistling.mayor, address)
    for word in ("发给县自然资源局", "30分钟内到场", "3个工作日内到场", "牵头部门，按清单确定"):
        assert word in text
    told = {"township": whistling.town.code, "item": whistling.river, "external_id": "desk-1"}
    told |= {"text": "河道内取土", "level": ""}
    refused = send(whistling.mayor, address, told, 422)
    assert "请写明有多急" in refused
    assert "河道内取土" in refused
    photo = SimpleUploadedFile("现场.png", PNG, "image/png")
    told |= {"level": "emergency", "photos": [photo]}
    shown = send(whistling.mayor, address, told)
    whistle = Whistle.objects.get()
    assert shown == whistle.get_absolute_url()
    assert [one.kind for one in Attachment.objects.all()] == ["photo"]
    del told["photos"]
    assert send(whistling.mayor, address, told) == shown
    assert Whistle.objects.count() == 1
    assert "一年内1次" in page(whistling.staff, item)


def test_from_nothing_it_goes_to_the_office(whistling):
    text = page(whistling.mayor, f"{NEW}?q=河道")
    assert "河道巡查" in text
    assert "发给县委编办" in text
    told = {"township": whistling.town.code, "level": "ordinary", "text": "不知归谁管"}
    send(whistling.mayor, NEW, told)
    assert Whistle.objects.get().status == "raised"
    for address in (f"{NEW}?item=99012199999", f"{NEW}?township={whistling.towns[1].code}"):
        page(whistling.mayor, address, 404)
    page(whistling.clerk, NEW, 404)


def test_the_case_is_handled_on_its_page(whistling):
    whistle = called(whistling, place="堤边", contact="李网格 0000")
    address = whistle.get_absolute_url()
    for user in (whistling.neighbour, whistling.other, whistling.legal):
        page(user, address, 404)
    text = page(whistling.staff, address)
    for word in ("轮到您", "还剩23小时", "堤边", "不归本部门办", "第1次"):
        assert word in text
    assert "轮到您" not in page(whistling.mayor, address)
    wrong = {"action": "refuse", "right_department": "县林业局", "right_item": whistling.river}
    wrong["expect"] = whistle.version
    assert "不是县林业局" in send(whistling.staff, address, wrong, 422)
    send(whistling.staff, address, {"action": "accept", "expect": whistle.version})
    whistle.refresh_from_db()
    joined = {"action": "join", "departments": "县水利局\n县林业局", "expect": whistle.version}
    send(whistling.staff, address, joined)
    assert "一起到场：县水利局、县林业局" in page(whistling.waterman, address)
    whistle.refresh_from_db()
    done = {"action": "finish", "result": "partly", "expect": whistle.version}
    assert "请写明做了什么" in send(whistling.staff, address, done, 422)
    send(whistling.staff, address, done | {"text": "余土明日清走"})
    whistle.refresh_from_db()
    rated = {"action": "confirm", "rating": "mostly", "expect": whistle.version}
    send(whistling.mayor, address, rated)
    text = page(whistling.inspector, address)
    for word in ("办得怎么样：部分解决", "评价：基本满意", "余土明日清走", "变更记录"):
        assert word in text


def test_the_list_and_the_figures(whistling):
    whistle = moved(called(whistling), "accept", whistling.staff)
    moved(whistle, "finish", whistling.staff, result="solved")
    called(whistling, level="emergency")
    text = page(whistling.staff, DESK)
    assert text.count("吹哨〔") == 2
    assert "还剩29分钟" in text
    assert page(whistling.staff, f"{DESK}?waiting=true").count("吹哨〔") == 1
    assert "没有符合条件的吹哨" in page(whistling.staff, f"{DESK}?q=没有")
    assert "还没有吹过哨" in page(whistling.neighbour, DESK)
    figures = page(whistling.lead, f"{DESK}statistics/")
    assert "不排名" in figures
    assert whistling.town.name not in figures
    assert browser_of(whistling.lead).get(f"{DESK}statistics/?year=26").status_code == 422


def test_the_desk_says_minutes_and_asks_a_person_once(whistling):
    called(whistling, level="emergency")
    for user in (whistling.staff, whistling.head):
        text = page(user, "/desk/")
        assert text.count("<b>接单</b>") == 1
        assert "还剩29分钟" in text


def test_lists_cost_the_same_however_many_there_are(whistling):
    def queries(address):
        browser = browser_of(whistling.staff)
        browser.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(address).status_code == 200
        return len(caught)

    addresses = (DESK, "/desk/", "/api/v1/whistles/")
    called(whistling)
    called(whistling, item=whistling.sea)
    few = [queries(address) for address in addresses]
    for _number in range(6):
        called(whistling, level="emergency")
    assert [queries(address) for address in addresses] == few


def test_the_admin_lists_them_with_their_record(whistling):
    whistle = called(whistling)
    listed = page(whistling.clerk, "/admin/assessment/whistle/")
    assert whistle.number in listed
    beside = page(whistling.clerk, f"/admin/assessment/whistle/{whistle.pk}/change/")
    assert "全部变更记录" in beside
