"""Who is given which role where, and ends it; what must not meet is kept apart (for 代行 see
`delegations.py`).
"""

from contextlib import contextmanager

from django.db.models import F, Q
from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.history.refusals import Invalid, NotAllowed, NotPossible

from ..models import Level, Membership, User
from ..permissions import (
    ACCOUNT_KEEPERS,
    ROLE_KEEPERS,
    SYSTEM,
    knows,
    require,
    require_role,
)
from ..roles import COUNTY_ROLES, DEPARTMENT_ROLES, DUTY_ROLES, TOWNSHIP_ROLES, Role, clashing
from .texts import needed

LEVELS = {Role.CITY_REVIEWER: Level.CITY, Role.PROVINCE_FILER: Level.PROVINCE}


def grant_membership(
    user,
    role,
    *,
    region=None,
    department=None,
    starts_on=None,
    ends_on=None,
    by,
    reason,
    source="form",
):
    """Gives a role at the place the role asks for; granting the same again changes nothing. ->
    Membership
    """
    require_role(by, "grant_membership")
    membership = Membership(
        user=user,
        role=Role(role),
        region=region,
        department=department,
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
    )
    _refuse_place(membership)
    require(by, "grant_membership", membership.place)
    _refuse_self(user, by)
    if not knows(by, user):
        raise NotAllowed(f"{user}不属于您任职的地区，请由上一级的安全管理员授予。", "other_place")
    with changing(membership, by, reason, source):
        _refuse_dates(membership)
        refuse_meeting_duties(membership)
        return _same(membership) or _saved(membership)


def end_membership(membership, *, by, reason, on=None, source="form"):
    """Its last day is `on` (today when none is given); what was delegated from it ends with it. ->
    Membership

    One that has not begun by then ends before it begins: it was withdrawn and is in force on no
    day.
    """
    require(by, "end_membership", membership.place)
    if membership.user_id == by.pk:
        raise NotAllowed("不能终止本人的任职，请由另一名安全管理员办理。")
    day = on or timezone.localdate()
    with changing(membership, by, reason, source):
        refuse_leaving_nobody([membership], by)
        for held in (membership, *membership.delegations.all()):
            if held.ends_on is None or held.ends_on > day:
                held.ends_on = day
                held.save()
    return membership


def refuse_leaving_nobody(memberships, by):
    """The site keeps one who keeps accounts and one who grants roles; only the command line ends
    the last of them.
    """
    if by.username == SYSTEM:
        return
    for ending in memberships:
        if ending.role not in ACCOUNT_KEEPERS | ROLE_KEEPERS or ending.place is not None:
            continue
        keepers = Membership.objects.filter(role=ending.role, region=None)
        list(
            keepers.select_for_update(of=("self",)).order_by("pk")
        )  # two who end each other come one after the other
        if not keepers.in_force().filter(ends_on=None).exclude(user=ending.user_id).exists():
            raise NotPossible(
                f"{ending.user}是全站最后一名{ending.get_role_display()}，请先授予另一人。"
            )


@contextmanager
def changing(membership, by, reason, source):
    """One batch, with the person's row locked: two roles that must not meet cannot be granted at
    the same moment.
    """
    user = membership.user
    with recording(by=by, reason=needed(reason), source=source, county=_county_code(membership)):
        User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        yield
        user.__dict__.pop("_standings", None)


def _county_code(membership):
    place = membership.place
    if place:
        return place.county.code
    return ""


def _saved(membership):
    membership.save()
    return membership


def _same(membership):
    covering = Membership.objects.exclude(ends_on__lt=membership.starts_on).filter(
        user=membership.user,
        role=membership.role,
        region=membership.region,
        department=membership.department,
        delegated_from=membership.delegated_from,
        starts_on__lte=membership.starts_on,
    )
    ends_no_sooner = Q(ends_on=None)
    if membership.ends_on is not None:
        ends_no_sooner |= Q(ends_on__gte=membership.ends_on)
    return covering.filter(ends_no_sooner).first()


def _refuse_place(membership):
    """Each role has its kind of place, and only that."""
    role, region = membership.role, membership.region
    if (role in DEPARTMENT_ROLES) != bool(membership.department):
        raise Invalid({"department": "部门角色须指定部门，其他角色不能指定部门。"})
    if role in DEPARTMENT_ROLES and region:
        raise Invalid({"region": "部门角色不另外指定区划。"})
    if role in TOWNSHIP_ROLES and (not region or region.level != Level.TOWNSHIP):
        raise Invalid({"region": f"{role.label}须指定所属的基层单位。"})
    if role in COUNTY_ROLES and not (region and hasattr(region, "policy")):
        raise Invalid({"region": f"{role.label}须指定已设立清单的地区。"})
    if role in DUTY_ROLES and region and region.level == Level.TOWNSHIP:
        raise Invalid({"region": f"{role.label}不能只在一个基层单位任职，请选择县级以上地区。"})
    if role in LEVELS and (not region or region.level != LEVELS[role]):
        raise Invalid({"region": f"{role.label}须指定{LEVELS[role].label}区划。"})


def _refuse_dates(membership):
    if membership.ends_on and membership.ends_on < membership.starts_on:
        raise Invalid({"ends_on": "任职的截止日期不能早于起始日期。"})
    if not membership.user.is_active:
        raise NotPossible("账号已经停用，不能任职。")


def _refuse_self(user, by):
    if user.pk == by.pk:
        raise NotAllowed("不能给自己授予角色，请由另一名安全管理员办理。")
    if user.username == SYSTEM:
        raise NotAllowed("“系统”是自动办理事务的账号，不担任任何角色。")


def refuse_meeting_duties(membership):
    """System, security and audit are three people's duties, and none of them does the county's
    business (三权分立).
    """
    others = Membership.objects.filter(user=membership.user).exclude(
        ends_on__lt=membership.starts_on
    )
    others = others.exclude(ends_on__lt=F("starts_on"))
    if membership.ends_on:
        others = others.filter(starts_on__lte=membership.ends_on)
    clash = clashing(
        membership.role, {Role(role) for role in others.values_list("role", flat=True)}
    )
    if clash:
        names = "、".join(sorted(role.label for role in clash))
        raise NotPossible(
            f"{membership.user}已任{names}，不能同时任{membership.get_role_display()}："
            "系统管理、安全管理、安全审计与业务办理的职责应由不同的人担任。"
        )
