"""The addresses of attachments, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("attachments/", api.Attachments.as_view(), name="api-attachments"),
    path("attachments/<int:pk>/", api.OneAttachment.as_view(), name="api-attachment"),
    path(
        "attachments/<int:pk>/withdrawal/",
        api.Withdrawal.as_view(),
        name="api-attachment-withdrawal",
    ),
]
