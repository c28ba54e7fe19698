"""The addresses of subscribers and events, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("events/", api.Events.as_view(), name="api-events"),
    path("webhooks/", api.Webhooks.as_view(), name="api-webhooks"),
    path("webhooks/<int:pk>/", api.OneWebhook.as_view(), name="api-webhook"),
    path("webhooks/<int:pk>/secret/", api.Secret.as_view(), name="api-webhook-secret"),
    path("webhooks/<int:pk>/test/", api.Trial.as_view(), name="api-webhook-test"),
    path("webhooks/<int:pk>/replay/", api.ReplaySince.as_view(), name="api-webhook-replay"),
    path("webhooks/<int:pk>/deliveries/", api.Deliveries.as_view(), name="api-webhook-deliveries"),
    path(
        "webhooks/<int:pk>/deliveries/<int:delivery>/replay/",
        api.Replay.as_view(),
        name="api-webhook-delivery-replay",
    ),
]
