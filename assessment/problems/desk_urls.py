"""The pages of problems and evaluations on the desk, below /desk/."""

from django.urls import path

from .evaluation_pages import evaluation, evaluations
from .pages import PAGES

urlpatterns = [
    *PAGES.urls(),
    path("evaluations/", evaluations, name="evaluations"),
    path("evaluations/<int:pk>/", evaluation, name="evaluation"),
]
