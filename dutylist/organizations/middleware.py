"""What happens to every signed-in request: its session is alive, its duties are done, and nothing
of it is stored.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from . import given_back
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
ALWAYS_OPEN = ("accounts:password", "accounts:second-factor", "accounts:logout")


class AccountSessionMiddleware:
    """Ends timed-out sessions, leads to what must be done first, and gives back what was typed into
    a form meanwhile. A visitor who only reads costs nothing here.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES and request.method != "POST":
            return self.get_response(request)
        if not request.user.is_authenticated:
            return _say_why(request, self.get_response(request))
        person = request.user.pk
        if ended := sessions.keep_alive(request):
            sessions.drop(request, ended)
            request.user = AnonymousUser()
            return _say_why(request, self.get_response(request), ended, person)
        if (duty := sessions.duty_of(request)) and not _always_open(request):
            return _lead_to(request, duty)
        if kept := given_back.take(request):
            return given_back.shown_again(request, kept, self.get_response)
        response = self.get_response(request)
        if request.method == "POST":
            return given_back.answered(request, response)
        return response


class NoStoreMiddleware:
    """No cache and no browser keeps pages of signed-in people, or pages with a form."""

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
    place = reverse(page)
    if request.method == "GET" or given_back.keep(request, request.user.pk):
        query = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{place}?{query}")
    if texts := given_back.texts_of(given_back.typed_fields(request)):
        return given_back.to_copy(request, texts, sentence, place, status=403)
    return HttpResponseRedirect(place)


def _say_why(request, response, ended="", person=None):
    """The log-in page that follows a session ended says so; what was typed into a form meanwhile is
    kept, or given back to be copied.
    """
    doors = (settings.LOGIN_URL, reverse("admin:login"))
    if not response.get("Location", "").startswith(doors) or request.user.is_authenticated:
        return response
    if request.path.startswith(doors):
        return response  # the steps of the log-in itself
    ended = ended or sessions.why_over(request)
    is_sent = request.method == "POST"
    person = person or sessions.whose_it_was(request) or given_back.person_of(request)
    is_kept = is_sent and given_back.keep(request, person)
    texts = given_back.texts_of(given_back.typed_fields(request)) if is_sent else []
    if not (ended or is_kept or texts):
        return response
    query = {"next": request.get_full_path()}
    if ended:
        query["ended"] = ended
    place = f"{settings.LOGIN_URL}?{urlencode(query, safe='/')}"
    if texts and not is_kept:
        sentence = "没有登录，或者登录已经失效，提交的内容没有保存。"
        if ended:
            sentence = f"登录已结束（{AccountSession.End(ended).label}），提交的内容没有保存。"
        return given_back.with_log_in(request, given_back.typed_fields(request), sentence)
    response["Location"] = place
    return response
