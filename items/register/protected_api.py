"""Batches with a protected actor over HTTP: that there are such, and their opening by two
people.
"""

from django.http import Http404
from rest_framework.response import Response

from dutylist.history.models import Batch
from dutylist.history.openings import actor_opened_to, may_open, open_actor
from dutylist.history.paging import NEWEST_FIRST
from dutylist.rest.described import PAGED, described
from dutylist.rest.paging import list_shape, rows_and_next
from dutylist.rest.preconditions import REASON, reason_of
from dutylist.rest.views import SignedInView, body_of

from .history_api import with_number


def opening_json(opening):
    agreed_at = None
    if opening.agreed_at:
        agreed_at = opening.agreed_at.isoformat()
    return {
        "asked_by": opening.asked_by_name,
        "asked_at": opening.asked_at.isoformat(),
        "asked_because": opening.asked_because,
        "agreed_by": opening.agreed_by_name,
        "agreed_at": agreed_at,
        "agreed_because": opening.agreed_because,
    }


def protected_json(batch, user):
    """That there is a batch with a protected actor, its day and its digest; no word of it."""
    seal = getattr(batch, "sealedbatch", None)
    return {
        "id": with_number(batch).at_number,
        "batch": str(batch.pk),
        "day": batch.at_iso,
        "county": batch.county,
        "digest": batch.digest,
        "seal": seal.seal.number if seal else None,
        "may_open": may_open(user, batch),
        "openings": [opening_json(opening) for opening in batch.openings.all()],
    }


class ProtectedBatches(SignedInView):
    """The batches with a protected actor that the auditor and the openers know of."""

    @described("history_protected_list", "操作人受保护的变更批次", gives="List", query=PAGED)
    def get(self, request):
        rows = Batch.objects.protected_known_to(request.user)
        found, following = rows_and_next(request, rows, NEWEST_FIRST)
        results = [protected_json(row, request.user) for row in found]
        return Response(list_shape(results, following))


class Opening(SignedInView):
    """The opening of a protected actor: the first person asks (202), another agrees (201); these
    two read who it was.
    """

    @described("history_opening_read", "一个批次受保护的操作人及其开启", gives="Batch")
    def get(self, request, pk):
        return Response(self._answer(request, pk))

    @described(
        "history_opening_create",
        "提出或者同意开启受保护的操作人",
        takes="Reason",
        gives="Batch",
        status=201,
        also={202: "Batch"},
    )
    def post(self, request, pk):
        body_of(request, REASON)
        made = open_actor(pk, by=request.user, reason=reason_of(request), source="api")
        return Response(self._answer(request, pk), status=201 if made.is_agreed else 202)

    def _answer(self, request, pk):
        batch = Batch.objects.protected_known_to(request.user).filter(pk=pk).first()
        if batch is None or not may_open(request.user, batch):
            raise Http404
        actor = actor_opened_to(request.user, batch)
        answer = protected_json(batch, request.user) | {"opened": actor is not None}
        if actor:
            answer["actor"] = {"id": actor["account"], "name": actor["name"]}
            answer["facts"] = actor["facts"]
        return answer
