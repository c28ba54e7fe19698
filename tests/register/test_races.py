"""Two people at once: nothing is lost, nothing doubled, and the slower one is told."""

import pytest

from dutylist.history.verify import verify
from dutylist.organizations.roles import Role
from dutylist.workflow.engine import perform
from dutylist.workflow.refusals import NotPossible, Stale
from items.editions.services.editions import publish_edition, start_edition
from items.models import DutyItem, Edition, EditionDocument, ProposedChange, Revision
from items.register.services.editing import change_items
from items.register.services.proposals import open_revision, withdraw_change
from tests.at_once import race
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

from .test_register import revised_edition

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 5


def test_new_items_of_many_clerks_get_codes_of_their_own():
    county, clerk = make_county(), make_user(Role.CLERK)
    attempts = [
        lambda n=n: change_items(
            county, [(None, make_content(name=f"事项{n}"))], by=clerk, reason="新增"
        )
        for n in range(RACERS)
    ]
    won, lost = race(attempts)
    codes = sorted(DutyItem.objects.values_list("code", flat=True))
    assert (len(won), lost) == (RACERS, [])
    assert codes == [f"99012100{n:03d}" for n in range(1, RACERS + 1)]


def test_of_many_edits_of_one_version_one_wins_and_the_others_are_told():
    item, clerk = make_item(), make_user(Role.CLERK)
    attempts = [
        lambda n=n: change_items(
            item.county, [(item, {"name": f"名称{n}"})], by=clerk, reason="改", expect=1
        )
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
        lambda item=item: change_items(
            item.county, [(item, {"name": "新名"})], by=staff[0], reason="调整"
        )
        for item in items
    ]
    won, lost = race(attempts)
    assert (len(won), lost) == (RACERS, [])
    assert (Revision.objects.count(), ProposedChange.objects.count()) == (1, RACERS)


def test_a_change_is_withdrawn_once():
    item = make_item()
    staff = make_staff()
    publish(staff=staff)
    change = change_items(
        item.county, [(item, {"name": "新名"})], by=staff[0], reason="调整"
    ).proposed[0]
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


def about_to_be_revoked(count=4):
    """Items revised by a second edition about to be revoked: -> (items, staff, edition)."""
    items = make_items([make_content(name=f"事项{n}") for n in range(count)])
    staff = make_staff()
    publish(staff=staff)
    change_items(
        items[0].county,
        [(item, {"name": f"{item.name}改"}) for item in items],
        by=staff[0],
        reason="调整",
    )
    edition = revised_edition(items[0].county, staff)
    perform(edition, "request_revoke", by=staff[2], reason="程序有误")
    return items, staff, edition


def revoking(edition, staff):
    return lambda: perform(
        Edition.objects.get(pk=edition.pk), "revoke", by=staff[1], reason="程序有误"
    )


def test_who_saves_while_an_edition_is_revoked_loses_nothing():
    items, staff, edition = about_to_be_revoked()
    county = items[0].county
    saves = [
        lambda item=item: change_items(
            county, [(item, {"directory_entry": "目录第1项"})], by=staff[0], reason="补充"
        )
        for item in items
    ]
    won, lost = race([revoking(edition, staff), *saves])
    assert (len(won), lost) == (len(items) + 1, [])
    revision = Revision.objects.get(status="open")
    found = {
        (c.proposed["name"], c.proposed["directory_entry"]) for c in revision.changes.pending()
    }
    assert found == {(f"{item.name}改", "目录第1项") for item in items}
    assert set(DutyItem.objects.values_list("name", flat=True)) == {item.name for item in items}
    assert verify().ok


def test_an_edition_is_revoked_once():
    _items, staff, edition = about_to_be_revoked(1)
    won, lost = race([revoking(edition, staff)] * 3)
    assert (len(won), {type(refused) for refused in lost}) == (1, {NotPossible})
    assert ProposedChange.objects.pending().count() == 1


def test_what_goes_to_the_sitting_while_an_edition_is_revoked_rests_on_one_text():
    items, staff, edition = about_to_be_revoked(1)
    county = items[0].county
    change_items(county, [(None, make_content(name="新事项"))], by=staff[0], reason="新增")
    draft = start_edition(county, by=staff[0], with_revision=True)
    won, lost = race([revoking(edition, staff), lambda: perform(draft, "submit", by=staff[0])])
    edition.refresh_from_db()
    if edition.status == "revoked":
        assert (len(won), lost) == (2, [])
        assert draft.revision.changes.pending().count() == 2
    else:
        assert [type(refused) for refused in lost] == [NotPossible]
        assert draft.revision.changes.pending().count() == 1


def test_a_revision_given_up_while_an_edition_is_revoked_takes_nothing_with_it():
    items, staff, edition = about_to_be_revoked(1)
    change_items(items[0].county, [(None, make_content(name="新事项"))], by=staff[0], reason="新增")
    revision = open_revision(items[0].county)
    won, lost = race(
        [revoking(edition, staff), lambda: perform(revision, "discard", by=staff[2], reason="放弃")]
    )
    assert (len(won), lost) == (2, [])
    revised = ProposedChange.objects.get(op="revise", change_set__revision__number__gt=1)
    assert (revised.outcome == "pending") == (revised.revision.status == "open")
