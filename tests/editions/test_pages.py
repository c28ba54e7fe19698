"""An edition on its page: three people, refusals with the typed text kept, what a barred person
reads.
"""

import pytest

from dutylist.history.models import Batch
from dutylist.organizations.roles import Role
from dutylist.workflow.engine import perform
from items.editions.secrecy_form import SecrecyForm
from items.editions.services.editions import start_edition
from items.models import DutyItem, Edition, EditionDocument
from items.register.services.editing import change_items
from tests.factories import (
    confirmed,
    make_content,
    make_county,
    make_items,
    make_membership,
    make_tag,
    make_user,
    seeding,
)

pytestmark = pytest.mark.either_database


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def draft(revising, staff):
    return start_edition(make_county(), by=staff[0], with_revision=True)


def send(client, edition, action, **fields):
    return confirmed(client, f"/desk/editions/{edition.pk}/", {"action": action, **fields})


APPROVAL = {"meeting": "第2次会议", "decided_on": "2026-05-10", "minutes_number": "〔2026〕2号"}
PUBLICATION = {
    "document_number": "示政发〔2026〕9号",
    "effective_on": "2026-06-01",
    "note": "年度调整",
}


def test_the_clerk_starts_an_edition_with_the_revision(revising, signed_in, staff):
    client = signed_in(staff[0])
    assert "阶段版" in text_of(client.get("/desk/editions/"))
    answer = client.post("/desk/editions/", {"with_revision": "yes"})
    edition = Edition.objects.get(number=2)
    assert answer["Location"] == f"/desk/editions/{edition.pk}/"
    assert edition.revision == revising.revision
    assert client.post("/desk/editions/", {"title": "又一版"}).status_code == 409


def test_three_people_publish_on_the_page(draft, signed_in, staff):
    clerk, recorder, lead = staff
    steps = [(clerk, "submit", {}), (recorder, "approve", APPROVAL), (lead, "publish", PUBLICATION)]
    for user, action, facts in steps:
        answer = send(
            signed_in(user), draft, action, expect=Edition.objects.get(pk=draft.pk).version, **facts
        )
        assert answer.status_code == 302, text_of(answer)
    assert EditionDocument.objects.get(number=2).note == "年度调整"
    assert DutyItem.objects.filter(name="负责河道巡查和保洁").exists()
    page = text_of(signed_in(clerk).get(f"/desk/editions/{draft.pk}/"))
    for word in (
        "已公布",
        "第2次会议",
        EditionDocument.objects.get(number=2).public_digest,
        "公开变化1处",
    ):
        assert word in page


def test_a_stale_page_is_refused_and_says_who_was_faster(draft, signed_in, staff):
    version = draft.version
    send(signed_in(staff[0]), draft, "submit", expect=version)
    answer = send(signed_in(staff[0]), draft, "discard", expect=version, reason="我写了很久的理由")
    assert answer.status_code == 412
    assert f"已由{staff[0].get_full_name()}" in text_of(answer)
    assert "我写了很久的理由" in text_of(answer)


def test_missing_facts_are_named_and_what_was_typed_stays(draft, signed_in, staff):
    send(signed_in(staff[0]), draft, "submit")
    answer = send(
        signed_in(staff[1]), draft, "approve", meeting="我写的会议名称", decided_on="2026-13-40"
    )
    assert answer.status_code == 422
    page = text_of(answer)
    assert "请填写会议纪要号或者文号。" in page
    assert "我写的会议名称" in page
    assert "2026-13-40" in page


def test_a_wrong_date_is_said_at_its_field(draft, signed_in, staff):
    send(signed_in(staff[0]), draft, "submit")
    answer = send(signed_in(staff[1]), draft, "approve", **APPROVAL | {"decided_on": "2026-13-40"})
    assert answer.status_code == 422
    assert "“2026-13-40”不是日期" in answer.context["refused"].errors["decided_on"][0]


