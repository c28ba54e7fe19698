"""The addresses of the yearly reports of the API."""

from django.urls import path

from . import api

urlpatterns = [
    path("execution/", api.Execution.as_view(), name="api-execution"),
    path("execution/draft/", api.Draft.as_view(), name="api-execution-draft"),
]
