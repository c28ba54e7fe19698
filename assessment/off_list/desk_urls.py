"""The pages of off-list reports on the desk, below /desk/."""

from django.urls import path

from .views import handling, reporting

urlpatterns = [
    path("off-list/", reporting.report, name="off-list"),
    path("off-list/receipt/", reporting.receipt, name="off-list-receipt"),
    path("off-list/register/", handling.register, name="off-list-register"),
    path("off-list/<int:pk>/", handling.one, name="off-list-report"),
]
