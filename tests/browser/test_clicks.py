"""The office's day in clicks, counted in a real browser: whoever makes a way longer changes the
number here and in `docs/clicks.md`, and says why.

A click is each press on a link, a button, a fold, a box or a choice of a list, and each file
chosen. Typing, the Tab and the Enter key are none. Who is signed in begins at the own desk, which
the log-in shows.
"""

import datetime
import re

import pytest
from django.conf import settings
from django.utils import timezone

from dutylist.organizations.models import Department
from items.models import Edition, EditionDocument, EditionStatus, ProposedChange
from items.models.document_bytes import unpacked
from items.models.duty_items import DutyItem
from tests.factories import seeding

from .walking import AXE, RUN_AXE

OFFICE = {"viewport": {"width": 1366, "height": 768}}
DUTY, ITEM = "消防安全", "99012100090"
# {what was done: (clicks of the first walk, clicks now)}
COUNTED = {
    "改一项职责": (4, 3),
    "公布一版清单": (8, 9),
    "更正到增补": (11, 11),
    "填22个电话": (66, 3),
}
WALKS = settings.BASE_DIR / "docs" / "clicks.md"


class Person:
    """Somebody at a browser; every click goes into the list that all who take part share."""

    def __init__(self, page, clicks, origin):
        self.page, self.clicks = page, clicks
        page.goto(f"{origin}/desk/")

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

    def choose_and_enter(self, name, value):
        """A choice, then the button below it by the keyboard."""
        box = self.page.locator(f"main select[name={name}]")
        box.select_option(value=value)
        self.clicks.append(f"{name}: {value}")
        box.press("Tab")
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

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
    clerk.choose_and_enter("code", ITEM)
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


def test_the_numbers_are_the_ones_that_are_told():
    text = WALKS.read_text()
    for what, (first, now) in COUNTED.items():
        assert re.search(rf"\| {what} \|.*\| {first} \| {now} \|", text), what
