"""The addresses of rounds, below /api/v1/revisions/."""

from django.urls import path

from . import api

ONE = "revisions/<int:pk>/rounds/<int:number>/"

urlpatterns = [
    path("revisions/<int:pk>/rounds/", api.Rounds.as_view(), name="api-revision-rounds"),
    path(f"{ONE}close/", api.Close.as_view(), name="api-revision-round-close"),
    path(f"{ONE}remind/", api.Remind.as_view(), name="api-revision-round-remind"),
    path(f"{ONE}contest/", api.Contest.as_view(), name="api-revision-round-contest"),
    path(f"{ONE}stop/", api.Stop.as_view(), name="api-revision-round-stop"),
    path("revisions/<int:pk>/opinions/", api.Opinions.as_view(), name="api-revision-opinions"),
    path(
        "revisions/<int:pk>/opinions/<int:opinion>/answer/",
        api.Answers.as_view(),
        name="api-revision-opinion-answer",
    ),
]
