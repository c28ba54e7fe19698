"""Proof: whatever is altered past the record is named, on both databases."""

import contextlib
import json
import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from dutylist.history import clock, writeonce
from dutylist.history import verify as proof
from dutylist.history.coverage import not_proved_sentence
from dutylist.history.days import moment_words
from dutylist.history.digests import digest, rows_of
from dutylist.history.guard import guard_off
from dutylist.history.models import Batch, Seal
from dutylist.history.recording import migrating
from dutylist.history.seals import head, list_digest, seal
from dutylist.history.tracking import bulk_save
from dutylist.history.verify import verify
from dutylist.organizations.models import Department, Region
from tests.factories import make_county, make_department, make_township, seeding

HISTORY = "organizations_historicaldepartment"


@pytest.fixture
def record(db):
    """A county with two departments, one renamed, all sealed; then one more change, unsealed."""
    county = make_county()
    make_department("县水利局", county=county)
    department = make_department("县林业局", county=county)
    seal()
    with seeding("改名"):
        department.name = "县自然资源局"
        department.save()
    return Department.history.order_by("history_id")


@contextlib.contextmanager
def triggers_off():
    """Somebody who has the database takes the triggers off; the guard sees only Django's own
    connections.
    """
    _settle()
    writeonce.lift()
    with guard_off():
        yield
    _settle()


