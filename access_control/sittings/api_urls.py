"""The addresses of sittings, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("sittings/", api.Sittings.as_view(), name="api-sittings"),
    path("sittings/<int:pk>/", api.OneSitting.as_view(), name="api-sitting"),
    path(
        "sittings/<int:pk>/decisions/",
        api.SittingDecisions.as_view(),
        name="api-sitting-decisions",
    ),
    path("sittings/<int:pk>/results/", api.Results.as_view(), name="api-sitting-results"),
]
