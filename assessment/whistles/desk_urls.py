"""The pages of whistles on the desk, below /desk/whistles/."""

from django.urls import path

from .views import counting, listing, raising, showing

urlpatterns = [
    path("whistles/", listing.whistles, name="whistles"),
    path("whistles/new/", raising.new, name="whistle-new"),
    path("whistles/statistics/", counting.statistics, name="whistle-statistics"),
    path("whistles/<int:pk>/", showing.whistle, name="whistle"),
]
