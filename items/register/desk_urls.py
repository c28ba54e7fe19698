"""The register's pages on the desk, below /desk/."""

from django.urls import path

from . import history_pages as history
from . import protected_pages
from .views import corrections, revision

urlpatterns = [
    path("revision/", revision.revision, name="revision"),
    path("revision/list/", revision.draft, name="draft"),
    path("revision/changes/<int:pk>/", revision.change, name="change"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:pk>/", corrections.correction, name="correction"),
    path("history/verification/", history.verification, name="verification"),
    path("history/protected/", protected_pages.protected, name="protected"),
    path("history/batches/<uuid:pk>/opening/", protected_pages.opening, name="opening"),
]
