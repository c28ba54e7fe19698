"""The addresses of inspections, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("inspections/", api.Inspections.as_view(), name="api-inspections"),
    path("inspections/<int:pk>/", api.OneInspection.as_view(), name="api-inspection"),
    path(
        "inspections/<int:pk>/decisions/",
        api.InspectionDecisions.as_view(),
        name="api-inspection-decisions",
    ),
]
