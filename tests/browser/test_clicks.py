"""The office's day and the public's minute in clicks, counted in a real browser:
whoever makes a way longer changes the number here and in `docs/clicks.md`, and says why.

A click is each press on a link, a button, a fold, a box or a choice of a list, and each file
chosen. Typing, the Tab and the Enter key are none. Who is signed in begins at the own desk, which
the log-in shows.
"""

import datetime
import re

import pytest
from django.conf import settings
from django.utils import timezone

from assessment.models import Feedback, OffListReport, Whistle
from dutylist.organizations.models import Department
from items.models import Edition, EditionDocument, EditionStatus, ProposedChange
from items.models.document_bytes import unpacked
from items.models.duty_items import DutyItem
from tests.factories import seeding

from .walking import AXE, RUN_AXE

OFFICE = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 360, "height": 780}}
DUTY, ITEM = "消防安全", "99012100090"
# {what was done: (clicks of the first walk, clicks now)}
COUNTED = {
    "改一项职责": (4, 3),
    "公布一版清单": (8, 9),
    "更正到增补": (11, 10),
    "填22个电话": (66, 3),
    "查到一件事和电话": ("—", 2),
    "对集中修订逐条反馈意见": ("—", 5),
    "吹一次哨": ("—", 5),
    "反映清单外交办": ("—", 5),
    "提一条意见并查看办理情况": ("—", 5),
}
WALKS = settings.BASE_DIR / "docs" / "clicks.md"


class Person:
    """Somebody at a browser; every click goes into the list that all who take part share."""

    def __init__(self, page, clicks, origin, start="/desk/"):
        self.page, self.clicks = page, clicks
        page.goto(f"{origin}{start}")

    def enter(self, text):
        """An entry at the top of the page."""
        self.click(f"nav a:has-text('{text}')")

    def follow(self, text):
        self.click(f"main a:has-text('{text}')")

    def press(self, text):
        self.click(f"main button:has-text('{text}')")

    def click(self, what):
        self.page.locator(f"{what} >> visible=true").first.click()
        self.page.wait_for_load_state()
        self.clicks.append(what)

    def choose(self, name, label):
        self.page.select_option(f"main select[name={name}]", label=label)
        self.clicks.append(f"{name}: {label}")

    def type(self, name, text):
        self.page.locator(f"main [name='{name}'] >> visible=true").first.fill(text)

    def type_and_enter(self, name, text):
        self.type(name, text)
        self.page.locator(f"main [name='{name}'] >> visible=true").first.press("Enter")
        self.page.wait_for_load_state()


@pytest.fixture
def sits_down(visit, demo):
    """`sits_down(clicks, "clerk")` -> that person at the own desk."""

    def open_desk(clicks, account):
        return Person(visit(account, **OFFICE).new_page(), clicks, demo)

    return open_desk


def require_counted(clicks, what):
    assert len(clicks) == COUNTED[what][1], clicks


@pytest.mark.one_database
def test_a_duty_is_changed(sits_down):
    clicks = []
    clerk = sits_down(clicks, "clerk")
    clerk.enter("事项库")
    clerk.type_and_enter("q", ITEM)
    clerk.follow(DUTY)
    clerk.type("township_duty", "1.宣传；\n2.每月巡查“九小场所”；\n3.督促整改。")
    clerk.type("reason", "明确巡查的次数")
    clerk.press("记入集中修订")
    change = ProposedChange.objects.latest("pk")
    assert change.item.code == ITEM
    assert "每月巡查" in change.proposed["township_duty"]
    require_counted(clicks, "改一项职责")


@pytest.mark.one_database
def test_an_edition_is_published(sits_down):
    clicks = []
    clerk = sits_down(clicks, "clerk")
    clerk.enter("版次")
    clerk.click("main input[name=with_revision][value=no]")
    clerk.type("reason", "把增补的内容重新印发")
    clerk.press("起草新版次")
    clerk.press("提请审定")
    recorder = sits_down(clicks, "approver")
    recorder.follow("第3版")
    recorder.type("meeting", "示例县委编委会2026年第5次会议")
    recorder.type("decided_on", timezone.localdate().isoformat())
    recorder.type("minutes_number", "〔2026〕15号")
    recorder.press("登记审定结果")
    lead = sits_down(clicks, "lead")
    lead.follow("第3版")
    lead.type("document_number", "示政发〔2026〕40号")
    lead.type("effective_on", (timezone.localdate() + datetime.timedelta(days=3)).isoformat())
    lead.press("公布")
    lead.page.evaluate(AXE)
    assert lead.page.evaluate(RUN_AXE) == []  # the last page, which no address leads to
    lead.press("确认公布")
    assert Edition.objects.get(number=3).status == EditionStatus.PUBLISHED
    require_counted(clicks, "公布一版清单")


@pytest.mark.one_database
def test_a_correction_is_made_and_a_supplement_issued(sits_down):
    """The supplement carries what else has been approved since: a text put right is as printed."""
    approved = copied_wrongly()
    clicks = []
    clerk = sits_down(clicks, "clerk")
    clerk.enter("更正")
    clerk.type_and_enter("code", DUTY)
    clerk.choose("place", "配合职责")
    clerk.type("approved_text", approved)
    clerk.type("reason", "抄录有误")
    clerk.press("提请更正")
    lead = sits_down(clicks, "lead")
    lead.follow("核准更正")
    lead.press("核准更正")
    clerk = sits_down(clicks, "clerk")
    clerk.follow("提请增补")
    clerk.type("reason", "印发公布以后审定的内容")
    clerk.press("提请增补")
    lead = sits_down(clicks, "lead")
    lead.follow("印发增补页")
    lead.type("document_number", "示编发〔2026〕41号")
    lead.type("effective_on", timezone.localdate().isoformat())
    lead.type("reason", "印发公布以后审定的内容")
    lead.press("印发增补页")
    lead.press("确认印发增补页")
    newest = EditionDocument.objects.latest("pk")
    assert newest.sequence == 2
    assert newest.edition.number == 2
    require_counted(clicks, "更正到增补")


