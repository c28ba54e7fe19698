"""A county that has published and is revising, its people, and how they sign in."""

import pytest
from django.test import Client

from dutylist.organizations.roles import Role
from items.register.services.editing import change_items
from tests.factories import make_content as content
from tests.factories import make_county, make_items, make_staff, make_user, publish
from tests.grounds import ground


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    """Signing in has tests of its own."""
    settings.ACCOUNT_POLICY = settings.ACCOUNT_POLICY | {"second_factor_roles": []}


@ground
def staff(db):
    return make_staff()


@ground
def published(staff):
    """Three items in force; -> the items."""
    items = make_items(
        [
            content(name="负责河道巡查"),
            content("coordination", "违法占用耕地整治"),
            content("reclaimed", "对建筑施工噪声的处罚"),
        ]
    )
    publish(staff=staff)
    return items


@ground
def revising(published, staff):
    """The county with one proposed change of the first item; -> the change."""
    outcome = change_items(
        make_county(),
        [(published[0], {"name": "负责河道巡查和保洁"})],
        by=staff[0],
        reason="扩大范围",
    )
    return outcome.proposed[0]


@pytest.fixture
def signed_in():
    """`signed_in(user)` is a browser in that person's name."""

    def sign_in(user):
        browser = Client()
        browser.force_login(user)
        return browser

    return sign_in


@pytest.fixture
def person(staff):
    """`person(role)`: somebody in that role in the demo county; the three of a publication are the
    same people.
    """
    known = dict(zip((Role.CLERK, Role.RECORDER, Role.OFFICE_LEAD), staff, strict=True))
    return lambda role: known.get(role) or make_user(role)
