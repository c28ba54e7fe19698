"""Regions renamed, merged, split, converted and recoded: old codes lead on, people, tags and scopes
follow.
"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.organizations import followers
from dutylist.organizations.models import (
    CountyPolicy,
    Department,
    Kind,
    Membership,
    Region,
    RegionSuccession,
)
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import (
    convert_region,
    merge_regions,
    recode_region,
    rename_region,
    split_region,
)
from dutylist.organizations.successors import name_on, successors_of
from tests.factories import (
    make_county,
    make_department,
    make_membership,
    make_tag,
    make_township,
    make_townships,
    make_user,
    seeding,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 1)


@pytest.fixture
def clerk():
    return make_user(Role.CLERK)


@pytest.fixture
def told(monkeypatch):
    """What a floor above hears of the changes."""
    heard = []
    monkeypatch.setattr(followers, "region_followers", followers.region_followers)
    follower = lambda predecessor, successors, **facts: heard.append(  # noqa: E731
        (predecessor.code, [successor.code for successor in successors], facts["on"])
    )
    followers.region_followers.append(follower)
    yield heard
    followers.region_followers.remove(follower)


def change(clerk, **facts):
    return {"by": clerk, "reason": "区划调整", "on": ON, **facts}


def codes(regions):
    return [region.code for region in regions]


def test_a_renamed_region_keeps_its_row_and_is_called_by_its_name_of_the_day(clerk):
    town = rename_region(make_township(), "古城镇", **change(clerk))
    assert town.name == "古城镇"
    assert (name_on(town, date(2026, 2, 28)), name_on(town, ON)) == ("城关镇", "古城镇")
    assert successors_of(town.code) == [town]


def test_a_xiang_that_becomes_a_town_gets_a_new_row_from_that_day(clerk):
    xiang = make_township("990121201000", "河口乡", kind=Kind.XIANG)
    town = convert_region(xiang, name="河口镇", code="990121107000", **change(clerk))
    xiang.refresh_from_db()
    assert (xiang.valid_until, town.valid_from, town.kind) == (date(2026, 2, 28), ON, Kind.TOWN)
    assert successors_of("990121201000", date(2026, 2, 28)) == [xiang]
    assert successors_of("990121201000", ON) == [town]


def test_a_town_that_becomes_a_subdistrict_under_its_old_code_keeps_its_row(clerk):
    town = convert_region(make_township(), name="城关街道", **change(clerk))
    assert (town.kind, town.valid_until) == (Kind.SUBDISTRICT, None)


def test_old_codes_lead_through_the_whole_chain(clerk):
    xiang = make_township("990121201000", "河口乡", kind=Kind.XIANG)
    town = convert_region(xiang, name="河口镇", code="990121107000", **change(clerk))
    street = convert_region(
        town, name="河口街道", code="990121007000", **change(clerk, on=date(2026, 5, 1))
    )
    parts = split_region(
        street,
        [("990121008000", "河东街道"), ("990121009000", "河西街道")],
        **change(clerk, on=date(2026, 7, 1)),
    )
    assert codes(successors_of("990121201000", date(2026, 4, 1))) == ["990121107000"]
    assert codes(successors_of("990121201000", date(2026, 6, 1))) == ["990121007000"]
    assert successors_of("990121201000") == parts
    assert successors_of("000000000000") == []


def test_merged_townships_go_over_into_one_of_them(clerk, told):
    kept, gone = make_townships(2)
    assert merge_regions([kept, gone], code=kept.code, name="城关镇", **change(clerk)) == kept
    kept.refresh_from_db()
    assert (kept.name, kept.valid_until) == ("城关镇", None)
    assert successors_of(gone.code) == [kept]
    assert told == [(gone.code, [kept.code], ON)]


def test_merged_townships_go_over_into_a_new_one(clerk, told):
    first, second = make_townships(2)
    new = merge_regions([first, second], code="990121150000", name="新合镇", **change(clerk))
    assert successors_of(first.code) == successors_of(second.code) == [new]
    assert told == [(first.code, [new.code], ON), (second.code, [new.code], ON)]


def test_a_township_that_gives_off_a_part_lives_on(clerk, told):
    town = make_township()
    kept, new = split_region(
        town, [(town.code, "城关镇"), ("990121001000", "新城街道")], **change(clerk)
    )
    assert (kept, new.kind) == (town, Kind.SUBDISTRICT)
    assert successors_of(town.code) == [town]
    assert told == [(town.code, [town.code, new.code], ON)]


def test_tags_follow_and_the_gone_region_carries_none(clerk):
    kept, gone = make_townships(2)
    tag = make_tag("蓄滞洪区", gone)
    merge_regions([kept, gone], code=kept.code, name=kept.name, **change(clerk))
    assert [tagging.township for tagging in tag.taggings.all()] == [kept]


def test_people_serve_the_successor_from_that_day_and_delegates_with_them(clerk):
    kept, gone = make_townships(2)
    staff, lead, delegate = make_user(Role.TOWNSHIP_STAFF, township=gone), make_user(), make_user()
    own = make_membership(lead, Role.TOWNSHIP_LEAD, township=gone, ends_on=date(2027, 1, 1))
    make_membership(
        delegate, Role.TOWNSHIP_LEAD, township=gone, delegated_from=own, delegate_reason="出差"
    )
    merge_regions([kept, gone], code=kept.code, name=kept.name, **change(clerk))
    assert staff.standing(date(2026, 2, 28)).township_ids() == {gone.pk}
    assert staff.standing(ON).township_ids() == {kept.pk}
    carried = Membership.objects.get(user=lead, region=kept)
    assert (carried.starts_on, carried.ends_on) == (ON, date(2027, 1, 1))
    assert Membership.objects.get(user=delegate, region=kept).delegated_from == carried


def test_service_that_has_not_begun_begins_at_the_successor(clerk):
    kept, gone = make_townships(2)
    user = make_user()
    make_membership(user, Role.TOWNSHIP_STAFF, township=gone, starts_on=date(2026, 6, 1))
    merge_regions([kept, gone], code=kept.code, name=kept.name, **change(clerk))
    held = Membership.objects.get(user=user)
    assert (held.region, held.starts_on) == (kept, date(2026, 6, 1))


def test_a_county_that_becomes_a_district_takes_everything_along(clerk, told):
    county, town, department = make_county(), make_township(), make_department()
    district = convert_region(county, name="示例区", code="990105000000", **change(clerk))
    new_town = Region.objects.get(code="990105100000")
    assert (district.kind, new_town.parent, new_town.name) == (Kind.DISTRICT, district, "城关镇")
    assert Department.objects.get(pk=department.pk).county == district
    assert CountyPolicy.objects.get(region=district)
    assert successors_of(town.code) == [new_town]
    assert clerk.standing(ON).has(Role.CLERK, county=district)
    assert [predecessor for predecessor, _, _ in told] == [town.code, county.code]


def test_a_recoded_region_is_the_same_under_another_code(clerk):
    town = make_township()
    new = recode_region(town, "990121120000", **change(clerk))
    assert (new.name, new.kind, successors_of(town.code)) == (town.name, town.kind, [new])


def test_every_row_of_a_change_stands_in_one_batch(clerk):
    kept, gone = make_townships(2)
    make_tag("沿海", gone)
    make_user(Role.TOWNSHIP_STAFF, township=gone)
    merge_regions([kept, gone], code=kept.code, name="城关镇", **change(clerk))
    batches = set(RegionSuccession.history.values_list("batch", flat=True))
    assert len(batches) == 1
    assert set(Region.history.filter(history_type="~").values_list("batch", flat=True)) == batches


@pytest.mark.either_database
@pytest.mark.parametrize("code", ["990121100000", "990122100000", "99012110000", "99012110000x"])
def test_a_new_code_is_unused_and_within_the_county(clerk, code):
    make_township()
    with pytest.raises((NotPossible, Invalid)):
        recode_region(make_township("990121101000", "河口乡"), code, **change(clerk))


def test_what_is_over_does_not_change_again(clerk):
    town = make_township()
    recode_region(town, "990121120000", **change(clerk))
    with pytest.raises(NotPossible, match="不能再变更"):
        rename_region(town, "古城镇", **change(clerk))


def test_changes_are_made_on_their_day_or_later(clerk):
    with pytest.raises(Invalid, match="变更日期不能晚于今天"):
        rename_region(
            make_township(), "古城镇", **change(clerk, on=timezone.localdate() + timedelta(days=1))
        )


def test_a_change_has_a_reason(clerk):
    with pytest.raises(Invalid, match="请填写理由"):
        rename_region(make_township(), "古城镇", **change(clerk, reason=" "))


def test_counties_are_not_merged_or_split(clerk):
    with pytest.raises(NotPossible):
        split_region(
            make_county(), [("990123000000", "东县"), ("990124000000", "西县")], **change(clerk)
        )


def test_the_clerk_of_another_county_changes_nothing_here():
    stranger = make_user(Role.CLERK, county=make_county("990122000000", "他县"))
    with pytest.raises(NotAllowed, match="您的任职不包括示例县，不能在此变更行政区划。"):
        rename_region(make_township(), "古城镇", **change(stranger))


def test_the_database_refuses_a_code_that_is_none_and_an_end_before_the_beginning():
    for fields in (
        {"code": "99"},
        {"code": "990121888000", "valid_from": ON, "valid_until": date(2026, 2, 1)},
    ):
        with pytest.raises(IntegrityError), seeding(), transaction.atomic():
            Region.objects.create(name="错镇", level="township", kind="town", **fields)


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("城关镇", "与现名称“城关镇”相同，没有变更"),
        ("城关街道", "类型有变化的，请用“改设”办理"),
        ("城关", "看不出类型"),
        ("河口乡", "示例县已有河口乡（990121200000）"),
        (" ", "请填写名称"),
    ],
)
def test_a_new_name_is_another_one_of_the_same_type_and_free(clerk, name, sentence):
    make_township("990121200000", "河口乡", kind=Kind.XIANG)
    with pytest.raises(Invalid, match=sentence) as refused:
        rename_region(make_township(), name.strip(), **change(clerk))
    assert list(refused.value.errors) == ["name"]


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("code", "name", "path", "sentence"),
    [
        ("", "城关新镇", "name", "只改名称的请用“更名”办理"),
        ("990121150000", "城关镇", "name", "只改代码的请用“代码变更”办理"),
        ("12345", "城关", "code", "区划代码应为12位数字"),
        ("", "城关", "name", "看不出类型"),
    ],
)
def test_a_conversion_is_to_another_type_that_the_name_tells(clerk, code, name, path, sentence):
    with pytest.raises(Invalid, match=sentence) as refused:
        convert_region(make_township(), name=name, code=code, **change(clerk))
    assert list(refused.value.errors) == [path]


def test_merged_and_split_regions_have_names_of_their_own(clerk):
    first, second, third = make_townships(3)
    with pytest.raises(Invalid, match="看不出类型"):
        merge_regions([first, second], code=first.code, name="合并后", **change(clerk))
    with pytest.raises(Invalid, match="已有测试3镇"):
        merge_regions([first, second], code=first.code, name=third.name, **change(clerk))
    for name, sentence in (
        (third.name, "已有测试3镇"),
        ("新镇", "写了两次"),
        ("新地方", "看不出类型"),
    ):
        parts = [(first.code, "新镇"), ("990121150000", name)]
        with pytest.raises(Invalid, match=sentence) as refused:
            split_region(first, parts, **change(clerk))
        assert list(refused.value.errors) == ["parts"]
    assert (
        merge_regions([first, second], code=first.code, name=second.name, **change(clerk)).name
        == second.name
    )


def test_a_zone_is_called_as_it_likes(clerk):
    zone = make_township("990121900000", "临港经济开发区", kind=Kind.ZONE)
    assert rename_region(zone, "临港新城", **change(clerk)).name == "临港新城"


def test_changes_of_a_region_are_made_in_their_order(clerk):
    town = make_township()
    rename_region(town, "城关新镇", **change(clerk))
    with pytest.raises(Invalid, match="2026年3月1日已有变更"):
        rename_region(town, "老城镇", **change(clerk, on=ON - timedelta(days=1)))
    assert rename_region(town, "老城镇", **change(clerk)).name == "老城镇"
