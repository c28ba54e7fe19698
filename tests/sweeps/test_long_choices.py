"""Nobody scrolls through hundreds: where there are more than forty to choose from, a page offers
while somebody types, without script too, and text that is none of them brings the near ones.
"""

import re

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from lxml import html

from dutylist.history.offering import MOST_LISTED, OneOfMany, near, value_asked
from dutylist.organizations.permissions import may_enter_admin
from dutylist.organizations.roles import Role
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_membership,
    make_staff,
    make_townships,
    make_user,
    publish,
)
from tests.gate.crawler import crawl
from tests.grounds import ground

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
MANY = MOST_LISTED + 5
FORMS = (
    "desk:corrections",
    "desk:feedback-new",
    "desk:problems-new",
    "desk:off-list",
    "desk:inspections-new",
    "desk:pledges-new",
    "desk:request-new",
    "desk:head-opinions",
    "desk:load",
    "desk:inspections-calendar",
)
READERS = (Role.CLERK, Role.OFFICE_LEAD, Role.SECURITY_ADMIN, Role.TOWNSHIP_LEAD)
OPTIONS = [
    ("", "不选"),
    ("99012100001", "99012100001 河道巡查"),
    ("99012100002", "99012100002 消防"),
]
NAMES = [("a", "县住房和城乡建设局"), ("b", "县水利局"), ("c", "县应急管理局")]


@ground
def crowded(db):
    """A county with more than forty of everything."""
    county = make_county()
    towns = make_townships(MANY)
    for number in range(MANY):
        make_department(f"县第{number}局")
        make_user(name=f"张{number}")
    names = [make_content(name=f"事务{number}") for number in range(MANY)]
    items = make_items(names)
    staff = make_staff(county)
    publish(county, staff=staff)
    return county, items, staff, towns


def reader(role, towns):
    if role == Role.TOWNSHIP_LEAD:
        user = make_user(role, township=towns[0])
        make_membership(user, role, township=towns[1])
    else:
        user = make_user(role)
    client = Client()
    client.force_login(user)
    return user, client


def longer_than_listed(text):
    """The names of the select boxes of a page with too many options."""
    if "<select" not in text:
        return []
    found = []
    for box in html.fromstring(text.partition("\n\n")[2] or text).iter("select"):
        if len(box.findall(".//option")) > MOST_LISTED and not box.get("multiple"):
            found.append(box.get("name"))
    return found


@pytest.mark.parametrize("role", READERS)
def test_no_page_has_a_select_box_of_more_than_forty(crowded, role):
    user, client = reader(role, crowded[3])
    starts = ["/", "/desk/", *map(reverse, FORMS)]
    if may_enter_admin(user):
        starts += ["/admin/"]
    long = {}
    for address, (_status, text) in crawl(client, starts).items():
        if names := longer_than_listed(text):
            long[address] = names
    assert long == {}


def test_a_code_a_label_and_a_name_mean_the_same():
    for text in ("99012100001", "99012100001 河道巡查", "河道巡查", " 河道 巡查 "):
        assert value_asked([text], OPTIONS) == "99012100001"


def test_what_means_nothing_stays_as_typed_unless_a_near_one_was_picked():
    assert value_asked(["河道"], OPTIONS) == "河道"
    assert value_asked(["河道", "99012100001"], OPTIONS) == "99012100001"
    assert value_asked(["消防", "99012100001"], OPTIONS) == "99012100002"
    assert value_asked([""], OPTIONS) == ""


def test_two_of_one_name_are_not_guessed_between():
    twice = [("1", "王芳"), ("2", "王芳")]
    assert value_asked(["王芳"], twice) == "王芳"
    assert near("王芳", twice) == twice


def test_near_ones_hold_the_text_or_its_characters_in_order():
    assert near("住建局", NAMES)[0] == ("a", "县住房和城乡建设局")
    assert near("水利", NAMES)[0] == ("b", "县水利局")
    assert near("🔥", NAMES) == []


def test_a_box_of_many_is_an_input_and_a_short_one_a_select():
    many = [(str(number), f"第{number}项") for number in range(MANY)]
    page = OneOfMany(choices=many).render("one", "7", {"id": "id_one"})
    assert "<select" not in page
    assert 'value="第7项"' in page
    assert 'list="id_one-offered"' in page
    assert "<select" in OneOfMany(choices=NAMES).render("one", "a", {"id": "id_one"})


def test_the_text_of_a_box_is_read_as_its_value():
    many = [(f"v{number}", f"第{number}项") for number in range(MANY)]
    widget = OneOfMany(choices=many)
    assert widget.value_from_datadict(QueryDict("one=第7项"), {}, "one") == "v7"
    assert widget.value_from_datadict(QueryDict("one=第七项"), {}, "one") == "第七项"
    page = widget.render("one", "第7", {"id": "id_one"})
    assert 'value="第7"' in page
    assert re.search(r'type="radio"[^>]*value="v7"', page)


def test_a_correction_asked_for_by_a_word_offers_the_near_items(crowded):
    _county, items, staff, _towns = crowded
    client = Client()
    client.force_login(staff[0])
    address = reverse("desk:corrections")
    page = client.get(address, {"code": "务1"}).content.decode()
    assert 'value="务1"' in page
    assert f'value="{items[1].code}"' in page
    named = client.get(address, {"code": "事务1"}).content.decode()
    assert "换一个事项" in named


def test_a_township_asked_for_by_its_name_is_shown(crowded):
    client = reader(Role.CLERK, crowded[3])[1]
    for name in ("desk:inspections-calendar", "desk:load"):
        page = client.get(reverse(name), {"township": "测试7镇"})
        assert page.status_code == 200, name
        shown = html.fromstring(page.content.decode()).xpath("//input[@name='township']/@value")
        assert shown == ["测试7镇"], name
        unknown = client.get(reverse(name), {"township": "七镇"})
        assert unknown.status_code == 200, name
        assert "“七镇”不是所列的一项" in unknown.content.decode(), name


def test_a_post_with_a_word_that_is_no_item_keeps_it_and_offers(crowded):
    _county, items, staff, _towns = crowded
    client = Client()
    client.force_login(staff[0])
    typed = {"item": "务12", "text": "路灯不亮", "kind": "other", "channel": "phone"}
    answer = client.post(reverse("desk:feedback-new"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="务12"' in page
    assert f'value="{items[12].code}"' in page
    assert "路灯不亮" in page


def test_the_public_names_its_township_in_words(crowded):
    client = Client()
    named = client.get("/search/", {"q": "事务1", "t": "测试7镇", "county": crowded[0].code})
    assert 'value="测试7镇"' in named.content.decode()
    unknown = client.get("/search/", {"q": "事务1", "t": "七镇", "county": crowded[0].code})
    page = unknown.content.decode()
    assert unknown.status_code == 200
    assert "“七镇”不是所列的一项" in page
    assert "测试7镇" in page
