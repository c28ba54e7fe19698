"""What happens to every signed-in request: its session is alive, its duties are done, and nothing
of it is stored.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from .models.accounts import AccountSession
from .services import sessions

DUTIES = {
    "password": (
        "accounts:password",
        "password_change_due",
        "密码已到期或者是初始密码，请先更换密码。",
    ),
    "second_factor": (
        "accounts:second-factor",
        "second_factor_due",
        "您的角色须使用动态验证码，请先启用。",
    ),
}
SECRETS = {
    "csrfmiddlewaretoken",
    "password",
    "old_password",
    "new_password",
    "again",
    "code",
    "next",
}
ALWAYS_OPEN = ("accounts:password", "accounts:second-factor", "accounts:logout")


class AccountSessionMiddleware:
    """Ends timed-out sessions and leads to what must be done first. A visitor without a session
    costs nothing here.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        ended = ""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            if ended := sessions.keep_alive(request):
                sessions.drop(request, ended)
                request.user = AnonymousUser()
            elif (duty := sessions.duty_of(request)) and not _always_open(request):
                return _lead_to(request, duty)
        return _say_why(request, self.get_response(request), ended)


class NoStoreMiddleware:
    """Pages of signed-in people and pages with a form are kept by no cache and no browser history."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and _personal(request):
            patch_cache_control(response, no_store=True, private=True)
        return response


def _personal(request):
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        return True
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _always_open(request):
    return request.path.startswith(
        (f"/{settings.STATIC_URL.strip('/')}/", *map(reverse, ALWAYS_OPEN))
    )


def _lead_to(request, duty):
    page, code, sentence = DUTIES[duty]
    if request.path.startswith("/api/"):
        problem = {
            "type": "about:blank",
            "title": sentence,
            "status": 403,
            "code": code,
            "detail": sentence,
        }
        return JsonResponse(problem, status=403, content_type="application/problem+json")
    if request.method == "POST" and (texts := typed_texts(request)):
        return _give_back(request, texts, sentence, reverse(page))
    here = {"next": request.get_full_path()} if request.method == "GET" else {}
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode(here)}" if here else reverse(page))


def _say_why(request, response, ended):
    """The log-in page that follows a session ended says so; what was typed into a form meanwhile is
    given back.
    """
    place = response.get("Location", "")
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not place.startswith(
        settings.LOGIN_URL
    ):
        return response
    if request.user.is_authenticated or not (ended := ended or sessions.why_over(request)):
        return response
    place = f"{place}{'&' if '?' in place else '?'}{urlencode({'ended': ended})}"
    if request.method == "POST" and (texts := typed_texts(request)):
        return _give_back(
            request, texts, f"登录已结束（{AccountSession.End(ended).label}），请重新登录。", place
        )
    response["Location"] = place
    return response


def _give_back(request, texts, sentence, place):
    facts = {"texts": texts, "sentence": sentence, "place": place}
    response = render(request, "accounts/given_back.html", facts, status=403)
    patch_cache_control(response, no_store=True, private=True)
    return response


def typed_texts(request):
    """What a person wrote into a form that can not be taken now; no secrets, no codes of choices."""
    found = [
        text.strip()
        for name in request.POST
        for text in request.POST.getlist(name)
        if name not in SECRETS
    ]
    return [text for text in found if text and (not text.isascii() or " " in text)]
