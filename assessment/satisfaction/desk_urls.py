"""The pages of satisfaction rounds on the desk, below /desk/."""

from django.urls import path

from .views import heads, rating, rounds

urlpatterns = [
    path("satisfaction/", rounds.listing, name="satisfaction"),
    path("satisfaction/new/", rounds.new, name="satisfaction-new"),
    path("satisfaction/<int:pk>/", rounds.one, name="satisfaction-round"),
    path("satisfaction/<int:pk>/ballot/", rating.ballot, name="satisfaction-ballot"),
    path("head-opinions/", heads.heads, name="head-opinions"),
]
