"""Every address of the site, by room."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("dutylist.organizations.urls")),
    path("api/", include("dutylist.api")),
    path("admin/items/", include("items.exports.urls")),
    path("admin/items/import/", include("items.imports.urls")),
    path("admin/", admin.site.urls),
    path("desk/", include("desk.urls")),
    path("feedback/", include("assessment.feedback.public_urls")),
    path("", include("items.urls")),
]

handler400 = "items.published.pages.errors.bad_request"
handler403 = "items.published.pages.errors.forbidden"
handler404 = "items.published.pages.errors.not_found"
handler500 = "items.published.pages.errors.server_error"
