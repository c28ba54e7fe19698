"""A new county from the browser alone: from an empty database to a published list in at most 25
clicks, and the same for the next county.
"""

import io
import re

import pytest
from django.conf import settings
from django.test import Client
from openpyxl import Workbook

from dutylist.organizations.models import CountyPolicy, Department, Membership, Region, User
from dutylist.organizations.roles import Role
from dutylist.organizations.words import words_for
from items.management.demo_county import demo_facts
from items.models import Edition
from items.setup.code import setup_address, setup_code
from items.setup.steps import is_published, steps_of
from tests.factories import make_county, make_department, make_membership, make_user

from .hand import Clicks, Hand

pytestmark = pytest.mark.django_db
MOST_CLICKS, NOW = 25, 25
NEW = "Xin-mima-2026-{}"
NAMES = {
    "system_administrator": "张系统",
    "security_administrator": "李安全",
    "security_auditor": "王审计",
    "clerk": "赵经办",
    "office_lead": "钱负责",
    "recorder": "孙登记",
}
WORKBOOK = (settings.FIXTURES_DIR / "county-official.xlsx").read_bytes()


def typed(county="990121000000", **further):
    names = {f"{role}__name": name for role, name in NAMES.items()}
    return {"county": county, **names, **further}


def directory():
    """The departments that the official workbook names."""
    book, out = Workbook(), io.BytesIO()
    book.active.append(["部门名称", "公开电话", "其他名称"])
    for number, (name, _kind, _ownership, *aliases) in enumerate(demo_facts()["departments"]):
        book.active.append([name, f"0599-10000{number:02d}", "、".join(aliases)])
    book.save(out)
    return out.getvalue()


def passwords_on(hand):
    """{user name: one-time password} as the page shows them, once."""
    rows = hand.page.xpath("//table//tbody/tr")
    return {row.xpath(".//code")[0].text: row.xpath(".//code")[1].text for row in rows}


def first_run(clicks):
    hand = Hand(clicks)
    hand.open(setup_address().removeprefix(settings.PUBLIC_URL))
    hand.press("下一步：核对", **typed(telephone="0599-1234567"))
    assert "城关镇" in hand.text()
    assert "还没有保存" in hand.text()
    assert not User.objects.filter(username="clerk").exists()
    hand.press("确认设立")
    return passwords_on(hand)


def test_from_an_empty_database_to_a_published_list():
    clicks = Clicks()
    passwords = first_run(clicks)
    clerk = Hand(clicks)
    clerk.open("/login/?next=/desk/setup/990121000000/")
    clerk.log_in("clerk", passwords["clerk"], NEW.format("a"))
    assert "还差" in clerk.text()
    clerk.choose("file", "部门名录.xlsx", directory())
    clerk.press("读取并预览")
    clerk.press("保存")
    clerk.choose("file", "清单.xlsx", WORKBOOK)
    clerk.press("上传并识别")
    clerk.follow("看预览")
    clerk.follow("下一步：填写理由")
    clerk.press("确认导入", reason="首次编制清单")
    clerk.press("起草第1版")
    review = {"reviewer": "周保密", "on": "2026-02-01", "result": "不涉密，可以公开。"}
    clerk.tick("of", "all")
    clerk.press("登记保密审查", **review, reason="公布前的保密审查")
    clerk.press("提请审定")
    recorder = Hand(clicks)
    recorder.open("/login/")
    recorder.log_in("recorder", passwords["recorder"], NEW.format("b"))
    recorder.follow("第1版")
    decided = {"meeting": "县政府第5次常务会议", "decided_on": "2026-02-10"}
    recorder.press("登记审定结果", **decided, minutes_number="〔2026〕5号", document_number="")
    lead = Hand(clicks)
    lead.open("/login/")
    lead.log_in("lead", passwords["lead"], NEW.format("c"))
    lead.follow("第1版")
    lead.press("公布", document_number="示政发〔2026〕1号", effective_on="2026-03-01")
    lead.press("确认公布")
    assert Edition.objects.get().status == "published"
    assert Client().get("/c/990121000000/").status_code == 200
    assert len(clicks) == NOW <= MOST_CLICKS, clicks.made
    walks = (settings.BASE_DIR / "docs" / "clicks.md").read_text()
    assert re.search(rf"从空数据库到公布清单.*\| {NOW}（上限{MOST_CLICKS}） \|", walks)


