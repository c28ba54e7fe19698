"""What each role gives on a day, and whose rows each may see."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from dutylist.organizations.models import Department, Membership, RegionTag, User
from dutylist.organizations.permissions import allows, rights_of
from dutylist.organizations.roles import (
    BUSINESS_ROLES,
    CITY_ROLES,
    COUNTY_ROLES,
    DEPARTMENT_ROLES,
    DUTY_ROLES,
    PROVINCE_ROLES,
    TOWNSHIP_ROLES,
    Role,
)
from dutylist.organizations.standing import standing_of
from tests.factories import (
    make_county,
    make_department,
    make_membership,
    make_tag,
    make_township,
    make_user,
)

pytestmark = pytest.mark.django_db
EVERYWHERE = CITY_ROLES | PROVINCE_ROLES | {Role.AUDITOR}


@pytest.fixture
def counties():
    """Two counties below one city, each with a department and a township."""
    here, there = make_county(), make_county("990122000000", "他县")
    for county in (here, there):
        make_department("县公安局", county=county)
        make_township(f"{county.code[:6]}100000", "城关镇", county=county)
    return here, there


@pytest.mark.either_database
@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_the_counties_of_its_place(counties, role):
    here, there = counties
    standing = make_user(role, county=here if role not in DUTY_ROLES else None).standing()
    reached = {here.pk, there.pk} if role in EVERYWHERE | DUTY_ROLES else {here.pk}
    assert standing.county_ids(role) == reached
    assert standing.has(role, county=here)
    assert standing.has(role, county=there.pk) == (there.pk in reached)


@pytest.mark.either_database
@pytest.mark.parametrize("role", list(Role))
def test_each_role_belongs_to_its_county_and_keeping_accounts_or_roles_to_none(counties, role):
    here, there = counties
    own = (
        make_user(role, county=here if role not in DUTY_ROLES else None).standing().own_county_ids()
    )
    if role in {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}:
        assert own == set()
    else:
        assert own == ({here.pk, there.pk} if role in EVERYWHERE else {here.pk})


@pytest.mark.either_database
@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_a_department_or_township_where_it_should(counties, role):
    here, _there = counties
    department = Department.objects.get(county=here)
    town = make_township()
    user = make_user(
        role, county=here if role in COUNTY_ROLES else None, department=department, township=town
    )
    standing = user.standing()
    assert standing.department_ids() == ({department.pk} if role in DEPARTMENT_ROLES else set())
    assert standing.township_ids(role) == ({town.pk} if role in TOWNSHIP_ROLES else set())


def test_every_role_is_of_one_sort():
    sorts = (COUNTY_ROLES, DEPARTMENT_ROLES, TOWNSHIP_ROLES, CITY_ROLES, PROVINCE_ROLES, DUTY_ROLES)
    assert sum(map(len, sorts)) == len(frozenset().union(*sorts)) == len(Role)
    assert not BUSINESS_ROLES & DUTY_ROLES


def test_an_anonymous_visitor_has_no_standing_and_sees_no_people():
    visitor = AnonymousUser()
    make_user(Role.CLERK)
    make_department()
    assert standing_of(visitor).roles == set()
    assert not standing_of(visitor).has(*Role)
    assert not User.objects.visible_to(visitor).exists()
    assert not Department.objects.visible_to(visitor).exists()
    assert not Membership.objects.visible_to(visitor).exists()


def test_a_role_holds_from_its_first_day_to_its_last():
    user = make_user()
    make_membership(user, Role.CLERK, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [user.standing(day).has(Role.CLERK) for day in days] == [False, True, True, False]


def test_a_closed_account_has_no_standing():
    user = make_user(Role.CLERK, is_active=False)
    assert user.standing().roles == set()


def test_a_delegation_ends_with_what_it_was_delegated_from():
    holder, delegate = make_user(name="张三"), make_user()
    own = make_membership(holder, Role.OFFICE_LEAD, ends_on=date(2026, 3, 10))
    make_membership(
        delegate,
        Role.OFFICE_LEAD,
        delegated_from=own,
        delegate_reason="出差",
        ends_on=date(2026, 12, 31),
    )
    standing = delegate.standing(date(2026, 3, 10))
    assert standing.has(Role.OFFICE_LEAD)
    assert standing.acting_for(Role.OFFICE_LEAD) == "张三"
    assert not delegate.standing(date(2026, 3, 11)).has(Role.OFFICE_LEAD)


def test_whoever_holds_a_role_himself_acts_for_nobody():
    holder, delegate = make_user(name="张三"), make_user()
    own = make_membership(holder, Role.CLERK)
    make_membership(delegate, Role.CLERK, delegated_from=own, delegate_reason="出差")
    make_membership(delegate, Role.CLERK)
    assert delegate.standing().acting_for(Role.CLERK, county=make_county()) == ""


def test_standing_takes_one_query_a_day(django_assert_num_queries):
    user = make_user(Role.CLERK)
    make_membership(user, Role.DEPARTMENT_LEAD)
    make_membership(user, Role.TOWNSHIP_STAFF)
    with django_assert_num_queries(1):
        for _ in range(3):
            standing = user.standing()
            assert standing.roles == {Role.CLERK, Role.DEPARTMENT_LEAD, Role.TOWNSHIP_STAFF}
            assert len(standing.own_county_ids()) == 1
            standing.has(Role.CLERK, county=1)
            standing.department_ids()
            standing.township_ids()


def test_people_see_the_departments_and_tags_of_their_own_counties(counties):
    here, there = counties
    make_tag("沿海", county=here)
    make_tag("山区", county=there)
    clerk = make_user(Role.CLERK, county=here)
    assert {department.county for department in Department.objects.visible_to(clerk)} == {here}
    assert [tag.name for tag in RegionTag.objects.visible_to(clerk)] == ["沿海"]
    assert not RegionTag.objects.visible_to(make_user(Role.SYSTEM_ADMIN)).exists()


def test_people_see_the_accounts_they_answer_for(counties):
    here, there = counties
    department, town = Department.objects.get(county=here), make_township()
    staff = make_user(Role.DEPARTMENT_STAFF, department=department)
    towner = make_user(Role.TOWNSHIP_STAFF, township=town)
    stranger = make_user(Role.CLERK, county=there)
    clerk = make_user(Role.CLERK, county=here)
    head = make_user(Role.DEPARTMENT_LEAD, department=department)
    mayor = make_user(Role.TOWNSHIP_LEAD, township=town)
    assert set(User.objects.visible_to(clerk)) == {clerk, staff, towner, head, mayor}
    assert set(User.objects.visible_to(head)) == {head, staff}
    assert set(User.objects.visible_to(mayor)) == {mayor, towner}
    assert set(User.objects.visible_to(staff)) == {staff}
    for role in DUTY_ROLES:
        keeper = make_user(role)
        assert {staff, stranger, clerk} <= set(User.objects.visible_to(keeper))


def test_business_roles_hold_no_right_over_accounts_and_keepers_none_over_business():
    accounts = {
        "organizations.add_user",
        "organizations.change_user",
        "organizations.add_membership",
    }
    for role in BUSINESS_ROLES:
        assert not rights_of(make_user(role)) & accounts
    assert not allows(make_user(Role.SYSTEM_ADMIN), "organizations.add_membership")
    assert not allows(make_user(Role.SECURITY_ADMIN), "organizations.add_user")
    for role in DUTY_ROLES:
        assert not allows(make_user(role), "organizations.change_department")


def test_the_auditor_changes_nothing():
    rights = rights_of(make_user(Role.AUDITOR))
    assert rights
    assert {right.split(".")[1].split("_")[0] for right in rights} == {"view"}


def test_being_a_superuser_gives_no_right():
    user = make_user(is_superuser=True)
    assert not user.has_perm("organizations.change_department")
    assert not user.has_module_perms("organizations")


def test_tomorrows_role_is_not_todays():
    user = make_user()
    make_membership(user, Role.CLERK, starts_on=timezone.localdate() + timedelta(days=1))
    assert not user.standing().has(Role.CLERK)
