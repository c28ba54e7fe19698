"""The pages of sittings on the desk, below /desk/."""

from django.urls import path

from .views import listing, planning, recording, showing

urlpatterns = [
    path("sittings/", listing.sittings, name="sittings"),
    path("sittings/new/", planning.new, name="sitting-new"),
    path("sittings/<int:pk>/", showing.sitting, name="sitting"),
    path("sittings/<int:pk>/edit/", planning.edit, name="sitting-edit"),
    path("sittings/<int:pk>/results/", recording.results, name="sitting-results"),
]
