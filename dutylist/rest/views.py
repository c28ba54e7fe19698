"""The base of every view with a token or a session: authenticated, scoped, never cached."""

from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response
from rest_framework.views import APIView

from dutylist.history.refusals import Invalid

from .members import NO_FIELD
from .paging import page_of
from .parameters import declared_by, require_declared
from .parsing import StrictJSONParser
from .preconditions import REASON


class SignedInView(APIView):
    """Only for the signed in; somebody else's row is 404 because every list starts at
    `visible_to(user)`.
    """

    filterset_class = None  # by which its list is asked
    parser_classes = (StrictJSONParser,)
    asks_parameters = True

    def initial(self, request, *args, **kwargs):
        """Who is not signed in is told that first."""
        super().initial(request, *args, **kwargs)
        names = declared_by(getattr(self, request.method.lower(), None), request)
        writes = request.method not in SAFE_METHODS
        require_declared(request, (*names, REASON) if writes else names)

    def page_of(self, request, rows, as_json, ordering="pk"):
        """One page of the list of these rows, as its address asks."""
        return Response(page_of(request, self.asked(request, rows), as_json, ordering))

    def asked(self, request, rows):
        """The rows that the address asks for, by the filters among its parameters."""
        if self.filterset_class is None:
            return rows
        names = declared_by(self.get, request)
        return self.filterset_class(request.GET, rows, request=request, names=names).filtered()

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def body_of(request, *allowed):
    """The JSON object of the request; with `allowed`, unknown members are refused by name."""
    if not isinstance(request.data, dict):
        raise Invalid({"": "请求内容应为一个 JSON 对象。"})
    data = dict(request.data.items())
    if unknown := [key for key in data if allowed and key not in allowed]:
        raise Invalid(dict.fromkeys(unknown, NO_FIELD))
    return data


def require_empty(request):
    """Refuses a body with anything in it, for a step that takes none."""
    if not isinstance(request.data, dict):
        raise Invalid({"": "这个地址不需要请求内容。"})
    if request.data:
        raise Invalid(dict.fromkeys(request.data, NO_FIELD))
