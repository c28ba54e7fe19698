"""Opening, closing and reopening accounts, and their passwords: who may, and what is written down."""

import contextlib

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.history.texts import clean_text

from ..models.accounts import AccountEvent, AccountSession
from ..models.users import User
from ..permissions import ACCOUNT_KEEPERS, SYSTEM, may
from . import second_factor, tokens
from .account_events import record_event
from .login import check_credentials, forget_failures
from .passwords import random_password, set_password
from .sessions import end_sessions


def open_account(username, display_name, *, by, reason, password=None, must_change=True, email="", source="form"):
    """A new account without any role: -> (user, password); without `password` a random one that has to be changed."""
    _need_keeper(by)
    user = User(username=clean_text(username), first_name=clean_text(display_name), email=email)
    _refuse_invalid(user, password)
    password = password or random_password()
    user.set_unusable_password()
    with recording(by=by, reason=reason, source=source):
        user.save()
        set_password(user, password, must_change=must_change)
        record_event(AccountEvent.Kind.OPENED, user=user, by=by, detail=reason)
    return user, password


def close_account(user, *, by, reason, request=None):
    """Nobody logs in with it any more: its sessions are over, its tokens revoked. The person stays in every record."""
    _need_keeper(by, user)
    with _locked(user, by, reason) as user:
        if not user.is_active:
            raise NotPossible("账号已经停用。")
        user.is_active = False
        user.save()
        end_sessions(user, by=by, because=AccountSession.End.CLOSED, request=request)
        tokens.revoke_all(user, by=by, request=request)
        record_event(AccountEvent.Kind.CLOSED, user=user, by=by, request=request, detail=reason)
    return user


def reopen_account(user, *, by, reason, request=None):
    """The account lives again, with a new one-time password: -> (user, password)."""
    _need_keeper(by, user)
    with _locked(user, by, reason) as user:
        if user.is_active:
            raise NotPossible("账号没有停用。")
        user.is_active = True
        user.save()
        record_event(AccountEvent.Kind.REOPENED, user=user, by=by, request=request, detail=reason)
        return user, _renew(user)


def reset_password(user, *, by, reason, request=None, source="form"):
    """A one-time password in place of a forgotten one: -> the password, shown once. Sessions and tokens are over."""
    _need_keeper(by, user)
    with _locked(user, by, reason, source) as user:
        password = _renew(user)
        end_sessions(user, by=by, because=AccountSession.End.PASSWORD, request=request)
        tokens.revoke_all(user, by=by, request=request)
        record_event(AccountEvent.Kind.PASSWORD_RESET, user=user, by=by, request=request, detail=reason)
    return password


def reset_second_factor(user, *, by, reason, request=None):
    """For a lost phone without recovery codes; where the second factor is required, the next log-in asks to enrol."""
    _need_keeper(by, user)
    if not second_factor.enrolled(user):
        raise NotPossible("该账号没有启用动态验证码。")
    with recording(by=by, reason=reason):
        second_factor.remove(user, by=by, request=request, detail=reason)
        end_sessions(user, by=by, because=AccountSession.End.FACTOR, request=request)


def change_password(user, old, new, *, request):
    """The user's own change: the old one is checked (and counted when wrong), the new one by the rules."""
    check_credentials(request, user.username, old, path="old_password")
    _refuse_invalid(user, new, path="new_password")
    with recording(by=user, reason="本人更换密码"):
        set_password(user, new, must_change=False)
        record_event(AccountEvent.Kind.PASSWORD_CHANGED, user=user, by=user, request=request)


def allow_login_again(username, *, by, reason, request=None):
    """Ends the lock-out of a user name everywhere: -> how many counts of failures were forgotten."""
    _need_keeper(by)
    with transaction.atomic():
        count = forget_failures(username)
        user = User.objects.filter(username=username).first()
        kind = AccountEvent.Kind.UNLOCKED
        record_event(kind, user=user, username=username, by=by, request=request, detail=reason)
    return count


def _renew(user):
    password = random_password()
    set_password(user, password, must_change=True)
    return password


@contextlib.contextmanager
def _locked(user, by, reason, source="form"):
    """A recording with the user's row locked and read again."""
    with recording(by=by, reason=reason, source=source):
        yield User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _need_keeper(by, user=None):
    """Keepers of accounts, each for the counties they keep; never for oneself, never for the account of the jobs."""
    if not may(by, "open_account"):
        raise NotAllowed("只有系统管理员可以管理账号。")
    if user is None:
        return
    if user.pk == by.pk or user.username == SYSTEM:
        raise NotAllowed("不能对本人的账号或者系统账号这样操作，请由另一名系统管理员办理。")
    if by.username != SYSTEM and not by.standing().serves_everywhere() and not _keeps(by, user):
        raise NotAllowed("该账号不在您管理的范围内。")


def _keeps(by, user):
    return user.standing().county_ids() <= by.standing().county_ids(*ACCOUNT_KEEPERS)


def _refuse_invalid(user, password, *, path="password"):
    errors = {}
    try:
        user.full_clean(exclude=["password", "email"] if user.pk else ["password"])
    except ValidationError as found:
        errors |= {field: "".join(sentences) for field, sentences in found.message_dict.items()}
    try:
        if password is not None:
            validate_password(password, user)
    except ValidationError as found:
        errors[path] = "".join(found.messages)
    if errors:
        raise Invalid(errors)


def closed_on(user):
    """The day an account was closed, for lists of accounts; None while it is open."""
    event = user.account_events.filter(kind=AccountEvent.Kind.CLOSED).first()
    return timezone.localdate(event.at) if event and not user.is_active else None
