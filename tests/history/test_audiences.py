"""Batches and actors that not everybody may read: what is kept, sealed and proved."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.utils import timezone

from dutylist.history.clock import end_of_day
from dutylist.history.digests import digest
from dutylist.history.models import Batch, ProtectedActor
from dutylist.history.recording import PROTECTED_ACTOR, Protection, recording
from dutylist.history.seals import seal
from dutylist.history.verify import verify
from dutylist.history.witnessed import witness
from dutylist.organizations.models import Department, Membership
from dutylist.organizations.roles import Role
from tests.factories import make_county, make_department, make_user
from tests.history.test_verify import bad, key, triggers_off

NAME = "反映人金丝雀"
OPENERS = ("clerk:1", "office_lead:1")


@pytest.fixture
def county(db):
    return make_county()


@pytest.fixture
def reporter(county):
    return make_user(Role.TOWNSHIP_LEAD, name=NAME, username="jinsique")


def record(county, by, **options):
    """One batch that makes a department. -> the batch"""
    with recording(by=by, reason="测试", county=county.code, **options) as rec:
        Department.objects.create(county=county, name=f"县测试{rec.id.hex[:6]}局")
    return Batch.objects.get(pk=rec.id)


def protected(county, by, **options):
    protection = Protection(OPENERS, {"单位": "河口乡"})
    return record(county, by, protected=protection, **options)


def at(moment):
    return patch("django.utils.timezone.now", return_value=moment)


def tampered(statement, *values):
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return bad()


def test_a_batch_for_everybody_keeps_the_digest_it_always_had(county, reporter):
    batch = record(county, reporter)
    said = {
        "id": str(batch.id),
        "actor": [reporter.pk, NAME],
        "reason": "测试",
        "source": "form",
        "decision": None,
        "county": county.code,
        "at": batch.at.isoformat(timespec="microseconds"),
        "body": batch.body,
        "summary": batch.summary,
    }
    assert (batch.audience, batch.protection, batch.digest) == ("", "", digest(said))


def test_an_audience_is_kept_in_order_and_proved(county, reporter):
    batch = record(county, reporter, audience=["person:7", "department:12", "person:7"])
    assert batch.audience == ",department:12,person:7,"
    assert verify().ok
    found = tampered("UPDATE history_batch SET audience = '' WHERE id = %s", key(batch.pk))
    assert (found.table, found.batch) == ("history_batch", str(batch.pk))


@pytest.mark.parametrize(
    "wrong", ["department", "department:", "部门:1", "a:1,b:2", "department:%"]
)
def test_what_is_no_key_is_refused(county, reporter, wrong):
    with pytest.raises(ValueError, match="not a key"):
        record(county, reporter, audience=[wrong])


@pytest.mark.parametrize(
    "options", [{"audience": ["person:7"]}, {"protected": Protection(OPENERS)}]
)
def test_what_not_everybody_may_read_belongs_to_a_county(county, reporter, options):
    with (
        pytest.raises(ValueError, match="belongs to a county"),
        recording(by=reporter, **options),
    ):
        make_department("县无主局", county=county)


def test_an_inner_verb_joins_the_batch_and_one_for_others_has_its_own(county, reporter):
    options = {"by": reporter, "county": county.code}
    with recording(**options) as rec:
        make_department("县外局", county=county)
        with recording(audience=["person:7"], **options) as apart:
            make_department("县里局", county=county)
            with recording(audience=["person:7"], **options) as same, recording(**options) as none:
                make_department("县内局", county=county)
    assert same is apart is none
    names = {
        batch.audience: {row.name for row in Department.history.filter(batch=batch.pk)}
        for batch in Batch.objects.filter(pk__in=[rec.id, apart.id])
    }
    assert names == {"": {"县外局"}, ",person:7,": {"县里局", "县内局"}}
    assert verify().ok


def test_what_a_protected_actor_does_is_one_batch(county, reporter):
    """Another one inside would name him."""
    options = {"by": reporter, "county": county.code}
    protection = Protection(OPENERS)
    with (
        recording(protected=protection, **options) as rec,
        recording(protected=protection, **options) as same,
    ):
        with pytest.raises(ValueError, match="would name him"):
            record(county, reporter, audience=["person:8"])
        with pytest.raises(ValueError, match="outermost"):
            record(county, reporter, protected=Protection(("clerk:2",)))
    assert same is rec
    with recording(**options), pytest.raises(ValueError, match="outermost"):
        record(county, reporter, protected=protection)


def test_a_protected_actor_is_named_nowhere_but_in_the_sealed_row(county, reporter):
    batch = protected(county, reporter)
    row = Department.history.get(batch=batch.pk)
    assert (batch.actor_id, batch.actor_name) == (None, PROTECTED_ACTOR)
    assert (row.history_user_id, row.history_change_reason) == (None, None)
    actor = ProtectedActor.objects.get(batch=batch)
    assert actor.contents["account"] == reporter.pk
    assert actor.contents["name"] == NAME
    assert actor.contents["facts"] == {"单位": "河口乡"}
    assert batch.protection == actor.computed_digest()


def test_the_time_of_a_protected_actor_is_a_day(county, reporter):
    """Neither the batch nor its rows say when within the day, nor which of two came first."""
    noon = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
    with at(noon):
        batch = protected(county, reporter)
    local = timezone.localtime(batch.at)
    assert (local.date(), local.hour, local.minute, local.second) == (noon.date(), 23, 59, 59)
    row = timezone.localtime(Department.history.get(batch=batch.pk).history_date)
    assert (row.date(), row.hour, row.minute, row.second) == (noon.date(), 23, 59, 59)
    assert batch.at_words == "2026年3月4日"
    assert str(batch) == f"{PROTECTED_ACTOR} 2026-03-04"
    assert len({end_of_day(noon) for _ in range(20)}) > 1


def test_a_protected_batch_is_shown_sealed_and_counted_when_its_day_is_over(county, reporter):
    make_department("县水利局", county=county)
    seal()
    counted = verify().rows
    batch = protected(county, reporter)
    assert not Batch.objects.shown().filter(pk=batch.pk).exists()
    seal()
    assert Batch.objects.unsealed().filter(pk=batch.pk).exists()
    today = verify()
    assert (today.ok, today.rows) == (True, counted)
    with at(timezone.now() + timedelta(days=1)):
        assert Batch.objects.shown().filter(pk=batch.pk).exists()
        assert seal().batches.filter(batch=batch).exists()
        tomorrow = verify()
    assert (tomorrow.ok, tomorrow.rows) == (True, counted + 1)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE history_batch SET protection = '' WHERE id = %s", "批次内容与其摘要不符"),
        ("UPDATE history_batch SET actor_name = '张三' WHERE id = %s", "批次内容与其摘要不符"),
        (
            "DELETE FROM history_protectedactor WHERE batch_id = %s",
            "受保护的操作人的记录已不存在",
        ),
        (
            "UPDATE history_protectedactor SET openers = ',person:1,' WHERE batch_id = %s",
            "受保护的操作人与其摘要不符",
        ),
        (
            "UPDATE history_protectedactor SET contents = '{}' WHERE batch_id = %s",
            "受保护的操作人与其摘要不符",
        ),
    ],
)
def test_taking_the_protection_away_is_found(county, reporter, statement, sentence):
    batch = protected(county, reporter)
    found = tampered(statement, key(batch.pk))
    assert (found.sentence, found.batch, found.by) == (
        sentence,
        str(batch.pk),
        "张三" if "张三" in statement else PROTECTED_ACTOR,
    )


def test_a_protected_actor_put_beside_an_open_batch_is_found(county, reporter):
    batch, other = protected(county, reporter), record(county, reporter)
    found = tampered(
        "UPDATE history_protectedactor SET batch_id = %s WHERE batch_id = %s",
        key(other.pk),
        key(batch.pk),
    )
    assert found.table == "history_protectedactor"


def test_a_row_that_points_to_the_protected_account_is_refused(county, reporter):
    with (
        pytest.raises(ValueError, match="names the protected actor"),
        recording(by=reporter, county=county.code, protected=Protection(OPENERS)),
    ):
        Membership.objects.create(
            user=reporter, role=Role.CLERK, region=county, starts_on=timezone.localdate()
        )
    assert not ProtectedActor.objects.exists()


def test_a_protected_actor_makes_no_paper_that_names_him(county, reporter):
    with (
        pytest.raises(ValueError, match="protected actor"),
        recording(by=reporter, county=county.code, protected=Protection(OPENERS)),
    ):
        witness(county)


def test_somebody_must_be_able_to_open():
    with pytest.raises(ValueError, match="nobody could open"):
        Protection(())
