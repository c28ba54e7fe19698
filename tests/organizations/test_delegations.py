"""Acting for another (代行): given by those who may, to a colleague, for stated days, ended early,
told to both.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from dutylist.history.models import Batch
from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.notices.models import InboxMessage
from dutylist.organizations.models import Membership
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
from dutylist.organizations.services.delegations import delegate, delegates_for, end_delegation
from dutylist.organizations.services.members import end_membership
from tests.factories import make_county, make_department, make_membership, make_township, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
SORTS = (COUNTY_ROLES, DEPARTMENT_ROLES, TOWNSHIP_ROLES, CITY_ROLES, PROVINCE_ROLES)


def days(count):
    return timedelta(days=count)


def colleague(own, **fields):
    """Somebody who serves the same unit in another role, where the unit has another."""
    roles = next(found for found in SORTS if own.role in found)
    role = min(roles - {own.role} or roles)
    user = make_user(**fields)
    make_membership(user, role, region=own.region, department=own.department)
    return user


def given(own, user=None, *, first=0, last=7, by=None, reason="出差"):
    user = user or colleague(own)
    return delegate(
        own,
        user,
        starts_on=TODAY() + days(first),
        ends_on=TODAY() + days(last),
        by=by or own.user,
        reason=reason,
    )


@pytest.fixture
def own():
    return make_membership(make_user(name="张三"), Role.DEPARTMENT_LEAD)


@pytest.mark.either_database
@pytest.mark.parametrize("role", sorted(BUSINESS_ROLES))
def test_every_business_role_is_exercised_by_a_colleague(role):
    held = make_membership(make_user(name="张三"), role)
    acting = given(held)
    assert (acting.role, acting.region, acting.department) == (role, held.region, held.department)
    assert acting.for_name == "张三"
    assert acting.user.standing().has(role)


@pytest.mark.parametrize("role", sorted(DUTY_ROLES))
def test_keeping_and_auditing_are_not_delegated(role):
    held = make_membership(make_user(), role)
    with pytest.raises(NotPossible, match="不能委托"):
        delegate(held, make_user(), starts_on=TODAY(), ends_on=TODAY(), by=held.user, reason="出差")


STRANGERS = {
    "of another department": lambda: make_user(
        Role.DEPARTMENT_STAFF, department=make_department("县公安局")
    ),
    "of a township": lambda: make_user(Role.TOWNSHIP_LEAD),
    "of the staffing office": lambda: make_user(Role.CLERK),
    "without any role": make_user,
    "no longer there": lambda: gone(),
    "only acting there": lambda: acting_there(),
}


def gone():
    user = make_user()
    make_membership(user, Role.DEPARTMENT_STAFF, ends_on=TODAY() - days(1))
    return user


def acting_there():
    held = make_membership(make_user(), Role.DEPARTMENT_STAFF)
    user = make_user()
    make_membership(user, Role.DEPARTMENT_STAFF, delegated_from=held, delegate_reason="出差")
    return user


@pytest.mark.either_database
@pytest.mark.parametrize("who", STRANGERS)
def test_only_people_of_the_same_unit_are_asked(own, who):
    with pytest.raises(Invalid, match="只能委托给同一单位的在任人员"):
        given(own, STRANGERS[who]())


def test_the_people_offered_are_those_the_rule_takes(own):
    fellow = colleague(own)
    for make in STRANGERS.values():
        make()
    holders = Membership.objects.filter(
        department=own.department, delegated_from=None, ends_on=None
    )
    assert set(delegates_for(own)) == {fellow} | {held.user for held in holders} - {own.user}


def test_a_closed_account_acts_for_nobody(own):
    with pytest.raises(NotPossible, match="账号已经停用"):
        given(own, colleague(own, is_active=False))


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("self", True),
        ("lead of the department", True),
        ("staffing office", True),
        ("lead of another department", False),
        ("staff of the department", False),
        ("lead of a township", False),
        ("staffing office of another county", False),
        ("security administrator", False),
    ],
)
def test_a_role_is_delegated_by_the_person_the_units_lead_or_the_staffing_office(who, allowed):
    held = make_membership(make_user(), Role.DEPARTMENT_STAFF)
    there, other = {"department": held.department}, make_department("县公安局")
    by = {
        "self": lambda: held.user,
        "lead of the department": lambda: make_user(Role.DEPARTMENT_LEAD, **there),
        "staffing office": lambda: make_user(Role.CLERK),
        "lead of another department": lambda: make_user(Role.DEPARTMENT_LEAD, department=other),
        "staff of the department": lambda: make_user(Role.DEPARTMENT_STAFF, **there),
        "lead of a township": lambda: make_user(Role.TOWNSHIP_LEAD),
        "staffing office of another county": lambda: make_user(
            Role.OFFICE_LEAD, county=make_county("990122000000", "他县")
        ),
        "security administrator": lambda: make_user(Role.SECURITY_ADMIN),
    }[who]()
    if allowed:
        assert given(held, by=by).delegated_from == held
        return
    with pytest.raises(NotAllowed, match="只有本人、单位负责人或者县委编办可以委托他人代行职责。"):
        given(held, by=by)


def test_a_townships_lead_delegates_in_that_township_only():
    held = make_membership(make_user(), Role.TOWNSHIP_STAFF)
    assert given(held, by=make_user(Role.TOWNSHIP_LEAD))
    elsewhere = make_user(Role.TOWNSHIP_LEAD, township=make_township("990121101000", "河口乡"))
    with pytest.raises(NotAllowed):
        given(held, by=elsewhere)


def test_nobody_takes_the_role_of_another_himself(own):
    clerk = make_user(Role.CLERK)
    lead = make_membership(make_user(), Role.OFFICE_LEAD)
    with pytest.raises(NotAllowed, match="不能把他人的职责委托给自己"):
        given(lead, clerk, by=clerk)
    with pytest.raises(Invalid, match="不能委托给本人"):
        given(own, own.user)


def test_what_is_delegated_is_not_passed_on(own):
    acting = given(own)
    with pytest.raises(NotPossible, match="不能再次委托"):
        given(acting, colleague(own))
    with pytest.raises(NotAllowed):
        given(own, colleague(own), by=acting.user)


def test_it_needs_a_reason(own):
    with pytest.raises(Invalid, match="请填写理由"):
        given(own, reason=" ")


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("first", "last", "path", "sentence"),
    [
        (-1, 7, "starts_on", "不能补办以前的日期"),
        (3, 2, "ends_on", "截止日期不能早于起始日期"),
        (0, 367, "ends_on", "一次最长代行一年"),
        (None, 7, "starts_on", "请填写代行的起始日期"),
        (0, None, "ends_on", "请填写代行的截止日期"),
    ],
)
def test_days_that_can_not_be_are_said_at_their_field(own, first, last, path, sentence):
    starts_on, ends_on = (
        None if count is None else TODAY() + days(count) for count in (first, last)
    )
    with pytest.raises(Invalid, match=sentence) as refused:
        delegate(
            own, colleague(own), starts_on=starts_on, ends_on=ends_on, by=own.user, reason="出差"
        )
    assert list(refused.value.errors) == [path]


def test_a_delegate_has_no_more_time_than_the_role_is_held():
    held = make_membership(make_user(), Role.TOWNSHIP_LEAD, ends_on=TODAY() + days(5))
    assert given(held, last=30).ends_on == TODAY() + days(5)
    with pytest.raises(Invalid, match="代行须在此以前开始"):
        given(held, first=6, last=30)
    over = make_membership(make_user(), Role.TOWNSHIP_LEAD, ends_on=TODAY() - days(1))
    with pytest.raises(NotPossible, match="任职已经终止"):
        given(over)


def test_giving_the_same_again_changes_nothing_and_more_of_it_is_refused(own):
    fellow = colleague(own)
    first = given(own, fellow)
    assert given(own, fellow, first=1, last=6) == first
    with pytest.raises(Invalid, match="已经代行，请另选日期"):
        given(own, fellow, first=5, last=12)
    assert given(own, fellow, first=8, last=12) != first


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("self", True),
        ("lead of the department", True),
        ("staffing office", True),
        ("security administrator", True),
        ("staff of the department", False),
        ("lead of another department", False),
        ("auditor", False),
    ],
)
def test_it_is_ended_early_by_those_who_may_give_it(who, allowed):
    held = make_membership(make_user(), Role.DEPARTMENT_STAFF)
    acting, other = given(held), make_department("县公安局")
    by = {
        "self": lambda: held.user,
        "lead of the department": lambda: make_user(
            Role.DEPARTMENT_LEAD, department=held.department
        ),
        "staffing office": lambda: make_user(Role.OFFICE_LEAD),
        "security administrator": lambda: make_user(Role.SECURITY_ADMIN),
        "staff of the department": lambda: make_user(
            Role.DEPARTMENT_STAFF, department=held.department
        ),
        "lead of another department": lambda: make_user(Role.DEPARTMENT_LEAD, department=other),
        "auditor": lambda: make_user(Role.AUDITOR),
    }[who]()
    if not allowed:
        with pytest.raises(NotAllowed, match="可以终止代行"):
            end_delegation(acting, by=by, reason="提前返回")
        return
    assert end_delegation(acting, by=by, reason="提前返回").ends_on < TODAY()


def test_the_delegate_of_the_lead_does_not_lead_over_that_very_role(own):
    acting = given(own)
    with pytest.raises(NotAllowed):
        end_delegation(acting, by=acting.user, reason="不想代行")
    staff = make_membership(make_user(), Role.DEPARTMENT_STAFF)
    assert given(staff, by=acting.user)  # as the lead's deputy he sees to the others of the unit


def test_it_ends_at_once_or_after_the_day_named(own):
    acting = given(own)
    ended = end_delegation(acting, by=own.user, reason="推迟", on=TODAY() + days(2))
    assert ended.ends_on == TODAY() + days(2)
    end_delegation(acting, by=own.user, reason="提前返回")
    acting.user.__dict__.pop("_standings", None)
    assert not acting.user.standing().has(Role.DEPARTMENT_LEAD)
    with pytest.raises(NotPossible, match="代行已经终止"):
        end_delegation(acting, by=own.user, reason="再次终止")


def test_one_that_has_not_begun_is_withdrawn_and_is_in_force_on_no_day(own):
    acting = given(own, first=3, last=9)
    end_delegation(acting, by=own.user, reason="不出差了")
    assert not any(
        acting.user.standing(TODAY() + days(count)).has(Role.DEPARTMENT_LEAD) for count in range(12)
    )
    assert given(own, acting.user, first=3, last=9) != acting


@pytest.mark.parametrize(
    ("on", "sentence"), [(-1, "最后一天不能早于今天"), (7, "只能提前，不能延长"), (9, "只能提前")]
)
def test_it_is_only_shortened(own, on, sentence):
    with pytest.raises(Invalid, match=sentence):
        end_delegation(given(own), by=own.user, reason="提前返回", on=TODAY() + days(on))


def test_ending_a_role_ends_what_was_delegated_from_it(own):
    now, later = given(own), given(own, first=3, last=9)
    end_membership(own, by=make_user(Role.SECURITY_ADMIN), reason="免职")
    for acting in (now, later):
        acting.refresh_from_db()
        assert own.ends_on == acting.ends_on == TODAY()


def test_both_are_told_with_the_reason_and_whoever_did_it_is_not(own):
    clerk = make_user(Role.CLERK)
    acting = given(own, by=clerk, reason="住院")
    assert {message.user for message in InboxMessage.objects.all()} == {own.user, acting.user}
    assert all("住院" in message.body for message in InboxMessage.objects.all())
    InboxMessage.objects.all().delete()
    end_delegation(acting, by=own.user, reason="出院")
    assert [message.user for message in InboxMessage.objects.all()] == [acting.user]


def test_every_step_is_recorded_with_its_reason(own):
    acting = given(own, reason="住院")
    end_delegation(acting, by=own.user, reason="出院")
    batches = Batch.objects.filter(id__in=acting.history.values("batch")).order_by("at")
    assert [batch.reason for batch in batches] == ["住院", "出院"]


def test_what_was_delegated_is_seen_by_whose_role_it_is_and_no_stranger(own):
    acting = given(make_membership(make_user(), Role.DEPARTMENT_STAFF))
    holder = acting.delegated_from.user
    assert acting in Membership.objects.visible_to(holder)
    assert acting not in Membership.objects.visible_to(make_user(Role.DEPARTMENT_STAFF))
    assert set(Membership.objects.visible_to(holder)) == {acting.delegated_from, acting}
