"""The pages of rounds on the desk, below /desk/revisions/."""

from django.urls import path

from .views import answering, board, opinion

urlpatterns = [
    path("revisions/<int:pk>/rounds/", board.rounds, name="revision-rounds"),
    path("revisions/<int:pk>/opinion/", opinion.opinion, name="revision-opinion"),
    path(
        "revisions/<int:pk>/opinions/<int:opinion>/",
        answering.answer,
        name="revision-opinion-answer",
    ),
]
