"""The addresses of schemes, below /api/v1/."""

from django.urls import path

from . import (
    api,
    shapes,  # noqa: F401 (names what they take and give)
)

ONE = "schemes/<int:pk>/"

urlpatterns = [
    path("schemes/", api.Schemes.as_view(), name="api-schemes"),
    path("schemes/check/", api.Check.as_view(), name="api-schemes-check"),
    path("schemes/indicators/", api.Binding.as_view(), name="api-scheme-indicators"),
    path(ONE, api.OneScheme.as_view(), name="api-scheme"),
    path(f"{ONE}decisions/", api.SchemeDecisions.as_view(), name="api-scheme-decisions"),
    path(f"{ONE}workbook/", api.Workbook.as_view(), name="api-scheme-workbook"),
    path(f"{ONE}letter/", api.Letter.as_view(), name="api-scheme-letter"),
    path(f"{ONE}document/", api.Document.as_view(), name="api-scheme-document"),
]
