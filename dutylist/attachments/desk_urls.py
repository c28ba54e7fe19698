"""The pages of attachments on the desk, below /desk/."""

from django.urls import path

from . import views

urlpatterns = [
    path("attachments/<int:pk>/", views.attachment, name="attachment"),
    path("attachments/<int:pk>/withdraw/", views.withdrawal, name="attachment-withdraw"),
    path("attachments/<slug:flow>/<int:pk>/", views.attachments, name="attachments"),
]
