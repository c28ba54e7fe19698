"""Opening, closing and reopening accounts, and their passwords: who may, and what is written
down.
"""

import contextlib

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.history.refusals import Invalid, NotPossible
from dutylist.history.texts import clean_text

from ..models.accounts import AccountEvent
from ..models.users import User
from ..permissions import require, require_account
from . import second_factor
from .account_events import record_event
from .ending import End, end_what_rested, locked_account
from .login import check_credentials, forget_failures
from .members import refuse_leaving_nobody
from .passwords import random_password, set_password


def open_account(
    username,
    display_name,
    *,
    by,
    reason,
    place=None,
    password=None,
    must_change=True,
    email="",
    source="form",
):
    """A new account without any role, kept at `place` until it has one (None: by the whole site's
    administrators).

    -> (user, password); without `password` a random one that has to be changed.
    """
    require(by, "open_account", place)
    user = User(
        username=clean_text(username),
        first_name=clean_text(display_name),
        email=email,
        opened_for=place,
    )
    _refuse_invalid(user, password)
    password = password or random_password()
    user.set_unusable_password()
    with recording(by=by, reason=reason, source=source):
        user.save()
        set_password(user, password, must_change=must_change, by=by)
        record_event(AccountEvent.Kind.OPENED, user=user, by=by, detail=reason)
    return user, password


def close_account(user, *, by, reason, request=None):
    """Nobody logs in with it any more: its sessions are over, its tokens revoked. The person stays
    in every record.
    """
    require_account(by, user)
    with _locked(user, by, reason) as user:
        if not user.is_active:
            raise NotPossible("账号已经停用。")
        refuse_leaving_nobody(user.memberships.in_force().with_places(), by)
        user.is_active = False
        user.save()
        end_what_rested(user, End.CLOSED, by=by, request=request)
        record_event(AccountEvent.Kind.CLOSED, user=user, by=by, request=request, detail=reason)
    return user


def reopen_account(user, *, by, reason, request=None):
    """The account lives again, with a new one-time password: -> (user, password)."""
    require_account(by, user)
    with _locked(user, by, reason) as user:
        if user.is_active:
            raise NotPossible("账号没有停用。")
        user.is_active = True
        user.save()
        record_event(AccountEvent.Kind.REOPENED, user=user, by=by, request=request, detail=reason)
        return user, _renew(user, by, request)


def reset_password(user, *, by, reason, request=None, source="form"):
    """A one-time password in place of a forgotten one: -> the password, shown once. Sessions and
    tokens are over.
    """
    require_account(by, user)
    with _locked(user, by, reason, source) as user:
        password = _renew(user, by, request)
        record_event(
            AccountEvent.Kind.PASSWORD_RESET, user=user, by=by, request=request, detail=reason
        )
    return password


def reset_second_factor(user, *, by, reason, request=None):
    """For a lost phone without recovery codes; where the second factor is required, the next log-in
    asks to enrol.
    """
    require_account(by, user)
    if not second_factor.enrolled(user):
        raise NotPossible("该账号没有启用动态验证码。")
    with recording(by=by, reason=reason):
        second_factor.remove(user, by=by, request=request, detail=reason)


def change_password(user, old, new, *, request):
    """The user's own change: the old one is checked (and counted when wrong), the new one by the
    rules.
    """
    check_credentials(request, user.username, old, path="old_password")
    _refuse_invalid(user, new, path="new_password")
    with recording(by=user, reason="本人更换密码"):
        set_password(user, new, must_change=False, by=user, request=request)
        record_event(AccountEvent.Kind.PASSWORD_CHANGED, user=user, by=user, request=request)


def allow_login_again(username, *, by, reason, request=None):
    """Ends the lock-out of a user name everywhere: -> how many counts of failures were forgotten.

    A name that nobody has belongs to the whole site.
    """
    user = User.objects.filter(username=username).first()
    if user:
        require_account(by, user)
    else:
        require(by, "keep_account", None)
    with transaction.atomic():
        count = forget_failures(username)
        kind = AccountEvent.Kind.UNLOCKED
        record_event(kind, user=user, username=username, by=by, request=request, detail=reason)
    return count


def _renew(user, by, request):
    password = random_password()
    set_password(user, password, must_change=True, by=by, request=request)
    return password


@contextlib.contextmanager
def _locked(user, by, reason, source="form"):
    """A recording with the user's row locked and read again."""
    with recording(by=by, reason=reason, source=source):
        yield locked_account(user)


def _refuse_invalid(user, password, *, path="password"):
    errors = {}
    try:
        user.full_clean(exclude=["password", "email"] if user.pk else ["password"])
    except ValidationError as error:
        for field, sentences in error.message_dict.items():
            errors[field] = "".join(sentences)
    try:
        if password is not None:
            validate_password(password, user)
    except ValidationError as error:
        errors[path] = "".join(error.messages)
    if errors:
        raise Invalid(errors)


def closed_on(user):
    """The day an account was closed, for lists of accounts; None while it is open."""
    event = user.account_events.filter(kind=AccountEvent.Kind.CLOSED).first()
    if event and not user.is_active:
        return timezone.localdate(event.at)
    return None
