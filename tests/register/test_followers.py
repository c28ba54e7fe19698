"""What the register and the public pages do when a region or department goes over into another."""

from datetime import date

import pytest

from dutylist.organizations.models import Region
from dutylist.organizations.services.departments import merge_departments, rename_department
from dutylist.organizations.services.regions import convert_region, merge_regions, split_region
from items.entry.content import content_of
from items.models import DutyItem
from tests.factories import (
    make_county,
    make_department,
    make_item,
    make_staff,
    make_township,
    make_user,
    publish,
)

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
    convert_region(
        street,
        name="古城街道",
        code="990121003000",
        by=clerk,
        reason="区划调整",
        on=date(2026, 5, 1),
    )
    answer = client.get("/t/990121100000/")
    assert (answer.status_code, answer.headers.get("Location")) == (301, "/t/990121003000/")


def test_a_township_that_gave_off_a_part_stays_at_its_address(client, clerk):
    make_item()
    publish(staff=make_staff())
    town = Region.objects.get(code="990121100000")
    split_region(town, [(town.code, town.name), ("990121001000", "新城街道")], **changed(clerk))
    assert client.get("/t/990121100000/").status_code == 200


def test_where_an_old_address_leads_there_is_the_list(client, clerk):
    """Twice converted since the list was printed: the chain is walked back as far as it was walked
    on.
    """
    make_item()
    publish(staff=make_staff())
    town = Region.objects.get(code="990121100000")
    street = convert_region(town, name="城关街道", code="990121002000", **changed(clerk))
    convert_region(
        street,
        name="古城街道",
        code="990121003000",
        by=clerk,
        reason="区划调整",
        on=date(2026, 5, 1),
    )
    answer = client.get("/t/990121100000/", follow=True)
    assert answer.status_code == 200
    assert "清单印发时的名称为城关镇，现为古城街道" in answer.content.decode()


@pytest.fixture
def two_towns(clerk):
    towns = [make_township(), make_township("990121101000", "河口乡", kind="xiang")]
    make_item()
    publish(staff=make_staff())
    return towns


def test_a_place_made_of_several_shows_their_lists_until_it_has_its_own(client, clerk, two_towns):
    merge_regions(two_towns, code="990121150000", name="新城镇", **changed(clerk))
    answer = client.get("/t/990121101000/", follow=True)
    page = answer.content.decode()
    assert (answer.status_code, answer.redirect_chain) == (200, [("/t/990121150000/", 301)])
    assert "新城镇由下列地方合并设立" in page
    for town in two_towns:
        assert f'href="/t/{town.code}/v1/"' in page
        assert client.get(f"/t/{town.code}/v1/").status_code == 200


def test_a_place_that_took_another_in_shows_the_way_to_its_list(client, clerk, two_towns):
    merge_regions(two_towns, code=two_towns[0].code, name="城关镇", **changed(clerk))
    page = client.get("/t/990121101000/", follow=True).content.decode()
    assert "河口乡已并入城关镇" in page
    assert 'href="/t/990121101000/v1/"' in page


def test_a_part_given_off_is_read_in_the_list_of_the_place_it_was_of(client, clerk, two_towns):
    town = two_towns[0]
    split_region(town, [(town.code, "城关镇"), ("990121150000", "城东镇")], **changed(clerk))
    page = client.get("/t/990121150000/")
    assert page.status_code == 200
    assert "清单印发时的名称为城关镇，现为城东镇" in page.content.decode()
    assert "已并入" not in client.get("/t/990121100000/").content.decode()


def test_a_department_renamed_and_then_merged_is_still_said_to_follow(client, clerk):
    """The printed name is two changes old: the card names today's department and the printed one as
    its former.
    """
    old, new = (
        make_department("县林业局"),
        make_department("县自然资源局", public_telephone="0000-8800001"),
    )
    lead = {"department": "县林业局", "role": "lead", "duty": "1.养护指导。"}
    item = make_item("coordination", "古树名木保护", responsibilities=[lead])
    publish(staff=make_staff())
    rename_department(old, "县林业和草原局", **changed(clerk))
    merge_departments([old], new, **changed(clerk))
    page = client.get(f"/i/{item.code}/").content.decode()
    assert "县自然资源局（原县林业局）" in page
    assert "0000-8800001" in page


def test_a_department_is_found_by_the_name_it_had(client, clerk):
    old, new = make_department("县林业局"), make_department("县自然资源局")
    lead = {"department": "县林业局", "role": "lead", "duty": "1.养护指导。"}
    make_item("coordination", "古树名木保护", responsibilities=[lead])
    merge_departments([old], new, **changed(clerk))
    publish(staff=make_staff())
    for query in ("县林业局", "林业局"):
        page = client.get(f"/search/?q={query}").content.decode()
        assert "古树名木保护" in page
        assert f"“{query}”现为县自然资源局" in page
    assert "现为县自然资源局" not in client.get("/search/?q=古树").content.decode()
    assert "现为" not in client.get("/search/?q=火星移民局").content.decode()
