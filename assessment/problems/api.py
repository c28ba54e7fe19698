"""Problems over HTTP: registered, given out, answered and closed."""

from django.http import Http404
from rest_framework.response import Response

from assessment.models import Problem
from assessment.registers.rows_json import row_json
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import etag, expected_version, reason_of
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.api import decisions_of
from dutylist.workflow.states import row_of
from items.register import parameters  # noqa: F401 (names them)

from . import moves  # noqa: F401 (the view of the moves asks for the flow by its name)
from .filters import ProblemFilters
from .kinds import mark_common
from .registers import PROBLEMS
from .services.registering import amend_problem, register_problem

QUERIES = ("county", "year", "status", "source", "item", "department", "township", "q")

ProblemDecisions = decisions_of(Problem, "problems", gives="DutyProblem")


def problem_or_404(http, pk):
    problem = Problem.objects.visible_to(http.user).with_units().filter(pk=pk).first()
    if problem is None:
        raise Http404
    return problem


def shown(http, pk, status=200):
    problem = problem_or_404(http, pk)
    body = row_json(PROBLEMS, problem, http.user)
    return Response(body, status=status, headers={"ETag": etag(problem.version)})


def light_rows(problems):
    """The problems as a list shows them."""
    rows = []
    for problem in mark_common(list(problems)):
        rows.append({**row_of(problem), "common": problem.common_known})
    return rows


class Problems(SignedInView):
    """GET: the problems this person sees. POST: a new one."""

    filterset_class = ProblemFilters

    @described("problems_list", "问题清单", gives="DutyProblemList", query=(*QUERIES, *PAGED))
    def get(self, http):
        rows = Problem.objects.visible_to(http.user).with_units()
        return self.page_of(http, rows, light_rows, "-pk")

    @described(
        "problems_create",
        "登记问题",
        takes="DutyProblemWrite",
        gives="DutyProblem",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http):
        problem = register_problem(body_of(http), by=http.user, source="api")
        return shown(http, problem.pk, 201)


class OneProblem(SignedInView):
    """GET: a problem. PATCH: changed while nobody answers it yet."""

    @described("problems_read", "一个问题", gives="DutyProblem")
    def get(self, http, pk):
        return shown(http, pk)

    @described(
        "problems_amend",
        "修改尚未交办的问题",
        takes="DutyProblemChange",
        gives="DutyProblem",
        if_match=True,
    )
    def patch(self, http, pk):
        problem, version = problem_or_404(http, pk), expected_version(http)
        told = body_of(http)
        reason = reason_of(http)
        told.pop("reason", None)
        amend_problem(problem, told, by=http.user, reason=reason, expect=version, source="api")
        return shown(http, pk)
