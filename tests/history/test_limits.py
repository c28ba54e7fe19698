"""What a row can hold: every column of every model refuses what it can not, with the same sentence
everywhere.
"""

from datetime import date

import pytest
from django.apps import apps
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from dutylist.history.limits import FIRST_DAY, LONGEST_TEXT, faults_of, is_ours, last_day
from dutylist.history.models import Batch
from dutylist.history.recording import recording
from dutylist.history.refusals import Invalid
from dutylist.history.tracking import bulk_save
from dutylist.organizations.models import AccessToken, Department, Region, User
from items.models import ImportJob
from tests.factories import make_county, make_user, seeding

NEVER = ("\0", "\ud800", "好\udfff")
FAR_DAYS = (date(1, 1, 1), date(1948, 12, 31), date(9999, 12, 31))
NUMBERS = BaseDatabaseOperations.integer_field_ranges


def columns():
    """(model, field) of every column of ours that people, programs or files could fill."""
    for model in apps.get_models():
        if is_ours(model) and not model._meta.proxy:
            for field in model._meta.concrete_fields:
                yield model, field


def hostile(field):
    """Values that no column of this sort may take."""
    if isinstance(field, models.DateTimeField):
        return ()
    if isinstance(field, models.DateField):
        return (*FAR_DAYS, "0001-01-01", "不是日期")
    if isinstance(field, models.CharField | models.TextField):
        longer = ("长" * (field.max_length + 1),) if field.max_length else ()
        return (*NEVER, *longer)
    if isinstance(field, models.JSONField):
        return tuple({"rows": [{"text": text}]} for text in NEVER)
    limits = NUMBERS.get(field.get_internal_type())
    return (limits[0] - 1, limits[1] + 1, 10**30) if limits else ()


def test_every_column_refuses_what_it_can_not_hold():
    taken, count = [], 0
    for model, field in columns():
        for value in hostile(field):
            count += 1
            if field.name not in faults_of(model(**{field.attname: value})):
                taken.append(f"{model._meta.label}.{field.name}: {value!r:.40}")
    assert taken == []
    assert count > 500


def test_texts_people_write_without_a_limit_of_their_own_are_as_long_as_a_text_of_an_item():
    longest = "长" * LONGEST_TEXT
    for model, field in columns():
        written = (
            hasattr(model, "history")
            and isinstance(field, models.TextField)
            and not field.max_length
        )
        if written and not field.is_relation:
            assert not faults_of(model(**{field.attname: longest}))
            assert faults_of(model(**{field.attname: f"{longest}。"}))


def test_what_fits_is_not_refused():
    fitting = {
        "name": "县" * 80,
        "valid_from": FIRST_DAY,
        "valid_until": last_day(),
        "position": 2147483647,
    }
    assert faults_of(Department(**fitting)) == {}


@pytest.fixture
def county(db):
    return make_county()


def bad_department(county):
    return Department(county=county, name="局" * 81, valid_from=date(1, 1, 1), position=-1)


DOORS = {
    "one": lambda row: row.save(),
    "many": lambda row: bulk_save([row]),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_door_refuses_before_it_writes_and_names_every_field(county, door):
    before = Batch.objects.count()
    with pytest.raises(Invalid) as refused, seeding():
        DOORS[door](bad_department(county))
    assert refused.value.errors == {
        "name": "共81字，最多80字。",
        "valid_from": f"日期应在1949年至{last_day().year}年之间。",
        "position": "应为0到2147483647的整数。",
    }
    assert not Department.objects.exists()
    assert Batch.objects.count() == before


@pytest.mark.parametrize("door", DOORS)
def test_a_stored_row_is_refused_for_what_changes_in_it(county, door):
    with seeding():
        department = Department.objects.create(county=county, name="县公安局")
    department.hours = "周" * 61
    with pytest.raises(Invalid) as refused, seeding():
        DOORS[door](department)
    assert set(refused.value.errors) == {"hours"}


def test_rows_without_a_history_are_refused_as_well(county):
    user = make_user()
    with pytest.raises(Invalid) as refused:
        AccessToken.objects.create(user=user, name="长" * 61, expires_at="2026-01-01T00:00:00Z")
    assert set(refused.value.errors) == {"name"}
    with pytest.raises(Invalid) as refused:
        ImportJob(
            county=county, uploaded_by=user, file_name="表.xlsx", options={"title": "\0"}
        ).save()
    assert "options" in refused.value.errors


@pytest.mark.parametrize("reason", ["长" * (LONGEST_TEXT + 1), "理由\0", "理由\ud800"])
def test_a_reason_is_a_text_like_any_other(county, reason):
    with (
        pytest.raises(Invalid) as refused,
        recording(by=User.objects.system(), reason=reason, source="seed"),
    ):
        Region.objects.create(
            code="990121100000", name="城关镇", level="township", kind="town", parent=county
        )
    assert set(refused.value.errors) == {"reason"}
    assert not Region.objects.filter(code="990121100000").exists()
