"""Editions to move about, without the publication's own conditions: those have their tests in tests/items."""

import pytest

from dutylist.organizations.roles import Role
from dutylist.workflow.engine import begin
from items.models import Edition
from items.workflow import EditionAction
from tests.factories import make_county, make_user


def plain(edition):
    """The same edition with the table's rules alone: no checks of its content and no documents made."""
    for action in EditionAction.values:
        for hook in ("check", "apply", "after"):
            setattr(edition, f"{hook}_{action}", None)
    return edition


@pytest.fixture
def clerk(db):
    return make_user(Role.CLERK, name="李经办")


@pytest.fixture
def recorder(db):
    return make_user(Role.RECORDER, name="王登记")


@pytest.fixture
def lead(db):
    return make_user(Role.OFFICE_LEAD, name="赵主任")


@pytest.fixture
def edition(clerk):
    return begin(plain(Edition(county=make_county(), number=7, title="2026年版")), by=clerk)
