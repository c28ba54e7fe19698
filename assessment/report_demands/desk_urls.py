"""The pages of reports and ledgers asked of townships on the desk, below /desk/."""

from django.urls import path

from .pages import PAGES, asked

urlpatterns = [
    path("report-demands/asked/", asked, name="report-demands-asked"),
    *PAGES.urls(),
]
