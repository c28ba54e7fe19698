"""The pages of interpretations on the desk, below /desk/interpretations/."""

from django.urls import path

from .views import asking, listing, showing

urlpatterns = [
    path("interpretations/", listing.interpretations, name="interpretations"),
    path("interpretations/new/", asking.new, name="interpretation-new"),
    path("interpretations/<int:pk>/", showing.interpretation, name="interpretation"),
]
