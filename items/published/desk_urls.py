"""The pages on the desk that show a draft as its published pages will look, below /desk/."""

from django.urls import path

from .pages import preview

urlpatterns = [
    path("editions/<int:pk>/preview/", preview.preview, name="edition-preview"),
    path("editions/<int:pk>/preview/<str:code>/", preview.preview, name="edition-preview-township"),
]
