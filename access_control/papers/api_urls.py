"""The addresses of papers, below /api/v1/."""

from django.urls import path

from . import api

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
]