def test_a_second_person_is_told_why_instead_of_a_missing_button(draft, signed_in):
    both = make_user(Role.CLERK)
    make_membership(both, Role.RECORDER)
    client = signed_in(both)
    send(client, draft, "submit")
    page = client.get(f"/desk/editions/{draft.pk}/")
    barred = {panel.action: panel.refusal for panel in page.context["panels"] if panel.refusal}
    assert "须由另一人办理" in barred["approve"]
    assert barred["approve"] in text_of(page)
    answer = send(client, draft, "approve", **APPROVAL)
    assert answer.status_code == 403
    assert "须由另一人办理" in text_of(answer)


def test_a_move_of_another_role_is_not_offered_and_refused(draft, signed_in, staff):
    client = signed_in(staff[1])
    assert client.get(f"/desk/editions/{draft.pk}/").context["panels"] == []
    answer = send(client, draft, "submit", reason="代为提请")
    assert answer.status_code == 403
    assert "您没有相应的角色" in text_of(answer)
    assert "代为提请" in text_of(answer)


def test_a_blocking_finding_is_overridden_with_a_reason(signed_in, staff):
    county = make_county()
    make_tag("沿海", county=county)
    make_items([make_content(scope="tagged", tags=["沿海"])])
    edition = start_edition(county, by=staff[0])
    client = signed_in(staff[0])
    assert "须先处理" in text_of(client.get(f"/desk/editions/{edition.pk}/"))
    refused = send(client, edition, "submit", reason="随后补充")
    assert refused.status_code == 422
    assert "没有任何适用" in text_of(refused)
    code = DutyItem.objects.get().code
    answer = send(client, edition, "submit", **{f"overrides-empty_scope-{code}-reason": "正在划定"})
    assert answer.status_code == 302
    assert edition.decisions.get().facts["overrides"][0]["reason"] == "正在划定"
    assert "正在划定" in text_of(client.get(f"/desk/editions/{edition.pk}/"))


def preview(client, edition, code=""):
    """The public page of a township (the county's first unless named) as the edition would print
    it.
    """
    page = client.get(
        f"/desk/editions/{edition.pk}/preview/{code and code + '/'}?kind=all", follow=not code
    )
    return client.get(page.redirect_chain[-1][0] + "?kind=all") if not code else page


def test_the_public_page_is_seen_before_it_is_published_with_the_changes_of_the_revision(
    draft, signed_in, staff
):
    for user, action, facts in [
        (staff[0], "submit", {}),
        (staff[1], "approve", APPROVAL),
        (staff[2], None, {}),
    ]:
        page = preview(signed_in(user), draft)
        assert "负责河道巡查和保洁" in text_of(page)
        assert dict(page.context["counts"]) == {"basic": 1, "coordination": 1, "reclaimed": 1}
        assert "这一版尚未公布" in text_of(page)
        if action:
            send(signed_in(user), draft, action, **facts)


def test_an_interim_edition_is_previewed_without_the_open_revision(revising, signed_in, staff):
    edition = start_edition(make_county(), by=staff[0], with_revision=False)
    page = text_of(preview(signed_in(staff[0]), edition))
    assert "负责河道巡查和保洁" not in page
    assert revising.item.name in page


def test_an_item_not_public_is_not_in_the_preview(published, signed_in, staff):
    with seeding("改为不予公开"):
        published[0].publicness = "internal"
        published[0].save()
    edition = start_edition(make_county(), by=staff[0])
    page = text_of(preview(signed_in(staff[0]), edition))
    assert published[0].name not in page
    assert published[1].name in page


def test_a_published_edition_has_no_preview(published, signed_in, staff):
    edition = Edition.objects.get()
    client = signed_in(staff[0])
    assert client.get(f"/desk/editions/{edition.pk}/preview/").status_code == 404
    assert "公开页面预览" not in text_of(client.get(f"/desk/editions/{edition.pk}/"))


@pytest.mark.parametrize("code", ["990121199000", "990121000000", "乱写"])
def test_a_township_that_the_list_does_not_have_has_no_preview(draft, signed_in, staff, code):
    assert preview(signed_in(staff[0]), draft, code).status_code == 404


def test_the_preview_is_kept_by_no_cache(draft, signed_in, staff):
    assert "no-store" in preview(signed_in(staff[0]), draft)["Cache-Control"]


