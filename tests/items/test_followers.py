"""What the register and the public pages do when a region or department goes over into another."""

from datetime import date

import pytest

from dutylist.organizations.models import Region
from dutylist.organizations.services.departments import merge_departments
from dutylist.organizations.services.regions import convert_region, merge_regions, split_region
from items.content import content_of
from items.models import DutyItem
from tests.factories import make_county, make_department, make_item, make_staff, make_township, make_user, publish

pytestmark = pytest.mark.django_db
ON = date(2026, 4, 1)


@pytest.fixture
def clerk():
    return make_user("clerk")


def townships_of(item):
    return content_of(item)["townships"]


def changed(clerk):
    return {"by": clerk, "reason": "区划调整", "on": ON}


def test_scopes_follow_a_merger_once_and_a_split_into_every_part(clerk):
    town, gone = make_township(), make_township("990121101000", "河口乡", kind="xiang")
    item = make_item(scope="listed", townships=[town.code, gone.code])
    merge_regions([town, gone], code=town.code, name="城关镇", **changed(clerk))
    assert townships_of(item) == [town.code]
    town.refresh_from_db()
    split_region(town, [(town.code, "城关镇"), ("990121001000", "新城街道")], **changed(clerk))
    assert townships_of(item) == ["990121001000", town.code]


def test_a_county_that_becomes_a_district_keeps_its_items_and_their_codes(clerk):
    item = make_item()
    district = convert_region(make_county(), name="示例区", code="990105000000", **changed(clerk))
    item = DutyItem.objects.get(pk=item.pk)
    assert (item.county, item.code[:6]) == (district, "990121")


def test_items_name_the_department_their_own_was_merged_into(clerk):
    item = make_item("coordination", "违法占用耕地整治")
    into = make_department("县自然资源和规划局")
    merge_departments([make_department()], into, by=clerk, reason="机构改革", on=ON)
    named = content_of(item)["responsibilities"]
    assert [row["department"] for row in named] == [into.name]


def test_the_old_address_of_a_township_leads_to_the_end_of_the_chain(client, clerk):
    make_item()
    publish(staff=make_staff())
    town = Region.objects.get(code="990121100000")
    street = convert_region(town, name="城关街道", code="990121002000", **changed(clerk))
    convert_region(street, name="古城街道", code="990121003000", by=clerk, reason="区划调整", on=date(2026, 5, 1))
    answer = client.get("/t/990121100000/")
    assert (answer.status_code, answer.headers.get("Location")) == (301, "/t/990121003000/")


def test_a_township_that_gave_off_a_part_stays_at_its_address(client, clerk):
    make_item()
    publish(staff=make_staff())
    town = Region.objects.get(code="990121100000")
    split_region(town, [(town.code, town.name), ("990121001000", "新城街道")], **changed(clerk))
    assert client.get("/t/990121100000/").status_code == 200
