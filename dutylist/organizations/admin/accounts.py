"""Accounts in the admin: opened, closed, given a new password; and what happened to them, for the
auditor.
"""

from django.contrib import admin
from django.template.response import TemplateResponse

from dutylist.staff.admin import ReadOnlyAdmin, RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import ReasonOnly, VerbForm, text
from dutylist.staff.values import moment

from ..filters import AccountEventFilters, UserFilters
from ..models import AccountEvent, User
from ..permissions import ACCOUNT_KEEPERS, keeps_account
from ..services import accounts as verbs
from ..services import second_factor
from .places import PickRegion, offer_places


class OpenForm(VerbForm):
    username = text("用户名", "登录用，建议用姓名拼音。以后不能更改。", longest=150)
    display_name = text("姓名", longest=40)
    email = text("邮箱", "可以不填。", longest=200)
    place = PickRegion(
        None, label="开设地区", required=False, help_text="授予角色以前，由这一地区管理。"
    )

    def prepare(self):
        offer_places(self.fields["place"], self.request.user, ACCOUNT_KEEPERS)


def opened(options, request, _none, *, username, display_name, email, place, reason):
    user, password = verbs.open_account(
        username, display_name, place=place, email=email, by=request.user, reason=reason
    )
    return password_once(options, request, user, password, "已开设账号")


def closed(options, request, user, *, reason):
    verbs.close_account(user, by=request.user, reason=reason, request=request)
    return "账号已停用，所有登录和接口令牌随之失效。此人在各项记录中仍保留姓名。"


def reopened(options, request, user, *, reason):
    user, password = verbs.reopen_account(user, by=request.user, reason=reason, request=request)
    return password_once(options, request, user, password, "账号已恢复")


def reset(options, request, user, *, reason):
    password = verbs.reset_password(user, by=request.user, reason=reason, request=request)
    return password_once(options, request, user, password, "密码已重置")


def factor_removed(options, request, user, *, reason):
    verbs.reset_second_factor(user, by=request.user, reason=reason, request=request)
    return "已解除动态验证码。角色要求使用的，下次登录时重新启用。"


def unlocked(options, request, user, *, reason):
    count = verbs.allow_login_again(user.username, by=request.user, reason=reason, request=request)
    return f"已解除暂停登录（{count}条失败记录）。" if count else "该账号没有被暂停登录。"


def password_once(options, request, user, password, done):
    """The one-time password on a page that is kept nowhere."""
    context = {"title": done, "opts": options.opts, "list_address": options.list_as_asked(request)}
    context |= {
        "subject_address": options.address_of(user),
        "user_made": user,
        "password": password,
    }
    frame = options.admin_site.each_context(request)
    return TemplateResponse(request, "admin/password_once.html", {**frame, **context})


def is_open(options, request, user):
    return user.is_active and keeps_account(request.user, user)


def is_closed(options, request, user):
    return not user.is_active and keeps_account(request.user, user)


def is_enrolled(options, request, user):
    return is_open(options, request, user) and second_factor.enrolled(user)


@admin.register(User)
class UserAdmin(RegisterAdmin):
    index_heading = "账号与角色"
    index_place = 310
    list_display = ("username", "first_name", "email", "in_use", "last_login_at")
    list_filter = boxes(UserFilters, "state")
    search_fields = ("username", "first_name", "email")
    search_help_text = "用户名或者姓名"
    ordering = ("username",)
    hint = "开设、停用，重置密码"
    how_to = (
        "新账号没有任何角色，由安全管理员在“任职”中授予。一次性密码只显示一次，首次登录须更换。",
        "一个地区的系统管理员管理任职全部在本地区的账号；同时在其他地区任职的，由上一级办理。",
        "人员离开后停用账号，不删除；其办理的每一件事仍留有姓名。",
    )
    facts = (
        "username",
        "first_name",
        "email",
        "opened_at",
        "in_use",
        "last_login_at",
        "date_joined",
    )
    adding = Verb("add", "开设账号", OpenForm, opened, "add")
    verbs = (
        Verb("password", "重置密码", ReasonOnly, reset, when=is_open),
        Verb("unlock", "解除暂停登录", ReasonOnly, unlocked, when=is_open),
        Verb("factor", "解除动态验证码", ReasonOnly, factor_removed, when=is_enrolled),
        Verb("close", "停用账号", ReasonOnly, closed, when=is_open),
        Verb("reopen", "恢复账号", ReasonOnly, reopened, when=is_closed),
    )

    @admin.display(description="状态", ordering="is_active")
    def in_use(self, user):
        return "使用中" if user.is_active else "已停用"

    @admin.display(description="开设地区")
    def opened_at(self, user):
        return user.opened_for or "全站"

    @admin.display(description="最近登录")
    def last_login_at(self, user):
        return moment(user.last_login)

    def more(self, request, user):
        held = user.memberships.select_related("region", "department").order_by("-starts_on")
        lineage = [(membership.starts_on, told(membership), "") for membership in held]
        return {"lineage": lineage, "lineage_title": "任职"}


def told(membership):
    """What somebody is, and where: 示例县 编办经办人（代行），至2026-12-31."""
    place = membership.department or membership.region or "全站"
    text = f"{place} {membership.get_role_display()}"
    if membership.delegated_from_id:
        text += "（代行）"
    if membership.ends_on:
        text += f"，至{membership.ends_on}"
    return text


@admin.register(AccountEvent)
class AccountEventAdmin(ReadOnlyAdmin):
    index_heading = "账号与角色"
    index_place = 330
    list_display = ("moment", "kind", "username", "by", "address", "detail")
    list_filter = boxes(AccountEventFilters, "kind")
    list_select_related = ("by", "user")
    search_fields = ("username", "detail")
    ordering = ("-at", "-pk")
    hint = "登录、失败、停用、重置，只读"
    how_to = ("账号上发生的每件事都留存在这里，不能修改或者删除。",)
    facts = ("moment", "kind", "username", "user", "by", "address", "agent", "detail")

    @admin.display(description="时间", ordering="at")
    def moment(self, event):
        return moment(event.at)
