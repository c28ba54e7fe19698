"""The pages of the directory on the desk, below /desk/."""

from django.urls import path

from . import views

urlpatterns = [
    path("directory/", views.directory, name="directory"),
    path("directory/workbook.xlsx", views.workbook, name="directory-workbook"),
    path("directory/<uuid:pk>/", views.take_back, name="directory-back"),
]
