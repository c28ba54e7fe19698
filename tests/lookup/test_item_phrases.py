"""The clerk's page of how people ask for an item, and what the item's own page shows of it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dutylist.organizations.roles import Role
from items.lookup.item_matters import matters_of
from items.lookup.services.phrases import add_phrases
from items.models import MatterLink, Phrase, PhraseStanding
from tests.factories import make_content, make_county, make_items, make_staff, make_user, publish
from tests.grounds import ground

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
WHY = "便于群众查询"


@ground
def staff(db):
    return make_staff()


@ground
def items(staff):
    return make_items(
        [make_content("coordination", "消防安全检查"), make_content(name="负责城市养犬管理")]
    )


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.ACCOUNT_POLICY = settings.ACCOUNT_POLICY | {"second_factor_roles": []}


def signed_in(user):
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def clerk(staff):
    return signed_in(staff[0])


def page_of(item):
    return reverse("desk:item-phrases", args=[item.pk])


def press(client, item, reason=WHY, **typed):
    return client.post(page_of(item), {"reason": reason, **typed}, follow=True)


def test_several_phrases_are_added_one_a_line(clerk, items):
    page = press(clerk, items[0], add="1", texts="楼道堆杂物\n\n电动车进电梯").content.decode()
    assert "已登记2条说法。" in page
    assert [phrase.text for phrase in Phrase.objects.all()] == ["楼道堆杂物", "电动车进电梯"]


def test_what_is_wrong_is_named_and_what_was_typed_stays(clerk, items):
    answer = press(clerk, items[0], add="1", texts=f"楼道堆杂物\n{'长' * 61}")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "共61字，最多60字。" in page
    assert "楼道堆杂物" in page
    assert Phrase.objects.count() == 0
    assert press(clerk, items[0], reason=" ", add="1", texts="狗叫").status_code == 422


def test_phrases_are_moved_and_removed(clerk, items, staff):
    first, second = add_phrases(items[0], ["狗叫", "狗咬人"], by=staff[0], reason=WHY)
    answer = press(clerk, items[0], move="1", phrase=[first.pk], code=items[1].code)
    assert "已把1条说法移到“负责城市养犬管理”。" in answer.content.decode()
    assert press(clerk, items[0], move="1", phrase=[second.pk], code="1").status_code == 422
    assert press(clerk, items[0], remove="1", phrase=[first.pk]).status_code == 422
    press(clerk, items[0], remove="1", phrase=[second.pk, "x"])
    assert [(phrase.text, phrase.item) for phrase in Phrase.objects.all()] == [("狗叫", items[1])]


def test_a_shipped_phrase_is_struck_and_restored(clerk, items):
    text = matters_of(items[0])[0].matter.phrases[0]
    page = press(clerk, items[0], strike="1", shipped=[text]).content.decode()
    row = Phrase.objects.get()
    assert (row.text, row.standing) == (text, PhraseStanding.STRUCK)
    assert f"<del>{text}</del>" in page
    press(clerk, items[0], restore="1", struck=[row.pk])
    assert Phrase.objects.count() == 0


def test_a_matter_is_said_not_to_be_meant_and_the_word_taken_back(clerk, items):
    key = matters_of(items[0])[0].matter.key
    page = press(clerk, items[0], unlink=key).content.decode()
    assert "经办人标明不对应" in page
    press(clerk, items[0], forget=key)
    assert MatterLink.objects.count() == 0
    assert press(clerk, items[0], forget=key).status_code == 422


def test_another_matter_is_looked_up_and_linked(clerk, items):
    page = clerk.get(page_of(items[0]), {"matter": "党员"}).content.decode()
    key = page.partition('name="link"')[2].partition('value="')[2].partition('"')[0]
    assert "经办人指定" in press(clerk, items[0], link=key).content.decode()
    assert MatterLink.objects.get().is_linked
    assert "没有名称中有“飞碟”" in clerk.get(page_of(items[0]), {"matter": "飞碟"}).content.decode()


def test_a_question_is_tried_on_the_list_of_today(clerk, items, staff):
    unpublished = clerk.get(page_of(items[0]), {"question": "消防"}).content.decode()
    assert "清单还没有公布" in unpublished
    publish(staff=staff)
    page = clerk.get(page_of(items[0]), {"question": "消防归谁管"}).content.decode()
    assert "<strong>消防安全检查</strong>（本事项）" in page
    assert "清单中有所查的字词" in page
    assert "本系统没有启用按含义比对，以下只按文字比对。" in page
    assert "按读音" not in page
    typed = clerk.get(page_of(items[0]), {"question": "xiao fang"}).content.decode()
    assert "按读音“消防”查询。" in typed
    assert "<strong>消防安全检查</strong>（本事项）" in typed


def test_the_page_of_an_item_shows_what_it_is_found_by(clerk, items, staff):
    add_phrases(items[0], ["楼道堆杂物"], by=staff[0], reason=WHY)
    page = clerk.get(reverse("admin:items_dutyitem_change", args=[items[0].pk])).content.decode()
    assert "“楼道堆杂物”" in page
    assert matters_of(items[0])[0].matter.names[0] in page
    assert f'action="{page_of(items[0])}"' in page


def test_who_reads_the_register_reads_and_only_the_clerk_writes(items, staff):
    lead = signed_in(staff[2])
    page = lead.get(page_of(items[0])).content.decode()
    assert 'name="add"' not in page
    assert 'name="unlink"' not in page
    assert press(lead, items[0], add="1", texts="狗叫").status_code == 403
    item_page = reverse("admin:items_dutyitem_change", args=[items[0].pk])
    assert "查看全部说法" in lead.get(item_page).content.decode()
    assert Phrase.objects.count() == 0


@pytest.mark.parametrize(
    "role", [Role.SYSTEM_ADMIN, Role.TOWNSHIP_LEAD, Role.DEPARTMENT_STAFF, Role.CITY_REVIEWER]
)
def test_to_others_an_item_of_the_register_is_not_there(items, role):
    assert signed_in(make_user(role)).get(page_of(items[0])).status_code == 404
    neighbour = make_user(Role.CLERK, county=make_county("990122000000", "邻县"))
    assert signed_in(neighbour).get(page_of(items[0])).status_code == 404
    assert press(signed_in(neighbour), items[0], add="1", texts="狗叫").status_code == 404


def test_a_page_needs_no_more_statements_for_many_phrases(clerk, items, staff):
    add_phrases(items[0], ["狗叫"], by=staff[0], reason=WHY)
    clerk.get(page_of(items[0]))
    with CaptureQueriesContext(connection) as few:
        clerk.get(page_of(items[0]))
    add_phrases(items[0], [f"说法{number}" for number in range(40)], by=staff[0], reason=WHY)
    with CaptureQueriesContext(connection) as many:
        clerk.get(page_of(items[0]))
    assert len(many) == len(few)


def test_a_post_without_a_button_is_refused_with_what_was_typed(clerk, items):
    answer = clerk.post(page_of(items[0]), {"reason": WHY, "texts": "狗追娃娃"})
    assert answer.status_code == 422
    assert "狗追娃娃" in answer.content.decode()
