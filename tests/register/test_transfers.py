"""An item that goes to another kind leaves behind what that kind does not carry; this is said
before anything is saved.
"""

import pytest
from django.urls import reverse

from dutylist.history.refusals import Invalid
from items.entry.content import content_of
from items.models import Category, DutyItem, Kind, ProposedChange
from items.register.editor import fields_of
from items.register.services.editing import change_items
from tests.factories import make_category, make_content, make_county, make_items, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


@pytest.fixture
def clerk(db):
    return make_staff()[0]


@pytest.fixture
def item(clerk):
    make_category(Kind.COORDINATION, "自然资源")
    [row] = make_items([make_content("coordination", "违法占用耕地整治", category="自然资源")])
    return row


def form_of(client, item, **typed):
    context = client.get(page_of(item)).context
    fields = fields_of(context["editor"].base) | context["marks"]
    return {**fields, "reason": "收回", **typed}


def page_of(item):
    return reverse("admin:items_dutyitem_change", args=[item.pk])


def confirmed(answer):
    return [mark for _sentence, mark in answer.context["editor"].emptied]


def test_what_is_emptied_is_said_first_and_done_with_the_next_save(client, clerk, item):
    client.force_login(clerk)
    asked = client.post(page_of(item), form_of(client, item, kind="basic"))
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "清空配合职责：1.日常巡查" in page
    assert "去掉部门：牵头县自然资源局" in page
    assert "清空类别：自然资源（基本履职没有这一类别，请另选）" in page
    item.refresh_from_db()
    assert item.kind == "coordination"

    form = form_of(client, item, kind="basic", emptied=confirmed(asked))
    saved = client.post(page_of(item), form)
    assert saved.status_code == 302, saved.context["editor"].top
    content = content_of(DutyItem.objects.get(pk=item.pk))
    assert (content["kind"], content["township_duty"], content["category"]) == ("basic", "", "")
    assert content["responsibilities"] == []


def test_what_was_chosen_meanwhile_is_not_asked_about_again(client, clerk, item):
    make_category(Kind.BASIC, "平安法治")
    client.force_login(clerk)
    asked = client.post(page_of(item), form_of(client, item, kind="basic"))
    form = form_of(client, item, kind="basic", category="平安法治", emptied=confirmed(asked))
    assert client.post(page_of(item), form).status_code == 302
    assert Category.objects.get(pk=DutyItem.objects.get().category_id).name == "平安法治"


def test_something_else_than_was_said_is_asked_about_anew(client, clerk, item):
    client.force_login(clerk)
    asked = client.post(page_of(item), form_of(client, item, kind="basic"))
    form = form_of(
        client, item, kind="basic", township_duty="1.另一职责。", emptied=confirmed(asked)
    )
    again = client.post(page_of(item), form)
    assert again.status_code == 422
    assert "清空配合职责：1.另一职责。" in again.content.decode()


def test_departments_go_on_in_the_part_that_the_kind_knows(client, clerk, item):
    client.force_login(clerk)
    asked = client.post(page_of(item), form_of(client, item, kind="reclaimed"))
    assert "县自然资源局由牵头改为承接" in asked.content.decode()
    form = form_of(client, item, kind="reclaimed", emptied=confirmed(asked))
    assert client.post(page_of(item), form).status_code == 302
    content = content_of(DutyItem.objects.get(pk=item.pk))
    assert [row["role"] for row in content["responsibilities"]] == ["receiver"]


def test_a_transfer_that_empties_nothing_is_saved_at_once(client, clerk, item):
    [plain] = make_items([make_content(name="负责公文管理")])
    client.force_login(clerk)
    answer = client.post(page_of(plain), form_of(client, plain, kind="coordination"))
    assert answer.status_code == 302


def test_a_program_that_names_the_kind_alone_empties_the_rest(clerk, item):
    change_items(make_county(), [(item, {"kind": "basic"})], by=clerk, reason="转列")
    content = content_of(DutyItem.objects.get(pk=item.pk))
    assert (content["kind"], content["township_duty"]) == ("basic", "")
    assert content["responsibilities"] == []


def test_what_a_program_tells_of_another_kind_is_still_refused(clerk, item):
    told = {"kind": "basic", "township_duty": "1.巡查。"}
    with pytest.raises(Invalid, match="只有配合履职事项填写配合职责"):
        change_items(make_county(), [(item, told)], by=clerk, reason="转列")
    assert not ProposedChange.objects.exists()