def _settle():
    """PostgreSQL alters no table that has checks waiting for the commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def tamper(db):
    """Runs SQL without guard and triggers."""

    def run(sql, *values, put_back=True):
        with triggers_off(), connection.cursor() as cursor:
            cursor.execute(sql, values)
        if put_back:
            writeonce.lay()

    return run


def key(value):
    return value.hex if connection.vendor == "sqlite" else str(value)


def bad():
    report = verify()
    assert not report.ok
    return report.first_bad


def test_an_untouched_record_is_sound(record):
    report = verify()
    assert (report.ok, report.first_bad, report.seals, report.head) == (True, None, 1, head())
    assert report.rows == sum(sum(b.summary["counts"].values()) for b in Batch.objects.all())


def test_an_altered_row_is_named(record, tamper):
    row = record[1]
    tamper(f"UPDATE {HISTORY} SET name = '县教育局' WHERE history_id = %s", row.pk)
    found, batch = bad(), Batch.objects.get(pk=row.batch)
    assert (found.table, found.history_id, found.batch) == (HISTORY, row.pk, str(row.batch))
    assert (found.at, found.by) == (batch.at.isoformat(), "系统")


def test_the_row_is_named_even_while_its_trigger_is_missing(record, tamper):
    tamper(
        f"UPDATE {HISTORY} SET history_type = '-' WHERE history_id = %s",
        record[0].pk,
        put_back=False,
    )
    assert (bad().table, bad().history_id) == (HISTORY, record[0].pk)


def test_the_first_of_several_is_named(record, tamper):
    tamper(f"UPDATE {HISTORY} SET name = '县教育局'")
    assert bad().history_id == record[0].pk


def test_a_missing_row_is_named(record, tamper):
    row = record[2]
    tamper(f"DELETE FROM {HISTORY} WHERE history_id = %s", row.pk)
    assert (bad().history_id, bad().batch) == (row.pk, str(row.batch))


def copy_row(tamper, batch):
    columns = [
        f.column
        for f in Department.history.model._meta.concrete_fields
        if f.name not in ("history_id", "batch")
    ]
    names = ", ".join(f'"{c}"' for c in columns)
    typed = "%s" if connection.vendor == "sqlite" else "%s::uuid"
    tamper(
        f"INSERT INTO {HISTORY} ({names}, batch) SELECT {names}, {typed} FROM {HISTORY} "
        f"WHERE history_id = (SELECT MIN(history_id) FROM {HISTORY})",
        key(batch),
    )
    return Department.history.order_by("history_id").last().pk


def test_a_row_smuggled_into_a_batch_is_named(record, tamper):
    assert bad_after(copy_row(tamper, record[0].batch))


def test_a_row_of_a_table_the_batch_does_not_know_is_named(record, tamper):
    county_batch = Region.history.order_by("history_id").last().batch
    assert bad_after(copy_row(tamper, county_batch))


def test_a_row_without_a_batch_is_named(record, tamper):
    assert bad_after(copy_row(tamper, uuid.uuid4()))


def bad_after(history_id):
    found = bad()
    return (found.table, found.history_id) == (HISTORY, history_id)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_id", 999),
        ("actor_name", "别人"),
        ("reason", "另一个理由"),
        ("source", "import"),
        ("decision_id", 5),
        ("county", "990121000000"),
        ("at", timezone.now()),
        ("body", "{}"),
        ("summary", "{}"),
        ("digest", "0" * 64),
    ],
)
def test_whatever_a_batch_says_is_proven(record, tamper, column, value):
    batch = Batch.objects.get(pk=record[1].batch)
    tamper(f"UPDATE history_batch SET {column} = %s WHERE id = %s", value, key(batch.pk))
    assert (bad().table, bad().batch) == ("history_batch", str(batch.pk))


def test_a_batch_rewritten_with_its_digest_breaks_its_seal(record, tamper):
    batch = Batch.objects.get(pk=record[1].batch)
    batch.reason = "另一个理由"
    values = (batch.reason, batch.computed_digest(), key(batch.pk))
    tamper("UPDATE history_batch SET reason = %s, digest = %s WHERE id = %s", *values)
    assert (bad().table, bad().history_id) == ("history_seal", 1)


@pytest.mark.parametrize("column", ["digest", "head"])
def test_an_altered_seal_is_named(record, tamper, column):
    seal()
    tamper(f"UPDATE history_seal SET {column} = %s WHERE number = 1", "0" * 64)
    assert (bad().table, bad().history_id) == ("history_seal", 1)


def test_a_seal_taken_out_of_the_chain_is_noticed(record, tamper):
    seal()
    tamper("UPDATE history_seal SET previous_id = NULL WHERE number = 2")
    assert (bad().table, bad().history_id) == ("history_seal", 2)


def test_a_batch_taken_out_of_its_seal_is_noticed(record, tamper):
    tamper("DELETE FROM history_sealedbatch WHERE position = 0")
    assert bad().table == "history_seal"


def moved(tamper, batch, at):
    """A batch rewritten with another time by somebody who also rewrites its digest and the seals
    over it.
    """
    batch.at = at
    with triggers_off():
        batch.digest = batch.computed_digest()
        batch.save()
        head_before = ""
        for one in Seal.objects.order_by("number"):
            listed = one.batches.order_by("position").values_list("batch_id", "batch__digest")
            one.digest = list_digest(listed)
            one.head = head_before = one.computed_head(head_before)
            one.save()
    writeonce.lay()


def test_a_batch_later_than_its_seal_is_named(record, tamper):
    batch = Batch.objects.filter(sealedbatch__seal__number=1).first()
    moved(tamper, batch, Seal.objects.get(number=1).at + timedelta(seconds=1))
    found = bad()
    assert (found.table, found.batch, found.by) == (
        "history_batch",
        str(batch.pk),
        batch.actor_name,
    )
    assert found.sentence == "批次的时间晚于封存它的第1号封印"


def test_a_batch_earlier_than_the_seal_before_it_is_named(record, tamper):
    seal()
    batch = Batch.objects.get(pk=record.last().batch)
    moved(tamper, batch, Seal.objects.get(number=1).at - timedelta(seconds=1))
    assert (bad().batch, bad().sentence) == (str(batch.pk), "批次的时间早于在它之前的第1号封印")


def test_a_batch_that_no_seal_holds_yet_is_not_earlier_than_the_last(record, tamper):
    batch = Batch.objects.get(pk=record.last().batch)
    moved(tamper, batch, Seal.objects.get(number=1).at - timedelta(days=30))
    assert (bad().batch, bad().sentence) == (str(batch.pk), "批次的时间早于在它之前的第1号封印")


def test_a_seal_earlier_than_the_one_before_it_is_named(record, tamper):
    second = seal()
    with triggers_off():
        second.at = Seal.objects.get(number=1).at - timedelta(days=1)
        second.head = second.computed_head(Seal.objects.get(number=1).head)
        second.save()
    writeonce.lay()
    assert (bad().table, bad().sentence) == ("history_seal", "第2号封印的时间早于第1号封印")


def test_a_clock_that_is_behind_breaks_no_order(record, monkeypatch):
    """Another machine's clock may be behind the one that made the last seal."""
    seal()
    behind = timezone.now() - timedelta(minutes=5)
    monkeypatch.setattr(clock.timezone, "now", lambda: behind)
    make_department("县教育局")
    assert Batch.objects.order_by("-at").first().at == Seal.objects.get(number=2).at
    seal()
    assert verify().ok


def test_a_missing_trigger_is_reported(record, tamper):
    tamper("SELECT 1", put_back=False)
    found = bad()
    assert found.history_id is None
    assert found.table in {model._meta.db_table for model in writeonce.write_once_models()}


def test_a_row_changed_past_the_record_is_named_with_its_newest_record(record, tamper):
    tamper("UPDATE organizations_department SET address = '县府大院' WHERE name = '县自然资源局'")
    assert (bad().table, bad().history_id) == ("organizations_department", record.last().pk)


def test_a_row_removed_past_the_record_is_named(record, tamper):
    tamper("DELETE FROM organizations_department WHERE name = '县水利局'")
    assert (bad().table, bad().history_id) == ("organizations_department", record[0].pk)


