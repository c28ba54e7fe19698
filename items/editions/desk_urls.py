"""The pages of editions on the desk, below /desk/."""

from django.urls import path

from . import views

urlpatterns = [
    path("editions/", views.editions, name="editions"),
    path("editions/<int:pk>/", views.edition, name="edition"),
]
