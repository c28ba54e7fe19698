"""The addresses of files that leave the house: exports and the empty workbook."""

from django.urls import path

from . import views

urlpatterns = [
    path("export/", views.export, name="export"),
    path("export/file/", views.export_file, name="export-file"),
    path("import/template.xlsx", views.import_template, name="import_template"),
]
