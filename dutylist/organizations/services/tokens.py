"""API tokens: made for a person, shown once, found by their hash, revoked.

A token rests on what secured it. It ends with the password or the second factor it was made under,
and with the account (`ending.py`); it is refused while the account owes a new password or a second
factor, is locked out at the address the program calls from, or has neither a role nor work that a
floor above gives to accounts without one.
"""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.history.texts import clean_text

from ..account_policy import second_factor_required
from ..addresses import client_address
from ..models.accounts import AccessToken, AccountEvent, AccountSession
from ..permissions import require_own_account
from . import passwords, second_factor
from .account_events import record_event
from .duties import FACTOR, PASSWORD, duty_of, refuse_duty, with_duties
from .ending import locked_account, revoke, session_at_hand
from .login import (
    WrongCredentials,
    check_code,
    check_credentials,
    forget_failures,
    is_locked_out,
    locked_until,
)

MARK = "dl_"
LONGEST = 366
MOST = 20
USED_EVERY = timedelta(minutes=5)
_works_without_role = []


def works_without_role(function):
    """Registers a rule of a floor above: `function(user)` says whether an account without any role
    has work here all the same, as somebody from outside who was asked for a judgement.
    """
    _works_without_role.append(function)
    return function


def make_token(user, *, name, days, scope=AccessToken.Scope.READ, request=None):
    """A new token of this user: -> (token, secret). The secret is shown once and kept nowhere.

    NotAllowed when the password, the session or the account ended a moment ago: the token would
    outlive them.
    """
    days = _refuse_invalid(name, days, scope)
    with transaction.atomic():
        _refuse_ended(user, locked_account(user), request)
        return _made(user, name, days, scope, request)


def _refuse_ended(user, locked, request):
    at_hand = AccountSession.objects.filter(pk=session_at_hand(request)).first()
    session_is_over = at_hand is not None and at_hand.ended_at is not None
    if session_is_over or not locked.is_active or locked.password != user.password:
        raise NotAllowed(
            "您的密码、登录或者账号状态刚刚变更，请重新登录后再创建令牌。", "credentials_changed"
        )


def _made(user, name, days, scope, request):
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
    record_event(
        AccountEvent.Kind.TOKEN_MADE, user=user, by=user, request=request, detail=str(token)
    )
    return token, secret


def token_for_credentials(
    request, username, password, otp, name, days, scope=AccessToken.Scope.WRITE
):
    """A token for a program that has name, password and code of its user: -> (token, secret).

    Counted by the lock-out like the page. WrongCredentials (401), LockedOut (429), NotAllowed,
    Invalid.
    """
    request = getattr(request, "_request", request)
    _refuse_invalid(name, days, scope)
    user = check_credentials(request, username, password)
    enrolled = second_factor.enrolled(user)
    if enrolled:
        _check_otp(request, user, otp)
    elif second_factor_required(user):
        refuse_duty(FACTOR)
    if passwords.due_at(user) <= timezone.now():
        refuse_duty(PASSWORD)
    forget_failures(user.username, client_address(request))
    with transaction.atomic():
        locked_account(user)
        if second_factor.enrolled(user) != enrolled:
            raise NotAllowed("动态验证码设置刚刚变更，请重新取得令牌。", "credentials_changed")
        return make_token(user, name=name, days=days, scope=scope, request=request)


def revoke_token(token, *, by, request=None):
    """The token is worth nothing from now on; revoking twice changes nothing."""
    require_own_account(by, token.user)
    revoke(token, by=by, detail=str(token), request=request)


def find_token(secret, *, now=None):
    """The valid token of an open account with this secret, or None."""
    tokens = with_duties(AccessToken).valid(now).select_related("user")
    return tokens.filter(hash=_hash(secret), user__is_active=True).first()


def use_token(secret, *, request, now=None):
    """The token with this secret, whose use is noted every few minutes; None for none that is
    valid.

    NotAllowed when its account may not act now.
    """
    now = now or timezone.now()
    token = find_token(secret, now=now)
    if token is None:
        return None
    _refuse_account(token, request, now)
    if token.last_used_at is None or now - token.last_used_at >= USED_EVERY:
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def _refuse_account(token, request, now):
    user = token.user
    refuse_duty(duty_of(token, user, now=now))
    if not (user.standing().memberships or _has_work(user)):
        raise NotAllowed("该账号现在没有任职，不能使用接口。", "no_membership")
    if is_locked_out(request, user):
        until = timezone.localtime(locked_until(request, user.username))
        raise NotAllowed(
            f"该账号在此地址登录失败次数过多，{until:%H:%M}以前不能使用接口。", "locked_out"
        )


def _has_work(user):
    return any(asked(user) for asked in _works_without_role)


def _check_otp(request, user, otp):
    if not otp:
        raise WrongCredentials("请提供动态验证码（otp）。", "otp_required")
    check_code(request, user, otp)


def _refuse_invalid(name, days, scope):
    errors = {}
    if not isinstance(name, str) or not 0 < len(clean_text(name)) <= 60:
        errors["name"] = "请写明令牌的用途，不超过60个字。"
    if str(days).isascii() and str(days).isdigit() and len(str(days)) < 5:
        days = int(days)
    else:
        days = 0
    if not 1 <= days <= LONGEST:
        errors["days"] = f"有效天数应当在1至{LONGEST}之间。"
    if scope not in AccessToken.Scope.values:
        errors["scope"] = "权限只能是 read 或者 write。"
    if errors:
        raise Invalid(errors)
    return days


def _hash(secret):
    return hashlib.sha256(secret.encode()).hexdigest()
