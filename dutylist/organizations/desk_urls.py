"""The pages of delegations on the desk, below /desk/."""

from django.urls import path

from . import delegation_views as delegations

urlpatterns = [
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/<int:pk>/", delegations.delegation, name="delegation"),
    path("delegations/new/<int:pk>/", delegations.new, name="delegation-new"),
]
