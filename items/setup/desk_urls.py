"""The pages of setting up on the desk, below /desk/."""

from django.urls import path

from . import views

urlpatterns = [
    path("setup/", views.counties, name="setup"),
    path("setup/new/", views.next_county, name="setup-new"),
    path("setup/<str:code>/", views.county, name="setup-county"),
]
