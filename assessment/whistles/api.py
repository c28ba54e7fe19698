"""Whistles over HTTP: raised by a township or by the platform that acts for it, followed, moved and
counted.
"""

from rest_framework.response import Response

from assessment.models import Whistle
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import etag
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.api import decisions_of, state_of_one, subject_or_404
from dutylist.workflow.states import row_of, state_of
from items.register import parameters  # noqa: F401 (names them)

from . import moves  # noqa: F401 (names the flow)
from .filters import WhistleFilters
from .reading import outcomes_asked
from .services.figures import figures_of
from .services.raising import raise_whistle

WhistleDecisions = decisions_of(Whistle, "whistles", gives="Whistle")
OneWhistle = state_of_one(Whistle, "whistles", gives="Whistle")


class Whistles(SignedInView):
    """GET: the whistles this person sees. POST: a new one, or the one that was sent already."""

    filterset_class = WhistleFilters

    @described(
        "whistles_list",
        "吹哨",
        gives="WhistleList",
        query=(
            "county",
            "township",
            "department",
            "item",
            "level",
            "status",
            "year",
            "open",
            "waiting",
            "q",
            *PAGED,
        ),
    )
    def get(self, http):
        rows = Whistle.objects.visible_to(http.user).with_route()
        return self.page_of(http, rows, rows_json, "-pk")

    @described(
        "whistles_create",
        "吹哨：有事项的按清单派给牵头部门，没有的由编办派单；同一来源的 external_id 只吹一次，重复的答复第一次的",
        takes="WhistleWrite",
        gives="Whistle",
        status=201,
        also={200: "Whistle"},
        keyed=True,
    )
    @idempotent
    def post(self, http):
        whistle, is_new = raise_whistle(body_of(http), by=http.user, source="api")
        whistle = subject_or_404(Whistle, http, whistle.pk)
        body = state_of(whistle, http.user)
        headers = {"ETag": etag(whistle.version)}
        return Response(body, status=201 if is_new else 200, headers=headers)


def rows_json(found):
    return [row_of(whistle) for whistle in found]


class Statistics(SignedInView):
    """How the whistles of a year ended; of a department what it did itself."""

    @described(
        "whistles_statistics",
        "吹哨的结果：各类分别计数，拒绝和改派不计作解决",
        gives="WhistleStatistics",
        query=("county", "year"),
    )
    def get(self, http):
        _year, rows = outcomes_asked(http)
        return Response(figures_of(rows))
