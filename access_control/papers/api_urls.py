"""The addresses of papers, below /api/v1/."""

from django.urls import path

from . import api, round_api

ROUND = "revisions/<int:pk>/rounds/<int:number>/papers/"

urlpatterns = [
    path(
        "change-requests/<int:pk>/papers/",
        api.Papers.as_view(),
        name="api-change-request-papers",
    ),
    path(
        "change-requests/<int:pk>/papers/<slug:kind>/",
        api.OnePaper.as_view(),
        name="api-change-request-paper",
    ),
    path(ROUND, round_api.RoundPapers.as_view(), name="api-revision-round-papers"),
    path(
        f"{ROUND}<slug:kind>/",
        round_api.OneRoundPaper.as_view(),
        name="api-revision-round-paper",
    ),
]
