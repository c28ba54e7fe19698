"""Every address of the API, version 1, and its description: each app and room brings its own in a
module `api_urls`.
"""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from dutylist.rest.parameters import takes
from dutylist.rooms import load_modules

API_DOCS = SpectacularSwaggerSplitView.as_view(
    url_name="api-schema", template_name="site/api_docs.html", title="接口说明"
)


def addresses_of_version_1():
    """The addresses of every app and room, one list: a name is given once."""
    addresses = []
    for module in load_modules("api_urls"):
        addresses += module.urlpatterns
    return addresses


urlpatterns = [
    path("v1/", include(addresses_of_version_1())),
    path("schema/", takes("format", "lang")(SpectacularAPIView.as_view()), name="api-schema"),
    path("docs/", takes("script", "lang")(API_DOCS), name="api-docs"),
]
