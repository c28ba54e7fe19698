"""The addresses of feedback, below /api/v1/. The number of a citizen is the `id` of the State."""

from django.urls import path

from . import api

ONE = "feedback/<int:pk>/"

urlpatterns = [
    path("feedback/", api.AllFeedback.as_view(), name="api-feedback"),
    path(ONE, api.OneFeedback.as_view(), name="api-feedback-one"),
    path(f"{ONE}decisions/", api.FeedbackDecisions.as_view(), name="api-feedback-decisions"),
]
