"""The papers of a request and of a round on the desk, below /desk/."""

from django.urls import path

from .views import paper, paper_of_round

urlpatterns = [
    path("requests/<int:pk>/papers/<slug:kind>/", paper, name="request-paper"),
    path(
        "revisions/<int:pk>/rounds/<int:number>/papers/<slug:kind>/",
        paper_of_round,
        name="revision-round-paper",
    ),
]
