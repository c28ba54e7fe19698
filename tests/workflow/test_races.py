"""Two people press at once: one wins, the other is told who did."""

import threading

import pytest
from django.db import connection

from dutylist.organizations.roles import Role
from dutylist.workflow.engine import begin, perform
from dutylist.workflow.models import Decision
from dutylist.workflow.refusals import Refusal, Stale
from items.models import Edition
from tests.factories import make_county, make_user

from .conftest import plain

RACERS = 6


def race(edition, people, expect):
    """Lets everybody submit at the same moment: -> (decisions, refusals)."""
    gate, won, lost = threading.Barrier(len(people)), [], []

    def press(person):
        mine = plain(Edition.objects.get(pk=edition.pk))
        gate.wait()
        try:
            won.append(perform(mine, "submit", by=person, expect=expect))
        except Refusal as refused:
            lost.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return won, lost


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_version", [True, False])
def test_one_of_many_wins_and_the_others_are_told_who_did(with_version):
    people = [make_user(Role.CLERK, name=f"经办{number}") for number in range(RACERS)]
    edition = begin(plain(Edition(county=make_county(), number=7, title="2026年版")), by=people[0])
    won, lost = race(edition, people, edition.version if with_version else None)
    assert (len(won), len(lost), Decision.objects.count()) == (1, RACERS - 1, 1)
    for refused in lost:
        assert isinstance(refused, Stale) is with_version
        assert f"{won[0].by_name}于" in refused.sentence
