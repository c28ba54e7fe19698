"""The addresses of editions on their way, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("edition-drafts/", api.Drafts.as_view(), name="api-edition-drafts"),
    path(
        "editions/<int:pk>/decisions/",
        api.Decisions.as_view(),
        name="api-edition-decisions",
    ),
    path(
        "editions/<int:pk>/supplements/",
        api.Supplements.as_view(),
        name="api-edition-supplements",
    ),
    path("editions/<int:pk>/findings/", api.Findings.as_view(), name="api-edition-findings"),
]
