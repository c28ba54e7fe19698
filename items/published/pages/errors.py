"""The pages for what went wrong: one sentence, who can help, and a code by which the trace is found
again.
"""

import logging
import re
import secrets

from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

from dutylist.history.refusals import Refusal
from dutylist.organizations.given_back import after_failed_check
from dutylist.organizations.granting import (
    grantors_of,
    lacks_a_place,
    what_became_of_roles,
)
from dutylist.organizations.roles import Role
from dutylist.rest import time_limit
from dutylist.rest.problems import problem, refused
from dutylist.staff.who_opens import who_opens

log = logging.getLogger("dutylist.errors")
PROGRAMS = "/api/"
ABOUT_PROGRAMS = "/api/docs/"  # for people
STAFF = ("/desk/", "/admin/", "/account/")
AT_ONCE = "同一时刻有人正在办理相关内容，这次办理已经停止，没有作任何改动，请再试一次。"
FORBIDDEN, NOT_FOUND, SERVER_ERROR = 403, 404, 500
CHINESE = re.compile("[\u4e00-\u9fff]")
FOR_PROGRAMS = {
    400: ("bad_request", "请求不合规范，没有作任何处理。"),
    403: ("permission_denied", "您没有办理权限。"),
    404: ("not_found", "没有这个地址。"),
    405: ("method_not_allowed", "这个地址不支持该方法。"),
    500: ("server_error", "系统出错，请稍后再试；联系管理员时请提供追踪码。"),
}


def _page(request, status, exception=None):
    context = {"said": _own_sentence(exception), "path": request.path}
    request.said = context["said"]
    if status == FORBIDDEN or (status == NOT_FOUND and is_without_role(request)):
        context |= how_to_come_in(request)
    if status >= 500:
        context["trace"] = secrets.token_hex(4)
        request.said = (
            f"系统出错，提交的内容没有保存。联系管理员时请提供追踪码：{context['trace']}。"
        )
        log.error("trace %s at %s", context["trace"], request.path, exc_info=True)
    if is_for_programs(request):
        traces = {"trace": context["trace"]} if "trace" in context else {}
        return _for_programs(status, **traces)
    return HttpResponse(_rendered(status, context, request), status=status)


def is_for_programs(request):
    """Whether an address is asked by programs, which are told an error as a problem document."""
    return request.path.startswith(PROGRAMS) and not request.path.startswith(ABOUT_PROGRAMS)


def how_to_come_in(request):
    """For whom the page is, what the person is, who may give him the role: {} for a stranger."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    roles = sorted(Role(role).label for role in user.standing().roles)
    return {
        "opened": who_opens(request.path),
        "roles": roles,
        "lost": what_became_of_roles(user),
        "grantors": grantors_of(user),
    }


def is_without_role(request):
    """Whether a page of staff is asked for by somebody who can do nothing there: to him no page is
    found, and that is not because the address is wrong.
    """
    return is_of_staff(request) and lacks_a_place(request.user)


def _own_sentence(exception):
    """What an exception says to its reader; "" for what Django says in its own English."""
    if exception is None or not exception.args or not isinstance(exception.args[0], str):
        return ""
    sentence = exception.args[0]
    return sentence if CHINESE.search(sentence) else ""


def _for_programs(status, *, headers=None, **members):
    """The same error as a problem document."""
    code, sentence = FOR_PROGRAMS[status]
    return problem(status, code, sentence, headers=headers, **members)


def _rendered(status, context, request):
    """The page; when the templates themselves are what fails, still a sentence and the code. What
    is staff's keeps its masthead.
    """
    try:
        if status != SERVER_ERROR and is_of_staff(request):
            return render_to_string(
                f"site/{status}.html", context | {"base": "staff/base.html"}, request
            )
        return render_to_string(f"site/{status}.html", context)
    except Exception:
        log.exception("the page for %s cannot be rendered", status)
        return f"系统出错，请稍后再试。追踪码：{context.get('trace', status)}"


def is_of_staff(request):
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated and request.path.startswith(STAFF)


def answer_to(request, error):
    """The answer to an error that says what is wrong: a refusal no page has shown, a statement that
    took too long, two that waited for each other.
    """
    for_program = is_for_programs(request)
    if isinstance(error, BadRequest):
        return None  # `bad_request` says it
    if isinstance(error, Refusal):
        if for_program:
            return refused(error)
        return _page_of(request, error.status, error.sentence)
    if time_limit.lost_a_deadlock(error):
        code, sentence, seconds = "busy", AT_ONCE, "1"
    elif time_limit.was_ended(error):
        code, sentence, seconds = "took_too_long", time_limit.sentence(), "60"
    else:
        return None
    log.warning("a statement was ended at %s: %s", request.path, error)
    headers = {"Retry-After": seconds}
    if for_program:
        return problem(503, code, sentence, headers=headers)
    return _page_of(request, 503, sentence, headers)


def _page_of(request, status, said, headers=None):
    request.said = said
    context = {"said": said, "path": request.path}
    if status == FORBIDDEN:
        context |= how_to_come_in(request)
    page = _rendered("said", context, request)
    return HttpResponse(
        page, status=status, headers={**(headers or {}), "Cache-Control": "no-store"}
    )


class SaidErrors:
    """Answers what a view raised with the sentence it carries."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return answer_to(request, exception)


def bad_request(request, exception=None):
    """What an address asked is refused with its sentence; what else Django finds wrong is said in
    English.
    """
    if not isinstance(exception, Refusal):
        return _page(request, 400)
    if is_for_programs(request):
        return refused(exception)
    return _page(request, 400, exception)


def forbidden(request, exception=None):
    return _page(request, 403, exception)


def csrf_failed(request, reason=""):
    """A form that was open too long or came from elsewhere: nothing was done, and that is said."""
    if is_for_programs(request):
        return problem(
            403, "csrf_failed", "提交没有带上本站的校验码，没有作任何处理；程序请改用令牌。"
        )
    if given_back := after_failed_check(request):
        return given_back
    sentence = "页面停留过久或者不是从本站打开的，没有作任何处理。请返回上一页，刷新后重新提交。"
    return HttpResponse(
        _rendered(403, {"said": sentence, "path": request.path}, request), status=403
    )


def method_not_allowed(request, allowed):
    if is_for_programs(request):
        return _for_programs(405, headers={"Allow": ", ".join(allowed)})
    return HttpResponseNotAllowed(allowed)


def not_found(request, exception=None):
    return _page(request, 404, exception)


def server_error(request):
    return _page(request, 500)
