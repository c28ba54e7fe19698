"""The pages of schemes on the desk."""

from django.urls import path

from .views import drafting, listing, showing

ONE = "schemes/<int:pk>/"

urlpatterns = [
    path("schemes/", listing.schemes, name="schemes"),
    path("schemes/new/", drafting.new, name="scheme-new"),
    path("schemes/upload/", drafting.upload, name="scheme-upload"),
    path("schemes/binding/", listing.binding, name="scheme-binding"),
    path(ONE, showing.scheme, name="scheme"),
    path(f"{ONE}edit/", drafting.edit, name="scheme-edit"),
    path(f"{ONE}upload/", drafting.upload_again, name="scheme-upload-again"),
    path(f"{ONE}comparison/", showing.comparison, name="scheme-comparison"),
    path(f"{ONE}workbook/", showing.workbook, name="scheme-workbook"),
    path(f"{ONE}letter/", showing.letter, name="scheme-letter"),
]
