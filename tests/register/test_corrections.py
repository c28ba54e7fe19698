"""Corrections: only errors of copying, against the approved text, by two people, carried by the
next supplement.
"""

import pytest

from dutylist.workflow.engine import perform
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from items.editions.services.editions import issue_supplement, start_edition
from items.entry.content import content_of
from items.models import Correction, DutyItem, Edition
from items.register.services.corrections import submit_correction
from items.register.services.editing import change_items
from tests.factories import make_content, make_county, make_item, make_items, seeding

from .test_register import revised_edition

RIGHT = "1.日常巡查；\n2.及时上报。"


@pytest.fixture
def miscopied(published):
    """The second item, with an error of copying in its township duty."""
    item = published[1]
    with seeding("抄错"):
        item.township_duty = "1.日常巡察；"
        item.save()
    return item


def correct(item, text=RIGHT, *, by, field="township_duty", **fields):
    return submit_correction(make_county(), item, field, text, by=by, reason="抄录有误", **fields)


def test_a_text_the_county_never_approved_is_refused(miscopied, staff):
    with pytest.raises(Invalid, match="与审定文本（第1版完整文本）不一致") as refused:
        correct(miscopied, "1.每天巡查。", by=staff[0])
    assert refused.value.code == "not_approved"
    assert not Correction.objects.exists()


def test_the_approved_text_is_put_right_by_a_second_person(miscopied, staff):
    clerk, _, lead = staff
    made = correct(miscopied, by=clerk)
    assert (made.status, made.found_in, made.present_text) == (
        "submitted",
        "第1版完整文本",
        "1.日常巡察；",
    )
    miscopied.refresh_from_db()
    assert miscopied.township_duty == "1.日常巡察；"
    decision = perform(made, "approve", by=lead)
    miscopied.refresh_from_db()
    assert miscopied.township_duty == RIGHT
    assert miscopied.history.order_by("-history_id").first().batch == decision.batch


def test_the_clerk_does_not_approve_the_own_correction(miscopied, staff):
    from dutylist.organizations.roles import Role
    from tests.factories import make_membership

    made = correct(miscopied, by=staff[0])
    make_membership(staff[0], Role.OFFICE_LEAD)
    with pytest.raises(NotAllowed, match="须由另一人办理"):
        perform(made, "approve", by=staff[0])


def test_only_a_clerk_asks_for_a_correction(miscopied, staff):
    with pytest.raises(NotAllowed):
        correct(miscopied, by=staff[2])


def test_nothing_to_correct_where_the_texts_agree(published, staff):
    with pytest.raises(Invalid, match="不需要更正"):
        correct(published[1], by=staff[0])


def test_a_text_of_a_department_is_corrected_in_its_place(published, staff):
    part = published[1].responsibilities.get()
    with seeding("抄错"):
        part.duty = "1.组织检查。"
        part.save()
    made = correct(
        published[1],
        "1.组织查处。",
        by=staff[0],
        field="duty",
        department="县自然资源局",
        role="lead",
    )
    perform(made, "approve", by=staff[2])
    assert content_of(published[1])["responsibilities"][0]["duty"] == "1.组织查处。"
    with pytest.raises(Invalid, match="没有县公安局"):
        correct(published[1], "甲", by=staff[0], field="duty", department="县公安局", role="lead")


def test_what_the_county_decided_later_is_the_approved_text(published, staff):
    """An old edition's wording is no correction once the county has changed it."""
    item = published[1]
    change_items(
        make_county(), [(item, {"township_duty": "1.每周巡查。"})], by=staff[0], reason="调整"
    )
    revised_edition(make_county(), staff)
    with pytest.raises(Invalid, match="第2版完整文本"):
        correct(item, by=staff[0])
    with seeding("抄错"):
        item.refresh_from_db()
        item.township_duty = "1.每月巡查。"
        item.save()
    assert correct(item, "1.每周巡查。", by=staff[0]).found_in == "第2版完整文本"


