"""The pages of the comparison on the desk."""

from django.urls import path

from .views import comparing, table

urlpatterns = [
    path("load/", comparing.load, name="load"),
    path("load/rows/", comparing.rows, name="load-rows"),
    path("load/table.xlsx", table.workbook, name="load-table"),
]
