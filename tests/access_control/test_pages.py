"""The desk pages of requests: an application drawn up, consulted on and decided without the API."""

import re

import pytest

from access_control.models import ChangeRequest, Opinion
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from tests.factories import make_attachment, make_user

from .people import (
    ACT,
    DECIDED,
    browser_of,
    complete,
    decide,
    drafted,
    handed_in,
    new_item,
    place,
    read,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
DESK = "/desk/requests/"
HEAD = {
    "channel": "admission",
    "circumstance": "superior",
    "title": "请求纳入海漂垃圾线索上报",
    "reason": "省里专项部署",
    "support-0-kind": "funding",
    "support-0-promise": "按村拨付工作经费",
    "support-0-amount": "20000",
}


def page(user, address, status=200):
    answer = browser_of(user).get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def send(user, address, typed, status=302):
    answer = browser_of(user).post(address, typed)
    text = answer.content.decode()
    assert answer.status_code == status, (address, answer.status_code, errors_of(text))
    return answer.get("Location", text)


def errors_of(text):
    """What stands in the box of errors of a page."""
    found = re.search(r'class="errors".*?</div>', text, re.DOTALL)
    return found and re.sub(r"<[^>]+>|\s+", " ", found[0])


def applicant(place):
    return f"{place.county.code}|department|{place.bureau.pk}"


def typed_item(place, **fields):
    return {
        "kind": "coordination",
        "category": "生态环保",
        "name": "海漂垃圾线索上报",
        "township_duty": "1.上报线索。",
        "public": "yes",
        "scope": "listed",
        "townships": [town.code for town in place.towns[:2]],
        "responsibilities-0-department": "县自然资源局",
        "responsibilities-0-role": "lead",
        "responsibilities-0-duty": "1.依法查处。",
        "bases-0-act": ACT,
        "bases-0-article": "第三条",
        **fields,
    }


def test_a_department_applies_on_the_pages_and_submits(place):
    empty = page(place.head, DESK)
    assert "提出申请" in empty
    assert "还没有申请" in empty
    address = send(place.head, f"{DESK}new/", {"applicant": applicant(place), **HEAD})
    assert "还没有拟调整内容" in page(place.head, address)
    kept = send(place.head, f"{address}changes/new/?op=add", typed_item(place, name=""))
    assert kept == address
    told_missing = page(place.head, address)
    assert "第1条：请填写事项名称。" in told_missing
    change = ChangeRequest.objects.get().changes.get()
    send(place.head, f"{address}changes/{change.pk}/", typed_item(place))
    assert "可以提交" in page(place.head, address)
    code = place.items[1].code
    send(place.head, f"{address}changes/new/?op=cancel&code={code}", {})
    assert ChangeRequest.objects.get().changes.pending().count() == 2
    dropped = ChangeRequest.objects.get().changes.get(op="cancel")
    version = ChangeRequest.objects.get().version
    send(place.head, f"{address}changes/{dropped.pk}/", {"do": "drop", "expect": str(version)})
    assert [row.op for row in ChangeRequest.objects.get().changes.pending()] == ["add"]
    send(place.head, address, {"action": "submit"})
    assert "已提交待受理" in page(place.clerk, f"{DESK}?q=海漂&status=submitted")
    assert page(place.head, f"{address}changes/{change.pk}/", 404)


def test_what_is_refused_stays_as_it_was_typed(place):
    wrong = {"applicant": applicant(place), **HEAD, "circumstance": "reform", "ends_on": "明年"}
    text = send(place.head, f"{DESK}new/", wrong, 422)
    assert "职责准入可选：上级交办、部门动议、法律法规立改废释。" in text
    assert "省里专项部署" in text
    assert not ChangeRequest.objects.exists()
    draft = drafted(place)
    address = f"{DESK}{draft['id']}/"
    text = send(place.head, f"{address}edit/", {**HEAD, "ends_on": "明年", "expect": "1"}, 422)
    assert 'value="明年"' in text
    text = send(place.head, f"{address}edit/", {**HEAD, "reason": "新理由", "expect": "9"}, 412)
    assert "新理由" in text
    faulty = typed_item(place, **{"bases-0-act": "", "name": "留下的名称"})
    text = send(place.head, f"{address}changes/new/?op=add", faulty, 422)
    assert "留下的名称" in text
    assert 'href="#bases-0-act"' in text
    assert len(read(place.head, draft["id"])["changes"]) == 1


def test_an_application_is_nobody_elses(place):
    draft = drafted(place)
    address = f"{DESK}{draft['id']}/"
    change = draft["changes"][0]["id"]
    mine = ("", "edit/", "changes/new/", f"changes/{change}/", "opinion/")
    for user in (place.other, place.clerk, place.mayors[0]):
        assert draft["number"] not in page(user, DESK)
        for part in mine:
            page(user, f"{address}{part}", 404)
    inspector = make_user(Role.INSPECTOR, county=place.county, name="督查人")
    page(inspector, f"{DESK}new/", 404)
    told(decide(place.head, draft["id"], "submit"))
    assert draft["number"] in page(place.clerk, address)
    page(place.clerk, f"{address}edit/", 404)
    page(place.other, address, 404)


def test_the_office_sees_what_was_submitted_while_the_unit_amends(place):
    request = handed_in(place)
    address = f"{DESK}{request['id']}/"
    send(place.clerk, address, {"action": "return", "reason": "请补正", "missing": "文件\n条款"})
    subject = ChangeRequest.objects.get()
    assert subject.decisions.last().facts["missing"] == ["文件", "条款"]
    send(place.head, f"{address}edit/", {**HEAD, "reason": "只给自己看的理由"})
    change = request["changes"][0]["id"]
    send(place.head, f"{address}changes/{change}/", typed_item(place, name="悄悄改的名称"))
    own, office = page(place.head, address), page(place.clerk, address)
    for text in ("只给自己看的理由", "悄悄改的名称"):
        assert text in own
        assert text not in office
    assert "海漂垃圾线索发现上报" in office


def test_a_township_answers_in_parts_and_the_clerk_from_paper(place):
    request = handed_in(place)
    address, change = f"{DESK}{request['id']}/", request["changes"][0]["id"]
    mayor, asked = place.mayors[0], f"{DESK}{request['id']}/opinion/"
    send(place.clerk, address, accepting(change, place))
    assert "反馈意见" in page(mayor, address)
    own = {"unit": f"township:{place.towns[0].code}"}
    typed = {**own, "capacity-staff": "no", "text": "没有专业人员"}
    send(mayor, asked, {**typed, "do": "save"})
    assert Opinion.objects.sent().count() == 0
    assert "没有专业人员" in page(mayor, asked)
    assert "请选择对第1条的意见" in send(mayor, asked, {**typed, "do": "send"}, 422)
    objecting = {f"change-{change}-stance": "object"}
    text = send(mayor, asked, {**typed, **objecting, "do": "send"}, 422)
    assert "请选择承接意愿" in text
    assert "没有专业人员" in text
    objecting["willingness"] = "unable"
    send(mayor, asked, {**typed, **objecting, "do": "send"})
    given = Opinion.objects.sent().get()
    assert (given.stance, given.capacity) == ("object", {"staff": False})
    assert given.lines == [{"change": change, "stance": "object", "text": ""}]
    text = send(mayor, asked, {**typed, **objecting, "text": "又想了想", "do": "send"}, 409)
    assert "又想了想" in text
    agreeing = {f"change-{change}-stance": "agree", "do": "send"}
    paper = {"unit": f"township:{place.towns[1].code}", **agreeing}
    assert "盖章原件" in send(place.clerk, asked, paper, 422)
    scan = make_attachment(ChangeRequest.objects.get(), place.clerk)
    send(place.clerk, asked, {**paper, "paper": str(scan.pk)})
    text = page(place.clerk, address)
    for word in ("不同意", "专业人员无", "无力承接", "代录", "未反馈"):
        assert word in text
    assert "1家不同意" in text
    seen_by_another = page(place.mayors[1], address)
    assert "没有专业人员" not in seen_by_another
    assert "本单位同意" in seen_by_another  # and not that all agree
    assert "1家不同意" not in seen_by_another
    assert "轮到您" not in text  # the clerk may record it from paper; the units owe it
    send(place.mayors[1], address, {"action": "contest", "reason": "不是本镇的意见"})
    assert "反馈意见" in page(place.mayors[1], address)
    assert not Opinion.objects.get(township=place.towns[1]).sent_at
    send(place.clerk, asked, {**paper, "paper": str(scan.pk)})
    assert "县林业局对" in page(place.other, asked)
    page(place.mayors[7], asked, 404)


def test_what_is_saved_in_part_answers_nothing_that_nobody_answered(place):
    two = [{"op": "add", "item": new_item(place, f"线索上报之{n}")} for n in (1, 2)]
    request = handed_in(place, *two)
    told(decide(place.clerk, request["id"], "accept", {"complete": complete(place, request)}))
    asked = f"{DESK}{request['id']}/opinion/"
    first, second = (f"change-{change['id']}-stance" for change in request["changes"])
    own = {"unit": f"township:{place.towns[0].code}", first: "object", "do": "save"}
    send(place.mayors[0], asked, own)
    text = page(place.mayors[0], asked)
    assert re.search(rf'name="{first}" value="object"[^>]*checked', text)
    assert not re.search(rf'name="{second}"[^>]*checked', text)
    assert "第2条的意见</a>" in text


def accepting(change, place):
    named = f"complete-{change}-secrecy_review"
    return {
        "action": "accept",
        f"{named}-reviewer": "李审查",
        f"{named}-on": "2026-11-20",
        f"{named}-result": "不涉密",
        "invite-1-department": "县林业局",
    }


def test_what_the_township_said_last_is_offered(place):
    for number in (1, 2):
        item = new_item(place, name=f"线索上报之{number}")
        request = handed_in(place, {"op": "add", "item": item})
        told(decide(place.clerk, request["id"], "accept", {"complete": complete(place, request)}))
        asked = f"{DESK}{request['id']}/opinion/"
        if number == 1:
            stance = f"change-{request['changes'][0]['id']}-stance"
            typed = {"unit": f"township:{place.towns[0].code}", stance: "agree"}
            send(place.mayors[0], asked, {**typed, "capacity-funds": "no", "do": "send"})
    text = page(place.mayors[0], asked)
    assert "预填" in text
    assert re.search(r'name="capacity-funds" value="no"[^>]*checked', text)


def test_the_lead_sets_findings_aside_and_the_county_amends(place):
    item = new_item(place, township_duty="1.签订责任书。")
    set_policy(place.county, {"stages": {"admission": []}}, by=place.lead, reason="本县规定")
    request = handed_in(place, {"op": "add", "item": item})
    address, pk = f"{DESK}{request['id']}/", request["changes"][0]["id"]
    told_fault = send(place.lead, address, {"action": "endorse"}, 422)
    assert "须补充类别并登记保密审查" in told_fault
    filled = {f"complete-{pk}-secrecy_review-{k}": v for k, v in SECRECY.items()}
    endorsing = {"action": "endorse", **filled}
    assert "须先处理" in send(place.lead, address, endorsing, 422)
    text = page(place.lead, address)
    kept = re.findall(r'name="(overrides-\d+-reason)"', text)
    assert kept
    reasons = dict.fromkeys(kept, "上级文件要求")
    send(place.lead, address, {**endorsing, **reasons})
    assert "上级文件要求" in page(place.head, address)
    amended = {
        f"results-{pk}-outcome": "pass_amended",
        f"results-{pk}-item-township_duty": "1.上报线索即可。",
        f"results-{pk}-item-responsibilities-0-duty": "1.每季度通报。",
    }
    deciding = {"action": "approve", **DECIDED, **amended}
    text = send(place.recorder, address, deciding, 422)
    assert "请写明理由或者修改之处" in text
    assert "1.上报线索即可。" in text
    send(place.recorder, address, {**deciding, f"results-{pk}-text": "删去责任书"})
    text = page(place.head, address)
    for word in ("修改后通过", "删去责任书", "县委编委会第5次会议"):
        assert word in text
    final = read(place.head, request["id"])["changes"][0]["final"]
    assert final["responsibilities"][0] == {
        **request["changes"][0]["proposed"]["responsibilities"][0],
        "duty": "1.每季度通报。",
    }
    assert "保留理由：上级文件要求" in text  # for ever: the list has been written anew since
    marks = re.findall(r'data-label="(.*?)">\s*<span class="m (\w+)">(.*?)</span>', text)
    assert marks == [("编办审核", "yes", "审核同意"), ("会议审定", "part", "修改后通过")]
    steps = re.findall(r'<li class="(done|now)"[^>]*>\s*<b>(.*?)</b>', text)
    assert steps == [
        ("done", "提交"),
        ("done", "编办审核"),
        ("done", "会议审定"),
        ("now", "印发施行"),
    ]


SECRECY = {"reviewer": "李审查", "on": "2026-11-20", "result": "不涉密"}


def test_what_is_not_there_is_told_in_the_words_of_its_reader(place):
    request = drafted(place)
    page = browser_of(place.other).get(f"{DESK}{request['id']}/")
    assert page.status_code == 404
    assert "网址可能抄写有误" in page.content.decode()
    assert "ChangeRequest" not in page.content.decode()
