"""The pages of feedback on the desk, below /desk/."""

from django.urls import path

from .views import handling, listing, writing_down

urlpatterns = [
    path("feedback/", listing.feedback, name="feedback"),
    path("feedback/new/", writing_down.new, name="feedback-new"),
    path("feedback/<int:pk>/", handling.one, name="feedback-one"),
]
