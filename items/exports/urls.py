"""The addresses of files that leave the house: exports, the empty workbook, the marked one."""

from django.urls import path

from items.exports import views
from items.imports.returning.returned_page import returned

urlpatterns = [
    path("export/", views.export, name="export"),
    path("export/file/", views.export_file, name="export-file"),
    path("import/template.xlsx", views.import_template, name="import_template"),
    path("import/<int:pk>/returned/", returned, name="import_returned"),
]
