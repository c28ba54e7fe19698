"""The addresses of reports and ledgers asked of townships, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("report-demands/", api.Demands.as_view(), name="api-report-demands"),
    path("report-demands/<int:pk>/", api.OneDemand.as_view(), name="api-report-demand"),
    path(
        "report-demands/<int:pk>/decisions/",
        api.DemandDecisions.as_view(),
        name="api-report-demand-decisions",
    ),
]
