"""The pages of subscribers on the desk, below /desk/."""

from django.urls import path

from . import views

urlpatterns = [
    path("webhooks/", views.webhooks, name="webhooks"),
    path("webhooks/new/", views.new, name="webhook-new"),
    path("webhooks/<int:pk>/", views.webhook, name="webhook"),
    path("webhooks/<int:pk>/secret/", views.secret, name="webhook-secret"),
    path("webhooks/<int:pk>/switch/", views.switch, name="webhook-switch"),
    path("webhooks/<int:pk>/remove/", views.remove, name="webhook-remove"),
    path("webhooks/<int:pk>/test/", views.trial, name="webhook-test"),
    path("webhooks/<int:pk>/replay/", views.replay_since, name="webhook-replay"),
    path(
        "webhooks/<int:pk>/deliveries/<int:delivery>/replay/",
        views.replay,
        name="webhook-delivery-replay",
    ),
]
