"""The page of an item: saved at once before the first edition, proposed afterwards, never over
somebody's head.
"""

import pytest
from django.urls import reverse

from dutylist.organizations.roles import Role
from items.entry.content import content_of
from items.models import DutyItem, ProposedChange
from items.register.editor import fields_of
from items.register.services.editing import change_items
from items.register.services.proposals import amend_change
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_membership,
    make_staff,
    make_user,
    publish,
)

pytestmark = pytest.mark.either_database


@pytest.fixture
def item(db):
    make_department("县公安局")
    return make_items([make_content("coordination", "河道巡查"), make_content(name="公文管理")])[0]


def page_of(item):
    return reverse("admin:items_dutyitem_change", args=[item.pk])


def form_of(client, item, **typed):
    """What the browser would send: the fields of the page as it is, with some typed over."""
    context = client.get(page_of(item)).context
    fields = fields_of(context["editor"].base)
    return {**fields, **context["marks"], "reason": "", **typed}


def test_before_the_first_edition_a_change_is_saved_at_once(browse, item):
    client = browse(Role.CLERK)
    answer = client.post(
        page_of(item), form_of(client, item, township_duty="1.每日巡查。"), follow=True
    )
    item.refresh_from_db()
    assert item.township_duty == "1.每日巡查。"
    assert "已保存" in answer.content.decode()
    assert item.history.first().history_type == "~"


def test_a_row_of_a_department_is_added_and_another_emptied(browse, item):
    client = browse(Role.CLERK)
    typed = {"responsibilities-7-department": "县公安局", "responsibilities-7-role": "joint"}
    client.post(page_of(item), form_of(client, item, **typed))
    assert [row["department"] for row in content_of(item)["responsibilities"]] == [
        "县自然资源局",
        "县公安局",
    ]
    emptied = {f"responsibilities-1-{name}": "" for name in ("department", "duty", "method")}
    client.post(page_of(item), form_of(client, item, **emptied))
    assert [row["department"] for row in content_of(item)["responsibilities"]] == ["县自然资源局"]


