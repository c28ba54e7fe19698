"""The addresses of requests, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("change-requests/", api.ChangeRequests.as_view(), name="api-change-requests"),
    path("change-requests/check/", api.Check.as_view(), name="api-change-requests-check"),
    path("change-requests/<int:pk>/", api.OneChangeRequest.as_view(), name="api-change-request"),
    path(
        "change-requests/<int:pk>/decisions/",
        api.RequestDecisions.as_view(),
        name="api-change-request-decisions",
    ),
    path(
        "change-requests/<int:pk>/findings/",
        api.Findings.as_view(),
        name="api-change-request-findings",
    ),
    path(
        "change-requests/<int:pk>/opinions/",
        api.Opinions.as_view(),
        name="api-change-request-opinions",
    ),
    path(
        "change-requests/<int:pk>/review-answers/",
        api.ReviewAnswers.as_view(),
        name="api-change-request-review-answers",
    ),
]
