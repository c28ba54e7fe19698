"""The address of one's own to-dos, below /api/v1/."""

from django.urls import path

from .todos_api import ToDos

urlpatterns = [
    path("todos/", ToDos.as_view(), name="api-todos"),
]
