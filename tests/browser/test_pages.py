"""Every page, in a real browser: nothing inline, nothing from elsewhere, readable by everyone, at any width."""

import pytest

from items.models import DutyItem, Edition

from .pages import PAGES
from .walking import Walker


@pytest.mark.parametrize("account", sorted({page.account for page in PAGES}), ids=lambda account: account or "stranger")
def test_pages_keep_the_rules_of_the_house(visit, demo, account):
    walker = Walker(visit(account), demo)
    ids = {"edition": Edition.objects.earliest("pk").pk, "item": DutyItem.objects.earliest("pk").pk}
    mine = [page._replace(path=page.path.format(**ids)) for page in PAGES if page.account == account]
    faults = [fault for page in mine for fault in walker.walk(page.path, name=page.name, status=page.status)]
    assert not faults, "\n".join(faults)
