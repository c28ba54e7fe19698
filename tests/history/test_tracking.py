"""One history row for each object really changed, of what is stored."""

from datetime import date

import pytest
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Concat
from django.utils import timezone

from dutylist.history.models import Batch
from dutylist.history.recording import recording
from dutylist.history.tracking import bulk_delete, bulk_save
from dutylist.organizations.models import CountyPolicy, Department, Region, User
from tests.factories import make_county, make_department, seeding


@pytest.fixture
def county(db):
    return make_county()


@pytest.fixture
def department(county):
    return make_department(county=county)


def rows(model, kind=None):
    found = model.history.order_by("history_id")
    return found.filter(history_type=kind) if kind else found


def new_regions(county, count):
    return [
        Region(
            code=f"990121{n:03d}000", name=f"第{n}镇", level="township", kind="town", parent=county
        )
        for n in range(1, count + 1)
    ]


def test_a_save_writes_one_row_with_the_batch_and_the_actor(department):
    clerk = User.objects.system()
    with recording(by=clerk, reason="机构改革", source="form") as rec:
        department.name = "县自然资源和规划局"
        department.save()
    row = rows(Department).last()
    assert (row.history_type, row.name, row.batch, row.history_user_id) == (
        "~",
        department.name,
        rec.id,
        clerk.pk,
    )
    batch = Batch.objects.get(pk=rec.id)
    assert (batch.actor_id, batch.actor_name, batch.reason, batch.source) == (
        clerk.pk,
        "系统",
        "机构改革",
        "form",
    )


def test_an_equal_save_writes_nothing(department):
    before, batches = rows(Department).count(), Batch.objects.count()
    with seeding():
        department.save()
        Department.objects.get(pk=department.pk).save()
    assert (rows(Department).count(), Batch.objects.count()) == (before, batches)


def test_values_that_only_look_different_are_equal(county):
    with seeding():
        county.valid_from = date(2020, 1, 1)
        county.save()
        before = rows(Region).count()
        county.valid_from = "2020-01-01"
        county.save()
    assert rows(Region).count() == before


def test_an_empty_recording_writes_no_batch(county):
    batches = Batch.objects.count()
    with seeding():
        pass
    assert Batch.objects.count() == batches


def test_untracked_fields_are_saved_without_a_recording_and_without_a_row(db):
    user = User.objects.system()
    before = rows(User).count()
    user.last_login = timezone.now()
    user.save(update_fields=["last_login"])
    user.set_password("河道巡查-2026")
    user.save()
    stored = User.objects.get(pk=user.pk)
    assert stored.last_login
    assert stored.check_password("河道巡查-2026")
    assert rows(User).count() == before


def test_a_full_save_takes_untracked_fields_along(db):
    user = User.objects.system()
    user.last_login, user.first_name = timezone.now(), "系统账号"
    with seeding():
        user.save()
    stored = User.objects.get(pk=user.pk)
    assert (stored.first_name, stored.last_login) == ("系统账号", user.last_login)
    assert rows(User).last().first_name == "系统账号"


def test_a_counter_outside_the_history_rises_without_a_row(county):
    policy = CountyPolicy.objects.get(region=county)
    before, number = rows(CountyPolicy).count(), policy.next_item_number
    policy.next_item_number = F("next_item_number") + 1
    policy.save(update_fields=["next_item_number"])
    assert CountyPolicy.objects.get(pk=policy.pk).next_item_number == number + 1
    assert rows(CountyPolicy).count() == before


def test_a_partial_save_records_what_is_stored_not_what_is_in_memory(department):
    department.name, department.address = "县水利局", "不保存的地址"
    with seeding():
        department.save(update_fields=["name"])
    row = rows(Department).last()
    assert (row.name, row.address) == ("县水利局", "")


def test_an_expression_is_recorded_as_its_result(department):
    department.name = Concat(F("name"), F("name"))
    with seeding():
        department.save()
    assert rows(Department).last().name == "县自然资源局县自然资源局"


