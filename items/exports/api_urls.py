"""The addresses of exports, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("exports/", api.Exports.as_view(), name="api-exports"),
]
