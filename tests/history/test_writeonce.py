"""What is written once is never changed: the database itself refuses."""

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction

from dutylist.history import writeonce
from dutylist.history.guard import guard_off, tracked_models
from dutylist.history.models import Batch, Seal, SealedBatch
from dutylist.history.recording import migrating
from dutylist.history.seals import seal
from dutylist.organizations.models import Region
from tests.factories import make_county

TABLES = ["organizations_historicalregion", "history_batch", "history_seal", "history_sealedbatch"]
STATEMENTS = {
    "UPDATE": "UPDATE {table} SET {column} = {column}",
    "DELETE": "DELETE FROM {table}",
}
COLUMNS = {
    "organizations_historicalregion": "name",
    "history_batch": "reason",
    "history_seal": "digest",
    "history_sealedbatch": "position",
}


@pytest.fixture
def sealed(db):
    make_county()
    return seal()


def run(sql):
    with guard_off(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_raw_sql_is_refused_even_past_the_guard(sealed, table, statement):
    with pytest.raises(IntegrityError, match="written once"):
        run(STATEMENTS[statement].format(table=table, column=COLUMNS[table]))


def test_truncate_is_refused(sealed):
    if connection.vendor == "sqlite":
        with pytest.raises(IntegrityError, match="written once"):
            run("DELETE FROM organizations_historicalregion WHERE 1=1")
    else:
        with pytest.raises(IntegrityError, match="written once"):
            run("TRUNCATE organizations_historicalregion")


def test_insert_cannot_replace_a_row(sealed):
    """INSERT OR REPLACE (SQLite) deletes without a delete trigger; ON CONFLICT DO UPDATE is an
    update.
    """
    copy = "SELECT * FROM history_seal"
    sqlite = f"INSERT OR REPLACE INTO history_seal {copy}"
    postgresql = f"INSERT INTO history_seal {copy} ON CONFLICT (id) DO UPDATE SET digest = 'x'"
    with pytest.raises(IntegrityError, match="written once"):
        run(sqlite if connection.vendor == "sqlite" else postgresql)


def test_a_superuser_session_without_triggers_is_refused_too(sealed):
    if connection.vendor == "sqlite":
        assert not writeonce.missing()  # SQLite has no such session
        return
    with pytest.raises(IntegrityError, match="written once"):
        run("SET LOCAL session_replication_role = replica; DELETE FROM history_sealedbatch")


def test_every_tracked_model_and_every_table_of_proof_is_write_once(db):
    models = set(writeonce.write_once_models())
    assert {Batch, Seal, SealedBatch} <= models
    assert {model.history.model for model in tracked_models()} <= models
    assert not writeonce.missing()


def drop_one():
    name = "dutylist_once_organizations_historicalregion_" + (
        "delete" if connection.vendor == "sqlite" else "row"
    )
    on = "" if connection.vendor == "sqlite" else " ON organizations_historicalregion"
    run(f"DROP TRIGGER {name}{on}")
    return name


def test_a_missing_trigger_is_reported_and_laid_again(db):
    name = drop_one()
    assert writeonce.missing() == [("organizations_historicalregion", name)]
    errors = [e for e in run_checks(databases=["default"]) if e.id == "history.E010"]
    assert len(errors) == 1
    assert "organizations_historicalregion" in errors[0].msg
    assert writeonce.lay() == [("organizations_historicalregion", name)]
    assert not writeonce.missing()


def test_a_disabled_or_hollowed_trigger_is_missing(db):
    if connection.vendor == "sqlite":
        drop_one()
        run(
            "CREATE TRIGGER dutylist_once_organizations_historicalregion_delete "
            "BEFORE DELETE ON organizations_historicalregion BEGIN SELECT 1; END"
        )
    else:
        run("ALTER TABLE organizations_historicalregion DISABLE TRIGGER ALL")
    assert [table for table, _ in writeonce.missing()][:1] == ["organizations_historicalregion"]


def test_a_hollowed_function_makes_every_trigger_missing(db):
    if connection.vendor == "sqlite":
        assert not writeonce.missing()  # no function there
        return
    run(
        "CREATE OR REPLACE FUNCTION dutylist_write_once() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RETURN NEW; END$$"
    )
    assert len(writeonce.missing()) == 2 * len(writeonce.write_once_models())
    writeonce.lay()
    assert not writeonce.missing()


def test_laying_twice_changes_nothing(db):
    assert writeonce.lay() == []


def test_a_flush_leaves_the_triggers_standing(transactional_db):
    """The clearing of a test database takes them off and puts them back."""
    with writeonce.lifted(), migrating("清空"):
        run("DELETE FROM organizations_historicalregion")
    assert not writeonce.missing()
    assert Region.history.count() == 0
