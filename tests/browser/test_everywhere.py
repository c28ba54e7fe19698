"""One page of each address that links lead to, for everybody who has pages: nothing that axe finds,
nothing wider than the window.
"""

import pytest

from .everywhere import Traveller

# Who has pages of his own, the one with the most of them first.
ACCOUNTS = (
    "",
    "clerk",
    "township",
    "department",
    "lead",
    "approver",
    "auditor",
    "security",
    "admin",
)
# Some that must be among them, of every room; a way that is cut off is noticed.
AMONG_THEM = {
    "home",
    "township",
    "item",
    "item-versions",
    "compare",
    "leaving-year",
    "department",
    "feedback",
    "feedback-follow",
    "handbook",
    "api-docs",
    "api-operation",
    "desk:home",
    "desk:questions",
    "desk:feedback-one",
    "desk:edition",
    "desk:evaluations",
    "desk:execution",
    "desk:revision-rounds",
    "desk:setup-county",
    "desk:directory",
    "desk:sitting",
    "desk:whistle",
    "desk:satisfaction",
    "desk:off-list",
    "desk:webhooks",
    "desk:item-phrases",
    "history:batch",
    "admin:organizations_reorganization_changelist",
}


@pytest.mark.one_database
def test_every_page_that_a_link_leads_to_is_sound(visit, demo):
    seen, closed, faults = set(), set(), []
    for account in ACCOUNTS:
        traveller = Traveller(visit(account), demo, seen, closed)
        faults += traveller.travel("/desk/" if account else "/")
    assert not faults, "\n".join(faults)
    assert sorted(AMONG_THEM - seen) == []
