"""What keeps an account safe: its sessions, its events, its old passwords, its recovery codes and
its API tokens.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dutylist.history.unproved import unproved
from dutylist.history.writeonce import write_once

from ..roles import Role
from .users import User

SYSTEMS = {
    "HarmonyOS": "鸿蒙",
    "Android": "安卓",
    "iPhone": "苹果手机",
    "iPad": "苹果平板",
    "Windows": "Windows",
    "Mac OS": "苹果电脑",
    "Linux": "Linux",
}
BROWSERS = {
    "MicroMessenger": "微信",
    "Edg": "Edge",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}


def _first(words, agent):
    for sign, word in words.items():
        if sign in agent:
            return word
    return ""


class AccountSessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user_id=user.pk)

    def open(self):
        return self.filter(ended_at=None)

    def alive(self, *, idle, longest, at=None):
        """Open ones that no time-out has ended, even if their browser never came back to be
        told.
        """
        at = at or timezone.now()
        return self.open().filter(last_seen_at__gt=at - idle, started_at__gt=at - longest)


@unproved("登录状态，到期即清")
class AccountSession(models.Model):
    """One log-in on one device. The session key itself is never stored, only its hash."""

    class End(models.TextChoices):
        LOGGED_OUT = "logged_out", "本人退出"
        ENDED = "ended", "在其他设备上被结束"
        IDLE = "idle", "长时间未操作"
        EXPIRED = "expired", "超过最长登录时间"
        PASSWORD = "password", "密码已更换"
        FACTOR = "second_factor", "动态验证码设置已变更"
        CLOSED = "closed", "账号已停用"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="account_sessions"
    )
    key_hash = models.CharField("会话标识摘要", max_length=64, unique=True)
    address = models.GenericIPAddressField("登录地址", null=True)
    agent = models.CharField("浏览器", max_length=300, blank=True)
    started_at = models.DateTimeField("登录时间", default=timezone.now)
    last_seen_at = models.DateTimeField("最近操作", default=timezone.now)
    ended_at = models.DateTimeField("结束时间", null=True)
    ended_because = models.CharField("结束原因", max_length=16, choices=End, blank=True)

    objects = AccountSessionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登录会话"
        ordering = ["-last_seen_at", "-pk"]
        indexes = [models.Index(fields=["user", "ended_at"], name="account_session_open")]

    def __str__(self):
        return f"{self.user_id} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def device(self):
        """System and browser in words people know."""
        words = [_first(SYSTEMS, self.agent), _first(BROWSERS, self.agent)]
        return " · ".join(word for word in words if word) or "未知设备"


class AccountEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The security auditor reads every event (one of a county those of its people), anybody
        else their own.
        """
        if not user.is_authenticated:
            return self.none()
        audits = set()
        for held in user.standing().memberships:
            if held.role == Role.AUDITOR:
                audits.add(held.region_id)
        if None in audits:
            return self
        if audits:
            return self.filter(user__in=User.objects.visible_to(user).values("pk"))
        return self.filter(user=user.pk)


