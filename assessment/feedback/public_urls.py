"""The addresses of feedback for everybody, below /feedback/."""

from django.urls import path

from .views import following, sending, tapping

urlpatterns = [
    path("", sending.feedback, name="feedback"),
    path("follow/", following.follow, name="feedback-follow"),
    path("tap/", tapping.tap, name="feedback-tap"),
    path("thanks/", tapping.thanks, name="feedback-thanks"),
    path("<int:number>/", following.follow, name="feedback-answer"),
]
