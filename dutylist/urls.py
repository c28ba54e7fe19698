"""Every address of the site, by room."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("dutylist.organizations.urls")),
    path("api/", include("dutylist.api")),
    path("admin/items/", include("items.exports.urls")),
    path("admin/items/import/", include("items.urls_staff")),
    path("admin/", admin.site.urls),
    path("desk/", include("desk.urls")),
    path("", include("items.urls")),
]

handler400 = "items.public.errors.bad_request"
handler403 = "items.public.errors.forbidden"
handler404 = "items.public.errors.not_found"
handler500 = "items.public.errors.server_error"
