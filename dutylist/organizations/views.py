"""Logging in, in two steps, and out."""

import time

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, login, logout
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods

from dutylist.history.refusals import Invalid
from dutylist.rest.parameters import takes

from .forms import CodeForm, LoginForm
from .given_back import PARCEL, is_kept, unpack
from .models.accounts import AccountSession
from .models.users import User
from .pages import FORM_METHODS, account_page, next_page
from .permissions import may_enter_admin
from .services import second_factor
from .services.login import WrongCredentials, check_code, check_credentials

PENDING = "pending_login"
PENDING_SECONDS = 300


def keep_answer(request, response, credentials):
    """What axes' middleware shows instead of the answer to a locked-out request: the answer, which
    says so already.
    """
    return response


@takes("next", "ended")
@account_page
@require_http_methods(FORM_METHODS)
def log_in(request):
    if request.user.is_authenticated:
        return redirect(_page_of_signed_in(request))
    form = LoginForm(request.POST or None)
    if form.is_valid():
        try:
            return _enter(request, check_credentials(request, **form.cleaned_data))
        except (WrongCredentials, Invalid) as refusal:
            form.refuse(refusal)
    ended = dict(AccountSession.End.choices).get(request.GET.get("ended"), "")
    context = {
        "form": form,
        "next": next_page(request, ""),
        "ended": ended,
        "parcel": request.POST.get(PARCEL, ""),
        "is_kept": is_kept(request) or PARCEL in request.POST,
    }
    return render(request, "accounts/login.html", context)


@account_page
@require_http_methods(FORM_METHODS)
def log_in_code(request):
    user, pending = _pending(request)
    if user is None:
        messages.info(request, "等待时间过长，请重新登录。")
        return redirect("accounts:login")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            code = form.cleaned_data["code"]
            user.otp_device = check_code(request, user, code)
            del request.session[PENDING]
            _say_codes_left(request, user, code)
            return _finish(request, user, pending["backend"], pending["next"])
        except (WrongCredentials, Invalid) as refusal:
            form.refuse(refusal)
    return render(request, "accounts/login_code.html", {"form": form})


@account_page
@require_http_methods(FORM_METHODS)
def log_out(request):
    """Only a form that was sent logs anybody out; its address alone asks."""
    if request.method != "POST":
        if request.user.is_authenticated:
            return render(request, "accounts/logout.html")
        return redirect("accounts:login")
    logout(request)
    messages.info(request, "已退出登录。")
    return redirect("accounts:login")


def _enter(request, user):
    """After the right password: the code, where there is a second factor, else in."""
    unpack(request, user)
    if not second_factor.enrolled(user):
        return _finish(request, user, user.backend, next_page(request))
    request.session[PENDING] = {
        "user": user.pk,
        "proof": user.get_session_auth_hash(),
        "backend": user.backend,
        "at": time.time(),
        "next": next_page(request),
    }
    return redirect("accounts:login-code")


def _say_codes_left(request, user, code):
    if not second_factor.is_recovery_code(code):
        return
    left = second_factor.codes_left(user)
    rest = f"还剩{left}个" if left else "恢复码已经用完，请在“我的账号”中重新生成"
    messages.warning(request, f"这次登录使用了一个恢复码，{rest}。")


def _finish(request, user, backend, target):
    login(request, user, backend=backend)
    return redirect(target)


def _pending(request):
    """Who gave the right password a moment ago and still owes the code: (user, facts) or (None,
    None).
    """
    pending = request.session.get(PENDING)
    if (
        not pending
        or time.time() - pending["at"] > PENDING_SECONDS
        or SESSION_KEY in request.session
    ):
        return None, None
    user = User.objects.filter(pk=pending["user"], is_active=True).first()
    if user is None or not constant_time_compare(pending["proof"], user.get_session_auth_hash()):
        return None, None
    return user, pending


def _page_of_signed_in(request):
    """The admin sends people it does not admit here: they are told so, instead of being sent round
    in a circle.
    """
    target = next_page(request)
    if target.startswith("/admin/") and not may_enter_admin(request.user):
        raise PermissionDenied("您的账号没有进入登记管理的权限。")
    return target
