"""The forms of the review ask what is not known yet, of whom it concerns, and nothing twice; what
blocks an endorsement can be answered.
"""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from access_control.findings.near_items import RECLAIMED_RETURN, NearItem
from access_control.models import ChangeRequest, Opinion
from access_control.prohibited.services.entries import add
from dutylist.attachments.models import Attachment
from tests.factories import seeding

from .after import set_stages
from .people import (
    REQUESTS,
    browser_of,
    complete,
    decide,
    drafted,
    handed_in,
    new_item,
    patch,
    place,
    post,
    read,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]

PLEDGE = "1.与各村签订责任状。"


def page(user, address):
    answer = browser_of(user).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(user, address, typed, status=302):
    answer = browser_of(user).post(address, typed)
    assert answer.status_code == status, re.findall(r'class="error"[^>]*>([^<]*)', answer.text)
    return answer.content.decode()


def two_changes(place):
    return [{"op": "add", "item": new_item(place, name)} for name in ("甲项上报", "乙项上报")]


def registering(place):
    duty = "1.开展宣传；\n2.完成注册任务。"
    return {"op": "add", "item": new_item(place, township_duty=duty)}


def forbid(place):
    """The county forbids what is asked for, after it was asked for."""
    phrases = ["完成注册任务", "推广下载手机应用"]
    add(place.county, "强制下载注册", phrases=phrases, by=place.clerk, reason="新增禁入事项")


def consulting(place, *changes):
    request = handed_in(place, *changes)
    told(decide(place.clerk, request["id"], "accept", {"complete": complete(place, request)}))
    return request


def in_legal_review(place, *changes):
    set_stages(place, "legal_review")
    return handed_in(place, *changes)


# ---- what blocks ----


def test_what_blocks_since_the_last_look_can_be_answered(place):
    set_stages(place)
    request = handed_in(place, registering(place))
    pk, address = request["id"], f"/desk/requests/{request['id']}/"
    forbid(place)
    facts = {"complete": complete(place, request)}
    refused = decide(place.lead, pk, "endorse", facts)
    assert (refused.status_code, refused.json()["code"]) == (422, "blocked")
    [finding] = [one for one in read(place.lead, pk)["findings"] if one["severity"] == "blocking"]
    assert finding["rule"] == "prohibited"
    assert f'name="overrides-{finding["id"]}-reason"' in page(place.lead, address)
    facts["overrides"] = [{"finding": finding["id"], "reason": "确有依据"}]
    told(decide(place.lead, pk, "endorse", facts))


def test_what_blocks_is_kept_for_a_program_that_names_its_attempt(place):
    set_stages(place)
    request = handed_in(place, registering(place))
    pk, address = request["id"], f"{REQUESTS}{request['id']}/decisions/"
    forbid(place)
    facts = {"complete": complete(place, request)}
    body = {"action": "endorse", "reason": "", "facts": facts}
    headers = {"If-Match": "*", "Idempotency-Key": "endorse-1"}
    assert post(place.lead, address, body, **headers).json()["code"] == "blocked"
    [finding] = [one for one in read(place.lead, pk)["findings"] if one["severity"] == "blocking"]
    facts["overrides"] = [{"finding": finding["id"], "reason": "确有依据"}]
    first = told(post(place.lead, address, body, **headers))
    assert told(post(place.lead, address, body, **headers)) == first


def test_the_page_that_refuses_offers_the_box_for_what_is_new(place):
    set_stages(place)
    request = handed_in(place, registering(place))
    change, address = request["changes"][0]["id"], f"/desk/requests/{request['id']}/"
    forbid(place)
    review = {"reviewer": "李审查", "on": "2026-11-20", "result": "不涉密"}
    typed = {f"complete-{change}-secrecy_review-{name}": value for name, value in review.items()}
    text = send(place.lead, address, {"action": "endorse", **typed}, 422)
    [box] = re.findall(r'name="(overrides-\d+-reason)"', text)
    assert "李审查" in text
    send(place.lead, address, {"action": "endorse", **typed, box: "确有依据"})


def test_the_office_reviews_the_confirmed_wording(place):
    request = in_legal_review(place, {"op": "add", "item": new_item(place, township_duty=PLEDGE)})
    pk = request["id"]
    row = {
        "change": request["changes"][0]["id"],
        "outcome": "pass_amended",
        "text": "不得签订责任状",
        "item": {"township_duty": "1.上报线索。"},
    }
    told(decide(place.legal, pk, "pass_amended", {"results": [row]}))
    assert "pledge_without_ground" in [one["rule"] for one in read(place.lead, pk)["findings"]]
    told(decide(place.head, pk, "confirm"))
    assert "pledge_without_ground" not in [one["rule"] for one in read(place.lead, pk)["findings"]]
    told(decide(place.lead, pk, "endorse", {"complete": complete(place, request)}))


# ---- the legal officer's form ----


