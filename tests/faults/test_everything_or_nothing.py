"""A verb that fails at any of its statements, or whose process is killed, leaves all or nothing."""

import os
import random
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from dutylist.history.verify import verify
from dutylist.notices.models import EventOutcome, OutboundEvent
from dutylist.notices.outbox import deliver_all
from dutylist.notices.services import queue_event
from dutylist.workflow.engine import perform
from items.models import DutyItem, Revocation
from tests import database
from tests.access_control.people import place
from tests.grounds import ground

from .breaking import broken_at, changed, counted, fresh, kept, killed_at, statements_of, undone
from .story import (
    REASON,
    approval,
    importing,
    publication,
    request_to_decide,
    revocation,
)

__all__ = ["place"]
KILLS = 5  # of each of the four verbs


@ground
def request_owed(place):
    """A request that waits for the county's decision."""
    return request_to_decide(place)


@ground
def approved(place, request_owed):
    """The request is decided; its changes wait to be published."""
    approval(place, request_owed)()
    return request_owed


@ground
def revoking(place, approved):
    """The edition that carries them was published, and its revocation is asked for."""
    publication(place)()
    perform(fresh(place.edition), "request_revoke", by=place.lead, reason=REASON)
    return place.edition


def asked_here(last):
    """Every statement; in the whole suite every other one, the rest on the other database."""
    if not os.environ.get("DUTYLIST_TEST_HALVES"):
        return range(1, last + 1)
    first = 1 if database.KIND == "sqlite" else 2
    return range(first, last + 1, 2)


def walk(verb):
    """Fails before each statement in turn; what was there before is there after, row for row, or
    all is done, where what failed came after it. Every one of the faults is come to.
    """
    before, last = kept(), statements_of(verb)
    assert last > 20
    with undone():
        verb()
        assert changed(before)
        whole = counted()
    failed = went_through = fired = 0
    for number in asked_here(last):
        with undone():
            attempt = broken_at(number, verb)
            fired += attempt.fired
            if attempt.went_through:
                went_through += 1
                assert counted() == whole, f"statement {number} of {last} is passed over"
                continue
            failed += 1
            if tables := changed(before):
                assert counted() == whole, f"statement {number} of {last}: {tables}"
    assert failed + went_through == fired == len(asked_here(last))


@pytest.mark.django_db
def test_an_approval_fails_at_each_of_its_statements(place, request_owed):
    walk(approval(place, request_owed))


@pytest.mark.django_db
def test_a_publication_fails_at_each_of_its_statements(place, approved):
    walk(publication(place))


@pytest.mark.django_db
def test_a_revocation_fails_at_each_of_its_statements(place, revoking):
    walk(revocation(place, revoking))


@pytest.mark.django_db
def test_an_import_fails_at_each_of_its_statements(place, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    walk(importing(place, tmp_path / "list.xlsx"))


@pytest.mark.django_db(transaction=True)
def test_the_outbox_fails_at_each_of_its_statements_and_loses_nothing(settings):
    """What was claimed may go out twice; what waits is never taken for sent."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    now = timezone.now()
    number, attempt = 0, None
    while attempt is None or attempt.fired:
        number += 1
        OutboundEvent.objects.all().delete()
        mail.outbox.clear()
        for name in ("甲", "乙"):
            queue_event("mail", {"subject": name, "body": "正文", "to": ["a@example.cn"]})
        attempt = broken_at(number, lambda: deliver_all(now))
        deliver_all(now + timedelta(hours=2))
        outcomes = set(OutboundEvent.objects.values_list("outcome", flat=True))
        assert outcomes == {EventOutcome.DELIVERED}, f"statement {number}"
        assert {one.subject for one in mail.outbox} == {"甲", "乙"}
    assert attempt.statements == number - 1 > 5


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_at_any_point_leaves_all_or_nothing(
    place, request_owed, settings, tmp_path
):
    """Approval, publication, revocation and import, each killed at points drawn by lot, and right
    after it has returned; the record holds each time.
    """
    settings.MEDIA_ROOT = tmp_path / "files"
    drawn = random.Random(2026)
    kill_and_do(drawn, approval(place, request_owed))
    assert DutyItem.objects.filter(name="海漂垃圾线索发现上报").exists()
    kill_and_do(drawn, publication(place))
    assert place.edition.documents.count() == 2
    perform(fresh(place.edition), "request_revoke", by=place.lead, reason=REASON)
    kill_and_do(drawn, revocation(place, place.edition))
    assert Revocation.objects.get().edition == place.edition
    kill_and_do(drawn, importing(place, tmp_path / "list.xlsx"))


def kill_and_do(drawn, verb):
    before, last = kept(), statements_of(verb)
    for number in sorted(drawn.sample(range(2, last + 1), KILLS - 1)):
        killed_at(number, verb)
        assert changed(before) == [], f"statement {number} of {last}"
        assert verify().first_bad is None
    killed_at(0, verb)
    assert changed(before)
    assert verify().first_bad is None
