"""Two persons at once: one is served, the other is told, and nobody waits for ever."""

import pytest
from django.db import OperationalError

from access_control.models import ChangeRequest, RequestAction, Sitting
from access_control.requests.services.drafting import create_request
from access_control.requests.services.opinions import give_opinion
from access_control.sittings.services.planning import create_sitting
from assessment.models import Inspection
from dutylist.history.verify import verify
from dutylist.organizations.roles import Role
from dutylist.rest import time_limit
from dutylist.workflow.engine import perform
from items.models import DutyItem, Edition
from tests.assessment import test_inspections as inspections
from tests.assessment.people import supervised
from tests.at_once import race
from tests.factories import make_membership, make_user

from .people import DECIDED, application, complete, handed_in, new_item, place
from .test_moves import consulting, endorsed, make_overdue, reviewed

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["place", "supervised"]
ROUNDS = 3
REASON = "按规定办理"


def moving(pk, action, by, **facts):
    """An attempt of a move, on a connection of its own."""

    def attempt():
        return perform(ChangeRequest.objects.get(pk=pk), action, by=by, reason=REASON, **facts)

    return attempt


def agreeing(pk, mayor):
    def attempt():
        return give_opinion(fresh(pk), {"stance": "agree"}, by=mayor)

    return attempt


def merging(pk, into, by):
    def attempt():
        row = Inspection.objects.get(pk=pk)
        return perform(row, "merge", by=by, reason=REASON, into=into)

    return attempt


def fresh(pk):
    return ChangeRequest.objects.get(pk=pk)


def test_two_leads_endorse_at_once_and_one_of_them_has(place):
    second = make_user(Role.OFFICE_LEAD, county=place.county)
    request = reviewed(place)
    facts = {"complete": complete(place, request)}
    attempts = [moving(request["id"], "endorse", by, **facts) for by in (place.lead, second)]
    won, [lost] = race(attempts)
    assert (len(won), lost.code, lost.status) == (1, "not_possible", 409)
    done = fresh(request["id"]).decisions.filter(action=RequestAction.ENDORSE)
    assert done.count() == 1


def test_a_withdrawal_and_an_approval_at_once_are_one_of_the_two(place):
    for number in range(ROUNDS):
        name = f"海漂垃圾{number}"
        pk = endorsed(place, changes=[{"op": "add", "item": new_item(place, name)}])["id"]
        approving = moving(pk, "approve", place.recorder, **DECIDED)
        won, [lost] = race([approving, moving(pk, "take_back", place.head)])
        assert (len(won), lost.status) == (1, 409)
        is_approved = fresh(pk).status == "approved"
        assert is_approved == (won[0].action == "approve")
        assert DutyItem.objects.filter(name=name).exists() == is_approved


def test_a_township_answers_while_the_office_closes_the_consultation(place):
    """Its word counts where it came first; where not, it is told that it came too late."""
    for number in range(ROUNDS):
        name = f"海漂垃圾{number}"
        pk = consulting(place, changes=[{"op": "add", "item": new_item(place, name)}])["id"]
        for mayor in place.mayors[:2]:
            give_opinion(fresh(pk), {"stance": "agree"}, by=mayor)
        perform(fresh(pk), "remind", by=place.clerk)
        make_overdue(pk)
        [change] = fresh(pk).changes.pending()
        unit = {"township": place.towns[2].code}
        rows = [{"change": change.pk, "unit": unit, "way": "to_sitting", "text": ""}]
        concluding = moving(pk, "conclude", place.clerk, settlements=rows)
        won, lost = race([agreeing(pk, place.mayors[2]), concluding])
        assert fresh(pk).status == "legal_review"
        is_silent = fresh(pk).opinions.get(township=place.towns[2]).is_silent
        assert [refused.status for refused in lost] == ([409] if is_silent else [])
        assert len(won) == 2 - is_silent


def test_drafts_of_many_get_numbers_of_their_own(place):
    told = application(place)
    won, lost = race([lambda: create_request(told, by=place.head) for _ in range(5)])
    assert lost == []
    assert len({request.number for request in won}) == 5


def test_two_requests_joined_into_each_other_at_once_do_not_wait_for_each_other(place):
    for number in range(ROUNDS):
        first = handed_in(place, {"op": "add", "item": new_item(place, f"海漂垃圾{number}")})
        second = handed_in(place, {"op": "add", "item": new_item(place, f"滩涂巡查{number}")})
        pks = first["id"], second["id"]
        attempts = [
            moving(pks[0], "join", place.lead, into=pks[1]),
            moving(pks[1], "join", place.lead, into=pks[0]),
        ]
        won, [lost] = race(attempts)
        assert (len(won), lost.status) == (1, 422)
        assert "不能并入" in lost.sentence
        assert sorted(fresh(pk).status for pk in pks) == ["joined", "submitted"]
        assert verify().first_bad is None


def test_two_inspections_merged_into_each_other_at_once_do_not_wait_for_each_other(supervised):
    place = supervised
    for _ in range(ROUNDS):
        rows = [inspections.approved(place), inspections.approved(place)]
        pks = [row["id"] for row in rows]
        attempts = [merging(*pks, place.lead), merging(*pks[::-1], place.lead)]
        won, [lost] = race(attempts)
        assert (len(won), lost.status in (409, 422)) == (1, True)
        merged = Inspection.objects.filter(pk__in=pks, status="merged")
        assert merged.count() == 1


def test_a_request_is_put_on_one_agenda_and_decided_once(place):
    """A sitting's results, the same again, and the short form, all at once."""
    request = endorsed(place)
    pk = request["id"]
    told = {"county": place.county.code, "body": "staffing", "requests": [pk]}
    planned, [refused] = race([lambda: create_sitting(told, by=place.clerk)] * 2)
    assert (len(planned), refused.status) == (1, 422)
    change = request["changes"][0]["id"]
    results = [{"request": pk, "change": change, "outcome": "pass"}]
    held = {"held_on": "2026-11-27", "minutes_number": "〔2026〕5号", "results": results}

    def record():
        return perform(Sitting.objects.get(), "record", by=place.recorder, **held)

    race([record, record, moving(pk, "approve", place.recorder, **DECIDED)])
    assert DutyItem.objects.filter(name="海漂垃圾线索发现上报").count() == 1
    assert fresh(pk).changes.get().outcome == "applied"
    assert verify().first_bad is None


def test_two_publish_the_same_supplement_at_once(place):
    second = make_user(name="另一位负责人")
    make_membership(second, Role.OFFICE_LEAD, county=place.county)
    pk = endorsed(place)["id"]
    moving(pk, "approve", place.recorder, **DECIDED)()
    edition = Edition.objects.get(pk=place.edition.pk)
    perform(edition, "request_supplement", by=place.clerk, reason=REASON)

    def publishing(by, number):
        row = Edition.objects.get(pk=place.edition.pk)
        facts = {"document_number": f"示政发〔2026〕{number}号", "effective_on": "2026-12-10"}
        return perform(row, "supplement", by=by, reason=REASON, **facts)

    won, [lost] = race([lambda: publishing(place.lead, 30), lambda: publishing(second, 31)])
    assert (len(won), lost.status) == (1, 409)
    assert place.edition.documents.count() == 2


def test_a_lost_deadlock_is_known_by_its_state():
    """Another kind of error is an error of ours."""

    class Deadlock(Exception):
        sqlstate = "40P01"

    error = OperationalError("deadlock detected")
    assert not time_limit.lost_a_deadlock(error)
    error.__cause__ = Deadlock()
    assert time_limit.lost_a_deadlock(error)
    assert not time_limit.was_ended(error)
