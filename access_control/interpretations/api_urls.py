"""The addresses of interpretations, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("interpretations/", api.Interpretations.as_view(), name="api-interpretations"),
    path(
        "interpretations/<int:pk>/",
        api.OneInterpretation.as_view(),
        name="api-interpretation",
    ),
    path(
        "interpretations/<int:pk>/decisions/",
        api.InterpretationDecisions.as_view(),
        name="api-interpretation-decisions",
    ),
]