def test_what_is_decided_and_not_issued_yet_is_the_approved_text(published, staff):
    """Between the sitting and the issue no document carries it."""
    item, county = published[1], make_county()
    change_items(county, [(item, {"township_duty": "1.每周巡查。"})], by=staff[0], reason="调整")
    edition = start_edition(county, by=staff[0], with_revision=True)
    perform(edition, "submit", by=staff[0])
    facts = {"meeting": "第2次会议", "decided_on": "2026-05-10", "minutes_number": "2号"}
    perform(edition, "approve", by=staff[1], **facts)
    with seeding("抄错"):
        item.refresh_from_db()
        item.township_duty = "1.每月巡查。"
        item.save()
    with pytest.raises(Invalid, match="审定采纳的内容"):
        correct(item, by=staff[0])
    assert correct(item, "1.每周巡查。", by=staff[0]).found_in.endswith("审定采纳的内容")


@pytest.mark.django_db
def test_before_the_first_edition_there_is_nothing_to_correct(staff):
    item = make_item()
    with pytest.raises(NotPossible, match="可以直接修改"):
        correct(item, "甲", by=staff[0], field="name")


def test_one_correction_of_a_text_at_a_time(miscopied, staff):
    made = correct(miscopied, by=staff[0])
    with pytest.raises(NotPossible, match="正在办理"):
        correct(miscopied, by=staff[0])
    perform(made, "refuse", by=staff[2], reason="请核对原件")
    assert correct(miscopied, by=staff[0]).status == "submitted"


def test_the_next_supplement_carries_the_correction(published, staff):
    item = published[0]
    with seeding("抄错"):
        item.name = "负责河道巡察"
        item.save()
    made = correct(item, "负责河道巡查", by=staff[0], field="name")
    perform(made, "approve", by=staff[2])
    with pytest.raises(NotPossible, match="没有需要增补"):
        supplement(staff)


def supplement(staff):
    facts = {"document_number": "示政发〔2026〕8号", "effective_on": "2026-04-01", "reason": "更正"}
    return issue_supplement(Edition.objects.get(), requested_by=staff[0], by=staff[2], **facts)


def test_an_older_file_is_no_approved_text(staff):
    """Imported rightly, edited wrongly, published: the register agrees with what was issued, and
    the way for an error of the issued text is named.
    """
    from dutylist.history.recording import recording
    from tests.factories import publish

    item = make_items([make_content("coordination", "河道保洁")])[0]
    county = make_county()
    with recording(by=staff[0], reason="导入", source="import", county=county.code):
        item.township_duty = "1.打捞漂浮物。"
        item.version += 1
        item.save()
    with seeding("抄错"):
        item.township_duty = "1.打捞浮物。"
        item.save()
    publish(staff=staff)
    with pytest.raises(Invalid, match="登记的文本与审定文本一致（第1版完整文本）") as refused:
        correct(item, "1.打捞漂浮物。", by=staff[0])
    assert "请在集中修订中提出修改" in refused.value.sentence


def test_a_text_of_an_older_edition_does_not_come_back(published, staff):
    item = published[1]
    change_items(make_county(), [(item, {"name": "新名称"})], by=staff[0], reason="调整")
    revised_edition(make_county(), staff)
    former = published[1].name
    with pytest.raises(Invalid, match="第2版完整文本"):
        correct(item, former, by=staff[0], field="name")


def test_the_page_refuses_with_the_sentence_and_keeps_the_text(miscopied, client, staff):
    client.force_login(staff[0])
    page = client.get(f"/desk/corrections/?code={miscopied.code}").content.decode()
    assert "1.日常巡察；" in page
    assert "第1版完整文本" in page
    typed = {"code": miscopied.code, "place": "township_duty||", "reason": "抄录有误"}
    answer = client.post("/desk/corrections/", {**typed, "approved_text": "我抄的文本"})
    assert answer.status_code == 422
    assert "不一致，不能更正" in answer.content.decode()
    assert "我抄的文本" in answer.content.decode()
    made = client.post("/desk/corrections/", {**typed, "approved_text": RIGHT})
    assert made.status_code == 302
    assert client.post(made["Location"], {"action": "approve"}).status_code == 403
    client.force_login(staff[2])
    assert client.post(made["Location"], {"action": "approve"}).status_code == 302
    assert DutyItem.objects.get(pk=miscopied.pk).township_duty == RIGHT


def test_an_unknown_code_is_said(published, client, staff):
    client.force_login(staff[0])
    answer = client.post(
        "/desk/corrections/", {"code": "99012199999", "approved_text": "甲", "reason": "乙"}
    )
    assert answer.status_code == 422
    assert "没有这一编码的事项" in answer.content.decode()
