"""The addresses of prohibited entries, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("prohibited-entries/", api.Entries.as_view(), name="api-prohibited-entries"),
    path("prohibited-entries/test/", api.TryText.as_view(), name="api-prohibited-test"),
    path("prohibited-entries/<int:pk>/", api.OneEntry.as_view(), name="api-prohibited-entry"),
]
