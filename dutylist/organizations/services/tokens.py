"""API tokens: made for a person, shown once, found by their hash, revoked."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.history.texts import clean_text

from ..account_policy import second_factor_required
from ..addresses import client_address
from ..models.accounts import AccessToken, AccountEvent
from . import passwords, second_factor
from .account_events import record_event
from .login import WrongCredentials, check_code, check_credentials, forget_failures

MARK = "dl_"
LONGEST = 366
MOST = 20
USED_EVERY = timedelta(minutes=5)


def make_token(user, *, name, days, scope=AccessToken.Scope.READ, request=None):
    """A new token of this user: -> (token, secret). The secret is shown once and kept nowhere."""
    days = _refuse_invalid(name, days, scope)
    if user.access_tokens.valid().count() >= MOST:
        raise NotPossible(f"一个账号最多有{MOST}个有效令牌，请先撤销不用的。")
    secret = MARK + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        user=user,
        name=clean_text(name),
        prefix=secret[:8],
        hash=_hash(secret),
        scope=scope,
        expires_at=timezone.now() + timedelta(days=days),
    )
    record_event(AccountEvent.Kind.TOKEN_MADE, user=user, by=user, request=request, detail=str(token))
    return token, secret


def token_for_credentials(request, username, password, otp, name, days, scope=AccessToken.Scope.WRITE):
    """A token for a program that has name, password and code of its user: -> (token, secret).

    Counted by the lock-out like the page. WrongCredentials (401), LockedOut (429), NotAllowed, Invalid.
    """
    request = getattr(request, "_request", request)
    _refuse_invalid(name, days, scope)
    user = check_credentials(request, username, password)
    if second_factor.enrolled(user):
        _check_otp(request, user, otp)
    elif second_factor_required(user):
        raise NotAllowed("您的角色须使用动态验证码，请先登录网站启用。", "second_factor_due")
    if passwords.due_at(user) <= timezone.now():
        raise NotAllowed("密码已到期或者是初始密码，请先登录网站更换。", "password_change_due")
    forget_failures(user.username, client_address(request))
    return make_token(user, name=name, days=days, scope=scope, request=request)


def revoke_token(token, *, by, request=None):
    """The token is worth nothing from now on; revoking twice changes nothing."""
    if AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record_event(AccountEvent.Kind.TOKEN_REVOKED, user=token.user, by=by, request=request, detail=str(token))


def revoke_all(user, *, by, request=None):
    for token in user.access_tokens.filter(revoked_at=None):
        revoke_token(token, by=by, request=request)


def find_token(secret, *, now=None):
    """The valid token of an open account with this secret, or None; its use is noted every few minutes."""
    now = now or timezone.now()
    tokens = AccessToken.objects.valid(now).filter(hash=_hash(secret), user__is_active=True)
    token = tokens.select_related("user").first()
    if token and (token.last_used_at is None or now - token.last_used_at >= USED_EVERY):
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def _check_otp(request, user, otp):
    if not otp:
        raise WrongCredentials("请提供动态验证码（otp）。", "otp_required")
    check_code(request, user, otp)


def _refuse_invalid(name, days, scope):
    errors = {}
    if not isinstance(name, str) or not 0 < len(clean_text(name)) <= 60:
        errors["name"] = "请写明令牌的用途，不超过60个字。"
    days = int(days) if str(days).isascii() and str(days).isdigit() and len(str(days)) < 5 else 0
    if not 1 <= days <= LONGEST:
        errors["days"] = f"有效天数应当在1至{LONGEST}之间。"
    if scope not in AccessToken.Scope.values:
        errors["scope"] = "权限只能是 read 或者 write。"
    if errors:
        raise Invalid(errors)
    return days


def _hash(secret):
    return hashlib.sha256(secret.encode()).hexdigest()
