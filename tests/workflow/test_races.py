"""Two people press at once: one wins, the other is told who did."""

import pytest

from dutylist.organizations.roles import Role
from dutylist.workflow.engine import begin, perform
from dutylist.workflow.models import Decision
from dutylist.workflow.refusals import Stale
from items.models import Edition
from tests.at_once import race
from tests.factories import make_county, make_user

RACERS = 6


def submissions(edition, people, expect):
    """Everybody's submitting of the same edition, each read beforehand."""
    for person in people:
        mine = Edition.objects.get(pk=edition.pk)
        yield lambda mine=mine, person=person: perform(mine, "submit", by=person, expect=expect)


@pytest.mark.usefixtures("table_alone")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_version", [True, False])
def test_one_of_many_wins_and_the_others_are_told_who_did(with_version):
    people = [make_user(Role.CLERK, name=f"经办{number}") for number in range(RACERS)]
    edition = begin(Edition(county=make_county(), number=7, title="2026年版"), by=people[0])
    expect = edition.version if with_version else None
    won, lost = race(list(submissions(edition, people, expect)))
    assert (len(won), len(lost), Decision.objects.count()) == (1, RACERS - 1, 1)
    for refused in lost:
        assert isinstance(refused, Stale) is with_version
        assert f"{won[0].by_name}于" in refused.sentence
