"""What is the user's own: password, second factor, sessions, tokens, events."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.http import require_http_methods
from django_otp import login as otp_login

from dutylist.history.refusals import Invalid, Refusal
from dutylist.rest.parameters import takes

from .account_policy import account_policy, second_factor_required
from .forms import CodeForm, EnrolForm, PasswordForm, TokenForm
from .models.accounts import AccessToken, AccountSession
from .pages import FORM_METHODS, next_page, own_action, own_page
from .services import accounts, passwords, second_factor, sessions, tokens
from .services.ending import session_at_hand
from .services.login import WrongCredentials, check_code

NEW_KEY = "second_factor_key"


@own_page
@require_http_methods(["GET", "HEAD"])
def account(request):
    return _account(request, TokenForm())


@takes("next")
@own_page
@require_http_methods(FORM_METHODS)
def password(request):
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            old, new = form.cleaned_data["old_password"], form.cleaned_data["new_password"]
            accounts.change_password(request.user, old, new, request=request)
            return _password_changed(request)
        except (WrongCredentials, Invalid) as refusal:
            form.refuse(refusal)
    due = sessions.duty_of(request) == "password"
    facts = {
        "form": form,
        "due": due,
        "next": next_page(request, ""),
        "tokens": _tokens_of(request.user),
    }
    return render(request, "accounts/password.html", facts)


@takes("next")
@own_page
@require_http_methods(FORM_METHODS)
def second_factor_page(request):
    """Enrolling for those who have none, the state of it for those who have."""
    user = request.user
    if second_factor.enrolled(user):
        facts = {
            "form": CodeForm(),
            "left": second_factor.codes_left(user),
            "required": second_factor_required(user),
        }
        return render(request, "accounts/second_factor.html", facts)
    key = request.session.setdefault(NEW_KEY, second_factor.new_key())
    form = EnrolForm(request.POST or None)
    if form.is_valid():
        if made := second_factor.enrol(user, key, form.cleaned_data["code"], request=request):
            return _enrolled(request, *made)
        form.add_error("code", "验证码不正确。请核对手机的时间，等待下一个验证码后再填写。")
    facts = {
        "form": form,
        "picture": second_factor.picture(user, key),
        "key": second_factor.shown_key(key),
    }
    facts |= {"due": sessions.duty_of(request) == "second_factor", "tokens": _tokens_of(user)}
    return render(
        request, "accounts/second_factor_enrol.html", facts | {"next": next_page(request, "")}
    )


@own_action
def recovery_codes(request):
    """Ten new recovery codes, for a code of the device."""
    if refused := _refuse_code(request):
        return refused
    codes = second_factor.make_recovery_codes(request.user, request=request)
    return render(
        request,
        "accounts/recovery_codes.html",
        {"codes": codes, "next": resolve_url("accounts:account")},
    )


@own_action
def remove_second_factor(request):
    if refused := _refuse_code(request):
        return refused
    second_factor.remove(request.user, by=request.user, request=request)
    sessions.refresh(request)
    messages.success(request, "已停用动态验证码，其他设备上的登录和接口令牌已失效。")
    return redirect("accounts:account")


@own_action
def end_session(request, pk):
    session = get_object_or_404(AccountSession.objects.visible_to(request.user).open(), pk=pk)
    sessions.end_session(session, by=request.user, request=request)
    messages.success(request, "已结束该会话。")
    return redirect("accounts:account")


@own_action
def end_other_sessions(request):
    count = sessions.end_other_sessions(request.user, by=request.user, request=request)
    messages.success(request, f"已结束其他{count}个会话。")
    return redirect("accounts:account")


@own_action
def make_token(request):
    form = TokenForm(request.POST)
    if form.is_valid():
        try:
            token, secret = tokens.make_token(request.user, request=request, **form.cleaned_data)
            return render(request, "accounts/token_made.html", {"token": token, "secret": secret})
        except Refusal as refusal:
            form.refuse(refusal)
    return _account(request, form)


@own_action
def revoke_token(request, pk):
    token = get_object_or_404(AccessToken.objects.visible_to(request.user), pk=pk)
    tokens.revoke_token(token, by=request.user, request=request)
    messages.success(request, f"已撤销令牌“{token.name}”。")
    return redirect("accounts:account")


def _tokens_of(user):
    """How many tokens will end with the change of a password or second factor."""
    return AccessToken.objects.visible_to(user).valid().count()


def _account(request, form):
    user, policy = request.user, account_policy()
    facts = {
        "form": form,
        "password_due": passwords.due_at(user),
        "enrolled": second_factor.enrolled(user),
        "sessions": user.account_sessions.alive(idle=policy.idle, longest=policy.longest),
        "this_session": session_at_hand(request),
        "tokens": AccessToken.objects.visible_to(user).valid(),
        "events": user.account_events.select_related("by")[:20],
    }
    return render(request, "accounts/account.html", facts)


def _password_changed(request):
    update_session_auth_hash(request, request.user)
    sessions.refresh(request)
    messages.success(request, "密码已更换，其他设备上的登录已结束，接口令牌已失效。")
    return redirect(next_page(request, resolve_url("accounts:account")))


def _enrolled(request, device, codes):
    del request.session[NEW_KEY]
    otp_login(request, device)
    sessions.refresh(request)
    target = next_page(request, resolve_url("accounts:account"))
    return render(
        request, "accounts/recovery_codes.html", {"codes": codes, "next": target, "fresh": True}
    )


def _refuse_code(request):
    """The page with its message when the code handed in is not right; None when it is."""
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            check_code(request, request.user, form.cleaned_data["code"])
            return None
        except (WrongCredentials, Invalid) as refusal:
            form.refuse(refusal)
    facts = {"form": form, "left": second_factor.codes_left(request.user)}
    return render(
        request,
        "accounts/second_factor.html",
        facts | {"required": second_factor_required(request.user)},
    )
