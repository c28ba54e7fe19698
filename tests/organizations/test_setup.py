"""Setting up a county from the shipped table: its branch, its kinds, its zones, and a code that is
none.
"""

import pytest

from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.organizations import reference
from dutylist.organizations.models import CountyPolicy, Kind, Level, Region, User
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import (
    add_zone,
    set_policy,
    setup_county,
    tag_townships,
)
from tests.factories import make_county, make_township, make_user

pytestmark = pytest.mark.django_db
DEMO = "990121000000"


def set_up(code=DEMO):
    return setup_county(code, by=User.objects.system(), reason="建立清单")


def test_the_demo_county_has_its_eight_townships_below_its_city_and_province():
    county = set_up()
    assert (county.name, county.parent.name, county.parent.parent.name) == (
        "示例县",
        "示例市",
        "示例省",
    )
    names = list(Region.objects.townships_of(county).values_list("code", "name", "kind"))
    assert names[:4] == [
        ("990121001000", "新城街道", "subdistrict"),
        ("990121100000", "城关镇", "town"),
        ("990121101000", "河口乡", "xiang"),
        ("990121102000", "湾头镇", "town"),
    ]
    assert len(names) == 8


def test_setting_up_again_changes_nothing():
    set_up()
    before = Region.objects.count(), Region.history.count(), CountyPolicy.history.count()
    set_up()
    assert (Region.objects.count(), Region.history.count(), CountyPolicy.history.count()) == before


def test_reference_rows_come_in_untracked_and_later_changes_are_tracked():
    county = set_up()
    assert Region.history.count() == 0
    add_zone(
        county, "990121900000", "示例经济开发区", by=User.objects.system(), reason="设立开发区"
    )
    assert Region.history.count() == 1


@pytest.mark.parametrize(
    ("code", "name", "townships"),
    [
        ("441900000000", "东莞市", 33),
        ("442000000000", "中山市", 23),
        ("460400000000", "儋州市", 18),
    ],
)
def test_cities_without_counties_keep_the_list_themselves(code, name, townships):
    city = set_up(code)
    below = Region.objects.townships_of(city)
    assert (city.name, city.level, city.kind) == (name, Level.CITY, Kind.CITY)
    assert below.count() >= townships
    assert {township.county_id for township in below} == {city.pk}


def test_every_township_of_the_country_has_a_county_or_city_above_it():
    rows = list(reference.rows())
    levels = {row.code: row.level for row in rows}
    above = {
        levels[reference.nearest(row.code, levels)] for row in rows if row.level == Level.TOWNSHIP
    }
    assert above == {Level.COUNTY, Level.CITY}
    assert len(rows) == 44_699 + 11


@pytest.mark.either_database
@pytest.mark.parametrize("code", ["990121000001", "990100000000", "990121100000", "123", "", "县"])
def test_a_code_of_no_county_is_refused_with_near_ones(code):
    with pytest.raises(Invalid) as refusal:
        set_up(code)
    assert "相近的有" in refusal.value.sentence
    assert "（" in refusal.value.sentence


def test_the_near_codes_of_a_slip_name_the_county_that_was_meant():
    with pytest.raises(Invalid, match="示例县（990121000000）"):
        set_up("990122000000")


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("code", "name", "level", "kind"),
    [
        ("110101000000", "东城区", "county", Kind.DISTRICT),
        ("130129000000", "赞皇县", "county", Kind.COUNTY),
        ("130181000000", "辛集市", "county", Kind.COUNTY_CITY),
        ("150121000000", "土默特左旗", "county", Kind.BANNER),
        ("429021000000", "神农架林区", "county", Kind.COUNTY),
        ("110101001000", "东华门街道", "township", Kind.SUBDISTRICT),
        ("990121100000", "城关镇", "township", Kind.TOWN),
        ("990121101000", "河口乡", "township", Kind.XIANG),
        ("990121201000", "青石回族乡", "township", Kind.ETHNIC_XIANG),
        ("990121202000", "白音苏木", "township", Kind.XIANG),
        ("990121400000", "示例农场", "township", Kind.ZONE),
        ("990121001000", "新城地区", "township", Kind.SUBDISTRICT),
    ],
)
def test_the_type_follows_the_name_and_then_the_code(code, name, level, kind):
    assert reference.kind_of(code, name, level) == kind


@pytest.mark.either_database
@pytest.mark.parametrize("code", ["990121899000", "990122900000", "99012190000", "990121900001"])
def test_a_zone_needs_a_local_code_of_its_own_county(code):
    with pytest.raises(Invalid):
        add_zone(set_up(), code, "示例经济开发区", by=User.objects.system(), reason="设立开发区")


def test_a_zone_is_a_township_level_unit_and_its_code_is_given_once():
    county = set_up()
    zone = add_zone(
        county, "990121900000", "示例经济开发区", by=User.objects.system(), reason="设立开发区"
    )
    assert (zone.level, zone.kind, zone.county) == (Level.TOWNSHIP, Kind.ZONE, county)
    assert (
        add_zone(
            county, "990121900000", "示例经济开发区", by=User.objects.system(), reason="再次设立"
        )
        == zone
    )
    with pytest.raises(NotPossible, match="已经用于示例经济开发区"):
        add_zone(
            county, "990121900000", "另一开发区", by=User.objects.system(), reason="设立开发区"
        )


def test_only_the_system_administrator_sets_up_a_county():
    with pytest.raises(NotAllowed, match="只有系统管理员可以设立清单。"):
        setup_county(DEMO, by=make_user(Role.CLERK), reason="建立清单")


def test_tags_say_exactly_which_townships_carry_them():
    county, town, other = (
        make_county(),
        make_township(),
        make_township("990121101000", "河口乡", kind=Kind.XIANG),
    )
    clerk = make_user(Role.CLERK)
    tag_townships(county, "蓄滞洪区", [town, other], by=clerk, reason="防洪规划")
    tag = tag_townships(county, "蓄滞洪区", [other], by=clerk, reason="防洪规划调整")
    assert [tagging.township for tagging in tag.taggings.all()] == [other]


def test_townships_of_another_county_carry_no_tag_here():
    stranger = make_township("990122100000", "他县镇", county=make_county("990122000000", "他县"))
    with pytest.raises(Invalid, match="只能标注示例县所属的单位。"):
        tag_townships(make_county(), "沿海", [stranger], by=make_user(Role.CLERK), reason="分类")


def test_a_rule_of_the_county_wins_over_the_default_and_can_be_taken_back():
    county, lead = make_county(), make_user(Role.OFFICE_LEAD)
    assert (
        set_policy(county, {"publish_days": 3}, by=lead, reason="县里规定").value("publish_days")
        == 3
    )
    assert (
        set_policy(county, {"publish_days": None}, by=lead, reason="恢复默认").value("publish_days")
        == 20
    )
    with pytest.raises(Invalid, match="没有名为nonsense的规则"):
        set_policy(county, {"nonsense": 1}, by=lead, reason="试")


def test_item_numbers_are_given_out_once():
    county = make_county()
    policy = CountyPolicy.objects.locked(county)
    assert (policy.take_numbers(3), policy.take_numbers(1)) == (1, 4)
    assert CountyPolicy.objects.get(region=county).next_item_number == 5
