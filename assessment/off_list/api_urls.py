"""The addresses of off-list reports, below /api/v1/."""

from django.urls import path

from . import api

ONE = "off-list-reports/<int:pk>/"

urlpatterns = [
    path("off-list-reports/", api.OffListReports.as_view(), name="api-off-list-reports"),
    path(
        "off-list-reports/figures/",
        api.OffListFigures.as_view(),
        name="api-off-list-figures",
    ),
    path(ONE, api.OneOffListReport.as_view(), name="api-off-list-report"),
    path(f"{ONE}decisions/", api.OffListDecisions.as_view(), name="api-off-list-decisions"),
    path(f"{ONE}opening/", api.OffListOpening.as_view(), name="api-off-list-opening"),
]