def test_a_supplement_is_asked_for_once_and_made_by_another(published, signed_in, staff):
    edition = Edition.objects.get()
    nothing = signed_in(staff[0]).get(f"/desk/editions/{edition.pk}/")
    assert nothing.context["panels"] == []
    refused = send(signed_in(staff[0]), edition, "request_supplement", reason="更正抄录错误")
    assert "没有需要增补的内容" in text_of(refused)
    with seeding("更正"):
        published[0].name = "负责河道巡查（更正）"
        published[0].save()
    page = signed_in(staff[0]).get(f"/desk/editions/{edition.pk}/")
    assert [line["name"] for line in page.context["waiting"]] == ["负责河道巡查（更正）"]
    asking = {panel.action: panel.is_open for panel in page.context["panels"]}
    assert asking == {"request_supplement": True}
    send(signed_in(staff[0]), edition, "request_supplement", reason="更正抄录错误")
    assert signed_in(staff[0]).get(f"/desk/editions/{edition.pk}/").context["panels"] == []
    offered = signed_in(staff[2]).get(f"/desk/editions/{edition.pk}/").context["panels"]
    assert {panel.action: panel.is_open for panel in offered} == {
        "supplement": True,
        "decline_supplement": False,
        "request_revoke": False,
    }
    facts = {
        "document_number": "示政发〔2026〕10号",
        "effective_on": "2026-07-01",
        "reason": "更正",
    }
    assert send(signed_in(staff[2]), edition, "supplement", **facts).status_code == 302
    assert "第1版（含第1号增补）" in text_of(
        signed_in(staff[0]).get(f"/desk/editions/{edition.pk}/")
    )


def test_revoking_takes_two_people_and_is_shown(published, signed_in, staff):
    edition = Edition.objects.get()
    send(signed_in(staff[2]), edition, "request_revoke", reason="程序有误")
    assert send(signed_in(staff[1]), edition, "revoke", reason="同意撤销").status_code == 302
    page = text_of(signed_in(staff[0]).get(f"/desk/editions/{edition.pk}/"))
    assert "撤销：同意撤销" in page
    assert "已撤销" in page


def test_an_unknown_move_does_not_exist(draft, signed_in, staff):
    assert send(signed_in(staff[0]), draft, "burn").status_code == 404


def test_the_page_of_a_revoked_edition_says_what_became_of_the_register(draft, signed_in, staff):
    publish_draft(draft, staff)
    for user, action in ((staff[2], "request_revoke"), (staff[1], "revoke")):
        version = Edition.objects.get(pk=draft.pk).version
        assert (
            send(signed_in(user), draft, action, expect=version, reason="程序有误").status_code
            == 302
        )
    page = text_of(signed_in(staff[0]).get(f"/desk/editions/{draft.pk}/"))
    for words in ("清单登记已恢复到第1版的文本", "共1条", "随版次撤销", "负责河道巡查"):
        assert words in page
    home = text_of(signed_in(staff[0]).get("/desk/"))
    assert "第2版已撤销" in home
    assert "核对退回" in home
    revision = text_of(signed_in(staff[0]).get("/desk/revision/"))
    assert "第2版撤销后退回，须重新审定。原理由：扩大范围" in revision


def test_the_page_of_the_only_edition_revoked_says_how_it_goes_on(published, signed_in, staff):
    edition = Edition.objects.get()
    perform(edition, "request_revoke", by=staff[2], reason="程序有误")
    perform(edition, "revoke", by=staff[1], reason="程序有误")
    page = text_of(signed_in(staff[0]).get(f"/desk/editions/{edition.pk}/"))
    assert "可以像首次公布以前一样直接修改" in page
    assert "没有现行有效的清单" in text_of(signed_in(staff[0]).get("/desk/"))


def publish_draft(draft, staff):
    perform(draft, "submit", by=staff[0])
    perform(draft, "approve", by=staff[1], **APPROVAL)
    perform(draft, "publish", by=staff[2], **PUBLICATION)


def ready(staff, draft):
    """An edition that only has to be published."""
    perform(draft, "submit", by=staff[0])
    perform(draft, "approve", by=staff[1], **APPROVAL)
    return draft


