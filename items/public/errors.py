"""The pages for what went wrong: one sentence, who can help, and a code by which the trace is found again."""

import logging
import secrets

from django.http import HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger("dutylist.errors")


def _page(request, status, exception=None):
    said = exception.args[0] if exception is not None and exception.args else ""
    context = {"said": said if isinstance(said, str) else "", "path": request.path}
    if status >= 500:
        context["trace"] = secrets.token_hex(4)
        log.error("trace %s at %s", context["trace"], request.path, exc_info=True)
    return HttpResponse(_rendered(status, context), status=status)


def _rendered(status, context):
    """The page; when the templates themselves are what fails, still a sentence and the code."""
    try:
        return render_to_string(f"site/{status}.html", context)
    except Exception:
        log.exception("the page for %s cannot be rendered", status)
        return f"系统出错，请稍后再试。追踪码：{context.get('trace', status)}"


def bad_request(request, exception=None):
    return _page(request, 400)


def forbidden(request, exception=None):
    return _page(request, 403, exception)


def csrf_failed(request, reason=""):
    """A form that was open too long or came from elsewhere: nothing was done, and that is said."""
    said = "页面停留过久或者不是从本站打开的，没有作任何处理。请返回上一页，刷新后重新提交。"
    return HttpResponse(_rendered(403, {"said": said, "path": request.path}), status=403)


def not_found(request, exception=None):
    return _page(request, 404, exception)


def server_error(request):
    return _page(request, 500)
