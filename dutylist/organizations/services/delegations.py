"""Acting for another for a time (代行): who may give it to whom, from when to when, and end it
early.
"""

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from dutylist.history.days import day_words
from dutylist.history.limits import require_day
from dutylist.history.refusals import Invalid, NotAllowed, NotPossible

from ..followers import delegation_followers
from ..models import Membership, Region, User
from ..permissions import SYSTEM, may
from ..roles import (
    BUSINESS_ROLES,
    CITY_ROLES,
    COUNTY_ROLES,
    DEPARTMENT_ROLES,
    PROVINCE_ROLES,
    STAFFING_OFFICE,
    TOWNSHIP_ROLES,
    Role,
)
from ..words import staffing_office_of
from .members import changing, refuse_meeting_duties
from .texts import needed

LONGEST = timedelta(days=366)
UNITS = (TOWNSHIP_ROLES, COUNTY_ROLES, CITY_ROLES, PROVINCE_ROLES)


def delegate(membership, user, *, starts_on, ends_on, by, reason, source="form"):
    """Lets another of the unit exercise this membership in his own name (代……). -> Membership

    Set by the person, the unit's lead, or the staffing office, for stated days and never for longer
    than it is held; what is itself delegated is not passed on. Giving the same again changes
    nothing.
    """
    _refuse_delegating(membership, by)
    _refuse_facts(membership, user, starts_on, ends_on, by, reason)
    given = Membership(
        user=user,
        role=membership.role,
        region=membership.region,
        department=membership.department,
        delegated_from=membership,
        delegate_reason=needed(reason),
    )
    given.starts_on, given.ends_on = _days(membership, starts_on, ends_on)
    with changing(given, by, reason, source):
        if there := _there(given):
            return there
        refuse_meeting_duties(given)
        given.save()
        _tell(given, by, reason, ended=False)
    return given


def county_of_duty(membership):
    """The county in which a duty is held; None where it is of none."""
    return Region.objects.filter(pk=membership.county_id).first()


def who_ends(delegation):
    office = staffing_office_of(county_of_duty(delegation))
    return f"只有委托人、单位负责人、{office}或者安全管理员可以终止代行。"


def end_delegation(delegation, *, by, reason, on=None, source="form"):
    """Ends it before its time: at once, or with the day named as its last one. -> Membership"""
    if not may_end_delegation(delegation, by):
        raise NotAllowed(who_ends(delegation))
    with changing(delegation, by, reason, source):
        ended = Membership.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
        ended.ends_on = _last_day(ended, on)
        ended.save()
        _tell(ended, by, reason, ended=True)
    return ended


def may_delegate(membership, by):
    """The person, the lead of the same unit, or the staffing office; never whoever exercises this
    very role for him.
    """
    if by.username == SYSTEM or by.pk == membership.user_id:
        return True
    own = (held for held in by.standing().memberships if held.delegated_from_id != membership.pk)
    return any(_answers_for(held, membership) for held in own)


def may_end_delegation(delegation, by):
    return bool(delegation.delegated_from_id) and (
        may(by, "end_membership", delegation.place) or may_delegate(delegation.delegated_from, by)
    )


def delegable():
    """The condition on memberships that can be exercised by another: business, held in one's own
    right, not over.
    """
    over = Q(ends_on__lt=timezone.localdate()) | Q(ends_on__lt=F("starts_on"))
    return Q(role__in=BUSINESS_ROLES, delegated_from=None, user__is_active=True) & ~over


def is_over(membership):
    """Past its last day, or withdrawn before its first."""
    last = membership.ends_on
    return last is not None and (last < timezone.localdate() or last < membership.starts_on)


def delegates_for(membership):
    """The people who may be asked: they serve the same unit in their own right today."""
    fellows = Membership.objects.in_force().filter(_of_the_unit(membership), delegated_from=None)
    return (
        User.objects.filter(pk__in=fellows.values("user"))
        .exclude(pk=membership.user_id)
        .order_by("username")
    )


def _of_the_unit(membership):
    if membership.role in DEPARTMENT_ROLES:
        return Q(role__in=DEPARTMENT_ROLES, department=membership.department_id)
    roles = next(unit_roles for unit_roles in UNITS if membership.role in unit_roles)
    return Q(role__in=roles, region=membership.region_id)


