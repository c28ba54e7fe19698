"""The addresses of the load of the API."""

from django.urls import path

from . import api

urlpatterns = [
    path("load/", api.Loads.as_view(), name="api-load"),
    path("load/rows/", api.LoadRows.as_view(), name="api-load-rows"),
]
