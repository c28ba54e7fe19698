"""Who may move an edition from where: every (status, action, role), written out."""

import itertools

import pytest

from dutylist.organizations.roles import Role
from dutylist.workflow.engine import refusal
from dutylist.workflow.refusals import NotAllowed, NotPossible
from items.models import Edition, EditionAction, EditionStatus
from tests.factories import make_county, make_user

ALLOWED = {
    ("drafting", "submit", "clerk"),
    ("drafting", "discard", "clerk"),
    ("awaiting_sitting", "approve", "recorder"),
    ("awaiting_sitting", "return", "recorder"),
    ("awaiting_sitting", "return", "office_lead"),
    ("awaiting_sitting", "take_back", "clerk"),
    ("approved", "publish", "office_lead"),
    ("approved", "return", "office_lead"),
    ("published", "request_supplement", "clerk"),
    ("published", "decline_supplement", "office_lead"),
    ("published", "supplement", "office_lead"),
    ("published", "request_revoke", "office_lead"),
    ("revoking", "revoke", "recorder"),
    ("revoking", "keep", "recorder"),
    ("revoking", "keep", "office_lead"),
}
EVERY = list(itertools.product(EditionStatus.values, EditionAction.values, Role.values))


@pytest.fixture
def answers(db, table_alone):
    """{(status, action, role): the refusal or None} for one person of each role."""
    people = {role: make_user(role) for role in Role.values}
    county = make_county()
    editions = {
        status: Edition(pk=1, county=county, number=1, status=status)
        for status in EditionStatus.values
    }
    return {
        (status, action, role): refusal(editions[status], action, people[role])
        for status, action, role in EVERY
    }


def test_exactly_these_moves_are_open(answers):
    assert {key for key, refused in answers.items() if refused is None} == ALLOWED


def test_everything_else_is_refused_with_a_sentence(answers):
    possible = {(status, action) for status, action, _ in ALLOWED}
    for (status, action, role), refused in answers.items():
        if (status, action, role) in ALLOWED:
            continue
        kind = NotAllowed if (status, action) in possible else NotPossible
        assert type(refused) is kind, (status, action, role)
        assert refused.sentence.endswith("。")


@pytest.mark.django_db
def test_the_same_roles_of_another_county_are_refused_everything():
    edition_of_ours = {
        status: Edition(pk=1, county=make_county(), number=1, status=status)
        for status, _, _ in ALLOWED
    }
    elsewhere = make_county("990122000000", "邻县")
    for status, action, role in sorted(ALLOWED):
        refused = refusal(edition_of_ours[status], action, make_user(role, county=elsewhere))
        assert isinstance(refused, NotAllowed)
        assert "示例县" in refused.sentence