def test_the_legal_officer_fills_in_one_form(place):
    request = in_legal_review(place, *two_changes(place))
    first, second = [change["id"] for change in request["changes"]]
    address = f"/desk/requests/{request['id']}/"
    text = page(place.legal, address)
    assert text.count(f'name="results-{first}-outcome"') == 1
    assert "1.开展宣传；\n2.上报线索。</textarea>" in text  # the text to amend stands there
    typed = {
        "action": "pass",
        f"results-{first}-outcome": "pass_amended",
        f"results-{first}-text": "删去宣传",
        f"results-{first}-item-name": "甲项上报",
        f"results-{first}-item-township_duty": "1.上报线索。",
        f"results-{second}-item-township_duty": "1.开展宣传；\r\n2.上报线索。",
    }
    assert "请选择结果。" in send(place.legal, address, typed, 422)
    typed |= {f"results-{second}-outcome": "fail", f"results-{second}-text": "没有依据"}
    send(place.legal, address, typed)
    request = ChangeRequest.objects.get(pk=request["id"])
    decision = request.decisions.last()
    assert decision.action == "pass_amended"
    assert decision.facts["results"][0]["item"] == {"township_duty": "1.上报线索。"}
    assert "item" not in decision.facts["results"][1]


def test_all_failed_on_the_form_is_no_pass(place):
    request = in_legal_review(place)
    change, address = request["changes"][0]["id"], f"/desk/requests/{request['id']}/"
    failed = {f"results-{change}-outcome": "fail", f"results-{change}-text": "没有依据"}
    send(place.legal, address, {"action": "pass", **failed})
    assert read(place.head, request["id"])["status"] == "refused"


# ---- the units ----


def test_a_township_is_asked_of_what_reaches_it(place):
    far = new_item(place, "乙项上报", townships=[place.towns[3].code])
    near = new_item(place, "甲项上报")
    request = consulting(place, {"op": "add", "item": near}, {"op": "add", "item": far})
    first, second = [change["id"] for change in request["changes"]]
    asked = f"/desk/requests/{request['id']}/opinion/"
    text = page(place.mayors[0], asked)
    assert f"change-{first}-stance" in text
    assert f"change-{second}-stance" not in text
    willing = {"unit": f"township:{place.towns[0].code}", "willingness": "unable", "do": "send"}
    objecting = {f"change-{first}-stance": "object", f"change-{first}-text": "没有船只"}
    send(place.mayors[0], asked, objecting | willing)
    shown = page(place.clerk, f"/desk/requests/{request['id']}/")
    marks = re.findall(r'data-label="征求意见">\s*<span class="m \w+">(.*?)</span>', shown)
    assert marks == ["1家不同意、2家未反馈", "1家未反馈"]
    own = page(place.mayors[0], f"/desk/requests/{request['id']}/")
    assert "不涉及本单位" in own


def test_the_clerk_hands_in_the_scan_with_the_paper_opinion(place):
    request = consulting(place)
    change, asked = request["changes"][0]["id"], f"/desk/requests/{request['id']}/opinion/"
    town = place.towns[1]
    text = page(place.clerk, f"{asked}?unit=township:{town.code}")
    assert f"代录{town.name}的书面意见" in text
    assert "接不接得住" not in text
    scan = SimpleUploadedFile("意见.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    typed = {"unit": f"township:{town.code}", f"change-{change}-stance": "agree", "do": "send"}
    refused = SimpleUploadedFile("意见.exe", b"MZ\x90\x00", "application/pdf")
    assert "意见.exe" not in send(place.clerk, asked, {**typed, "paper_file": refused}, 422)
    assert not Opinion.objects.sent().exists()
    send(place.clerk, asked, {**typed, "paper_file": scan})
    opinion = Opinion.objects.get(township=town)
    assert opinion.on_paper
    assert Attachment.objects.get(pk=opinion.paper).file_name == "意见.pdf"


# ---- the office ----


def test_the_clerk_is_not_asked_again_for_what_he_completed(place):
    request = consulting(place)
    pk, change = request["id"], request["changes"][0]["id"]
    with seeding("时间已过"):
        for opinion in Opinion.objects.filter(request=pk):
            opinion.reminded_on = opinion.due_on = timezone.localdate() - timedelta(days=1)
            opinion.save()
    text = page(place.clerk, f"/desk/requests/{pk}/")
    assert 'name="settlements-' in text
    assert f'name="complete-{change}-' not in text


def test_the_record_names_the_bodies_in_words(place):
    set_stages(place)
    request = drafted(place)
    told(decide(place.head, request["id"], "submit"))
    facts = {"complete": complete(place, request), "bodies": ["staffing"]}
    told(decide(place.lead, request["id"], "endorse", facts))
    text = page(place.head, f"/desk/requests/{request['id']}/")
    assert "审定会议：编委会" in text
    assert "审定会议：staffing" not in text


@pytest.mark.one_database
def test_a_word_within_another_is_not_told_twice():
    text = "入河排污口水质采样监测"
    spans = [(0, 7), (0, 6), (9, 11)]
    near = NearItem(
        RECLAIMED_RETURN, "1", "入河排污口水质监测", 1.0, False, text, spans, text, spans
    )
    assert near.shared_words == ["入河排污口水质", "监测"]


def test_the_record_of_a_request_keeps_to_itself_what_its_unit_changes(place):
    request = handed_in(place)
    pk, change = request["id"], request["changes"][0]["id"]
    told(decide(place.clerk, pk, "return", reason="材料不全"))
    changed = {"title": "改过的标题", "changes": [{"id": change, "item": {"name": "改过的名称"}}]}
    told(patch(place.head, f"/api/v1/change-requests/{pk}/", changed), 200)
    record = f"/desk/history/objects/access_control.changerequest/{pk}/"
    shown = page(place.clerk, f"/desk/requests/{pk}/")
    assert record in shown
    assert f"items.proposedchange/{change}/" not in shown  # it would lead nowhere
    assert "改过的" not in page(place.clerk, record)
    assert "改过的标题" in page(place.auditor, record)
