"""The addresses of tokens, departments, tags, policies and delegations, below /api/v1/."""

from django.urls import path

from .api import Token, Tokens
from .cards_api import OneTownshipCard, TownshipCards
from .delegations_api import Delegable, Delegations, EndDelegation, OneDelegation
from .departments_api import Departments, End, Merge, OneDepartment, Rename
from .policy_api import OnePolicy, Policies, PolicyOfCounty
from .reorganizations_api import DecideReorganization, OneReorganization, Reorganizations
from .tags_api import OneTag, Tags

# `departments/` is the public read of their cards.
DEPARTMENTS = "county-departments/"
urlpatterns = [
    path("tokens/", Tokens.as_view(), name="api-tokens"),
    path("tokens/<int:pk>/", Token.as_view(), name="api-token"),
    path(DEPARTMENTS, Departments.as_view(), name="api-county-departments"),
    path(f"{DEPARTMENTS}<int:pk>/", OneDepartment.as_view(), name="api-county-department"),
    path(f"{DEPARTMENTS}<int:pk>/rename/", Rename.as_view(), name="api-department-rename"),
    path(f"{DEPARTMENTS}<int:pk>/merge/", Merge.as_view(), name="api-department-merge"),
    path(f"{DEPARTMENTS}<int:pk>/end/", End.as_view(), name="api-department-end"),
    path("reorganizations/", Reorganizations.as_view(), name="api-reorganizations"),
    path("reorganizations/<int:pk>/", OneReorganization.as_view(), name="api-reorganization"),
    path(
        "reorganizations/<int:pk>/decisions/",
        DecideReorganization.as_view(),
        name="api-reorganization-decisions",
    ),
    path("township-cards/", TownshipCards.as_view(), name="api-township-cards"),
    path("township-cards/<int:pk>/", OneTownshipCard.as_view(), name="api-township-card"),
    path("region-tags/", Tags.as_view(), name="api-region-tags"),
    path("region-tags/<int:pk>/", OneTag.as_view(), name="api-region-tag"),
    path("county-policies/", Policies.as_view(), name="api-county-policies"),
    path("county-policies/<int:pk>/", OnePolicy.as_view(), name="api-county-policy"),
    path("policy/", PolicyOfCounty.as_view(), name="api-policy"),
    path("delegations/", Delegations.as_view(), name="api-delegations"),
    path("delegations/<int:pk>/", OneDelegation.as_view(), name="api-delegation"),
    path("delegations/<int:pk>/end/", EndDelegation.as_view(), name="api-delegation-end"),
    path("delegable-memberships/", Delegable.as_view(), name="api-delegable-memberships"),
]
