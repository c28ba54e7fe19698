"""Every address of the API, version 1, and its description: each app and room brings its own in a
module `api_urls`.
"""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from dutylist.api_docs import api_docs, api_operation
from dutylist.rest.parameters import takes
from dutylist.rooms import load_modules


def addresses_of_version_1():
    """The addresses of every app and room, one list: a name is given once."""
    addresses = []
    for module in load_modules("api_urls"):
        addresses += module.urlpatterns
    return addresses


urlpatterns = [
    path("v1/", include(addresses_of_version_1())),
    path("schema/", takes("format", "lang")(SpectacularAPIView.as_view()), name="api-schema"),
    path("docs/", api_docs, name="api-docs"),
    path("docs/<slug:name>/", api_operation, name="api-operation"),
]
