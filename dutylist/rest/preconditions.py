"""If-Match: who changes something says which version was seen."""

from dutylist.history.refusals import Invalid, Refusal, Stale
from dutylist.history.texts import clean_text

LONGEST = 18
REASON = "reason"


class VersionNeeded(Refusal):
    status = 428
    code = "precondition_required"


def etag(version):
    return f'"{version}"'


def expected_mark(request):
    """The mark named in If-Match as text, None for `*`; 428 without one."""
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise VersionNeeded("请在 If-Match 头中给出您看到的版本（ETag）。")
    text = header.removeprefix("W/").strip('"')
    if text == "*":
        return None
    return text


def expected_version(request):
    """The version number named in If-Match, None for `*`; 412 for what can not be one."""
    text = expected_mark(request)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST):
        raise Stale("If-Match 与当前版本不符，请重新读取后再办理。")
    return int(text)


def reason_of(request):
    """The reason of a change, from the body or `?reason=`, at every address that writes."""
    data = {}
    if isinstance(request.data, dict):
        data = request.data
    reason = data.get(REASON, request.GET.get(REASON, ""))
    if not isinstance(reason, str):
        raise Invalid({REASON: "理由应为文字。"})
    return clean_text(reason)
