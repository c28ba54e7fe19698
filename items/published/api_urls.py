"""The addresses of the public reads, below /api/v1/."""

from django.urls import path

from . import api, departments_api

urlpatterns = [
    path("entries/", api.entries, name="api-entries"),
    path("editions/", api.editions, name="api-editions"),
    path("editions/<int:pk>/", api.edition, name="api-edition"),
    path("documents/<int:pk>/", api.document, name="api-document"),
    path("regions/", api.regions, name="api-regions"),
    path("departments/", api.departments, name="api-departments"),
    path(
        "departments/<int:pk>/list/",
        departments_api.department_entries,
        name="api-department-list",
    ),
    path("department-lists/", departments_api.department_lists, name="api-department-lists"),
    path("answers/", api.answers, name="api-answers"),
]
