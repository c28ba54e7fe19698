"""Sittings over HTTP: planned, their results recorded and issued through the same verbs as on the
pages.
"""

from rest_framework.response import Response

from access_control.models import Sitting, SittingAction
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import etag, expected_version
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.api import decisions_of, state_response, subject_or_404
from dutylist.workflow.engine import decide
from dutylist.workflow.states import decision_json, state_of
from items.register import parameters  # noqa: F401 (names them)

from . import (
    moves,  # noqa: F401 (the view of the moves asks for the flow by its name)
    sittings_json,
)
from .filters import SittingFilters
from .services.planning import amend_sitting, create_sitting

TOLD = ("held_on", "minutes_number", "document_number", "paper", "results")
SittingDecisions = decisions_of(Sitting, "sittings", gives="Sitting")


def sitting_or_404(http, pk):
    return subject_or_404(Sitting, http, pk)


def shown(http, sitting, status=200):
    body = sittings_json.sitting_json(sitting, http.user)
    return Response(body, status=status, headers={"ETag": etag(sitting.version)})


class Sittings(SignedInView):
    """GET: the sittings this person sees. POST: a new one, with its agenda."""

    filterset_class = SittingFilters

    @described(
        "sittings_list",
        "会议审定",
        gives="List",
        query=("county", "body", "status", "q", *PAGED),
    )
    def get(self, http):
        rows = Sitting.objects.visible_to(http.user).select_related("county")
        return self.page_of(http, rows, sittings_json.light_rows, "-pk")

    @described(
        "sittings_create",
        "安排会议审定，列出议题",
        takes="SittingCreate",
        gives="Sitting",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http):
        sitting = create_sitting(body_of(http), by=http.user, source="api")
        return shown(http, sitting_or_404(http, sitting.pk), 201)


class OneSitting(SignedInView):
    """One sitting: read, or its agenda changed while it is still to be held."""

    @described("sittings_read", "一次会议审定", gives="Sitting")
    def get(self, http, pk):
        return shown(http, sitting_or_404(http, pk))

    @described(
        "sittings_amend",
        "修改尚未登记结果的会议；填写 requests 的，为全部议题",
        takes="SittingChange",
        gives="Sitting",
        if_match=True,
    )
    def patch(self, http, pk):
        sitting, version = sitting_or_404(http, pk), expected_version(http)
        amend_sitting(sitting, body_of(http), by=http.user, expect=version, source="api")
        return shown(http, sitting_or_404(http, pk))


class Results(SignedInView):
    """POST: the results of the whole agenda, once."""

    @described(
        "sittings_record",
        "登记审定结果：会议情况和每一条的结果，一次写入",
        takes="SittingResults",
        gives="Sitting",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http, pk):
        sitting = sitting_or_404(http, pk)
        decision = decide(sitting, SittingAction.RECORD, body_of(http, *TOLD), by=http.user)
        requests = [state_of(line.request, http.user) for line in sitting.agenda]
        return state_response(
            sitting_or_404(http, pk),
            http.user,
            201,
            decision=decision_json(decision),
            requests=requests,
            **sittings_json.agenda_of(sitting),
        )
