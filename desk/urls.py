"""The addresses of the desk; the pages of the record keep the names their templates use."""

from django.urls import include, path

from dutylist.organizations import delegation_views as delegations
from items.editions import views as editions
from items.published.pages import preview
from items.register import history_pages as history
from items.register import protected_pages
from items.register.views import corrections, revision

from .home import views as home

desk_patterns = [
    path("", home.home, name="home"),
    path("revision/", revision.revision, name="revision"),
    path("revision/list/", revision.draft, name="draft"),
    path("revision/changes/<int:pk>/", revision.change, name="change"),
    path("editions/", editions.editions, name="editions"),
    path("editions/<int:pk>/", editions.edition, name="edition"),
    path("editions/<int:pk>/preview/", preview.preview, name="edition-preview"),
    path("editions/<int:pk>/preview/<str:code>/", preview.preview, name="edition-preview-township"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:pk>/", corrections.correction, name="correction"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/<int:pk>/", delegations.delegation, name="delegation"),
    path("delegations/new/<int:pk>/", delegations.new, name="delegation-new"),
    path("history/verification/", history.verification, name="verification"),
    path("history/protected/", protected_pages.protected, name="protected"),
    path("history/batches/<uuid:pk>/opening/", protected_pages.opening, name="opening"),
]
urlpatterns = [
    path("", include((desk_patterns, "desk"))),
    path("history/", history.pages.urls),
]
