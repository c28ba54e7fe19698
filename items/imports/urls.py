"""The addresses of the import pages, mounted inside the admin's room."""

from django.urls import path

from items.imports.returning.returned_page import returned

from . import views

app_name = "imports"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("<int:pk>/", views.current_step, name="job"),
    path("<int:pk>/whose/", views.answer, name="whose"),
    path("<int:pk>/recognised/", views.recognised, name="recognised"),
    path("<int:pk>/assign/", views.assign, name="assign"),
    path("<int:pk>/preview/", views.preview, name="preview"),
    path("<int:pk>/matrix/", views.matrix, name="matrix"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/done/", views.done, name="done"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/returned/", returned, name="returned"),
    path("<int:pk>/undo/", views.undo, name="undo"),
]
