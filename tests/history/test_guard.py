"""The guard: a tracked table is written through its doors or not at all."""

import contextlib

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_save, pre_migrate

from dutylist.history.guard import refuse_side_doors
from dutylist.history.models import Batch
from dutylist.history.recording import UnrecordedChange, current, migrating, recording
from dutylist.history.tracking import bulk_delete, bulk_save
from dutylist.organizations.models import Department, DepartmentAlias, Region, User
from tests.factories import make_county, make_department, seeding


@pytest.fixture
def county(db):
    return make_county()


def raw(sql):
    def run():
        with connection.cursor() as cursor:
            cursor.execute(sql)

    return run


def load_fixture(county):
    for loaded in serializers.deserialize("json", serializers.serialize("json", [county])):
        loaded.save()


SIDE_DOORS = {
    "update": lambda c: Region.objects.update(name="改名县"),
    "base manager": lambda c: Region._base_manager.filter(pk=c.pk).update(name="改名县"),
    "bulk_create": lambda c: Region.objects.bulk_create([Region(code="990199000000", name="新县")]),
    "bulk_update": lambda c: Region.objects.bulk_update([c], ["name"]),
    "delete of a queryset": lambda c: Department.objects.all().delete(),
    "raw delete": lambda c: Department.objects.all()._raw_delete("default"),
    "raw save (loaddata)": load_fixture,
    "save_base": lambda c: c.save_base(raw=True),
    "raw SQL": lambda c: raw("UPDATE organizations_region SET name = '改名县'")(),
    "history rows": lambda c: raw(
        "INSERT INTO organizations_historicalregion (history_id) VALUES (1)"
    )(),
    "batches": lambda c: Batch.objects.create(
        actor_name="无名", source="form", at="2025-01-01T00:00Z", body={}
    ),
    "save_without_historical_record": lambda c: c.save_without_historical_record(),
}


@pytest.mark.parametrize("door", SIDE_DOORS)
@pytest.mark.parametrize("inside", [False, True], ids=["outside a recording", "inside a recording"])
def test_every_side_door_is_shut(county, door, inside):
    make_department(county=county)
    county.name = "改名县"
    with (
        pytest.raises(UnrecordedChange),
        transaction.atomic(),
        seeding() if inside else contextlib.nullcontext(),
    ):
        SIDE_DOORS[door](county)
    assert Region.objects.get(pk=county.pk).name == "示例县"


@pytest.mark.parametrize("act", ["save", "delete", "bulk_save", "bulk_delete"])
def test_the_doors_need_a_recording(county, act):
    department = make_department(county=county)
    department.name = "县水利局"
    doors = {
        "save": department.save,
        "delete": department.delete,
        "bulk_save": lambda: bulk_save([department]),
        "bulk_delete": lambda: bulk_delete([department]),
    }
    with pytest.raises(UnrecordedChange):
        doors[act]()
    assert Department.objects.get().name == "县自然资源局"


def test_a_door_opens_its_own_table_only(county):
    """What a save sets off in other tracked tables is refused even while it runs."""
    department = make_department(county=county)

    def meddle(**kwargs):
        Region.objects.filter(pk=county.pk).update(name="改名县")

    post_save.connect(meddle, sender=Department)
    try:
        department.name = "县水利局"
        with pytest.raises(UnrecordedChange), seeding():
            department.save()
    finally:
        post_save.disconnect(meddle, sender=Department)
    assert Department.objects.get().name == "县自然资源局"


def test_loaddata_of_a_tracked_model_is_refused(county, tmp_path):
    file = tmp_path / "regions.json"
    file.write_text(serializers.serialize("json", [county]))
    with pytest.raises(Exception, match="organizations_region"):
        call_command("loaddata", str(file), verbosity=0)


def test_reading_is_free(county):
    assert Region.objects.filter(code=county.code).exists()


def test_migrating_loads_without_history_and_never_inside_a_recording(db):
    with migrating("区划代码"):
        Region.objects.bulk_create(
            [Region(code="110000000000", name="北京市", level="province", kind="province")]
        )
        Region(code="120000000000", name="天津市", level="province", kind="province").save()
    assert Region.objects.filter(code__in=["110000000000", "120000000000"]).count() == 2
    assert not Region.history.filter(code__in=["110000000000", "120000000000"]).exists()
    with pytest.raises(UnrecordedChange), seeding(), migrating("混入"):
        pass


def test_the_guard_is_on_again_after_migrating_failed(county):
    with pytest.raises(ValueError, match="坏数据"), migrating("区划代码"):
        raise ValueError("坏数据")
    with pytest.raises(UnrecordedChange):
        Region.objects.update(name="改名县")


def test_every_new_connection_is_guarded(transactional_db):
    connection.close()
    connection.ensure_connection()
    assert connection.execute_wrappers.count(refuse_side_doors) == 1


def test_migrate_leaves_the_guard_on(transactional_db):
    call_command("migrate", verbosity=0)
    with pytest.raises(UnrecordedChange):
        Region.objects.update(name="改名县")


def test_a_migration_that_failed_leaves_the_guard_on(transactional_db):
    def fail(**kwargs):
        raise ValueError("坏迁移")

    pre_migrate.connect(fail)
    try:
        with pytest.raises(ValueError, match="坏迁移"):
            call_command("migrate", verbosity=0)
    finally:
        pre_migrate.disconnect(fail)
    with pytest.raises(UnrecordedChange):
        Region.objects.update(name="改名县")


def test_nothing_is_recorded_outside(db):
    assert current() is None
    with recording(by=User.objects.system(), reason="试一试") as rec:
        assert current() is rec
    assert current() is None


def test_aliases_of_a_department_are_not_deleted_with_it(county):
    department = make_department(county=county, aliases=["国土局"])
    with pytest.raises(ProtectedError), seeding():
        department.delete()
    assert DepartmentAlias.objects.count() == 1
    assert not Department.history.filter(history_type="-").exists()
