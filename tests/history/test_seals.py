"""Seals: every batch in exactly one, each chained to the one before, whoever seals at the same
time.
"""

from concurrent.futures import wait
from threading import Event

import pytest
from django.db import transaction

from dutylist.history.models import Batch, Seal, SealedBatch
from dutylist.history.seals import head, seal
from dutylist.history.verify import verify
from tests.at_once import at_once, beside
from tests.factories import make_county, make_township


def test_nothing_recorded_nothing_sealed(db):
    first = seal()
    assert seal() == first
    assert head() == first.head


def test_each_seal_takes_what_came_since(db):
    make_county()
    first = seal()
    make_township()
    second = seal()
    assert (second.number, second.previous) == (first.number + 1, first)
    assert head() == second.head != first.head
    assert SealedBatch.objects.filter(seal=second).count() == 1
    assert not Batch.objects.unsealed().exists()


def test_before_the_first_seal_the_head_is_empty(db):
    assert head() == ""


@pytest.mark.django_db(transaction=True)
def test_two_sealers_do_not_fork_the_chain():
    for number in range(6):
        make_township(f"9901213{number:02d}000", f"第{number}镇")
    at_once([seal] * 4)
    assert SealedBatch.objects.count() == Batch.objects.count()
    assert list(Seal.objects.values_list("number", flat=True)) == list(
        range(1, Seal.objects.count() + 1)
    )
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_the_sealer_waits_for_a_batch_that_has_its_time_and_no_commit_yet():
    """Else the seal would be later than a batch it does not hold, which the next one holds."""
    make_county()
    seal()
    written, commit = Event(), Event()

    def record():
        with transaction.atomic():
            make_township()
            written.set()
            commit.wait(30)

    def close():
        written.wait(30)
        seal()

    with beside(record, close) as (_recording, sealing):
        try:
            assert written.wait(30)
            wait([sealing], timeout=0.5)
            assert not sealing.done()
        finally:
            commit.set()
    sealing.result()
    assert not Batch.objects.unsealed().exists()
    assert verify().ok