def _answers_for(held, membership):
    if held.role == Role.DEPARTMENT_LEAD:
        return held.department_id == membership.department_id
    if held.role == Role.TOWNSHIP_LEAD:
        return held.region_id == membership.region_id
    of_the_county = membership.role in COUNTY_ROLES | DEPARTMENT_ROLES | TOWNSHIP_ROLES
    return held.role in STAFFING_OFFICE and of_the_county and membership.county_id == held.county_id


def _refuse_delegating(membership, by):
    if membership.delegated_from_id:
        raise NotPossible("代行的职责不能再次委托。")
    if membership.role not in BUSINESS_ROLES:
        raise NotPossible("系统管理、安全管理、安全审计的职责不能委托，请另行授予。")
    if not membership.user.is_active or is_over(membership):
        raise NotPossible("这项任职已经终止，不能委托代行。")
    if not may_delegate(membership, by):
        office = staffing_office_of(county_of_duty(membership))
        raise NotAllowed(f"只有本人、单位负责人或者{office}可以委托他人代行职责。")


def _refuse_facts(membership, user, starts_on, ends_on, by, reason):
    """Everything that can not be taken, said at once."""
    errors = {}
    for check, facts in (
        (_refuse_delegate, (membership, user, by)),
        (_days, (membership, starts_on, ends_on)),
        (needed, (reason,)),
    ):
        try:
            check(*facts)
        except Invalid as refused:
            errors |= refused.errors
    if errors:
        raise Invalid(errors)


def _refuse_delegate(membership, user, by):
    if user is None:
        raise Invalid({"user": "请选择由谁代行。"})
    if user.pk == membership.user_id:
        raise Invalid({"user": "不能委托给本人。"})
    if user.pk == by.pk:
        office = staffing_office_of(county_of_duty(membership))
        raise NotAllowed(
            f"不能把他人的职责委托给自己，请由本人、单位负责人或者{office}的另一人办理。"
        )
    if not user.is_active:
        raise NotPossible("账号已经停用，不能代行。")
    if not delegates_for(membership).filter(pk=user.pk).exists():
        raise Invalid(
            {"user": f"只能委托给同一单位的在任人员，{user}没有在{_unit_name(membership)}任职。"}
        )


def _unit_name(membership):
    return (membership.department or membership.region).name


def _days(membership, starts_on, ends_on):
    """(first, last) day as they will be kept: from today on, with an end, within the membership's
    own days.
    """
    today, held_until = timezone.localdate(), membership.ends_on
    words = (("starts_on", starts_on, "起始"), ("ends_on", ends_on, "截止"))
    if missing := {path: f"请填写代行的{word}日期。" for path, day, word in words if day is None}:
        raise Invalid(missing)
    require_day(starts_on, "starts_on")
    if starts_on < today:
        raise Invalid({"starts_on": "代行从今天或者以后开始，不能补办以前的日期。"})
    if ends_on < starts_on:
        raise Invalid({"ends_on": "截止日期不能早于起始日期。"})
    if ends_on - starts_on > LONGEST:
        raise Invalid({"ends_on": "一次最长代行一年；需要更长时间的，请安全管理员另行授予角色。"})
    starts_on = max(starts_on, membership.starts_on)
    if held_until and held_until < starts_on:
        raise Invalid({"starts_on": f"这项任职到{day_words(held_until)}为止，代行须在此以前开始。"})
    return starts_on, min(ends_on, held_until or ends_on)


def _there(given):
    """The same, given before; one that only overlaps is refused."""
    others = given.delegated_from.delegations.filter(user=given.user, starts_on__lte=given.ends_on)
    other = others.filter(ends_on__gte=given.starts_on).exclude(ends_on__lt=F("starts_on")).first()
    if other is None or (other.starts_on <= given.starts_on and other.ends_on >= given.ends_on):
        return other
    days = f"{day_words(other.starts_on)}至{day_words(other.ends_on)}"
    raise Invalid({"starts_on": f"{given.user}在{days}已经代行，请另选日期，或者先提前终止。"})


def _last_day(delegation, on):
    today = timezone.localdate()
    if is_over(delegation):
        raise NotPossible("代行已经终止，不需要办理。")
    if on is None:
        return today - timedelta(days=1)
    if on < today:
        raise Invalid({"on": "最后一天不能早于今天；需要立即终止的，请不填日期。"})
    if delegation.ends_on and on >= delegation.ends_on:
        raise Invalid(
            {"on": f"代行本来到{day_words(delegation.ends_on)}为止，只能提前，不能延长。"}
        )
    return on


def _tell(delegation, by, reason, *, ended):
    for follower in delegation_followers:
        follower(delegation, ended, by=by, reason=reason)
