"""The papers of a request on the desk, below /desk/."""

from django.urls import path

from .views import paper

urlpatterns = [
    path("requests/<int:pk>/papers/<slug:kind>/", paper, name="request-paper"),
]
