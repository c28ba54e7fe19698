"""Every page of the admin opens for somebody, and whoever may open it can: a mistyped option fails
here.
"""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from dutylist.organizations.roles import Role
from tests.factories import make_user

from .tree import ROOMS

pytestmark = pytest.mark.either_database

ROLES = [Role.CLERK, Role.OFFICE_LEAD, Role.AUDITOR, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN]


@pytest.fixture
def no_second_factor(settings):
    """Signing in has tests of its own."""
    settings.ACCOUNT_POLICY = settings.ACCOUNT_POLICY | {"second_factor_roles": []}


def registered():
    return {model._meta.label_lower: options for model, options in admin.site._registry.items()}


def our_own():
    return {
        label
        for label, options in registered().items()
        if options.model.__module__.split(".")[0] in ROOMS
    }


def request_of(user):
    request = RequestFactory().get("/admin/")
    request.user = user
    return request


def pages_of(options, request):
    """The addresses of a model's admin that this person may open."""
    name = f"admin:{options.opts.app_label}_{options.opts.model_name}"
    if options.has_view_permission(request):
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_changelist") + ("?q=消防" if options.search_fields else "?p=1")
    if options.has_add_permission(request):
        yield reverse(f"{name}_add")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_every_admin_page_opens_for_whoever_may_see_it(client, no_second_factor, role):
    user = make_user(role, is_staff=True)
    client.force_login(user)
    pages = [
        page for options in registered().values() for page in pages_of(options, request_of(user))
    ]
    assert [
        (page, answer.status_code)
        for page in pages
        if (answer := client.get(page)).status_code != 200
    ] == []


@pytest.mark.django_db
def test_no_model_of_ours_is_registered_for_nobody():
    requests = [request_of(make_user(role, is_staff=True)) for role in ROLES]
    seen = {
        label
        for label, o in registered().items()
        for request in requests
        if o.has_view_permission(request)
    }
    assert our_own() - seen == set()
