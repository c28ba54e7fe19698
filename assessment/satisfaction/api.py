"""Satisfaction rounds over HTTP. Ballots and opinions on heads are kept under no Idempotency-Key: a
second ballot replaces the first anyway, and the record of a key would name who sent one.
"""

from django.http import Http404
from rest_framework.response import Response

from assessment.models import HeadOpinion, RatedDepartment, SatisfactionRound
from dutylist.organizations.roles import DEPARTMENT_ROLES, STAFFING_OFFICE
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.paging import list_shape
from dutylist.rest.preconditions import etag
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.api import decisions_of, subject_or_404
from dutylist.workflow.refusals import NotPossible
from items.register import parameters  # noqa: F401 (names them)

from . import (
    moves,  # noqa: F401 (the view of the moves asks for the flow by its name)
    rounds_json,
)
from .filters import SatisfactionFilters
from .reading import reads_head_opinions
from .services.head_opinions import give_head_opinion
from .services.planning import create_round
from .services.rating import ballot_json, ballot_of, rate, township_of

SatisfactionDecisions = decisions_of(
    SatisfactionRound, "satisfaction_rounds", gives="SatisfactionRound"
)


def round_or_404(http, pk):
    return subject_or_404(SatisfactionRound, http, pk)


def shown(http, row, status=200):
    body = rounds_json.round_json(row, http.user)
    return Response(body, status=status, headers={"ETag": etag(row.version)})


class SatisfactionRounds(SignedInView):
    """GET: the rounds this person sees. POST: a new one, by the office lead."""

    filterset_class = SatisfactionFilters

    @described(
        "satisfaction_rounds_list",
        "满意度评价",
        gives="SatisfactionRoundList",
        query=("county", "status", *PAGED),
    )
    def get(self, http):
        rows = SatisfactionRound.objects.visible_to(http.user).select_related("county")
        return self.page_of(http, rows, rounds_json.light_rows, "-pk")

    @described(
        "satisfaction_rounds_create",
        "组织一次满意度评价",
        takes="SatisfactionRoundWrite",
        gives="SatisfactionRound",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http):
        row = create_round(body_of(http), by=http.user, source="api")
        return shown(http, round_or_404(http, row.pk), 201)


class OneSatisfactionRound(SignedInView):
    @described("satisfaction_rounds_read", "一次满意度评价", gives="SatisfactionRound")
    def get(self, http, pk):
        return shown(http, round_or_404(http, pk))


class SatisfactionBallot(SignedInView):
    """The ballot of this person's township: read by it alone, and replaced until the round ends."""

    @described("satisfaction_ballot_read", "本单位的评价票", gives="SatisfactionBallot")
    def get(self, http, pk):
        row = round_or_404(http, pk)
        township = township_of(row, http.user)
        return Response(ballot_json(row, ballot_of(row, township, http.user)))

    @described(
        "satisfaction_ballot_send",
        "评价；再次提交的，替换前一次",
        takes="SatisfactionBallotWrite",
        gives="SatisfactionSent",
        status=201,
    )
    def post(self, http, pk):
        rate(round_or_404(http, pk), body_of(http), by=http.user)
        return Response({"sent": True}, status=201)


class SatisfactionResults(SignedInView):
    """GET: after the round's end, all rows for the staffing office, its own for a department."""

    @described("satisfaction_results", "评价结果", gives="SatisfactionResults")
    def get(self, http, pk):
        row = round_or_404(http, pk)
        standing = http.user.standing()
        is_office = standing.has(*STAFFING_OFFICE, county=row.county)
        if not is_office and not standing.has(*DEPARTMENT_ROLES):
            raise Http404
        if not row.is_over:
            raise NotPossible("评价结束后一并列出结果。")
        rows = RatedDepartment.objects.visible_to(http.user).filter(round=row)
        rows = rows.select_related("department").order_by("position", "pk")
        found = [rounds_json.result_json(one) for one in rows]
        if not found and not is_office:
            raise Http404
        body = list_shape(found, None)
        if len(found) == 1 and not is_office:
            body |= found[0]  # a department's own row, without a list around it too
        return Response(body)


class HeadOpinions(SignedInView):
    """GET: for the office lead and 组织部. POST: by the lead of a township."""

    @described("head_opinions_list", "对主要负责同志的意见", gives="HeadOpinionList", query=PAGED)
    def get(self, http):
        if not reads_head_opinions(http.user):
            raise Http404
        rows = HeadOpinion.objects.visible_to(http.user)
        rows = rows.select_related("county", "department", "township")
        return self.page_of(
            http, rows, lambda found: [rounds_json.head_opinion_json(one) for one in found]
        )

    @described(
        "head_opinions_create",
        "主要负责同志考核、任免时提出意见",
        takes="HeadOpinionWrite",
        gives="HeadOpinion",
        status=201,
    )
    def post(self, http):
        opinion = give_head_opinion(body_of(http), by=http.user, source="api")
        return Response(rounds_json.head_opinion_json(opinion), status=201)
