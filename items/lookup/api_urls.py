"""The addresses of phrases and of what was asked, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("phrases/", api.Phrases.as_view(), name="api-phrases"),
    path("phrases/<int:pk>/", api.OnePhrase.as_view(), name="api-phrase"),
    path("matter-links/", api.MatterLinks.as_view(), name="api-matter-links"),
    path("matter-links/<int:pk>/", api.OneMatterLink.as_view(), name="api-matter-link"),
    path("asked/", api.Asked.as_view(), name="api-asked"),
    path("asked/<int:pk>/decisions/", api.AskedDecisions.as_view(), name="api-asked-decisions"),
]