def test_the_code_of_the_installation_opens_the_page_and_only_while_nobody_has_an_account(client):
    assert "启用码" in client.get("/setup/").content.decode()
    assert client.get("/setup/?code=x").status_code == 403
    assert client.post("/setup/", {"action": "confirm", **typed()}).status_code == 200
    assert not User.objects.exclude(username="system").exists()
    code = setup_code()
    assert (settings.VAR_DIR / "setup-code").stat().st_mode & 0o077 == 0
    make_user(Role.SYSTEM_ADMIN)
    answer = client.get(f"/setup/?code={code}")
    assert answer.status_code == 302


def test_what_is_typed_wrong_is_told_and_nothing_is_kept():
    hand = Hand(Clicks())
    hand.open(setup_address().removeprefix(settings.PUBLIC_URL))
    told = send(hand, typed("没有这个地方"))
    assert "没有名称中有“没有这个地方”的地区" in told
    assert "不是县级区划" in send(hand, typed("990121100000"))
    assert "请填写姓名" in send(hand, typed(clerk__name=""))
    assert "每个账号一个用户名" in send(hand, typed(clerk__username="lead"))
    assert "没有可以拨打的号码" in send(hand, typed(telephone="见门口"))
    assert 'value="赵经办"' in hand.last
    assert not CountyPolicy.objects.exists()
    assert not Region.objects.exists()


def send(hand, fields):
    form = hand.page.xpath("//form")[-1]
    sent = hand.fields_of(form) | {key.replace("__", "-"): text for key, text in fields.items()}
    answer = hand.client.post("/setup/", {**sent, "action": "preview"})
    assert answer.status_code in {409, 422}
    hand.last = answer.content.decode()
    return hand.last


def test_words_that_are_changed_are_the_countys_own():
    hand = Hand(Clicks())
    hand.open(setup_address().removeprefix(settings.PUBLIC_URL))
    hand.press("下一步：核对", **typed("示例县"))
    hand.press("确认设立", **{"word-office": "县委编办（县机改办）"})
    county = Region.objects.get(code="990121000000")
    assert words_for(county)["office"] == "县委编办（县机改办）"
    roles = set(Membership.objects.values_list("role", flat=True))
    assert roles == set(NAMES)


def test_the_next_county_is_set_up_by_the_administrator_and_its_roles_given_by_another():
    clicks = Clicks()
    passwords = first_run(clicks)
    admin, security = Hand(clicks), Hand(clicks)
    admin.open("/login/?next=/desk/setup/")
    admin.log_in("admin", passwords["admin"], NEW.format("d"))
    admin.follow("设立新的地区")
    names = {f"{role}__name": f"{NAMES[role]}二" for role in ("clerk", "office_lead", "recorder")}
    admin.press("下一步：核对", county="350626", **names)
    assert "东山县各镇履行职责事项清单" in admin.text()
    admin.press("确认设立")
    assert set(passwords_on(admin)) == {"clerk2", "lead2", "recorder2"}
    county = Region.objects.get(code="350626000000")
    assert not Membership.objects.filter(region=county).exists()
    security.open("/login/?next=/desk/setup/350626000000/")
    security.log_in("security", passwords["security"], NEW.format("e"))
    assert "还没有" in security.text()
    chosen = {
        f"u{User.objects.get(username=f'{name}2').pk}": role
        for name, role in (("clerk", "clerk"), ("lead", "office_lead"), ("recorder", "recorder"))
    }
    security.press("授予角色", **chosen)
    assert Membership.objects.filter(region=county).count() == 3


def test_what_is_missing_is_told_step_by_step():
    county = make_county()
    assert missing(county)["people"].startswith(
        "还没有县委编办经办人、县委编办负责人、审定结果登记人"
    )
    one = make_user(Role.CLERK)
    make_user(Role.RECORDER)
    make_membership(one, Role.OFFICE_LEAD)
    assert "三个不同的人" in missing(county)["people"]
    make_user(Role.OFFICE_LEAD)
    assert "people" not in missing(county)
    assert "departments" in missing(county)
    make_department()
    assert Department.objects.exists()
    assert "departments" not in missing(county)
    assert {"items", "findings", "edition", "telephones", "office"} <= set(missing(county))
    assert not is_published(county)


def missing(county):
    steps = steps_of(county, words_for(county))
    return {step.name: step.missing for step in steps if not step.is_done}


def test_only_who_has_a_part_in_it_sees_the_page():
    county = make_county()
    for role in (Role.CLERK, Role.RECORDER, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        assert answered(role, f"/desk/setup/{county.code}/") == 200, role
    assert answered(Role.INSPECTOR, f"/desk/setup/{county.code}/") == 404
    assert answered(Role.CLERK, "/desk/setup/new/") == 403


def answered(role, address):
    client = Client()
    client.force_login(make_user(role))
    return client.get(address).status_code
