"""The addresses of imports, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("imports/", api.Imports.as_view(), name="api-imports"),
    path("imports/<int:pk>/", api.Import.as_view(), name="api-import"),
    path("imports/<int:pk>/rows/", api.Rows.as_view(), name="api-import-rows"),
    path("imports/<int:pk>/items/", api.ByFiles.as_view(), name="api-import-items"),
    path("imports/<int:pk>/confirm/", api.Confirm.as_view(), name="api-import-confirm"),
    path("imports/<int:pk>/undo/", api.Undo.as_view(), name="api-import-undo"),
    path("imports/<int:pk>/discard/", api.Discard.as_view(), name="api-import-discard"),
    path("imports/<int:pk>/result/", api.Result.as_view(), name="api-import-result"),
    path("imports/<int:pk>/files/<int:part>/", api.Original.as_view(), name="api-import-file"),
]
