"""The desk pages of schemes: typed without a script, uploaded, seen before kept, decided."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from assessment.models import Scheme, SchemeAction
from assessment.schemes.services.drafting import amend_scheme, create_scheme
from dutylist.workflow.engine import perform

from .scheme_people import browser_of, indicator, place, scheme_told

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
DESK = "/desk/schemes/"


def page(user, address, status=200):
    answer = browser_of(user).get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def sent(user, address, fields, status=302):
    answer = browser_of(user).post(address, fields)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode() if status != 302 else answer.headers["Location"]


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    file = SimpleUploadedFile("方案.xlsx", b"")
    book.save(file)
    file.seek(0)
    return file


HEADS = ("指标", "考核内容", "分值", "牵头单位", "考核方式")
TITLE = ("示例县2026年度综合考核指标",)


def test_a_scheme_is_typed_refused_at_its_box_and_kept(place):
    assert "考核方案" in page(place.head, DESK)
    assert "逐项填写" not in page(place.mayor, DESK)
    page(place.mayor, f"{DESK}new/", 404)
    fields = {"title": "综合考核方案", "year": "今年", "count": "5", "bearer": "township"}
    fields |= {"i2-name": "河湖日常巡查", "i2-weight": "二十"}
    refused = sent(place.head, f"{DESK}new/", fields, 422)
    assert "应为数字" in refused
    assert "河湖日常巡查" in refused
    address = sent(place.head, f"{DESK}new/", fields | {"year": "2026", "i2-weight": "20"})
    shown = page(place.head, address)
    assert "河湖日常巡查" in shown
    assert "待确认" in shown
    version = re.search(r'name="expect" value="(\d+)"', shown)[1]
    assert sent(place.head, address, {"action": "confirm", "expect": version}) == address
    assert Scheme.objects.get().indicators.get().items == [place.codes["rivers"]]
    again = fields | {"year": "2026", "i2-weight": "25", "count": "4", "i0-name": "河湖巡查"}
    assert sent(place.head, f"{address}edit/", again) == address
    assert Scheme.objects.get().indicators.count() == 2


def test_a_workbook_is_seen_before_it_is_kept(place):
    address = f"{DESK}upload/"
    wrong = workbook(TITLE, HEADS, ("河湖日常巡查", "", "二十", "县水利局", ""))
    faults = sent(place.head, address, {"file": wrong}, 422)
    assert "第3行" in faults
    assert "C列" in faults
    good = workbook(TITLE, HEADS, ("河湖日常巡查", "保洁", 20, "县水利局", "查台账"))
    shown = sent(place.head, address, {"file": good}, 200)
    assert "还没有保存" in shown
    assert "以留痕论成绩" in shown
    assert not Scheme.objects.exists()
    kept = browser_of(place.head).post(address, {"told": "{"})
    assert kept.headers["Location"] == address
    answer = browser_of(place.head).post(address, {"file": workbook(TITLE, HEADS, ("河湖巡查",))})
    told = answer.context["told"]
    assert sent(place.head, address, {"told": told}) == f"{DESK}{Scheme.objects.get().pk}/"


def test_a_revised_workbook_leads_to_the_comparison(place):
    scheme = create_scheme(scheme_told(place, indicator(place, method="查台账")), by=place.head)
    address = f"{DESK}{scheme.pk}/upload/"
    file = workbook(TITLE, HEADS, ("河湖日常巡查", "保洁", 20, "县水利局", "现场抽查"))
    answer = browser_of(place.head).post(address, {"file": file})
    fields = {"told": answer.context["told"], "expect": scheme.version}
    assert sent(place.head, address, fields) == f"{DESK}{scheme.pk}/comparison/"
    shown = page(place.head, f"{DESK}{scheme.pk}/comparison/")
    assert "已解决1处" in shown
    assert "现场抽查" in shown


def test_the_office_returns_with_what_was_found_and_townships_see_what_binds_them(place):
    scheme = create_scheme(scheme_told(place, indicator(place, method="查台账")), by=place.head)
    address = f"{DESK}{scheme.pk}/"
    page(place.lead, address, 404)
    perform(scheme, SchemeAction.SUBMIT, by=place.head)
    shown = page(place.lead, address)
    assert "现在不能批准：1项指标中1项须先处理" in shown
    assert "<mark>台账</mark>" in shown
    assert "一、第1项“河湖日常巡查”" in shown
    fields = {"action": "return", "reason": "请改看实效", "expect": scheme.version}
    assert sent(place.clerk, address, fields) == address
    amend_scheme(scheme, {"indicators": [indicator(place)]}, by=place.head)
    perform(scheme, SchemeAction.SUBMIT, by=place.head)
    perform(scheme, SchemeAction.APPROVE, by=place.lead)
    bound = page(place.mayor, f"{DESK}binding/")
    assert "落实河湖长制" in bound
    assert "台账" not in page(place.mayor, address)
    page(place.mayor, f"{address}comparison/", 404)
    item = place.items["rivers"]
    assert "对照本事项的考核指标" in page(place.clerk, f"/admin/items/dutyitem/{item.pk}/change/")
    assert scheme.title in page(place.clerk, "/admin/assessment/scheme/")
