"""Roles in the admin: granted, ended, exercised for another (代行)."""

from django.contrib import admin
from django.utils import timezone

from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import Pick, VerbForm, choice, day
from dutylist.staff.nothing_offered import NO_DEPARTMENTS

from ..delegation_forms import NOBODY
from ..filters import MembershipFilters
from ..models import Membership, User
from ..permissions import ROLE_KEEPERS, SYSTEM, may
from ..roles import BUSINESS_ROLES, Role
from ..services import delegations
from ..services import members as verbs
from .places import PickDepartment, PickRegion, departments, places


class PickUser(Pick):
    def label_from_instance(self, user):
        return f"{user.get_full_name()}（{user.username}）"


class GrantForm(VerbForm):
    missing = {
        "user": "没有别的账号，由系统管理员在“账号”中开设。",
        "department": NO_DEPARTMENTS,
    }
    user = PickUser(None, label="账号")
    role = choice("角色", [("", "请选择"), *Role.choices])
    region = PickRegion(
        None, label="区划", required=False, help_text="部门角色和全站的系统、安全、审计角色不填。"
    )
    department = PickDepartment(None, label="部门", required=False, help_text="只有部门角色填写。")
    starts_on = day("起始日期", "不填为今天。")
    ends_on = day("截止日期", "不填为长期；截止日当天仍有效。")

    def prepare(self):
        visible = User.objects.visible_to(self.request.user).filter(is_active=True)
        people = visible.exclude(pk=self.request.user.pk).exclude(username=SYSTEM)
        self.fields["user"].queryset = people.order_by("username")
        self.fields["department"].queryset = departments(self.request.user, ROLE_KEEPERS)
        self.fields["region"].queryset = places(self.request.user, ROLE_KEEPERS)


class EndForm(VerbForm):
    on = day("最后一天", "不填为今天；当天仍有效。")


class WithdrawForm(VerbForm):
    on = day("最后一天", "不填为立即终止；填写日期的，当天仍可代行。")


class DelegateForm(VerbForm):
    missing = {"user": NOBODY}
    user = PickUser(None, label="由谁代行", help_text="同一单位的在任人员。")
    starts_on = day("起始日期", required=True)
    ends_on = day("截止日期", "到期自动终止。", required=True)

    def initial_of(self, membership):
        return {"starts_on": timezone.localdate()}

    def prepare(self):
        self.fields["user"].queryset = delegations.delegates_for(self.subject)


def granted(options, request, _none, *, user, role, region, department, starts_on, ends_on, reason):
    membership = verbs.grant_membership(
        user,
        role,
        region=region,
        department=department,
        starts_on=starts_on,
        ends_on=ends_on,
        by=request.user,
        reason=reason,
    )
    return f"{membership.user}任{membership.get_role_display()}。"


def ended(options, request, membership, *, on, reason):
    ended = verbs.end_membership(membership, by=request.user, reason=reason, on=on)
    return f"任职至{ended.ends_on}止。"


def delegated(options, request, membership, *, user, starts_on, ends_on, reason):
    delegation = delegations.delegate(
        membership, user, starts_on=starts_on, ends_on=ends_on, by=request.user, reason=reason
    )
    done = f"{delegation.user}代{membership.user}行使{delegation.get_role_display()}职责"
    return f"{done}，至{delegation.ends_on}。"


def in_force(membership):
    return membership.ends_on is None or membership.ends_on >= timezone.localdate()


def can_end(options, request, membership):
    own = membership.user_id == request.user.pk
    possible = in_force(membership) and membership.delegated_from_id is None and not own
    return possible and may(request.user, "end_membership", membership.place)


def can_delegate(options, request, membership):
    own = membership.delegated_from_id is None and Role(membership.role) in BUSINESS_ROLES
    return own and in_force(membership) and delegations.may_delegate(membership, request.user)


def withdrawn(options, request, delegation, *, on, reason):
    ended = delegations.end_delegation(delegation, by=request.user, reason=reason, on=on)
    if on:
        return f"代行到{ended.ends_on}为止。"
    return "代行已经终止。"


def can_withdraw(options, request, membership):
    return in_force(membership) and delegations.may_end_delegation(membership, request.user)


@admin.register(Membership)
class MembershipAdmin(RegisterAdmin):
    index_heading = "账号与角色"
    index_place = 320
    list_display = ("user", "role", "place", "starts_on", "ends_on", "for_whom")
    list_filter = boxes(MembershipFilters, "role", "state")
    list_select_related = ("user", "region", "department", "delegated_from__user")
    search_fields = ("user__username", "user__first_name", "region__name", "department__name")
    search_help_text = "姓名、用户名、单位"
    ordering = ("user__username", "starts_on", "pk")
    hint = "授予、终止角色，委托代行"
    how_to = (
        "每个角色在一个区划或者一个部门任职，有起止日期。系统管理、安全管理、安全审计与业务办理由不同的人担任。",
        "临时代行由本人、单位负责人或者编制部门委托，到期自动终止，办理时注明代行。",
    )
    facts = (
        "user",
        "role",
        "region",
        "department",
        "starts_on",
        "ends_on",
        "for_whom",
        "delegate_reason",
    )
    adding = Verb("add", "授予角色", GrantForm, granted, "add")
    verbs = (
        Verb("end", "终止任职", EndForm, ended, when=can_end),
        Verb("delegate", "委托代行", DelegateForm, delegated, "view", when=can_delegate),
        Verb("withdraw", "终止代行", WithdrawForm, withdrawn, "view", when=can_withdraw),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)

    @admin.display(description="单位", ordering="region__code")
    def place(self, membership):
        return membership.department or membership.region or "全站"

    @admin.display(description="代行谁的职责")
    def for_whom(self, membership):
        return membership.for_name
