"""What pages round an account share: never stored, a lock-out has its own page, `next` stays on
this site.
"""

import functools
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from .models.policy import CountyPolicy
from .services.login import LockedOut

FORM_METHODS = ["GET", "HEAD", "POST"]
DOORS = ("admin/login", "admin/logout")


def account_page(view):
    """A page of forms: never stored, passwords kept out of error reports, a lock-out answered by
    its own page.
    """

    @functools.wraps(view)
    def answer(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except LockedOut as refusal:
            response = _locked_out(request, refusal)
        patch_cache_control(response, no_store=True, private=True)
        return response

    return sensitive_post_parameters()(answer)


def own_page(view):
    return account_page(login_required(view))


def own_action(view):
    """What is only sent, from the account page; whoever comes back to its address after a log-in
    finds that page.
    """

    @functools.wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "POST":
            return view(request, *args, **kwargs)
        return redirect("accounts:account")

    return own_page(require_http_methods(FORM_METHODS)(answer))


def next_page(request, default="/desk/"):
    """Where to go afterwards: a page of this site, never another one."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    if safe and not _is_a_door(target):
        return target
    return default


def _is_a_door(target):
    """Whether an address, however it is written, is where people come in or go out."""
    path = normpath(unquote(urlsplit(target).path)).lstrip("/")
    return path.endswith(DOORS) or f"{path}/".startswith(("login/", "logout/"))


def _locked_out(request, refusal):
    policies = CountyPolicy.objects.exclude(office_telephone="")
    telephones = policies.values_list("office_telephone", flat=True)[:2]
    facts = {"refusal": refusal, "telephone": ""}
    if len(telephones) == 1:
        facts["telephone"] = telephones[0]
    response = render(request, "accounts/locked_out.html", facts, status=refusal.status)
    response["Retry-After"] = str(refusal.retry_after)
    return response