@write_once
@unproved("数据库只许写入，没有摘要值")
class AccountEvent(models.Model):
    """What happened to an account, kept for ever."""

    class Kind(models.TextChoices):
        LOGGED_IN = "logged_in", "登录"
        LOGGED_OUT = "logged_out", "退出"
        LOGIN_FAILED = "login_failed", "登录失败"
        LOCKED_OUT = "locked_out", "因多次失败暂停登录"
        UNLOCKED = "unlocked", "解除暂停登录"
        FACTOR_ENROLLED = "factor_enrolled", "启用动态验证码"
        FACTOR_FAILED = "factor_failed", "动态验证码错误"
        FACTOR_REMOVED = "factor_removed", "停用动态验证码"
        RECOVERY_CODES_MADE = "recovery_made", "生成恢复码"
        RECOVERY_CODE_USED = "recovery_used", "使用恢复码"
        PASSWORD_CHANGED = "password_changed", "更换密码"
        PASSWORD_RESET = "password_reset", "管理员重置密码"
        SESSION_ENDED = "session_ended", "结束会话"
        TOKEN_MADE = "token_made", "创建接口令牌"
        TOKEN_REVOKED = "token_revoked", "撤销接口令牌"
        OPENED = "opened", "开通账号"
        CLOSED = "closed", "停用账号"
        REOPENED = "reopened", "恢复账号"

    kind = models.CharField("事件", max_length=20, choices=Kind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="account_events"
    )
    username = models.CharField(
        "用户名", max_length=150, help_text="登录时填写的用户名，不一定有这个账号"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    address = models.GenericIPAddressField("地址", null=True)
    agent = models.CharField("浏览器", max_length=300, blank=True)
    detail = models.CharField("说明", max_length=300, blank=True)
    at = models.DateTimeField("时间", default=timezone.now)

    objects = AccountEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "账号事件"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-at"], name="account_event_of_user"),
            models.Index(fields=["-at"], name="account_event_at"),
        ]

    def __str__(self):
        return f"{self.username} {self.get_kind_display()}"


class SecretQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Hashes are shown to nobody."""
        return self.none()


@unproved("只存密钥和散列值，不留摘要值")
class PasswordRecord(models.Model):
    """The hash of a password as it was set: for ageing, for the forced change and against reuse."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="password_records"
    )
    hash = models.CharField("密码摘要", max_length=200)
    set_at = models.DateTimeField("设置时间", default=timezone.now)
    must_change = models.BooleanField(
        "初始密码", default=False, help_text="由管理员设置的密码，首次登录后必须更换"
    )

    objects = SecretQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "密码记录"
        ordering = ["-set_at", "-pk"]
        indexes = [models.Index(fields=["user", "-set_at"], name="password_record_of_user")]

    def __str__(self):
        return f"{self.user_id} {self.set_at:%Y-%m-%d}"


@unproved("只存密钥和散列值，不留摘要值")
class RecoveryCode(models.Model):
    """One code that replaces the second factor once; only its hash is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="recovery_codes"
    )
    hash = models.CharField("恢复码摘要", max_length=64)
    made_at = models.DateTimeField("生成时间", default=timezone.now)
    used_at = models.DateTimeField("使用时间", null=True)

    objects = SecretQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "恢复码"
        constraints = [
            models.UniqueConstraint(fields=["user", "hash"], name="recovery_code_once_a_user")
        ]

    def __str__(self):
        return f"{self.user_id} {self.made_at:%Y-%m-%d}"


class AccessTokenQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user_id=user.pk)

    def valid(self, at=None):
        return self.filter(revoked_at=None, expires_at__gt=at or timezone.now())


@unproved("只存密钥和散列值，不留摘要值")
class AccessToken(models.Model):
    """A key of a program that acts for a user. Only its sha256 is kept: 256 random bits need no
    slow hash.
    """

    class Scope(models.TextChoices):
        READ = "read", "查询"
        WRITE = "write", "查询和办理"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="access_tokens")
    name = models.CharField("用途", max_length=60)
    prefix = models.CharField("令牌开头", max_length=12)
    hash = models.CharField("令牌摘要", max_length=64, unique=True)
    scope = models.CharField("权限", max_length=8, choices=Scope, default=Scope.READ)
    made_at = models.DateTimeField("创建时间", default=timezone.now)
    expires_at = models.DateTimeField("到期时间")
    last_used_at = models.DateTimeField("最近使用", null=True)
    revoked_at = models.DateTimeField("撤销时间", null=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接口令牌"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")),
                name="access_token_expires_after_made",
                violation_error_message="令牌的到期时间应当晚于创建时间。",
            )
        ]

    def __str__(self):
        return f"{self.prefix}… {self.name}"

    def may_write(self):
        return self.scope == self.Scope.WRITE
