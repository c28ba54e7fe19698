"""RFC 9457 problem documents in Chinese with a stable `code`: the one shape of every error of the
API.
"""

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFilesSent
from django.http import Http404, JsonResponse
from rest_framework import exceptions, status
from rest_framework.views import set_rollback

from dutylist.history.refusals import Invalid, Refusal

from .parsing import TooLarge

TYPE = "application/problem+json"
TITLES = {
    400: "请求格式有误",
    401: "需要登录",
    403: "没有权限",
    404: "没有找到",
    405: "不支持的方法",
    406: "不支持的格式",
    409: "当前状态下不能办理",
    412: "内容已被他人修改",
    413: "请求内容过大",
    415: "不支持的内容类型",
    422: "内容有误",
    428: "缺少版本条件",
    429: "请求过于频繁",
    500: "系统出错",
    503: "暂时不能完成",
}
SENTENCES = {
    "not_authenticated": "请先登录，或在 Authorization 头中提供令牌。",
    "parse_error": "请求内容不是合法的 JSON。",
    "broken_upload": "上传的内容不完整或者格式不正确，请重新上传。",
    "invalid": "内容有误。",
    "method_not_allowed": "这个地址不支持该方法。",
    "unsupported_media_type": "请以 application/json 提交。",
    "not_acceptable": "只提供 application/json。",
    "not_found": "没有这条记录，或者您无权查看。",
    "permission_denied": "您没有办理权限。",
    "throttled": "请求过于频繁，请稍后再试。",
}


def problem(status_code, code, detail, *, headers=None, **members):
    """A problem document as a plain response."""
    body = {
        "type": "about:blank",
        "title": TITLES.get(status_code, "无法办理"),
        "status": status_code,
        "code": code,
        "detail": detail,
        **members,
    }
    response = JsonResponse(
        body, status=status_code, headers=headers, json_dumps_params={"ensure_ascii": False}
    )
    response.headers["Content-Type"] = TYPE
    response.headers["Cache-Control"] = "no-store"
    return response


def refused(refusal):
    """The problem document of a refusal; an `Invalid` names the path of every field."""
    members = dict(getattr(refusal, "members", {}))
    if isinstance(refusal, Invalid):
        members["errors"] = []
        for path, sentence in refusal.errors.items():
            members["errors"].append({"path": path, "message": sentence})
    return problem(
        refusal.status, refusal.code, refusal.sentence, headers=retry_after(refusal), **members
    )


def retry_after(refusal):
    seconds = getattr(refusal, "retry_after", None)
    if seconds:
        return {"Retry-After": str(int(seconds))}
    return None


def handle(exc, context):
    """The exception handler of REST framework."""
    if isinstance(exc, Refusal):
        set_rollback()
        return refused(exc)
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    elif isinstance(exc, RequestDataTooBig | TooManyFilesSent):
        exc = TooLarge()
    if not isinstance(exc, exceptions.APIException):
        return None
    set_rollback()
    return framework_problem(exc, context)


def own_sentence(exc):
    """What an error of ours says; the library's own words are English."""
    is_ours = isinstance(exc.detail, str) and not exc.detail.isascii()
    if is_ours:
        return str(exc.detail)
    return SENTENCES["invalid"]


def framework_problem(exc, context):
    code = "invalid"
    if isinstance(exc.get_codes(), str):
        code = exc.get_codes()
    is_upload = context["request"].content_type.startswith("multipart/")
    if code == "parse_error" and is_upload:
        fault = "broken_upload"
    else:
        fault = code
    detail = SENTENCES.get(fault) or own_sentence(exc)
    headers = {}
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait))
    if header := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if exc.status_code == status.HTTP_405_METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(context["view"].allowed_methods)
    return problem(exc.status_code, code, detail, headers=headers)
