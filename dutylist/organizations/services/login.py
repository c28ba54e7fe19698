"""The two steps of a log-in, the same for the page and the API: password, then code, both counted
by the lock-out.
"""

from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.utils import timezone

from dutylist.history.refusals import Invalid, Refusal

from ..addresses import client_address
from ..models.accounts import AccountEvent
from ..models.users import User
from . import second_factor
from .account_events import record_event

FACTOR = "second_factor"


class WrongCredentials(Refusal):
    """Name, password or code do not fit; which of them is not said."""

    status = 401
    code = "wrong_credentials"


class LockedOut(Refusal):
    """Too many failures of this name from this address."""

    status = 429
    code = "locked_out"

    def __init__(self, until):
        self.until = until
        super().__init__(f"登录失败次数过多，{timezone.localtime(until):%H:%M}以前不能再试。")

    @property
    def retry_after(self):
        """Seconds, for the header of that name."""
        return max(1, int((self.until - timezone.now()).total_seconds()))


def check_credentials(request, username, password, *, path=""):
    """The user with this name and password, who may log in; else a refusal (at `path` of a form, if
    given).
    """
    username = str(username).replace("\0", "").strip()[:150]
    user = authenticate(request, username=username, password=str(password))
    if user is not None:
        return user
    if request.axes_locked_out:
        raise LockedOut(locked_until(request, username))
    if path:
        raise Invalid({path: "密码不正确。"})
    raise WrongCredentials("用户名或者密码不正确，或者账号已经停用。")


def check_code(request, user, code):
    """The device whose code this is; a wrong code counts as a failed log-in."""
    credentials = {"username": user.username, FACTOR: True}
    if AxesProxyHandler.is_locked(request, credentials):
        raise LockedOut(locked_until(request, user.username))
    if device := second_factor.verify(user, str(code), request=request):
        return device
    record_event(AccountEvent.Kind.FACTOR_FAILED, user=user, request=request)
    user_login_failed.send(__name__, credentials=credentials, request=request)
    if request.axes_locked_out:
        raise LockedOut(locked_until(request, user.username))
    raise WrongCredentials(_wrong(str(code)), "wrong_code")


def _wrong(code):
    if second_factor.is_recovery_code(code):
        return "恢复码不正确，或者已经用过。每个恢复码只能使用一次，请核对后填写另一个。"
    return "动态验证码不正确，或者已经用过。请等待下一个验证码。"


def is_locked_out(request, user):
    """Whether this account may not log in from the address of the request now."""
    return AxesProxyHandler.is_locked(request, {"username": user.username})


def locked_until(request, username):
    attempts = AccessAttempt.objects.filter(username=username, ip_address=client_address(request))
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return (last or timezone.now()) + (get_cool_off(request) or timedelta())


def forget_failures(username, address=None):
    return AxesProxyHandler.reset_attempts(username=username, ip_address=address)


def note_failure(sender, credentials, request=None, **kwargs):
    """One event for each wrong password and for each lock-out; tries during a lock-out add nothing.

    Receiver of `user_login_failed`, connected after the one of axes, which has counted this failure
    by now.
    """
    locked = getattr(request, "axes_locked_out", False)
    if locked and request.axes_failures_since_start is None:
        return
    if FACTOR not in credentials:
        _record(AccountEvent.Kind.LOGIN_FAILED, credentials.get("username") or "", request)
    if locked:
        _record(AccountEvent.Kind.LOCKED_OUT, credentials.get("username") or "", request)


def _record(kind, username, request):
    user = User.objects.filter(username=username).first()
    record_event(kind, user=user, username=username, request=request)