def copied_wrongly():
    """One duty differs from what was approved, another has been approved since: -> the approved
    text of the first.
    """
    newest = EditionDocument.objects.latest("pk")
    entries = {entry["code"]: entry for entry in unpacked(newest.full)["entries"]}
    item = DutyItem.objects.get(code=ITEM)
    other = DutyItem.objects.get(code="99012100094")
    with seeding("抄错"):
        item.township_duty = f"{item.township_duty}误"
        item.save()
        other.name = f"{other.name}（试行）"
        other.save()
    return entries[ITEM]["township_duty"]


@pytest.mark.one_database
def test_twenty_two_telephones_are_filled_in(sits_down):
    clicks = []
    clerk = sits_down(clicks, "clerk")
    clerk.enter("公开电话")
    boxes = clerk.page.locator("main input[name$='-public_telephone']")
    assert boxes.count() >= 22
    clerk.click("main input[name$='-public_telephone']")
    for number in range(22):
        clerk.page.keyboard.press("Control+A")
        clerk.page.keyboard.type(f"0599-22000{number:02d}")
        for _box in range(3):
            clerk.page.keyboard.press("Tab")
    clerk.type("reason", "填写公开电话")
    clerk.press("保存")
    kept = set(Department.objects.values_list("public_telephone", flat=True))
    assert {f"0599-22000{number:02d}" for number in range(22)} <= kept
    require_counted(clicks, "填22个电话")


@pytest.fixture
def takes_a_phone(visit, demo):
    """`takes_a_phone(clicks, "township3")` -> that person at the own desk on a phone, with no
    account a stranger at the first page.
    """

    def open_page(clicks, account=""):
        start = "/desk/" if account else "/"
        return Person(visit(account, **PHONE).new_page(), clicks, demo, start)

    return open_page


@pytest.mark.one_database
def test_a_matter_and_its_telephone_are_found(takes_a_phone):
    clicks = []
    citizen = takes_a_phone(clicks)
    citizen.choose("t", "城关镇")
    citizen.type_and_enter("q", "消防")
    call = citizen.page.locator("main a[href^='tel:']").first
    assert call.bounding_box()["y"] < PHONE["viewport"]["height"]  # in sight without scrolling
    clicks.append("拨打")
    require_counted(clicks, "查到一件事和电话")


@pytest.mark.one_database
def test_an_opinion_on_several_changes_is_answered(takes_a_phone):
    clicks = []
    official = takes_a_phone(clicks, "township3")
    official.follow("轮征求意见")
    stances = official.page.locator("main input[name$='-stance'][value=agree]")
    stances_given = stances.count()
    for number in range(stances_given):
        name = stances.nth(number).get_attribute("name")
        official.click(f"main input[name={name}][value=agree]")
    official.press("反馈")
    told = official.page.locator("main").inner_text()
    assert told.count("\n同意") == stances_given
    require_counted(clicks, "对集中修订逐条反馈意见")


@pytest.mark.one_database
def test_a_whistle_is_raised(takes_a_phone):
    clicks = []
    official = takes_a_phone(clicks, "township")
    official.enter("吹哨")
    official.follow("吹哨，请部门到场")
    official.type_and_enter("q", "消防")
    official.click(f"main a[href*='item={ITEM}']")
    official.click("main input[name=level][value=enforcement]")
    official.type("text", "沿街商铺占用消防通道，劝阻不听。")
    official.type("place", "示例街3号")
    official.press("发给")
    assert Whistle.objects.latest("pk").item_code == ITEM
    require_counted(clicks, "吹一次哨")


@pytest.mark.one_database
def test_work_off_the_list_is_reported(takes_a_phone):
    clicks = []
    official, reported = takes_a_phone(clicks, "township3"), OffListReport.objects.count()
    official.enter("考核监督")
    official.follow("清单外交办")
    official.choose("department", "县水利局")
    official.click("main input[name=how][value=group]")
    official.type("text", "要求每天在工作群报送巡查照片。")
    official.press("发给")
    assert OffListReport.objects.count() == reported + 1
    require_counted(clicks, "反映清单外交办")


@pytest.mark.one_database
def test_feedback_is_given_and_its_state_looked_up(takes_a_phone):
    clicks = []
    citizen = takes_a_phone(clicks)
    citizen.type_and_enter("q", "消防")
    citizen.follow(DUTY)
    citizen.follow("提意见")
    citizen.click("main input[name=kind][value=wrong_answer]")
    citizen.type("text", "打了电话，说不归他们管。")
    citizen.press("提交")
    sent = Feedback.objects.get(text="打了电话，说不归他们管。")
    page = citizen.page.locator("main").inner_text()
    assert str(sent.pk) in page
    code = citizen.page.locator("main .receipt").nth(1).inner_text()
    citizen.follow("查看办理情况")
    citizen.type_and_enter("code", code)
    assert "打了电话，说不归他们管。" in citizen.page.locator("main").inner_text()
    require_counted(clicks, "提一条意见并查看办理情况")


def test_the_numbers_are_the_ones_that_are_told():
    text = WALKS.read_text()
    for what, (first, now) in COUNTED.items():
        assert re.search(rf"\| {what} \|.*\| {first} \| {now} \|", text), what
