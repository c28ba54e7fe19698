"""Whatever is served from rows made of public documents is proved against them: a changed one is
named and mended.
"""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from dutylist.history.guard import guard_off
from dutylist.history.served import compared_models
from dutylist.history.verify import verify
from dutylist.organizations.models import Level, Region
from dutylist.organizations.roles import Role
from dutylist.organizations.services.region_changes import recode_region
from items.editions.projection import publishing_counties, reindex
from items.models import Entry, EntryDepartment, EntryTownship
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_items,
    make_staff,
    make_township,
    make_user,
    publish,
)
from tests.grounds import ground

pytestmark = pytest.mark.django_db
# What nothing reads: the number of a row that only says where an entry holds, or who answers.
READ_BY_NOBODY = {(EntryTownship, "id"), (EntryDepartment, "id")}


@ground
def served(db):
    """Two entries of a published list, one of them in one township only, with a time it is admitted
    for.
    """
    county = make_county()
    make_township("990121101000", "河口乡")
    bounded = {
        "scope": "listed",
        "townships": ["990121100000"],
        "starts_on": "2026-03-01",
        "ends_on": (timezone.localdate() + timedelta(days=3650)).isoformat(),
    }
    items = make_items(
        [make_content("coordination", "消防安全", **bounded), make_content(name="公文管理")]
    )
    staff = make_staff(county)
    publish(county, staff=staff)
    assert verify().ok
    return county, items, staff


def tamper(statement, *values):
    """Somebody who has the database: neither guard nor foreign keys are in the way."""
    with guard_off(), connection.cursor() as cursor, connection.constraint_checks_disabled():
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = origin")


def other_value(field, value):
    """A value of the column's kind that is not the one it has."""
    if isinstance(field, models.BinaryField):
        return b'{"id":1}'
    if isinstance(field, models.DateField):
        return (value or date(2026, 1, 1)) + timedelta(days=1)
    if isinstance(field, models.IntegerField):
        return value + 1_000
    other = {"kind": "reclaimed", "scope": "tagged"}.get(field.name, "990121999999")
    return other[: field.max_length]


def stand_in(field, value):
    """For a key, another row that is there; else another value."""
    if field.name == "document":
        return None
    if field.is_relation:
        others = field.related_model.objects.exclude(pk=value).order_by("-pk")
        return others.values_list("pk", flat=True).first()
    return other_value(field, value)


COLUMNS = [
    (model, field)
    for model in (Entry, EntryTownship, EntryDepartment)
    for field in model._meta.concrete_fields
    if (model, field.name) not in READ_BY_NOBODY
]


def test_every_made_table_is_tried():
    assert {model for model, _field in COLUMNS} == set(compared_models())


@pytest.mark.either_database
@pytest.mark.parametrize(("model", "field"), COLUMNS, ids=str)
def test_a_served_value_that_is_not_its_documents_is_named_and_mended(served, model, field):
    row = model.objects.order_by("pk").first()
    value = stand_in(field, getattr(row, field.attname))
    if value is None:
        reindex_under_another_document(served)
    else:
        tamper(
            f"UPDATE {model._meta.db_table} SET {field.column} = %s WHERE id = %s", value, row.pk
        )
    found = verify().first_bad
    assert found.table in {made._meta.db_table for made in compared_models()}
    assert "reindex" in found.sentence
    call_command("reindex", verbosity=0)
    assert verify().ok


def reindex_under_another_document(served):
    """Both editions hold the same two entries: the rows of one are put under the other."""
    county, items, staff = served
    change_items(county, [(items[1], {"name": "公文和档案管理"})], by=staff[0], reason="调整")
    today = timezone.localdate()
    coming = today + timedelta(days=30)
    publish(county, staff=staff, with_revision=True, decided_on=today, effective_on=coming)
    first, second = Entry.objects.order_by("document").values_list("document", flat=True).distinct()
    assert verify().ok
    row = Entry.objects.filter(document=second).order_by("pk").first()
    tamper("DELETE FROM items_entry WHERE document_id = %s AND code = %s", first, row.code)
    tamper("UPDATE items_entry SET document_id = %s WHERE id = %s", first, row.pk)


@pytest.mark.parametrize("model", [Entry, EntryTownship, EntryDepartment])
def test_a_served_row_that_is_gone_or_stands_twice_is_named_and_mended(served, model):
    table = model._meta.db_table
    row = model.objects.order_by("-pk").values().first()
    tamper(f"DELETE FROM {table} WHERE id = %s", row["id"])
    assert verify().first_bad.table in {made._meta.db_table for made in compared_models()}
    call_command("reindex", verbosity=0)
    assert verify().ok
    extra = model.objects.order_by("-pk").first()
    extra.pk = None
    unique = {Entry: "code", EntryTownship: "township", EntryDepartment: "department"}[model]
    setattr(extra, unique, "99012199999")
    extra.save()
    assert not verify().ok
    call_command("reindex", verbosity=0)
    assert verify().ok


def test_a_part_of_no_entry_is_named_and_mended(served):
    tamper(
        "INSERT INTO items_entrytownship (entry_id, township) VALUES (%s, %s)",
        987_654,
        "990121101000",
    )
    found = verify().first_bad
    assert (found.table, found.sentence) == (
        "items_entrytownship",
        "所属的清单条目已不存在，请运行 manage.py reindex 重新生成",
    )
    call_command("reindex", verbosity=0)
    assert verify().ok


def test_the_sentence_says_which_list_which_entry_and_which_column(served):
    row = Entry.objects.order_by("pk").first()
    tamper("UPDATE items_entry SET name = %s WHERE id = %s", "伪造事项", row.pk)
    assert "伪造事项" not in Client().get("/api/v1/entries/").content.decode()
    found = verify().first_bad
    assert (found.table, found.history_id) == ("items_entry", row.pk)
    assert found.sentence.startswith(f"示例县第1版的清单条目{row.code}与公布的文本不符（name）")


def test_rows_of_a_list_that_is_past_may_stay_until_the_next_reindex(served):
    county, items, staff = served
    change_items(county, [(items[1], {"name": "公文和档案管理"})], by=staff[0], reason="调整")
    publish(
        county, staff=staff, with_revision=True, decided_on="2026-05-10", effective_on="2026-06-01"
    )
    assert verify().ok
    assert set(Entry.objects.values_list("document__number", flat=True)) == {2}
    reindex(county, on=date(2026, 5, 1))
    assert set(Entry.objects.values_list("document__number", flat=True)) == {1, 2}
    assert verify().ok
    tamper("UPDATE items_entry SET name = %s WHERE effective_until IS NOT NULL", "伪造事项")
    assert verify().first_bad.table == "items_entry"


def test_a_county_under_a_new_code_is_proved_and_made_anew_under_it(served):
    county, _items, _staff = served
    admin = make_user(Role.CLERK)
    recode_region(county, "990122000000", by=admin, reason="代码变更", on=timezone.localdate())
    assert [place.code for place in publishing_counties()] == ["990122000000"]
    assert set(Entry.objects.values_list("county__code", flat=True)) == {"990122000000"}
    assert verify().ok
    assert Region.objects.filter(level=Level.COUNTY).count() == 2


@pytest.mark.one_database
def test_a_value_that_cannot_even_be_read_is_named(served):
    """SQLite keeps what is no date in a column of dates; PostgreSQL takes none."""
    tamper("UPDATE items_entry SET effective_from = %s", "2026-13-45")
    found = verify().first_bad
    assert (found.table, found.sentence[:8]) == ("items_entry", "其中有读不出的值")
    call_command("reindex", verbosity=0)
    assert verify().ok
