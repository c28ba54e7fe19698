"""The addresses of problems and evaluations, below /api/v1/."""

from django.urls import path

from . import api, evaluations_api

ONE = "evaluations/<int:pk>/"

urlpatterns = [
    path("problems/", api.Problems.as_view(), name="api-problems"),
    path("problems/<int:pk>/", api.OneProblem.as_view(), name="api-problem"),
    path(
        "problems/<int:pk>/decisions/",
        api.ProblemDecisions.as_view(),
        name="api-problem-decisions",
    ),
    path("evaluations/", evaluations_api.Evaluations.as_view(), name="api-evaluations"),
    path(ONE, evaluations_api.OneEvaluation.as_view(), name="api-evaluation"),
    path(f"{ONE}verdicts/", evaluations_api.Verdicts.as_view(), name="api-evaluation-verdicts"),
    path(f"{ONE}finish/", evaluations_api.Finish.as_view(), name="api-evaluation-finish"),
    path(f"{ONE}rechecks/", evaluations_api.Rechecks.as_view(), name="api-evaluation-rechecks"),
]
