"""Requests over HTTP: drawn up, handed in, consulted on and decided through the
same verbs as on the pages.
"""

from django.http import Http404
from rest_framework.response import Response

from access_control.models import ChangeRequest, Opinion, ReviewAnswer
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import etag, expected_version
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.api import decisions_of, subject_or_404
from items.register import parameters  # noqa: F401 (names them)

from . import (
    moves,  # noqa: F401 (the view of the moves asks for the flow by its name)
    requests_json,
)
from .filters import RequestFilters
from .services.checking_unsaved import check_request
from .services.drafting import amend_request, create_request
from .services.opinions import give_opinion
from .services.reviews import answer_review

RequestDecisions = decisions_of(ChangeRequest, "change_requests", gives="RequestState")


def request_or_404(http, pk):
    return subject_or_404(ChangeRequest, http, pk)


def shown(http, request, status=200):
    body = requests_json.request_json(request, http.user)
    return Response(body, status=status, headers={"ETag": etag(request.version)})


class ChangeRequests(SignedInView):
    """GET: the requests this person sees. POST: a new draft."""

    filterset_class = RequestFilters

    @described(
        "change_requests_list",
        "准入（调整）申请",
        gives="List",
        query=(
            "county",
            "channel",
            "status",
            "applicant",
            "item",
            "mine",
            "waiting",
            "q",
            *PAGED,
        ),
    )
    def get(self, http):
        rows = ChangeRequest.objects.visible_to(http.user)
        rows = rows.select_related("county", "department", "township")
        return self.page_of(
            http, rows, lambda found: requests_json.light_rows(found, http.user), "-pk"
        )

    @described(
        "change_requests_create",
        "起草准入（调整）申请",
        takes="ChangeRequestWrite",
        gives="ChangeRequest",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http):
        request = create_request(body_of(http), by=http.user, source="api")
        return shown(http, request_or_404(http, request.pk), 201)


class OneChangeRequest(SignedInView):
    """One request: read, or amended while it is with the unit that applies."""

    @described("change_requests_read", "一件申请", gives="ChangeRequest")
    def get(self, http, pk):
        return shown(http, request_or_404(http, pk))

    @described(
        "change_requests_amend",
        "修改草稿或者退回补正的申请；填写 changes 的，为全部内容",
        takes="ChangeRequestWrite",
        gives="ChangeRequest",
        if_match=True,
    )
    def patch(self, http, pk):
        request, version = request_or_404(http, pk), expected_version(http)
        amend_request(request, body_of(http), by=http.user, expect=version, source="api")
        return shown(http, request_or_404(http, pk))


class Check(SignedInView):
    """What a request of this content would be told; nothing is saved."""

    @described(
        "change_requests_check",
        "提交前检查：缺少的内容和审核提示，不保存",
        takes="ChangeRequestWrite",
        gives="ChangeRequestCheck",
    )
    def post(self, http):
        return Response(check_request(body_of(http), by=http.user))


class Findings(SignedInView):
    """Every finding on a request, of every run, kept for ever."""

    @described("change_requests_findings", "审核提示", gives="List")
    def get(self, http, pk):
        request = request_or_404(http, pk)
        if not requests_json.reads_what_is_drafted(request, http.user):
            raise Http404
        rows = requests_json.findings_known_to(request, http.user)
        found = [requests_json.finding_json(finding) for finding in rows]
        return Response({"results": found, "next": None, "total": len(found), "capped": False})


class Opinions(SignedInView):
    """GET: the opinions this person reads. POST: what his unit says, in parts or sent."""

    @described("change_requests_opinions_list", "各单位意见", gives="List")
    def get(self, http, pk):
        request = request_or_404(http, pk)
        rows = Opinion.objects.visible_to(http.user).filter(request=request)
        rows = rows.select_related("department", "township").order_by("round", "pk")
        found = [requests_json.opinion_json(opinion, http.user) for opinion in rows]
        return Response({"results": found, "next": None, "total": len(found), "capped": False})

    @described(
        "change_requests_opinions_create",
        "反馈意见；send 为 false 时只保存",
        takes="OpinionWrite",
        gives="Opinion",
        status=201,
        also={200: "Opinion"},
        keyed=True,
    )
    @idempotent
    def post(self, http, pk):
        request = request_or_404(http, pk)
        opinion, is_first = give_opinion(request, body_of(http), by=http.user, source="api")
        status = 201 if opinion.sent_at or is_first else 200
        return Response(requests_json.opinion_json(opinion, http.user), status=status)


class ReviewAnswers(SignedInView):
    """GET: the lines of the review that this person reads. POST: what his township says, once."""

    @described("change_requests_review_answers_list", "后评估反馈", gives="List")
    def get(self, http, pk):
        request = request_or_404(http, pk)
        rows = ReviewAnswer.objects.visible_to(http.user).filter(request=request)
        rows = rows.select_related("township").order_by("pk")
        found = [requests_json.review_answer_json(answer) for answer in rows]
        return Response({"results": found, "next": None, "total": len(found), "capped": False})

    @described(
        "change_requests_review_answers_create",
        "反馈后评估：承接情况和保障兑现情况，只反馈一次；编办代录的附盖章原件",
        takes="ReviewAnswerWrite",
        gives="ReviewAnswer",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http, pk):
        request = request_or_404(http, pk)
        answer = answer_review(request, body_of(http), by=http.user, source="api")
        return Response(requests_json.review_answer_json(answer), status=201)
