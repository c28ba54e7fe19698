"""The addresses of satisfaction rounds, below /api/v1/."""

from django.urls import path

from . import api

ONE = "satisfaction-rounds/<int:pk>/"

urlpatterns = [
    path("satisfaction-rounds/", api.SatisfactionRounds.as_view(), name="api-satisfaction-rounds"),
    path(ONE, api.OneSatisfactionRound.as_view(), name="api-satisfaction-round"),
    path(
        f"{ONE}decisions/",
        api.SatisfactionDecisions.as_view(),
        name="api-satisfaction-decisions",
    ),
    path(f"{ONE}ballot/", api.SatisfactionBallot.as_view(), name="api-satisfaction-ballot"),
    path(f"{ONE}results/", api.SatisfactionResults.as_view(), name="api-satisfaction-results"),
    path("head-opinions/", api.HeadOpinions.as_view(), name="api-head-opinions"),
]
