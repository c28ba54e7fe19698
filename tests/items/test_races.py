"""Two people at once: nothing is lost, nothing doubled, and the slower one is told."""

import threading

import pytest
from django.db import connection

from dutylist.organizations.roles import Role
from dutylist.workflow.refusals import NotPossible, Refusal, Stale
from items.models import DutyItem, Edition, EditionDocument, ProposedChange, Revision
from items.services.editions import publish_edition
from items.services.proposals import withdraw_change
from items.services.register import change_items
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_item,
    make_items,
    make_staff,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 5


def race(attempts):
    """Runs the attempts at the same moment: -> (results, refusals)."""
    gate, won, lost = threading.Barrier(len(attempts)), [], []

    def run(attempt):
        gate.wait()
        try:
            won.append(attempt())
        except Refusal as refused:
            lost.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[attempt]) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return won, lost


def test_new_items_of_many_clerks_get_codes_of_their_own():
    county, clerk = make_county(), make_user(Role.CLERK)
    attempts = [
        lambda n=n: change_items(county, [(None, make_content(name=f"事项{n}"))], by=clerk, reason="新增")
        for n in range(RACERS)
    ]
    won, lost = race(attempts)
    codes = sorted(DutyItem.objects.values_list("code", flat=True))
    assert (len(won), lost) == (RACERS, [])
    assert codes == [f"99012100{n:03d}" for n in range(1, RACERS + 1)]


def test_of_many_edits_of_one_version_one_wins_and_the_others_are_told():
    item, clerk = make_item(), make_user(Role.CLERK)
    attempts = [
        lambda n=n: change_items(item.county, [(item, {"name": f"名称{n}"})], by=clerk, reason="改", expect=1)
        for n in range(RACERS)
    ]
    won, lost = race(attempts)
    assert len(won) == 1
    assert {type(refused) for refused in lost} == {Stale}
    item.refresh_from_db()
    assert (item.version, item.history.count()) == (2, 2)


def test_first_proposals_of_many_open_one_revision():
    items = make_items([make_content(name=f"事项{n}") for n in range(RACERS)])
    staff = make_staff()
    publish(staff=staff)
    attempts = [
        lambda item=item: change_items(item.county, [(item, {"name": "新名"})], by=staff[0], reason="调整")
        for item in items
    ]
    won, lost = race(attempts)
    assert (len(won), lost) == (RACERS, [])
    assert (Revision.objects.count(), ProposedChange.objects.count()) == (1, RACERS)


def test_a_change_is_withdrawn_once():
    item = make_item()
    staff = make_staff()
    publish(staff=staff)
    change = change_items(item.county, [(item, {"name": "新名"})], by=staff[0], reason="调整").proposed[0]
    won, lost = race([lambda: withdraw_change(change, by=staff[0], reason="撤回")] * 3)
    assert len(won) == 1
    assert {type(refused) for refused in lost} == {NotPossible}


def test_one_edition_comes_of_two_publications_at_once():
    make_department()
    make_items([make_content()])
    clerk, recorder, lead = make_staff()
    county = make_county()

    def attempt():
        return publish_edition(
            county,
            submitted_by=clerk,
            approved_by=recorder,
            by=lead,
            meeting="县委编委会",
            decided_on="2026-02-10",
            document_number="示政发〔2026〕6号",
            effective_on="2026-03-01",
            reason="公布",
        )

    won, lost = race([attempt] * 3)
    assert (len(won), len(lost)) == (1, 2)
    assert (Edition.objects.count(), EditionDocument.objects.count()) == (1, 1)
