"""The base of every view with a token or a session: authenticated, scoped, never cached."""

from rest_framework.views import APIView

from dutylist.history.refusals import Invalid

from .parsing import StrictJSONParser


class SignedInView(APIView):
    """Only for the signed in; somebody else's row is 404 because every list starts at `visible_to(user)`."""

    parser_classes = (StrictJSONParser,)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def body_of(request, *allowed):
    """The JSON object of the request; unknown members are refused by name when `allowed` are given."""
    if not isinstance(request.data, dict):
        raise Invalid({"": "请求内容应为一个 JSON 对象。"})
    data = dict(request.data.items())
    if unknown := [key for key in data if allowed and key not in allowed]:
        raise Invalid(dict.fromkeys(unknown, "没有这个字段。"))
    return data
