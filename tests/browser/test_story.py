"""The core of the story in a real browser: a department applies, a township answers, the county
decides, each on a phone or at a desk and by the forms of the pages alone.
"""

import re

import pytest
from django.utils import timezone

from access_control.models import ChangeRequest
from items.models import DutyItem

PHONE = {"viewport": {"width": 360, "height": 740}}
TOWN = "990121100000"
ACT = "中华人民共和国土地管理法"
REVIEW = {"reviewer": "李审查", "on": "2026-11-20", "result": "不涉密"}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def sits_down(visit, demo):
    """`sits_down("clerk", "/desk/…")`: that person's page at 360 pixels; whatever a page of anybody
    does wrong is in `faults`.
    """
    faults = []

    def open_page(account, address):
        page = visit(account, **PHONE).new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: note(line, faults))
        page.goto(demo + address)
        assert page.evaluate(WIDER) <= 0, address
        return page

    open_page.faults = faults
    return open_page


def note(line, faults):
    if line.type == "error":
        faults.append(line.text)


def press(page, action, **typed):
    """Fills in the form of a move and sends it; the page says that it was made."""
    form = page.locator(f"#do-{action}")
    for name, value in typed.items():
        box = form.locator(f"[name='{name.replace('__', '-')}']")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    form.locator("button[type=submit]").click()
    page.wait_for_selector("text=已办理")
    assert page.evaluate(WIDER) <= 0, action


def test_a_department_applies_a_township_answers_the_county_decides(sits_down):
    address = applied(sits_down("department", "/desk/requests/new/?op=add"))
    request = ChangeRequest.objects.latest("pk")
    change = request.changes.get().pk
    review = {f"complete__{change}__secrecy_review__{name}": REVIEW[name] for name in REVIEW}
    press(sits_down("clerk", address), "accept", **review)
    answered(sits_down("township", f"{address}opinion/"), change)
    press(sits_down("clerk", address), "conclude")
    results = f"results__{change}__outcome"
    press(sits_down("legal", address), "pass", **{results: "pass"})
    press(sits_down("lead", address), "endorse")
    decided = {
        "meeting": "示例县委编委会",
        "decided_on": timezone.localdate().isoformat(),
        "minutes_number": "〔2026〕7号",
    }
    page = sits_down("approver", address)
    page.locator("#do-approve .fold summary").click()
    amended = {
        f"results__{change}__text": "会议明确每月一次",
        f"results__{change}__item__township_duty": "1.每月巡查并上报。",
    }
    press(page, "approve", **decided, **{results: "pass_amended"}, **amended)
    item = DutyItem.objects.get(name="界桩巡查上报")
    assert item.township_duty == "1.每月巡查并上报。"
    assert sits_down.faults == []


def applied(page):
    """Drawn up and handed in by the lead of the department: -> the address of the request."""
    page.fill("#apply_item-name", "界桩巡查上报")
    page.select_option("[name=item-category]", "自然资源")
    page.fill("#apply_item-township_duty", "1.巡查界桩；\n2.上报移动和损毁。")
    page.fill("#apply_item-duty", "1.制定方案；\n2.现场核实。")
    page.check("[name=item-scope][value=listed]")
    page.check(f"[name=item-townships][value='{TOWN}']")
    page.fill("[name=basis-0-act]", ACT)
    page.fill("[name=basis-0-article]", "第六十七条")
    page.check("[name=circumstance][value=superior]")
    page.fill("#apply_reason", "省级主管部门部署。")
    page.select_option("[name=support-0-kind]", "training")
    page.fill("[name=support-0-promise]", "年内培训2次")
    page.click("text=存下，去提交")
    page.wait_for_url(re.compile(r"/desk/requests/\d+/(#.*)?$"))
    press(page, "submit")
    return re.search(r"/desk/requests/\d+/", page.url)[0]


def answered(page, change):
    page.check(f"[name=change-{change}-stance][value=agree]")
    for name in ("body", "staff", "power", "funds"):
        page.check(f"[name=capacity-{name}][value=yes]")
    page.check("[name=willingness][value=willing]")
    page.click("button[value=send]")
    page.wait_for_selector("text=已反馈意见。")
