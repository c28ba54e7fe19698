"""Every page, in a real browser: nothing inline, nothing from elsewhere, readable by everyone, at
any width.
"""

import pytest

from dutylist.organizations.models import Membership
from dutylist.organizations.roles import Role
from items.models import DutyItem, Edition, ImportJob
from tests.factories import make_delegation

from .pages import PAGES
from .walking import Walker


def handed_over():
    """A township's person has handed the own role to a colleague."""
    held = Membership.objects.get(user__username="township", role=Role.TOWNSHIP_LEAD)
    given = make_delegation(held.user, role=held.role)
    return {"held": held.pk, "delegation": given.pk}


@pytest.mark.one_database
@pytest.mark.parametrize(
    "account", sorted({page.account for page in PAGES}), ids=lambda account: account or "stranger"
)
def test_pages_keep_the_rules_of_the_house(visit, demo, account):
    walker = Walker(visit(account), demo)
    first = {"edition": Edition, "item": DutyItem, "job": ImportJob}
    ids = {name: model.objects.earliest("pk").pk for name, model in first.items()} | handed_over()
    mine = [
        page._replace(path=page.path.format(**ids)) for page in PAGES if page.account == account
    ]
    faults = [
        fault
        for page in mine
        for fault in walker.walk(page.path, name=page.name, status=page.status)
    ]
    assert not faults, "\n".join(faults)
