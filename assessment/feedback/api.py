"""Feedback over HTTP: sent without an account, followed by its number and code, handled by
the office and the unit. Nothing sent by a citizen is kept under an Idempotency-Key: its
record would hold the code.
"""

from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from assessment.models import Feedback
from assessment.registers import parameters  # noqa: F401 (names them)
from dutylist.history.refusals import Invalid
from dutylist.organizations.addresses import client_address
from dutylist.rest.described import PAGED, described
from dutylist.rest.preconditions import etag
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.api import decisions_of, subject_or_404

from . import moves  # noqa: F401 (the view of the moves asks for the flow by its name)
from .feedback_json import light_rows, one_json
from .filters import FeedbackFilters
from .services.following import citizen_json, feedback_of, reopen_by_citizen
from .services.receiving import receive_feedback

QUERIES = ("county", "status", "department", "township", "item", "open", "q")
REOPENING = ("action", "reason", "facts", "code")
DecisionsOfStaff = decisions_of(Feedback, "feedback", gives="Feedback")


class OpenToCitizens(SignedInView):
    """A view with one method for citizens too: whoever is signed in is asked as everywhere."""

    method_of_citizens = ""

    def get_permissions(self):
        if self.request is None or not self.is_of_citizen(self.request):
            return super().get_permissions()
        return [AllowAny()]

    def is_of_citizen(self, request):
        """Whether this request needs no account."""
        return request.method == self.method_of_citizens and not request.user.is_authenticated


class AllFeedback(OpenToCitizens):
    """POST: a new one, by anybody. GET: the list, for the office and the units."""

    filterset_class = FeedbackFilters
    method_of_citizens = "POST"

    @described("feedback_list", "群众意见", gives="FeedbackList", query=(*QUERIES, *PAGED))
    def get(self, http):
        rows = Feedback.objects.visible_to(http.user).with_units()
        return self.page_of(http, rows, light_rows, "-pk")

    @described(
        "feedback_create",
        "提交群众意见，不需要登录；每个网络地址每小时最多5次，超过的为429",
        takes="FeedbackWrite",
        gives="FeedbackReceipt",
        status=201,
    )
    def post(self, http):
        address = client_address(http)
        feedback, code = receive_feedback(
            body_of(http), by=http.user, address=address, source="api"
        )
        return Response({"number": feedback.pk, "code": code}, status=201)


class OneFeedback(OpenToCitizens):
    """GET: with the code, how far it is and the answer; signed in, the State."""

    method_of_citizens = "GET"

    @described(
        "feedback_read",
        "一件群众意见；填写 code 的，为凭编号和查询码查询，不需要登录",
        gives="FeedbackTold",
        query=("code",),
    )
    def get(self, http, pk):
        if "code" in http.GET:
            return Response(citizen_json(feedback_of(pk, http.GET["code"])))
        if not http.user.is_authenticated:
            raise NotAuthenticated
        feedback = subject_or_404(Feedback, http, pk)
        body = one_json(feedback, http.user)
        return Response(body, headers={"ETag": etag(feedback.version)})


class FeedbackDecisions(OpenToCitizens, DecisionsOfStaff):
    """As of every flow; the citizen opens his own again, with the code."""

    method_of_citizens = "POST"

    @described(
        "feedback_decide",
        "办理群众意见；reopen 填写 code 的，由群众重新提出，不需要登录",
        takes="FeedbackDecisionWrite",
        gives="FeedbackTold",
        status=201,
        if_match=True,
        keyed=True,
    )
    def post(self, http, pk):
        data = http.data if isinstance(http.data, dict) else {}
        if "code" in data:
            return self.reopened(http, pk)
        if not http.user.is_authenticated:
            raise NotAuthenticated
        return super().post(http, pk)

    def reopened(self, http, pk):
        told = body_of(http, *REOPENING)
        if told.get("action") != "reopen" or told.get("facts"):
            raise Invalid({"action": "凭查询码只能重新提出，填 reopen。"})
        address = client_address(http)
        feedback = reopen_by_citizen(pk, told["code"], told.get("reason"), address=address)
        return Response(citizen_json(feedback), status=201)
