"""The pages of inspections on the desk, below /desk/."""

from django.urls import path

from .pages import PAGES, calendar

urlpatterns = [
    path("inspections/calendar/", calendar, name="inspections-calendar"),
    *PAGES.urls(),
]