def test_a_new_object_with_its_own_key_is_new(county):
    with seeding():
        Region(
            pk=880001,
            code="990121901000",
            name="新镇",
            level="township",
            kind="town",
            parent=county,
        ).save()
        bulk_save(
            [
                Region(
                    pk=880002,
                    code="990121902000",
                    name="新乡",
                    level="township",
                    kind="xiang",
                    parent=county,
                )
            ]
        )
    assert list(rows(Region).filter(id__gte=880001).values_list("id", "history_type")) == [
        (880001, "+"),
        (880002, "+"),
    ]


def test_delete_keeps_the_last_state(department):
    key = department.pk
    with seeding():
        department.delete()
    row = rows(Department).last()
    assert (row.history_type, row.id, row.name) == ("-", key, "县自然资源局")
    assert not Department.objects.filter(pk=key).exists()


def test_bulk_save_writes_what_differs_and_nothing_else(county):
    with seeding():
        towns = new_regions(county, 5)
        assert bulk_save(towns) == (5, 0)
        towns[1].name, towns[3].kind = "改名镇", "subdistrict"
        assert bulk_save([*towns, *new_regions(county, 6)[5:]]) == (1, 2)
    assert list(rows(Region, "~").values_list("name", flat=True)) == ["改名镇", "第4镇"]
    assert Region.objects.get(pk=towns[3].pk).kind == "subdistrict"


def test_bulk_doors_take_as_many_queries_for_thirty_as_for_three(
    county, django_assert_max_num_queries
):
    for count in (3, 30):
        with seeding(), transaction.atomic():
            towns = new_regions(county, count)
            with django_assert_max_num_queries(4):
                bulk_save(towns)
            for town in towns:
                town.name += "（新）"
            with django_assert_max_num_queries(5):
                bulk_save(towns)
            bulk_delete(towns)
    assert rows(Region, "-").count() == 33


def test_bulk_delete_records_each(county):
    with seeding():
        towns = new_regions(county, 4)
        bulk_save(towns)
        assert bulk_delete(towns[:3]) == 3
    assert rows(Region, "-").count() == 3
    assert Region.objects.filter(parent=county).count() == 1


def test_a_nested_verb_joins_the_batch(county):
    with recording(by=User.objects.system(), reason="外层") as outer:
        make_department("县水利局", county=county)
        with recording(by=User.objects.system(), reason="内层", county=county.code) as inner:
            assert inner is outer
            make_department("县林业局", county=county)
    batch = Batch.objects.get(pk=outer.id)
    assert batch.summary["counts"] == {"organizations_historicaldepartment": 2}
    assert (batch.reason, batch.county) == ("外层", county.code)


def fail_half_way(name, county):
    make_department(name, county=county)
    raise ValueError("半途")


def test_a_nested_verb_that_fails_undoes_only_itself(county):
    with seeding():
        make_department("县水利局", county=county)
        with pytest.raises(ValueError, match="半途"), seeding():
            fail_half_way("县林业局", county)
    assert list(rows(Department).values_list("name", flat=True)) == ["县水利局"]


def test_a_recording_whose_only_verb_was_undone_writes_no_batch(county):
    batches = Batch.objects.count()
    with seeding(), pytest.raises(ValueError, match="半途"), seeding():
        fail_half_way("县林业局", county)
    assert Batch.objects.count() == batches


def test_a_failed_recording_leaves_nothing(county):
    batches = Batch.objects.count()
    with pytest.raises(ValueError, match="半途"), seeding():
        fail_half_way("县林业局", county)
    assert (Department.objects.count(), rows(Department).count(), Batch.objects.count()) == (
        0,
        0,
        batches,
    )


def test_a_preview_is_rolled_back_whole(county):
    batches = Batch.objects.count()
    with seeding():
        make_department(county=county)
        transaction.set_rollback(True)
    assert (Department.objects.count(), rows(Department).count(), Batch.objects.count()) == (
        0,
        0,
        batches,
    )


def test_the_actor_keeps_the_name_of_the_day(department):
    clerk = User.objects.system()
    with recording(by=clerk, reason="改名") as rec:
        clerk.first_name = "新名字"
        clerk.save()
    with seeding():
        clerk.first_name = "更新的名字"
        clerk.save()
    assert Batch.objects.get(pk=rec.id).actor_name == "新名字"
