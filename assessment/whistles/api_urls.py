"""The addresses of whistles, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("whistles/", api.Whistles.as_view(), name="api-whistles"),
    path("whistles/statistics/", api.Statistics.as_view(), name="api-whistle-statistics"),
    path("whistles/<int:pk>/", api.OneWhistle.as_view(), name="api-whistle"),
    path(
        "whistles/<int:pk>/decisions/",
        api.WhistleDecisions.as_view(),
        name="api-whistle-decisions",
    ),
]