def test_what_is_wrong_stands_at_its_field_and_typed_text_stays(browse, item):
    client = browse(Role.CLERK)
    answer = client.post(
        page_of(item),
        form_of(client, item, starts_on="2026-05-01", ends_on="2026-01-01", name="新的名字"),
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#ends_on"' in page
    assert "终止日期不得早于起始日期。" in page
    assert "新的名字" in page
    item.refresh_from_db()
    assert item.name == "河道巡查"


def test_two_clerks_do_not_write_over_each_other(browse, item):
    client = browse(Role.CLERK)
    typed = form_of(client, item, township_duty="我写的很长的一段")
    change_items(item.county, [(item, {"name": "河道日常巡查"})], by=make_user(Role.CLERK))
    answer = client.post(page_of(item), typed)
    assert answer.status_code == 412
    assert "已被他人修改" in answer.content.decode()
    assert "我写的很长的一段" in answer.content.decode()
    item.refresh_from_db()
    assert item.township_duty != "我写的很长的一段"


def test_a_conflict_shows_each_field_three_ways_and_goes_on(browse, item):
    """What only the other clerk changed is taken; what both changed stays as I typed it."""
    client = browse(Role.CLERK)
    typed = form_of(client, item, township_duty="我写的很长的一段")
    theirs = {"name": "河道日常巡查", "township_duty": "他人写的职责"}
    change_items(item.county, [(item, theirs)], by=make_user(Role.CLERK))
    answer = client.post(page_of(item), typed)
    rows = {row.label: row for row in answer.context["conflict"]}
    assert len(rows) == 2
    name, duty = rows["事项名称"], rows["配合职责"]
    assert (name.before, name.theirs, name.mine) == ("河道巡查", "河道日常巡查", "河道巡查")
    assert (name.is_clash, duty.is_clash) == (False, True)
    assert duty.before == "1.日常巡查；\n2.及时上报。"
    assert (duty.theirs, duty.mine) == ("他人写的职责", "我写的很长的一段")
    editor = answer.context["editor"]
    again = {**editor.data.dict(), **answer.context["marks"], "reason": "核对后保存"}
    assert client.post(page_of(item), again).status_code == 302
    item.refresh_from_db()
    assert (item.name, item.township_duty) == ("河道日常巡查", "我写的很长的一段")


def test_a_conflict_in_a_proposed_change_goes_on_too(browse, item):
    publish(item.county)
    client, other = browse(Role.CLERK), make_user(Role.CLERK)
    change_items(item.county, [(item, {"name": "河道巡护"})], by=other, reason="甲的理由")
    change = ProposedChange.objects.get()
    page = reverse("admin:items_proposedchange_change", args=[change.pk])
    opened = client.get(page).context
    sent = {**opened["editor"].data.dict(), **opened["marks"], "reason": "乙的理由"}
    amend_change(change, {"name": "河道日常巡护"}, by=other, reason="改写")
    answer = client.post(page, {**sent, "township_duty": "乙写的职责"})
    assert answer.status_code == 412
    (row,) = answer.context["conflict"]
    assert (row.label, row.theirs, row.is_clash) == ("事项名称", "河道日常巡护", False)
    again = {**answer.context["editor"].data.dict(), **answer.context["marks"], "reason": "核对"}
    assert client.post(page, again).status_code == 302
    change.refresh_from_db()
    assert change.proposed["name"] == "河道日常巡护"
    assert change.proposed["township_duty"] == "乙写的职责"


def test_after_publication_a_change_waits_in_the_revision_with_its_reason(browse, item):
    publish(item.county)
    client = browse(Role.CLERK)
    without = client.post(page_of(item), form_of(client, item, township_duty="1.每日巡查。"))
    assert without.status_code == 422
    assert 'href="#reason"' in without.content.decode()
    answer = client.post(
        page_of(item),
        form_of(client, item, township_duty="1.每日巡查。", reason="职责调整"),
        follow=True,
    )
    page = answer.content.decode()
    assert "已进入集中修订，审定公布后生效" in page
    assert "待审定的拟调整内容" in page
    assert "1.每日巡查。" in page
    item.refresh_from_db()
    assert item.township_duty == "1.日常巡查；\n2.及时上报。"
    assert ProposedChange.objects.get(item=item).reason == "职责调整"


def test_the_next_edit_starts_from_what_is_proposed(browse, item):
    publish(item.county)
    client = browse(Role.CLERK)
    client.post(
        page_of(item), form_of(client, item, township_duty="1.每日巡查。", reason="职责调整")
    )
    assert client.get(page_of(item)).context["editor"].base["township_duty"] == "1.每日巡查。"
    stale = form_of(client, item, name="另一个名字", reason="改名")
    change_items(
        item.county, [(item, {"name": "河道日常巡查"})], by=make_user(Role.CLERK), reason="先改了"
    )
    assert client.post(page_of(item), stale).status_code == 412


def test_a_new_item_is_registered_or_proposed(browse, item):
    client = browse(Role.CLERK)
    page = reverse("admin:items_basicitem_add")
    new = {"kind": "basic", "name": "负责信访接待", "scope": "all", "public": "yes"}
    assert client.post(page, new).status_code == 302
    publish(item.county)
    answer = client.post(page, {**new, "name": "负责档案管理", "reason": "新增"})
    change = ProposedChange.objects.get()
    assert answer.url == reverse("admin:items_proposedchange_change", args=[change.pk])
    assert change.op == "add"


def test_a_clerk_of_two_counties_says_for_which_one_an_item_is_new(browse, item):
    other = make_county("990122000000", "邻县")
    client = browse(Role.CLERK)
    make_membership(client.user, Role.CLERK, county=other)
    page = reverse("admin:items_basicitem_add")
    assert "邻县" in client.get(page).content.decode()
    client.post(
        f"{page}?county={other.code}",
        {"kind": "basic", "name": "邻县事项", "scope": "all", "public": "yes"},
    )
    assert DutyItem.objects.get(name="邻县事项").county == other
    assert client.get(f"{page}?county=990199000000").status_code == 404


def test_a_proposed_addition_is_amended_and_withdrawn(browse, item):
    publish(item.county)
    client = browse(Role.CLERK)
    new = {
        "kind": "basic",
        "name": "负责档案管理",
        "scope": "all",
        "public": "yes",
        "reason": "新增",
    }
    page = client.post(reverse("admin:items_basicitem_add"), new).url
    saved = client.post(page, {**new, "name": "负责档案和保密管理", "reason": "改写"}, follow=True)
    assert "已保存“负责档案和保密管理”的拟调整内容" in saved.content.decode()
    change = ProposedChange.objects.get()
    assert change.proposed["name"] == "负责档案和保密管理"
    assert client.post(page, {**new, "name": ""}).status_code == 422
    withdraw = reverse("admin:items_proposedchange_verb", args=[change.pk, "withdraw"])
    client.post(withdraw, {"reason": "不再新增"})
    change.refresh_from_db()
    assert change.outcome == "withdrawn"
    assert client.get(page).url == reverse("desk:change", args=[change.pk])


def test_cancelling_needs_a_reason_and_keeps_the_row(browse, item):
    client = browse(Role.CLERK)
    path = reverse("admin:items_dutyitem_verb", args=[item.pk, "cancel"])
    assert client.post(path, {"reason": " "}).status_code == 422
    client.post(path, {"reason": "已由部门办理"})
    item.refresh_from_db()
    assert item.cancelled_on
    page = client.get(page_of(item)).content.decode()
    assert "取消" in page
    assert 'name="township_duty"' not in page


def test_merging_proposes_one_item_in_the_place_of_two(browse, item):
    other = make_items([make_content("coordination", "河道保洁")])[0]
    publish(item.county)
    client = browse(Role.CLERK)
    path = reverse("admin:items_dutyitem_verb", args=[item.pk, "merge"])
    assert client.post(path, {"codes": "99999999999", "reason": "合并"}).status_code == 422
    client.post(path, {"codes": other.code, "reason": "两项同一"})
    change = ProposedChange.objects.get()
    assert (change.op, change.sources) == ("merge", [other.code])


def test_splitting_proposes_several_and_shows_each_fault_in_its_part(browse, item):
    publish(item.county)
    client = browse(Role.CLERK)
    path = reverse("admin:items_dutyitem_verb", args=[item.pk, "split"])
    content = content_of(item)
    parts = fields_of(content, "part0-") | fields_of({**content, "name": "河道保洁"}, "part1-")
    wrong = client.post(path, {**parts, "parts": "2", "part1-name": "", "reason": "拆分"})
    assert wrong.status_code == 422
    assert 'href="#part1-name"' in wrong.content.decode()
    client.post(path, {**parts, "parts": "2", "reason": "职责分开"})
    change = ProposedChange.objects.get()
    assert [part["name"] for part in change.proposed] == ["河道巡查", "河道保洁"]


def test_the_record_stands_beside_the_row(browse, item):
    clerk = make_user(Role.CLERK, name="李经办")
    change_items(item.county, [(item, {"name": "河道日常巡查"})], by=clerk, reason="按文件改名")
    page = browse(Role.OFFICE_LEAD).get(page_of(item)).content.decode()
    assert "李经办" in page
    assert "按文件改名" in page
    assert reverse("history:object", args=["items.dutyitem", item.pk]) in page


def test_what_is_proposed_is_shown_to_readers_and_staff_of_publication(browse, item):
    staff = make_staff(item.county)
    publish(item.county, staff=staff)
    change_items(item.county, [(item, {"name": "金丝雀名称"})], by=staff[0], reason="改名")
    assert "金丝雀名称" in browse(Role.OFFICE_LEAD).get(page_of(item)).content.decode()
    assert browse(Role.DEPARTMENT_STAFF).get(page_of(item)).status_code == 302
