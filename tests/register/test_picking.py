"""Codes are picked, not typed: wherever a form takes an item, it offers the list by name, without
script too.
"""

import re
from pathlib import Path

import pytest
from django.http import QueryDict
from django.urls import reverse

from dutylist.organizations.roles import Role
from items.models import ProposedChange
from items.register.picking import SeveralItems, codes_within, item_choices
from tests.factories import make_county, make_department, make_user

pytestmark = pytest.mark.either_database
HOME = Path(__file__).parents[2]
# A label or a hint that asks an official to type a code.
TYPED = re.compile(
    r"(填写|几个的用顿号)[^\"。]*(事项|其他事项)[^\"。]*编码|编码，[^\"]*顿号|11位(事项)?编码|十一位编码"
)


def test_codes_are_read_whatever_a_browser_writes_beside_them():
    assert codes_within("99012100001 河道巡查、99012100002，99012100001") == [
        "99012100001",
        "河道巡查",
        "99012100002",
    ]


def test_several_boxes_are_one_value():
    widget = SeveralItems([("99012100001", "99012100001 河道巡查")])
    data = QueryDict("codes=99012100001&codes=&codes=99012100002")
    value = widget.value_from_datadict(data, {}, "codes")
    assert codes_within(value) == ["99012100001", "99012100002"]
    page = widget.render("codes", value, {"id": "id_codes"})
    assert page.count("<input") == 4
    assert '<option value="99012100001">河道巡查</option>' in page
    assert page.count('list="id_codes-items"') == 4


@pytest.mark.django_db
def test_a_merge_offers_the_other_items_by_name(published, staff, signed_in):
    clerk = staff[0]
    browser = signed_in(clerk)
    address = reverse("admin:items_dutyitem_verb", args=[published[0].pk, "merge"])
    page = browser.get(address).content.decode()
    for item in published[1:]:
        assert f'<option value="{item.code}">{item.name}</option>' in page
    assert f'<option value="{published[0].code}">' not in page
    typed = {"codes": [published[1].code, "", ""], "reason": "职责相近"}
    assert browser.post(address, typed).status_code == 302
    assert ProposedChange.objects.get().sources == [published[1].code]


@pytest.mark.django_db
def test_a_word_that_is_no_item_is_refused_by_name_and_kept(published, staff, signed_in):
    address = reverse("admin:items_dutyitem_verb", args=[published[0].pk, "merge"])
    answer = signed_in(staff[0]).post(address, {"codes": ["没有的事项"], "reason": "相近"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "没有编码为“没有的事项”的事项" in page
    assert 'value="没有的事项"' in page


@pytest.mark.django_db
def test_the_forms_of_the_desk_offer_items(published, staff, signed_in):
    lead = make_user(Role.DEPARTMENT_LEAD, department=make_department("县自然资源局"))
    asked = (
        (staff[0], reverse("desk:feedback-new")),
        (staff[0], "/desk/problems/new/"),
        (lead, "/desk/inspections/new/"),
        (staff[0], reverse("desk:scheme-new")),
        (staff[0], reverse("admin:items_phrase_add")),
    )
    for user, address in asked:
        page = signed_in(user).get(address).content.decode()
        assert f'<option value="{published[1].code}">' in page, address


@pytest.mark.django_db
def test_items_that_left_the_list_are_not_offered(published):
    assert [code for code, _label in item_choices(make_county()) if code] == [
        item.code for item in published
    ]


def test_no_form_asks_an_official_to_type_a_code():
    """The API is told codes; a form offers them."""
    asking = []
    for path in forms_of_the_house():
        for line in path.read_text(encoding="utf-8").splitlines():
            if TYPED.search(line):
                asking.append(f"{path.relative_to(HOME)}: {line.strip()}")
    assert asking == []


ASKING = ("forms.py", "moves.py", "registers.py", "units.py", "item_pages.py", "phrases.py")


def forms_of_the_house():
    for app in ("access_control", "assessment", "items"):
        for path in (HOME / app).rglob("*.py"):
            if path.name in ASKING:
                yield path
    yield from (HOME / "templates").rglob("*.html")