def test_a_row_added_past_the_record_is_named(record):
    county = Region.objects.get(code="990121000000")
    with migrating("偷加"):
        Department.objects.bulk_create([Department(county=county, name="偷加局")])
    assert (bad().table, bad().history_id) == ("organizations_department", None)


@pytest.mark.parametrize(
    ("table", "column", "sentence"),
    [
        (HISTORY, None, "数据表不存在"),
        ("organizations_departmentalias", None, "数据表不存在"),
        ("history_seal", None, "数据表不存在"),
        (HISTORY, "address", "数据表缺少列 address"),
    ],
)
def test_a_table_or_column_taken_away_is_named(record, tamper, table, column, sentence):
    if column:
        tamper(f"ALTER TABLE {table} RENAME COLUMN {column} TO elsewhere", put_back=False)
    else:
        tamper(f"ALTER TABLE {table} RENAME TO elsewhere", put_back=False)
    assert (bad().table, bad().history_id, bad().sentence) == (table, None, sentence)


def test_reference_data_needs_no_record(record):
    with migrating("区划代码"):
        Region.objects.bulk_create(
            [Region(code="110000000000", name="北京市", level="province", kind="province")]
        )
    assert verify().ok


def test_a_column_added_later_breaks_no_batch(record):
    """Each batch names its columns: only those are hashed again."""
    table = Department.history.model._meta.db_table
    batch = Batch.objects.get(pk=record[0].batch)
    kept = batch.body[table]["columns"]
    fewer = [column for column in kept if column != "position"]
    (_number, _batch, row), *_ = rows_of(Department.history.model, [batch.pk], fewer)
    batch.body[table] = {"columns": fewer, "rows": [[record[0].pk, digest(row)]]}
    batch.digest = batch.computed_digest()
    with triggers_off():
        batch.save()
        seal_of = batch.sealedbatch.seal
        seal_of.digest = list_digest(
            seal_of.batches.order_by("position").values_list("batch_id", "batch__digest")
        )
        seal_of.head = seal_of.computed_head("")
        seal_of.save()
    writeonce.lay()
    assert verify().ok


def test_many_batches_are_walked_in_order(record, monkeypatch):
    monkeypatch.setattr(proof, "FEWEST_BATCHES", 2)
    monkeypatch.setattr(proof, "MOST_BATCHES", 3)
    for number in range(9):
        make_township(f"9901212{number:02d}000", f"第{number}镇")
    told = []
    report = verify(told.append)
    assert report.ok
    assert told[-1] == report.rows
    assert len(told) >= 4


def test_the_number_of_queries_does_not_grow_with_the_rows(record, django_assert_max_num_queries):
    county = Region.objects.get(code="990121000000")
    with django_assert_max_num_queries(400) as few:
        verify()
    with seeding():
        bulk_save([Department(county=county, name=f"第{n}局") for n in range(300)])
    with django_assert_max_num_queries(len(few)):
        assert verify().ok


def command(*arguments):
    out = StringIO()
    try:
        call_command("verify_history", *arguments, stdout=out)
        code = 0
    except SystemExit as end:
        code = end.code
    return code, out.getvalue()


def test_the_command_answers_in_json(record, tamper):
    code, text = command("--json")
    report = json.loads(text)
    assert code == 0
    assert set(report) == {"ok", "rows", "seals", "head", "first_bad", "not_proved"}
    assert (report["ok"], report["seals"], report["head"], report["first_bad"]) == (
        True,
        1,
        head(),
        None,
    )
    tamper(f"UPDATE {HISTORY} SET name = '县教育局' WHERE history_id = %s", record[1].pk)
    code, text = command("--json")
    found = json.loads(text)["first_bad"]
    assert code == 1
    assert set(found) == {"table", "history_id", "batch", "at", "by"}
    assert (found["table"], found["history_id"], found["by"]) == (HISTORY, record[1].pk, "系统")


def test_the_command_says_it_in_one_line(record, tamper):
    said = f"历史记录完整：{verify().rows} 行，1 个封印，链首 {head()}\n{not_proved_sentence()}\n"
    assert command() == (0, said)
    tamper(f"DELETE FROM {HISTORY} WHERE history_id = %s", record[1].pk)
    code, text = command()
    assert code == 1
    assert "记录已不存在" in text
    recorded = moment_words(Batch.objects.get(pk=record[1].batch).at)
    assert f"最后一次登记是{recorded}，由系统登记，不等于由其改动" in text
    assert text.count("\n") == 1


def test_the_command_says_only_what_is_known(record, tamper):
    tamper("ALTER TABLE history_seal RENAME TO elsewhere", put_back=False)
    assert command() == (1, "历史记录不符：数据表不存在（history_seal）\n")
