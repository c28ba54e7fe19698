"""A published county with one pending proposal, one internal item, and a client for each of its
people.
"""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client

from dutylist.organizations.roles import Role
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_staff,
    make_township,
    make_user,
    publish,
    seeding,
)
from tests.grounds import ground


@ground
def place(db):
    """示例县 with two townships: one item of each kind, one only for 河口乡, one
    不予公开, edition 1 in force.
    """
    county = make_county()
    first, second = make_township("990121100000", "城关镇"), make_township("990121101000", "河口乡")
    make_department("县公安局", county=county)
    items = make_items(
        [
            make_content(name="公文管理"),
            make_content("coordination", "消防安全", township_duty="1.宣传；\n2.巡查。"),
            make_content("reclaimed", "海洋执法巡查"),
            make_content(name="蓄滞洪区运用", scope="listed", townships=[second.code]),
            make_content(name="内部金丝雀", public=False),
        ]
    )
    staff = make_staff(county)
    edition = publish(county, staff=staff)
    return SimpleNamespace(
        county=county,
        first=first,
        second=second,
        items=items,
        staff=staff,
        clerk=staff[0],
        edition=edition,
    )


@ground
def proposed(place):
    """A pending change whose words nobody outside the office may read."""
    outcome = change_items(
        place.county,
        [(place.items[0], {"name": "草稿金丝雀"})],
        by=place.clerk,
        reason="拟调整金丝雀",
    )
    return outcome.proposed[0]


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@ground
def people(place):
    """{role: user} of this county, and a clerk of another one."""
    with seeding():
        users = {
            role: make_user(role, county=place.county) for role in Role if role not in NEEDS_A_UNIT
        }
        users[Role.TOWNSHIP_STAFF] = make_user(Role.TOWNSHIP_STAFF, township=place.first)
        users[Role.TOWNSHIP_LEAD] = make_user(Role.TOWNSHIP_LEAD, township=place.first)
        department = make_department(county=place.county)
        users[Role.DEPARTMENT_STAFF] = make_user(Role.DEPARTMENT_STAFF, department=department)
        users[Role.DEPARTMENT_LEAD] = make_user(Role.DEPARTMENT_LEAD, department=department)
        users["stranger"] = make_user(Role.CLERK, county=make_county("990122000000", "邻县"))
    return users


@ground
def sessions(people):
    """{role: the key of a session of its person}."""
    return {
        who: signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        for who, user in people.items()
    }


@pytest.fixture
def clients(sessions):
    """{role: a client of its person}, signed in before the test began."""
    made = {who: Client() for who in sessions}
    for who, key in sessions.items():
        made[who].cookies[settings.SESSION_COOKIE_NAME] = key
    return made


NEEDS_A_UNIT = {
    Role.TOWNSHIP_STAFF,
    Role.TOWNSHIP_LEAD,
    Role.DEPARTMENT_STAFF,
    Role.DEPARTMENT_LEAD,
}
