"""Every address of the site, by room."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("dutylist.organizations.urls")),
    path("admin/", admin.site.urls),
]
