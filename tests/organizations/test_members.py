"""Roles granted and ended: each at its own kind of place, duties kept apart, every refusal a
sentence.
"""

import contextlib
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, transaction
from django.utils import timezone

from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.organizations.models import Membership, User
from dutylist.organizations.roles import (
    BUSINESS_ROLES,
    CITY_ROLES,
    COUNTY_ROLES,
    DEPARTMENT_ROLES,
    DUTY_ROLES,
    PROVINCE_ROLES,
    TOWNSHIP_ROLES,
    Role,
    clashing,
)
from dutylist.organizations.services.members import end_membership, grant_membership
from tests.factories import (
    make_county,
    make_department,
    make_membership,
    make_township,
    make_user,
    seeding,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def keeper():
    return make_user(Role.SECURITY_ADMIN)


@pytest.fixture
def places():
    county = make_county()
    return {
        "none": {},
        "township": {"region": make_township()},
        "county": {"region": county},
        "city": {"region": county.parent},
        "province": {"region": county.parent.parent},
        "department": {"department": make_department()},
    }


SORTS = (
    (COUNTY_ROLES, {"county"}),
    (DEPARTMENT_ROLES, {"department"}),
    (TOWNSHIP_ROLES, {"township"}),
    (CITY_ROLES, {"city"}),
    (PROVINCE_ROLES, {"province"}),
    (DUTY_ROLES, {"none", "county", "city", "province"}),
)
FITTING = {role: fitting for roles, fitting in SORTS for role in roles}


@pytest.mark.either_database
@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_granted_at_its_own_kind_of_place_only(keeper, places, role):
    granted = set()
    for name, place in places.items():
        with contextlib.suppress(Invalid):
            grant_membership(make_user(), role, **place, by=keeper, reason="任职文件")
            granted.add(name)
    assert granted == FITTING[role]


@pytest.mark.parametrize(
    "role", sorted(COUNTY_ROLES | TOWNSHIP_ROLES | DEPARTMENT_ROLES | CITY_ROLES | PROVINCE_ROLES)
)
def test_the_database_refuses_a_role_without_its_place(role):
    user = make_user()
    with pytest.raises(IntegrityError), seeding(), transaction.atomic():
        Membership.objects.create(user=user, role=role, starts_on=date(2026, 1, 1))


def test_a_county_without_a_list_has_no_clerk(keeper):
    county = make_county()
    with pytest.raises(Invalid, match="须指定已设立清单的地区"):
        grant_membership(
            make_user(), Role.CLERK, region=county.parent, by=keeper, reason="任职文件"
        )


@pytest.mark.either_database
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECURITY_ADMIN}))
def test_only_the_security_administrator_grants_roles(role):
    with pytest.raises(NotAllowed, match="只有安全管理员可以授予角色。"):
        grant_membership(
            make_user(), Role.CLERK, region=make_county(), by=make_user(role), reason="任职文件"
        )


def test_nobody_grants_a_role_to_himself(keeper):
    with pytest.raises(NotAllowed, match="不能给自己授予角色"):
        grant_membership(keeper, Role.SECURITY_ADMIN, by=keeper, reason="任职文件")


def test_the_system_account_is_given_no_role(keeper):
    with pytest.raises(NotAllowed, match="不担任任何角色"):
        grant_membership(
            User.objects.system(), Role.CLERK, region=make_county(), by=keeper, reason="任职文件"
        )
    assert not User.objects.system().memberships.exists()


def test_granting_again_changes_nothing(keeper):
    user, county = make_user(), make_county()
    first = grant_membership(user, Role.CLERK, region=county, by=keeper, reason="任职文件")
    assert grant_membership(user, Role.CLERK, region=county, by=keeper, reason="任职文件") == first
    assert Membership.history.filter(user=user).count() == 1


def test_a_grant_is_seen_at_once_and_recorded_with_its_reason(keeper):
    user = make_user()
    assert not user.standing().has(Role.CLERK)
    grant_membership(user, Role.CLERK, region=make_county(), by=keeper, reason="示编发〔2026〕1号")
    assert user.standing().has(Role.CLERK)


@pytest.mark.one_database
@pytest.mark.parametrize("first", list(Role))
@pytest.mark.parametrize("second", list(Role))
def test_keepers_auditors_and_business_are_different_people(first, second):
    apart = first != second and bool({first, second} & DUTY_ROLES)
    assert bool(clashing(second, {first})) == apart


@pytest.mark.either_database
@pytest.mark.parametrize("duty", sorted(DUTY_ROLES))
@pytest.mark.parametrize("business", sorted(BUSINESS_ROLES)[:3])
def test_clashing_duties_are_refused_in_either_order(keeper, duty, business):
    for first, second in ((duty, business), (business, duty)):
        user = make_user(first)
        places = (
            {"department": make_department()}
            if second in DEPARTMENT_ROLES
            else {"region": make_county()}
        )
        if second in CITY_ROLES:
            places = {"region": make_county().parent}
        with pytest.raises(NotPossible, match="应由不同的人担任"):
            grant_membership(user, second, **places, by=keeper, reason="任职文件")


def test_duties_one_after_the_other_do_not_clash(keeper):
    user = make_user()
    make_membership(user, Role.CLERK, ends_on=TODAY() - timedelta(days=1))
    assert grant_membership(user, Role.AUDITOR, by=keeper, reason="转岗")


def test_the_check_names_whoever_came_by_clashing_roles_past_the_service():
    call_command("check", databases=["default"])
    user = make_user(Role.CLERK, username="wang", name="王双任")
    make_membership(user, Role.AUDITOR)
    with pytest.raises(SystemCheckError, match="王双任（wang）"):
        call_command("check", databases=["default"])


def test_a_closed_account_is_given_nothing(keeper):
    with pytest.raises(NotPossible, match="账号已经停用"):
        grant_membership(
            make_user(is_active=False),
            Role.CLERK,
            region=make_county(),
            by=keeper,
            reason="任职文件",
        )


def test_a_role_does_not_end_before_it_begins(keeper):
    with pytest.raises(Invalid, match="截止日期不能早于起始日期"):
        grant_membership(
            make_user(),
            Role.CLERK,
            region=make_county(),
            starts_on=date(2026, 3, 1),
            ends_on=date(2026, 2, 1),
            by=keeper,
            reason="任职文件",
        )


@pytest.mark.either_database
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECURITY_ADMIN}))
def test_only_the_security_administrator_ends_a_role(role):
    own = make_membership(make_user(), Role.DEPARTMENT_STAFF)
    with pytest.raises(NotAllowed, match="只有安全管理员可以终止任职。"):
        end_membership(own, by=make_user(role), reason="免职")


def test_a_role_that_has_not_begun_is_withdrawn_and_is_in_force_on_no_day(keeper):
    user, soon = make_user(), TODAY() + timedelta(days=3)
    held = grant_membership(
        user, Role.CLERK, region=make_county(), starts_on=soon, by=keeper, reason="任职文件"
    )
    end_membership(held, by=keeper, reason="不再任职")
    assert not any(
        user.standing(TODAY() + timedelta(days=days)).has(Role.CLERK) for days in range(6)
    )
    assert grant_membership(user, Role.AUDITOR, by=keeper, reason="转岗")


def test_the_system_account_is_there_and_nobody_signs_in_with_it():
    system = User.objects.system()
    assert str(system) == "系统"
    assert not system.has_usable_password()
