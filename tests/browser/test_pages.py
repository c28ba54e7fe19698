"""Every page, in a real browser: nothing inline, nothing from elsewhere, readable by everyone, at any width."""

import pytest

from .pages import PAGES
from .walking import Walker


@pytest.mark.parametrize("account", sorted({page.account for page in PAGES}), ids=lambda account: account or "stranger")
def test_pages_keep_the_rules_of_the_house(visit, demo, account):
    walker = Walker(visit(account), demo)
    mine = [page for page in PAGES if page.account == account]
    faults = [fault for page in mine for fault in walker.walk(page.path, name=page.name)]
    assert not faults, "\n".join(faults)
