"""The pages of the yearly reports on the desk."""

from django.urls import path

from .views import reporting, showing

urlpatterns = [
    path("execution/", showing.overview, name="execution"),
    path("execution/report/", reporting.report, name="execution-report"),
    path("execution/<int:pk>/", showing.one, name="execution-one"),
]
