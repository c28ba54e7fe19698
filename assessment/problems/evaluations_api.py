"""Evaluations over HTTP: drawn by the office, judged by the evaluator in his own rows."""

from django.http import Http404
from rest_framework.response import Response

from assessment.models import Evaluation
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import etag
from dutylist.rest.views import SignedInView, body_of, require_empty

from .evaluations_json import evaluation_json, light_rows
from .filters import EvaluationFilters
from .services.evaluating import draw_evaluation, finish, judge, look_again


def evaluation_or_404(http, pk):
    rows = Evaluation.objects.visible_to(http.user).select_related("county")
    evaluation = rows.filter(pk=pk).first()
    if evaluation is None:
        raise Http404
    return evaluation


def shown(http, pk, status=200):
    evaluation = evaluation_or_404(http, pk)
    body = evaluation_json(evaluation, http.user)
    return Response(body, status=status, headers={"ETag": etag(evaluation.version)})


class Evaluations(SignedInView):
    """GET: the evaluations this person sees. POST: a new one, with its sample."""

    filterset_class = EvaluationFilters

    @described(
        "evaluations_list", "第三方评估", gives="EvaluationList", query=("county", "q", *PAGED)
    )
    def get(self, http):
        rows = Evaluation.objects.visible_to(http.user).select_related("county")
        return self.page_of(http, rows, light_rows, "-pk")

    @described(
        "evaluations_create",
        "登记第三方评估，按种子抽取单位和事项",
        takes="EvaluationWrite",
        gives="Evaluation",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http):
        evaluation = draw_evaluation(body_of(http), by=http.user, source="api")
        return shown(http, evaluation.pk, 201)


class OneEvaluation(SignedInView):
    """GET: an evaluation with its rows."""

    @described("evaluations_read", "一次第三方评估", gives="Evaluation")
    def get(self, http, pk):
        return shown(http, pk)


class Verdicts(SignedInView):
    """POST: what the evaluator says of some of his rows, in parts."""

    @described(
        "evaluations_judge",
        "评估人填写评估结论，可以分次填写",
        takes="VerdictsWrite",
        gives="Evaluation",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http, pk):
        rows = body_of(http, "rows").get("rows")
        judge(evaluation_or_404(http, pk), rows, by=http.user, source="api")
        return shown(http, pk, 201)


class Finish(SignedInView):
    """POST: the evaluator hands it in; what is not in order goes into the register of problems."""

    @described("evaluations_finish", "评估人提交评估", gives="Evaluation", status=201, keyed=True)
    @idempotent
    def post(self, http, pk):
        evaluation = evaluation_or_404(http, pk)
        require_empty(http)
        finish(evaluation, by=http.user, source="api")
        return shown(http, pk, 201)


class Rechecks(SignedInView):
    """POST: what the evaluator finds when he looks again at what was put right."""

    @described(
        "evaluations_recheck",
        "评估人对已销号的问题复核",
        takes="RechecksWrite",
        gives="Evaluation",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http, pk):
        rows = body_of(http, "rows").get("rows")
        look_again(evaluation_or_404(http, pk), rows, by=http.user, source="api")
        return shown(http, pk, 201)
