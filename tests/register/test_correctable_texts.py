"""Every text that an error of copying can be in is put right, from the page and over the API; which
these are follows from the table of an entry's fields.
"""

import pytest
from django.test import Client

from dutylist.history.reading import shown_value
from dutylist.workflow.engine import perform
from dutylist.workflow.refusals import Invalid
from items.editions.services.editions import start_edition
from items.entry.content import content_of
from items.entry.correctable import CORRECTABLE, by_name, correctable_among
from items.entry.fields import FIELD, FIELDS, Field
from items.entry.types import Offered, Text
from items.models import Correction, DutyItem
from items.register.services.corrections import submit_correction
from items.register.services.editing import change_items
from tests.factories import make_content, make_county, make_items, make_staff, publish, seeding

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
RIGHT, WRONG = "十分钟内到场", "十分种内到场"
DEPARTMENT = {"department": "县自然资源局", "role": "lead"}
# Texts that people write out and that no correction reaches, each with its reason.
NOT_CORRECTED = {
    "secrecy_review.reviewer": "the office's own, recorded anew",
    "secrecy_review.result": "the office's own, recorded anew",
    "bases.act": "no department names the row",
    "bases.document_number": "no department names the row",
    "bases.article": "no department names the row",
    "power.document_number": "a member of no department",
    "power.original_body": "a member of no department",
    "support.promise": "no department names the row",
    "support.amount": "no department names the row",
    "variants.name": "no department names the row",
    "variants.township_duty": "no department names the row",
}


def item_saying(text):
    """A published item in which every text that can be put right says this, and its staff."""
    staff = make_staff()
    own, of_department = {}, dict(DEPARTMENT)
    for name, one in CORRECTABLE.items():
        if one.is_of_department:
            of_department[name] = text
        else:
            own[name] = text
    content = make_content("coordination", responsibilities=[of_department], **own)
    (item,) = make_items([content])
    publish(staff=staff)
    return item, staff


def miscopy(item, name, text=WRONG):
    row = item
    if CORRECTABLE[name].is_of_department:
        row = item.responsibilities.get()
    with seeding("抄错"):
        setattr(row, name, text)
        row.save()


def place_of(name):
    """Where the text stands, as the API tells it."""
    return DEPARTMENT if CORRECTABLE[name].is_of_department else {"department": "", "role": ""}


def text_of(item, name):
    content = content_of(DutyItem.objects.get(pk=item.pk))
    if CORRECTABLE[name].is_of_department:
        content = content["responsibilities"][0]
    return content[name]


def test_every_text_that_people_write_is_put_right_or_has_its_reason():
    written = set()
    for field in FIELDS:
        if field.type.is_copied:
            written.add(field.name)
        for member in getattr(field.type, "members", ()):
            if member.type.is_copied:
                written.add(f"{field.name}.{member.name}")
    corrected = set()
    for name, text in CORRECTABLE.items():
        corrected.add(f"responsibilities.{name}" if text.is_of_department else name)
    assert written == corrected | set(NOT_CORRECTED)


def test_a_new_text_of_the_table_is_put_right_with_its_kinds_and_a_name_of_a_row_is_not():
    fields = [
        Field("remark", "说明", Text(), kinds=("basic",)),
        Field("office", "股室", Offered(60)),
        FIELD["scope"],
    ]
    (text,) = correctable_among(fields)
    assert (text.name, text.label, text.kinds) == ("remark", "说明", ("basic",))
    with pytest.raises(ValueError, match="remark"):
        by_name([text, text])


def test_the_column_holds_every_name_and_the_label_is_that_of_the_table():
    column = Correction._meta.get_field("field")
    for name, text in CORRECTABLE.items():
        assert len(name) <= column.max_length
        assert Correction(field=name).place == text.label
        assert shown_value(column, name, {}, None) == text.label


MISCOPIED = [(name, WRONG) for name in CORRECTABLE]
LEFT_OUT = [(name, "") for name in CORRECTABLE if name != "name"]  # an item without a name is none


@pytest.mark.parametrize(("name", "wrong"), MISCOPIED + LEFT_OUT)
def test_a_text_is_put_right_from_the_page(name, wrong):
    item, (clerk, _, lead) = item_saying(RIGHT)
    miscopy(item, name, wrong)
    browser = Client()
    browser.force_login(clerk)
    page = browser.get(f"/desk/corrections/?code={item.code}").content.decode()
    assert (wrong or "（空）") in page
    place = "|".join([name, *place_of(name).values()])
    assert f'value="{place}"' in page
    assert CORRECTABLE[name].label in page
    typed = {"code": item.code, "place": place, "approved_text": RIGHT, "reason": "抄录有误"}
    made = browser.post("/desk/corrections/", typed)
    assert made.status_code == 302
    browser.force_login(lead)
    shown = browser.get(made["Location"]).content.decode()
    assert CORRECTABLE[name].label in shown
    assert browser.post(made["Location"], {"action": "approve"}).status_code == 302
    assert text_of(item, name) == RIGHT


@pytest.mark.parametrize("name", CORRECTABLE)
def test_a_text_is_put_right_over_the_api(name):
    item, (clerk, _, lead) = item_saying(RIGHT)
    miscopy(item, name)
    body = {"county": make_county().code, "code": item.code, "field": name, "reason": "抄录有误"}
    body |= {"approved_text": RIGHT, **place_of(name)}
    api = Client()
    api.force_login(clerk)
    made = api.post("/api/v1/corrections/", body, content_type="application/json")
    assert made.status_code == 201, made.content.decode()
    assert (made.json()["field"], made.json()["present_text"]) == (name, WRONG)
    perform(Correction.objects.get(), "approve", by=lead)
    assert text_of(item, name) == RIGHT


def test_an_item_of_another_kind_has_no_such_text():
    staff = make_staff()
    (item,) = make_items([make_content()])
    publish(staff=staff)
    with pytest.raises(Invalid, match="没有配合职责这一文本"):
        submit_correction(
            make_county(), item, "township_duty", RIGHT, by=staff[0], reason="抄录有误"
        )


def test_the_public_page_shows_a_work_standard_as_it_was_put_right():
    """Approved as a change, copied wrongly before the edition was issued, and put right."""
    county = make_county()
    item, (clerk, recorder, lead) = item_saying("半小时内到场")
    change_items(county, [(item, {"work_standard": RIGHT})], by=clerk, reason="调整")
    edition = start_edition(county, by=clerk, with_revision=True)
    perform(edition, "submit", by=clerk)
    decided = {"meeting": "第2次会议", "decided_on": "2026-05-10", "minutes_number": "2号"}
    perform(edition, "approve", by=recorder, **decided)
    item.refresh_from_db()
    miscopy(item, "work_standard")
    made = submit_correction(county, item, "work_standard", RIGHT, by=clerk, reason="抄录有误")
    perform(made, "approve", by=lead)
    issued = {"document_number": "示政发〔2026〕9号", "effective_on": "2026-06-01"}
    perform(edition, "publish", by=lead, reason="年度调整", **issued)
    page = Client().get(f"/i/{item.code}/").content.decode()
    assert RIGHT in page
    assert WRONG not in page