def test_publication_has_a_last_page_that_writes_nothing(draft, signed_in, staff):
    """At one click nothing is published: the page says what will be in force for whom from when."""
    ready(staff, draft)
    client, batches = signed_in(staff[2]), Batch.objects.count()
    address, sent = f"/desk/editions/{draft.pk}/", {"action": "publish", **PUBLICATION}
    answer = client.post(address, sent)
    assert answer.status_code == 200
    page = text_of(answer)
    for words in (
        "还没有办理",
        "第2版，文号示政发〔2026〕9号",
        "2026年6月1日起施行",
        "适用于1个单位：城关镇",
        f"向公众公布{DutyItem.objects.current().count()}项",
        "公开变化1处",
    ):
        assert words in page, words
    assert Batch.objects.count() == batches
    assert Edition.objects.get(pk=draft.pk).status == "approved"
    wrong = client.post(address, {**sent, "confirmed": "0" * 64})
    assert "您核对以后，清单内容又有变动" in text_of(wrong)
    assert client.post(address, {**sent, "confirmed": answer.context["outlook"].mark}).url
    assert Edition.objects.get(pk=draft.pk).status == "published"


def test_the_last_page_remarks_what_makes_one_stop(published, revising, signed_in, staff):
    """Nothing differs, the revision stays behind, the number was used before."""
    edition = ready(staff, start_edition(make_county(), by=staff[0], with_revision=False))
    sent = {"action": "publish", **PUBLICATION, "document_number": "示政发〔2020〕6号"}
    remarks = signed_in(staff[2]).post(f"/desk/editions/{edition.pk}/", sent).context["outlook"]
    said = "".join(remarks.remarks)
    assert "没有任何变化" in said
    assert "其中的1条调整不会公布" in said
    assert "文号的年份是2020年" in said
    again = {**sent, "document_number": "示政发〔2026〕6号"}
    answer = signed_in(staff[2]).post(f"/desk/editions/{edition.pk}/", again)
    assert "已经用于第1版" in "".join(answer.context["outlook"].remarks)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("示政发[2026]19号", "应写作“示政发〔2026〕19号”"),
        ("示政发（2026）第019号", "应写作“示政发〔2026〕19号”"),
        ("19号", "例如：示政发〔2026〕19号"),
        ("2026-19", "例如：示政发〔2026〕19号"),
    ],
)
def test_a_document_number_is_checked_against_its_form(draft, signed_in, staff, typed, said):
    ready(staff, draft)
    answer = send(
        signed_in(staff[2]), draft, "publish", **{**PUBLICATION, "document_number": typed}
    )
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_whether_the_revision_goes_along_must_be_said(revising, signed_in, staff):
    client = signed_in(staff[0])
    answer = client.post("/desk/editions/", {"title": ""})
    assert answer.status_code == 422
    assert "请选择是否连同其中的调整一起提请审定" in text_of(answer)
    assert client.post("/desk/editions/", {"with_revision": "no"}).status_code == 302
    assert Edition.objects.get(number=2).revision is None


def without_reviews():
    with seeding("没有审查"):
        for item in DutyItem.objects.current():
            item.secrecy_reviewer = item.secrecy_result = ""
            item.secrecy_reviewed_on = None
            item.save()


def test_without_a_secrecy_review_nothing_is_published_and_many_are_recorded_at_once(
    draft, signed_in, staff
):
    ready(staff, draft)
    without_reviews()
    address = f"/desk/editions/{draft.pk}/"
    refused = send(signed_in(staff[2]), draft, "publish", **PUBLICATION)
    assert refused.status_code == 409
    count = DutyItem.objects.current().count()
    assert f"{count}项公开的事项没有登记保密审查，不能公布" in text_of(refused)
    clerk = signed_in(staff[0])
    page = clerk.get(address)
    assert len(page.context["unreviewed"]) == count
    sent = {"action": "review", "of": "all", "seen": seen_on(page)}
    sent |= {"reviewer": "李审查", "reason": "逐项审查"}
    half = clerk.post(address, sent)
    assert half.status_code == 422
    assert "请填写审查结论" in text_of(half)
    whole = sent | {"on": "2026-05-20", "result": "不涉密，可以公开"}
    assert signed_in(staff[2]).post(address, whole).status_code == 403
    assert clerk.post(address, whole).status_code == 302
    assert clerk.get(address).context["unreviewed"] == []
    assert send(signed_in(staff[2]), draft, "publish", **PUBLICATION).status_code == 302


