"""Bulk edit: previewed as it will be written, one batch, refused when anything moved since."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from dutylist.history.models import Batch
from dutylist.organizations.roles import Role
from items.models import DutyItem, ProposedChange, Publicness, Responsibility
from items.register.services.editing import cancel_items, change_items
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_user,
    publish,
)

pytestmark = pytest.mark.either_database

LIST = "/admin/items/dutyitem/"
BULK = "/admin/items/dutyitem/bulk-edit/"


@pytest.fixture
def items(db):
    make_department("县公安局")
    return make_items([make_content("coordination", f"事项{n}") for n in range(25)])


def chosen(client, items):
    posted = {"action": "edit_many", "_selected_action": [item.pk for item in items], "index": "0"}
    return client.post(LIST, posted).context["ids"]


def previewed(client, items, **fields):
    return client.post(BULK, {"ids": chosen(client, items), "step": "preview", **fields})


def confirmed(client, page, **fields):
    context = page.context
    return client.post(
        BULK,
        {"ids": context["ids"], "expect": context["preview"].seen, "step": "confirm", **fields},
    )


def test_the_preview_counts_shows_twenty_and_writes_nothing(browse, items):
    client, batches = browse(Role.CLERK), Batch.objects.count()
    page = previewed(client, items, public="no")
    text = page.content.decode()
    assert "将修改<strong>25</strong>项" in text
    assert text.count("主动公开</td>") == 20
    assert Batch.objects.count() == batches
    assert not DutyItem.objects.filter(publicness=Publicness.INTERNAL).exists()


def test_each_line_of_the_preview_names_its_item(browse, items):
    """On a phone each line is a card of its own."""
    page = previewed(
        browse(Role.CLERK), items[:2], public="no", directory_entry="目录一"
    ).content.decode()
    table = page[page.index("before-after") : page.index("</table>")]
    for item in items[:2]:
        assert table.count(f"<span>{item.code} {item.name}</span>") == 2


def test_one_batch_with_its_reason(browse, items):
    client, batches = browse(Role.CLERK), Batch.objects.count()
    page = previewed(client, items, public="no")
    assert confirmed(client, page, public="no").status_code == 422  # no reason
    assert confirmed(client, page, public="no", reason="涉及内部管理").status_code == 302
    assert DutyItem.objects.filter(publicness=Publicness.INTERNAL).count() == 25
    assert Batch.objects.count() == batches + 1
    assert Batch.objects.order_by("-at").first().reason == "涉及内部管理"


def test_a_department_is_put_in_another_s_place(browse, items):
    client, edit = browse(Role.CLERK), {"department": "县自然资源局", "successor": "县公安局"}
    confirmed(client, previewed(client, items[:3], **edit), **edit, reason="职能划转")
    assert Responsibility.objects.filter(department__name="县公安局").count() == 3


def test_what_moved_since_the_preview_is_refused(browse, items):
    client = browse(Role.CLERK)
    page = previewed(client, items[:3], directory_entry="目录一")
    change_items(items[0].county, [(items[10], {"name": "改了别的事项"})], by=make_user(Role.CLERK))
    answer = confirmed(client, page, directory_entry="目录一", reason="补目录")
    assert answer.status_code == 412
    assert "预览之后" in answer.content.decode()
    assert not DutyItem.objects.filter(directory_entry="目录一").exists()
    assert confirmed(client, answer, directory_entry="目录一", reason="补目录").status_code == 302


def test_after_publication_it_is_proposed_and_a_proposal_in_between_refuses_it(browse, items):
    publish(items[0].county)
    client = browse(Role.CLERK)
    page = previewed(client, items[:3], public="no")
    change_items(
        items[0].county, [(items[1], {"name": "另行提出"})], by=make_user(Role.CLERK), reason="改名"
    )
    assert confirmed(client, page, public="no", reason="不公开").status_code == 412
    again = previewed(client, items[:3], public="no")
    assert confirmed(client, again, public="no", reason="不公开").status_code == 302
    assert ProposedChange.objects.filter(proposed__public=False).count() == 3
    assert ProposedChange.objects.get(item=items[1]).proposed["name"] == "另行提出"


def test_an_item_proposed_to_be_cancelled_stands_against_the_edit(browse, items):
    publish(items[0].county)
    client = browse(Role.CLERK)
    cancel_items(items[0].county, [items[0]], by=client.user, reason="不再办理")
    page = previewed(client, items[:2], public="no")
    assert "已提出取消" in page.content.decode()
    assert confirmed(client, page, public="no", reason="不公开").status_code == 409
    assert ProposedChange.objects.get().op == "cancel"


def test_what_stands_against_one_item_is_said_before(browse, items):
    basic = make_items([make_content(name="公文管理")])[0]
    client = browse(Role.CLERK)
    page = previewed(client, [items[0], basic], department="县自然资源局", successor="县公安局")
    assert len(page.context["preview"].changed) == 1
    assert previewed(client, [items[0]]).status_code == 422  # nothing chosen
    assert previewed(client, [items[0]], department="县自然资源局").status_code == 422
    assert "保密审查须同时填写" in previewed(client, [items[0]], reviewer="王").content.decode()


def test_new_findings_are_shown_with_the_preview(browse, items):
    change_items(items[0].county, [(items[0], {"scope": "all"})], by=make_user(Role.CLERK))
    clerk = browse(Role.CLERK)
    review = {"reviewer": "王审查", "on": "2026-01-05", "result": "不涉密"}
    page = previewed(clerk, items[:2], **review)
    assert page.context["preview"].findings == []
    assert "王审查" in page.content.decode()


def test_nobody_edits_another_county_s_rows_in_bulk(browse, items):
    foreign = make_items(
        [make_content(name="金丝雀事项")], county=make_county("990122000000", "邻县")
    )
    client = browse(Role.CLERK, county=items[0].county)
    ids = ",".join(str(item.pk) for item in [items[0], *foreign])
    assert client.post(BULK, {"ids": ids, "public": "no", "step": "preview"}).status_code == 404
    assert (
        browse(Role.OFFICE_LEAD).post(BULK, {"ids": str(items[0].pk), "public": "no"}).status_code
        == 403
    )
    assert client.get(BULK).url == reverse("admin:items_dutyitem_changelist")


def test_the_filters_of_the_list_survive_a_bulk_edit(browse, items):
    client = browse(Role.CLERK)
    asked = "?q=事项1&publicness=public&o=1"
    posted = {"action": "edit_many", "_selected_action": [items[1].pk], "index": "0"}
    client.get(LIST + asked)
    chosen_page = client.post(LIST + asked, posted)
    address = chosen_page.context["list_address"]
    query = QueryDict(address.partition("?")[2])
    assert address.startswith(LIST)
    assert (query["q"], query["publicness"], query["o"]) == ("事项1", "public", "1")
    page = client.post(
        BULK, {"ids": chosen_page.context["ids"], "step": "preview", "directory_entry": "目录一"}
    )
    assert page.context["list_address"] == address
    answer = confirmed(client, page, directory_entry="目录一", reason="补充目录")
    assert (answer.status_code, answer["Location"]) == (302, address)


def test_the_way_back_from_one_item_is_the_list_as_it_was_asked(browse, items):
    client = browse(Role.CLERK)
    item = f"{LIST}{items[0].pk}/change/"
    assert client.get(item).context["list_address"] == LIST
    client.get(f"{LIST}?q=事项2&scope=all")
    for page in (item, f"{LIST}{items[0].pk}/cancel/"):
        back = client.get(page).context["list_address"]
        assert dict(QueryDict(back.partition("?")[2]).items()) == {"q": "事项2", "scope": "all"}
    client.get(LIST)
    assert client.get(item).context["list_address"] == LIST
    other = reverse("admin:organizations_department_changelist")
    client.get(f"{other}?q=公安")
    assert client.get(item).context["list_address"] == LIST
