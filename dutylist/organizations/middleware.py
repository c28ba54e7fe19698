"""What happens to every signed-in request: its session is alive, its duties are done, and nothing of it is stored."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from .services import sessions

DUTIES = {
    "password": ("accounts:password", "password_change_due", "密码已到期或者是初始密码，请先更换密码。"),
    "second_factor": ("accounts:second-factor", "second_factor_due", "您的角色须使用动态验证码，请先启用。"),
}
ALWAYS_OPEN = ("accounts:password", "accounts:second-factor", "accounts:logout")


class AccountSessionMiddleware:
    """Ends timed-out sessions and leads to what must be done first. A visitor without a session costs nothing here."""

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
        return _say_why(self.get_response(request), ended)


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
    return request.path.startswith((f"/{settings.STATIC_URL.strip('/')}/", *map(reverse, ALWAYS_OPEN)))


def _lead_to(request, duty):
    page, code, sentence = DUTIES[duty]
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": sentence, "status": 403, "code": code, "detail": sentence}
        return JsonResponse(problem, status=403, content_type="application/problem+json")
    here = {"next": request.get_full_path()} if request.method == "GET" else {}
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode(here)}" if here else reverse(page))


def _say_why(response, ended):
    """The log-in page that follows a time-out says that there was one."""
    place = response.get("Location", "")
    if ended and place.startswith(settings.LOGIN_URL):
        response["Location"] = f"{place}{'&' if '?' in place else '?'}{urlencode({'ended': ended})}"
    return response