def seen_on(page):
    return page.context["review_form"].mark


REVIEWED = {"reviewer": "李审查", "on": "2026-05-20", "result": "可以公开", "reason": "逐项审查"}


def test_a_review_is_recorded_by_kind_or_category_but_for_what_is_left_out(draft, signed_in, staff):
    without_reviews()
    clerk, address = signed_in(staff[0]), f"/desk/editions/{draft.pk}/"
    form = clerk.get(address).context["review_form"]
    basic, coordination, reclaimed = form.found
    assert "checked" not in str(form["of"]) + str(form["categories"]) + str(form["leave_out"])
    sent = {"action": "review", "seen": form.mark, **REVIEWED}
    assert "请选择登记哪些事项" in text_of(clerk.post(address, sent))
    assert "请勾选要登记的类别" in text_of(clerk.post(address, sent | {"of": "chosen"}))
    of_a_kind = SecrecyForm(sent | {"of": "coordination"}, found=form.found)
    assert of_a_kind.is_valid()
    assert of_a_kind.keys() == [coordination.key]
    left = sent | {"of": "all", "leave_out": [basic.key, coordination.key]}
    refused = clerk.post(address, left | {"result": ""})
    assert all(is_open for *_kind, is_open in refused.context["review_form"].by_kind())
    assert clerk.post(address, left).status_code == 302
    page = clerk.get(address)
    assert page.context["unreviewed"] == [basic, coordination]
    sent |= {"of": "chosen", "categories": f"basic|{basic.category}", "seen": seen_on(page)}
    assert clerk.post(address, sent).status_code == 302
    assert clerk.get(address).context["unreviewed"] == [coordination]
    assert DutyItem.objects.get(code=reclaimed.code).secrecy_result == REVIEWED["result"]


def test_what_came_after_the_page_was_shown_is_not_reviewed_by_it(draft, signed_in, staff):
    without_reviews()
    clerk, address = signed_in(staff[0]), f"/desk/editions/{draft.pk}/"
    page = clerk.get(address)
    sent = {"action": "review", "of": "all", "seen": seen_on(page), **REVIEWED}
    with seeding("改名"):
        item = DutyItem.objects.get(code=page.context["unreviewed"][-1].code)
        item.name = "改过名的事项"
        item.save()
    refused = clerk.post(address, sent)
    assert refused.status_code == 422
    assert "所列事项已有变化，请核对后再登记" in text_of(refused)
    assert len(refused.context["unreviewed"]) == len(page.context["unreviewed"])
    again = sent | {"seen": seen_on(refused)}
    assert clerk.post(address, again).status_code == 302
    assert clerk.get(address).context["unreviewed"] == []


def test_an_item_not_public_needs_no_review_to_be_kept(draft, signed_in, staff):
    ready(staff, draft)
    without_reviews()
    with seeding("改为不予公开"):
        for item in DutyItem.objects.current():
            item.publicness = "internal"
            item.save()
    assert signed_in(staff[0]).get(f"/desk/editions/{draft.pk}/").context["unreviewed"] == []
    assert send(signed_in(staff[2]), draft, "publish", **PUBLICATION).status_code == 302


def test_a_review_reaches_what_is_only_proposed(published, signed_in, staff):
    county = make_county()
    new = make_content(name="新增的事项", secrecy_review=None)
    change_items(county, [(None, new)], by=staff[0], reason="新增")
    edition = start_edition(county, by=staff[0], with_revision=True)
    clerk, address = signed_in(staff[0]), f"/desk/editions/{edition.pk}/"
    page = clerk.get(address)
    (one,) = page.context["unreviewed"]
    assert (one.code, one.name) == ("", "新增的事项")
    sent = {"action": "review", "of": "all", "seen": seen_on(page), "reviewer": "李审查"}
    sent |= {"on": "2026-05-20"}
    sent |= {"result": "可以公开", "reason": "审查"}
    assert clerk.post(address, sent).status_code == 302
    ready(staff, edition)
    assert send(signed_in(staff[2]), edition, "publish", **PUBLICATION).status_code == 302
    assert DutyItem.objects.get(name="新增的事项").secrecy_result == "可以公开"
