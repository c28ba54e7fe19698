"""The door in the database: what no reading of statements recognises is refused by the table
itself.
"""

import contextlib
import io
import os
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from dutylist.history import door, writeonce
from dutylist.history.guard import guard_off, guarded_tables, opened, tracked_models
from dutylist.history.recording import UnrecordedChange, migrating
from dutylist.history.verify import verify
from dutylist.organizations.models import Region
from tests.at_once import beside
from tests.database import KIND, binaries
from tests.factories import make_county, seeding
from tests.grounds import ground

BOTH = ("sqlite", "postgresql")
SQLITE = ("sqlite",)
POSTGRESQL = ("postgresql",)
NEW_NAME = "UPDATE organizations_region SET name = '改名县'"


@ground
def county(db):
    return make_county()


def through_django(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def past_django(sql):
    connection.connection.cursor().execute(sql)


def settle():
    """PostgreSQL alters no table that has checks waiting for the commit."""
    if connection.vendor == "postgresql":
        past_django("SET CONSTRAINTS ALL IMMEDIATE")


def prepared_beforehand(sql, then):
    """What stands in the database before anybody looks: made where the guard does not see it."""

    def run(county):
        past_django(sql)
        through_django(then)

    return run


def many_at_once(county):
    connection.connection.cursor().executemany(
        f"UPDATE organizations_region SET name = {connection.ops.quote_name('code')} WHERE id = "
        + ("?" if connection.vendor == "sqlite" else "%s"),
        [(county.pk,)],
    )


def copied_in(county):
    row = "990199000000\t新县\n"
    connection.connection.cursor().copy_expert(
        "COPY organizations_region (code, name) FROM STDIN", io.StringIO(row)
    )


def renamed_and_back(county):
    """The trigger goes with its table, whatever that is called meanwhile."""
    settle()
    past_django("ALTER TABLE organizations_region RENAME TO elsewhere")
    through_django("UPDATE elsewhere SET name = '改名县'")


def inside_an_open_door(county):
    with opened("organizations_region"):
        past_django(NEW_NAME)


def after_a_recorded_write(county):
    county.name = "示例新县"
    with seeding():
        county.save()
    past_django(NEW_NAME)


def while_migrating(county):
    with migrating("区划代码"):
        past_django(NEW_NAME)


FUNCTION = (
    "CREATE FUNCTION pg_temp.rename_all() RETURNS void LANGUAGE plpgsql AS"
    " $$BEGIN EXECUTE 'UPDATE organizations' || '_region SET name = ''改名县'''; END$$"
)
INSTEAD = (
    "CREATE TEMP TRIGGER through INSTEAD OF UPDATE ON shown"
    " BEGIN UPDATE organizations_region SET name = NEW.name WHERE id = OLD.id; END"
)
MERGE = (
    "MERGE INTO organizations_region r USING (SELECT 1) s ON true WHEN MATCHED THEN UPDATE SET "
    "name = '改名县'"
)
UPSERT = (
    "INSERT INTO organizations_region SELECT * FROM organizations_region WHERE true"
    " ON CONFLICT (id) DO UPDATE SET name = '改名县'"
)
REPLICA = "SET LOCAL session_replication_role = replica"
CTE = f"WITH a AS ({NEW_NAME} RETURNING id) SELECT * FROM a"


def viewed(*made):
    def run(county):
        past_django("CREATE TEMP VIEW shown AS SELECT * FROM organizations_region")
        for sql in made:
            past_django(sql)
        through_django("UPDATE shown SET name = '改名县'")

    return run


WAYS_PAST = {
    # name: (databases, the way, whether its last statement goes through Django)
    "bare cursor": (BOTH, lambda c: past_django(NEW_NAME), False),
    "bare delete": (BOTH, lambda c: past_django("DELETE FROM organizations_region"), False),
    "bare upsert": (BOTH, lambda c: past_django(UPSERT), False),
    "executemany": (BOTH, many_at_once, False),
    "inside an open door": (BOTH, inside_an_open_door, False),
    "after a recorded write": (BOTH, after_a_recorded_write, False),
    "while migrating": (BOTH, while_migrating, False),
    "replace": (
        SQLITE,
        lambda c: past_django(
            "INSERT OR REPLACE INTO organizations_region SELECT * FROM organizations_region"
        ),
        False,
    ),
    "replace by update": (
        SQLITE,
        lambda c: past_django("UPDATE OR REPLACE organizations_region SET code = 1"),
        False,
    ),
    "view with a trigger": (SQLITE, viewed(INSTEAD), True),
    "trigger on another table": (
        SQLITE,
        prepared_beforehand(
            "CREATE TEMP TRIGGER meddle AFTER INSERT ON django_content_type"
            " BEGIN UPDATE organizations_region SET name = '改名县'; END",
            "INSERT INTO django_content_type (app_label, model) VALUES ('a', 'b')",
        ),
        True,
    ),
    "view": (POSTGRESQL, viewed(), True),
    "function": (POSTGRESQL, prepared_beforehand(FUNCTION, "SELECT pg_temp.rename_all()"), True),
    "prepared statement": (
        POSTGRESQL,
        prepared_beforehand(f"PREPARE later AS {NEW_NAME}", "EXECUTE later"),
        True,
    ),
    "copy": (POSTGRESQL, copied_in, False),
    "copy of a Django cursor": (
        POSTGRESQL,
        lambda c: connection.cursor().copy_expert(
            "COPY organizations_region (code) FROM STDIN", io.StringIO("1\n")
        ),
        False,
    ),
    "merge": (POSTGRESQL, lambda c: past_django(MERGE), False),
    "common table expression": (POSTGRESQL, lambda c: past_django(CTE), False),
    "truncate": (
        POSTGRESQL,
        lambda c: settle() or past_django("TRUNCATE organizations_region CASCADE"),
        False,
    ),
    "do": (POSTGRESQL, lambda c: past_django(f"DO $$ BEGIN {NEW_NAME}; END $$"), False),
    "session without triggers": (
        POSTGRESQL,
        lambda c: past_django(f"{REPLICA}; {NEW_NAME}"),
        False,
    ),
    "renamed": (BOTH, renamed_and_back, True),
}


@pytest.mark.parametrize("way", [name for name, row in WAYS_PAST.items() if KIND in row[0]])
def test_every_way_past_the_guard_ends_at_the_door(county, way):
    _databases, go, ends_in_django = WAYS_PAST[way]
    refused = UnrecordedChange if ends_in_django else connection.Database.Error
    words = "organizations_region|elsewhere" if ends_in_django else door.SHUT
    with pytest.raises(refused, match=words), transaction.atomic():
        go(county)
    assert list(Region.objects.filter(pk=county.pk).values_list("code", "name")) == [
        (county.code, "示例县")
    ]


def test_the_refusal_at_the_door_says_what_and_how(county):
    if connection.vendor == "sqlite":
        made, then = INSTEAD, "UPDATE shown SET name = '改名县'"
        past_django("CREATE TEMP VIEW shown AS SELECT * FROM organizations_region")
    else:
        made, then = FUNCTION, "SELECT pg_temp.rename_all()"
    past_django(made)
    with pytest.raises(UnrecordedChange) as refusal, transaction.atomic():
        through_django(then)
    assert str(refusal.value).startswith("organizations_region：写入必须经过 recording()")
    assert isinstance(refusal.value.__cause__, DatabaseError)


SPELLINGS = {
    "quote in a name": (BOTH, """WITH a("it's") AS (SELECT 1) """ + NEW_NAME),
    "quotes in a name": (BOTH, """WITH a("it""'s") AS (SELECT 1) """ + NEW_NAME),
    "quote in brackets": (SQLITE, f"WITH a([it's]) AS (SELECT 1) {NEW_NAME}"),
    "name as a string": (SQLITE, "UPDATE 'organizations_region' SET name = '改名县'"),
    "open comment": (SQLITE, f"/* /* */ {NEW_NAME} /* '"),
    "escaped quote": (POSTGRESQL, rf"WITH a AS (SELECT E'\'') {NEW_NAME}"),
    "dollar quotes": (POSTGRESQL, f"WITH a AS (SELECT $b$ ' $b$) {NEW_NAME}"),
    "unicode escapes": (POSTGRESQL, r"""UPDATE U&"organizations\005fregion" SET name = '改名县'"""),
    "nested comment": (POSTGRESQL, f"/* /* */ ' */ {NEW_NAME}"),
    "do": (POSTGRESQL, f"DO $$ BEGIN {NEW_NAME}; END $$"),
    "after a read": (POSTGRESQL, f"SELECT $$;$$; {NEW_NAME}"),
    "prepared": (POSTGRESQL, f"PREPARE p AS {NEW_NAME}"),
    "bytes": (POSTGRESQL, NEW_NAME.encode()),
}


@pytest.mark.parametrize("name", [name for name, row in SPELLINGS.items() if KIND in row[0]])
def test_odd_spellings_are_refused_before_they_reach_the_database(county, name):
    with pytest.raises(UnrecordedChange, match="写入必须经过") as refusal:
        through_django(SPELLINGS[name][1])
    assert refusal.value.__cause__ is None
    assert Region.objects.get(pk=county.pk).name == "示例县"


def test_a_composed_statement_is_read_and_let_through_like_any_other(county):
    if connection.vendor == "sqlite":
        assert not hasattr(connection.Database, "sql")  # nothing composes statements there
        return
    from psycopg2.sql import SQL, Identifier

    statement = SQL("UPDATE {} SET name = '改名县'").format(Identifier("organizations_region"))
    with pytest.raises(UnrecordedChange):
        through_django(statement)
    with opened("organizations_region"):
        through_django(statement)
    assert Region.objects.get(pk=county.pk).name == "改名县"


ALTERATIONS = {
    "drop": (BOTH, 'DROP TABLE "organizations_region"'),
    "drop column": (BOTH, "ALTER TABLE organizations_region DROP COLUMN name"),
    "rename": (BOTH, "ALTER TABLE organizations_region RENAME TO elsewhere"),
    "rename column": (BOTH, "ALTER TABLE organizations_region RENAME COLUMN name TO elsewhere"),
    "view": (BOTH, "CREATE TEMP VIEW shown AS SELECT * FROM organizations_region"),
    "shadow": (BOTH, "CREATE TEMP TABLE organizations_region (id int)"),
    "history table": (BOTH, "DROP TABLE organizations_historicalregion"),
    "table of proof": (BOTH, "ALTER TABLE history_batch RENAME TO elsewhere"),
    "trigger (SQLite)": (SQLITE, "DROP TRIGGER dutylist_door_organizations_region_update"),
    "trigger": (
        POSTGRESQL,
        "DROP TRIGGER dutylist_door_organizations_region_statement ON organizations_region",
    ),
    "schema": (SQLITE, "PRAGMA writable_schema = 1"),
    "disabled": (POSTGRESQL, "ALTER TABLE organizations_region DISABLE TRIGGER USER"),
    "function": (POSTGRESQL, "DROP FUNCTION dutylist_door() CASCADE"),
    "rule": (
        POSTGRESQL,
        "CREATE RULE r AS ON UPDATE TO organizations_region DO INSTEAD NOTHING",
    ),
    "replica": (POSTGRESQL, REPLICA),
    "do": (POSTGRESQL, "DO $$ BEGIN EXECUTE 'DROP TABLE organizations' || '_region'; END $$"),
    "key": (POSTGRESQL, "SET LOCAL dutylist.door = '*'"),
    "key by function": (POSTGRESQL, "SELECT set_config('dutylist.door', '*', true)"),
    "key by view": (
        POSTGRESQL,
        "UPDATE pg_settings SET setting = '*' WHERE name = 'dutylist.door'",
    ),
}


@pytest.mark.parametrize("name", [name for name, row in ALTERATIONS.items() if KIND in row[0]])
@pytest.mark.parametrize("inside", [False, True], ids=["door shut", "door open"])
def test_what_no_trigger_sees_is_refused_by_reading(county, name, inside):
    tables = ["organizations_region"] if inside else []
    with pytest.raises(UnrecordedChange), opened(*tables), transaction.atomic():
        through_django(ALTERATIONS[name][1])
    assert not writeonce.missing()


@pytest.mark.parametrize("event", ["INSERT", "UPDATE", "DELETE"])
def test_every_guarded_table_has_its_door(db, event):
    """Of a table that is written once only INSERT meets the door; the rest is refused anyway."""
    statements = {
        "INSERT": "INSERT INTO {table} DEFAULT VALUES",
        "UPDATE": "UPDATE {table} SET {column} = {column}",
        "DELETE": "DELETE FROM {table}",
    }
    once = {model._meta.db_table for model in writeonce.write_once_models()}
    models = {model._meta.db_table: model for model in tracked_models()}
    tables = sorted(guarded_tables()) if event == "INSERT" else sorted(models)
    passed = []
    for table in tables:
        column = models[table]._meta.pk.column if table in models else ""
        sql = statements[event].format(table=table, column=column)
        if connection.vendor == "sqlite" and event != "INSERT":
            sql = f"EXPLAIN {sql}"  # an empty table fires no trigger; its program names it
        if not meets_the_door(sql, table):
            passed.append(table)
    assert passed == []
    assert once & guarded_tables()


def meets_the_door(sql, table):
    if sql.startswith("EXPLAIN"):
        program = connection.connection.cursor().execute(sql).fetchall()
        return any(f"{door.SHUT}: {table}" in str(step) for step in program)
    try:
        with transaction.atomic():
            past_django(sql)
    except connection.Database.Error as error:
        return f"{door.SHUT}: {table}" in str(error)
    return False


def test_a_door_opens_for_one_statement(county):
    """What is left open by hand is shut by the end of the message, whatever becomes of the
    transaction.
    """
    county.name = "示例新县"
    with seeding():
        county.save()
        with pytest.raises(connection.Database.Error, match=door.SHUT), transaction.atomic():
            past_django(NEW_NAME)
    with seeding():
        county.name = "示例旧县"
        county.save()
        transaction.set_rollback(True)
    with pytest.raises(connection.Database.Error, match=door.SHUT), transaction.atomic():
        past_django(NEW_NAME)
    county.name = "示例县"
    with seeding():
        county.save()
    assert Region.objects.get(pk=county.pk).name == "示例县"


def test_a_key_laid_out_before_does_not_open(county):
    if connection.vendor == "sqlite":
        assert connection.open_doors == set()  # nothing is laid out there
        return
    past_django(
        "SELECT set_config('dutylist.door', extract(epoch FROM statement_timestamp()) || "
        "' *', true)"
    )
    with pytest.raises(connection.Database.Error, match=door.SHUT), transaction.atomic():
        past_django(NEW_NAME)


def test_a_statement_that_failed_shuts_the_door(county):
    with opened("organizations_region"), pytest.raises(DatabaseError), transaction.atomic():
        through_django("UPDATE organizations_region SET id = NULL")
    with pytest.raises(connection.Database.Error, match=door.SHUT), transaction.atomic():
        past_django(NEW_NAME)


def test_open_doors_let_every_kind_of_statement_through(county):
    """RETURNING, the number of rows, many at once, and a write of two tables in one statement."""
    marks = [("县", county.pk), ("乡", county.pk)]
    with opened("organizations_region"), connection.cursor() as cursor:
        cursor.execute("UPDATE organizations_region SET name = 'a%' WHERE id = 0")
        assert cursor.rowcount == 0
        cursor.execute(
            "UPDATE organizations_region SET name = %s WHERE id = %s RETURNING id, name",
            ["改名县", county.pk],
        )
        assert cursor.fetchall() == [(county.pk, "改名县")]
        cursor.executemany("UPDATE organizations_region SET name = %s WHERE id = %s", marks)
    assert Region.objects.get(pk=county.pk).name == "乡"


def test_reading_is_free(county):
    count = "SELECT count(*) FROM organizations_region"
    with (
        connection.connection.cursor()
        if KIND == "postgresql"
        else contextlib.nullcontext(connection.connection.cursor()) as cursor
    ):
        cursor.execute(count)
        assert cursor.fetchone()[0] == Region.objects.count()


def test_every_connection_has_a_door_of_its_own(transactional_db):
    """A new thread's connection, and one that was closed and opened again."""
    make_county()
    answers = []

    def meddle():
        try:
            connection.ensure_connection()
            past_django(NEW_NAME)
        except connection.Database.Error as error:
            answers.append(str(error))
        finally:
            connection.close()

    with opened("organizations_region"), beside(meddle):
        pass
    connection.close()
    connection.ensure_connection()
    meddle()
    assert [door.SHUT in answer for answer in answers] == [True, True]


HOLLOWED = {
    "dropped (SQLite)": (SQLITE, "DROP TRIGGER dutylist_door_organizations_region_update"),
    "hollowed (SQLite)": (
        SQLITE,
        "DROP TRIGGER dutylist_door_organizations_region_update;"
        "CREATE TRIGGER dutylist_door_organizations_region_update"
        " BEFORE UPDATE ON organizations_region WHEN 0 BEGIN SELECT 1; END",
    ),
    "dropped": (
        POSTGRESQL,
        "DROP TRIGGER dutylist_door_organizations_region_statement ON organizations_region",
    ),
    "disabled": (POSTGRESQL, "ALTER TABLE organizations_region DISABLE TRIGGER ALL"),
    "not in a replica's session": (
        POSTGRESQL,
        (
            "ALTER TABLE organizations_region ENABLE TRIGGER "
            "dutylist_door_organizations_region_statement"
        ),
    ),
    "for some": (
        POSTGRESQL,
        "CREATE OR REPLACE TRIGGER dutylist_door_organizations_region_statement"
        " BEFORE INSERT ON organizations_region FOR EACH STATEMENT EXECUTE FUNCTION "
        "dutylist_door();"
        "ALTER TABLE organizations_region"
        " ENABLE ALWAYS TRIGGER dutylist_door_organizations_region_statement",
    ),
    "never": (
        POSTGRESQL,
        "CREATE OR REPLACE TRIGGER dutylist_door_organizations_region_statement"
        " BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON organizations_region"
        " FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION dutylist_door();"
        "ALTER TABLE organizations_region"
        " ENABLE ALWAYS TRIGGER dutylist_door_organizations_region_statement",
    ),
    "hollowed": (
        POSTGRESQL,
        (
            "CREATE OR REPLACE FUNCTION dutylist_door() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RETURN NULL; END$$"
        ),
    ),
    "led astray": (POSTGRESQL, "ALTER FUNCTION dutylist_door() RESET search_path"),
}


@pytest.mark.parametrize("how", [name for name, row in HOLLOWED.items() if KIND in row[0]])
def test_a_door_that_does_not_hold_is_reported_and_hung_again(county, how):
    settle()
    for sql in HOLLOWED[how][1].split(";C" if KIND == "sqlite" else "\0"):
        past_django(sql if sql.startswith(("DROP", "ALTER", "CREATE")) else f"C{sql}")
    gone = writeonce.missing()
    assert ("organizations_region", gone[0][1]) in gone or how in {"hollowed", "led astray"}
    assert all(trigger.startswith("dutylist_door_") for _table, trigger in gone)
    assert [e.id for e in run_checks(databases=["default"]) if e.id == "history.E010"]
    bad = verify().first_bad
    assert "触发器" in bad.sentence
    assert gone[0][1] in bad.sentence
    writeonce.lay()
    assert not writeonce.missing()
    assert verify().ok


def test_a_migration_that_rebuilds_a_table_leaves_its_doors(transactional_db):
    """SQLite drops the triggers of a table that is rebuilt; `post_migrate` hangs them again."""
    if connection.vendor == "sqlite":
        with guard_off(), connection.schema_editor() as editor:
            editor._remake_table(Region)
        assert len(writeonce.missing()) == 3
    call_command("migrate", verbosity=0)
    assert not writeonce.missing()


@pytest.mark.skipif(KIND != "sqlite", reason="the file of SQLite, and what its own shell can do")
class TestTheFile:
    @pytest.fixture
    def file(self, transactional_db):
        make_county()
        path = Path(connection.settings_dict["NAME"])
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as bare:
            yield bare

    def test_a_bare_connection_reads_and_does_not_write(self, file):
        assert file.execute("SELECT count(*) FROM organizations_region").fetchone()[0] == 3
        for sql in (NEW_NAME, "DELETE FROM organizations_region", "DELETE FROM items_dutyitem"):
            with pytest.raises(sqlite3.OperationalError, match="no such function: dutylist_door"):
                file.execute(sql)
        file.execute("UPDATE django_content_type SET app_label = app_label")

    def test_a_script_is_refused(self, file):
        """It commits what is under way, so it is tried where nothing is."""
        for run_script in (connection.connection.executescript, connection.cursor().executescript):
            with pytest.raises(sqlite3.IntegrityError, match=door.SHUT):
                run_script(NEW_NAME)
        assert not Region.objects.filter(name="改名县").exists()

    def test_an_attached_copy_of_the_name_is_the_same_door(self, file):
        path = connection.settings_dict["NAME"]
        connection.connection.execute("ATTACH ? AS again", [str(path)])
        try:
            with pytest.raises(sqlite3.IntegrityError, match=door.SHUT):
                past_django("UPDATE again.organizations_region SET name = '改名县'")
            with pytest.raises(UnrecordedChange):
                through_django("UPDATE again.organizations_region SET name = '改名县'")
        finally:
            connection.connection.execute("DETACH again")

    def test_a_backup_and_a_dump_come_back_with_their_doors(self, file):
        def dumped(copy):
            copy.create_function("REGEXP", 2, lambda pattern, text: bool(re.search(pattern, text)))
            copy.executescript("\n".join(file.iterdump()))

        for copied in (file.backup, dumped):
            with contextlib.closing(sqlite3.connect(":memory:")) as copy:
                copied(copy)
                assert copy.execute("SELECT count(*) FROM organizations_region").fetchone()[0] == 3
                with pytest.raises(sqlite3.OperationalError, match="no such function: dutylist"):
                    copy.execute(NEW_NAME)


@pytest.mark.skipif(KIND != "postgresql", reason="pg_dump and pg_restore are PostgreSQL's")
def test_a_dump_comes_back_with_its_doors(transactional_db, tmp_path):
    make_county()
    held = connection.settings_dict
    name = f"{held['NAME']}_restored"
    place = {"PGHOST": held["HOST"], "PGUSER": held["USER"], "PGPORT": str(held["PORT"] or 5432)}
    if held["PASSWORD"]:
        place["PGPASSWORD"] = held["PASSWORD"]

    def run(program, *arguments):
        command = [Path(binaries(), program), *arguments]
        done = subprocess.run(command, env=os.environ | place, capture_output=True, text=True)
        return done.stdout + done.stderr

    try:
        assert run("pg_dump", "-Fc", "-f", f"{tmp_path}/dump", held["NAME"]) == ""
        run("createdb", name)
        assert run("pg_restore", "-d", name, f"{tmp_path}/dump") == ""
        count = "SELECT count(*) FROM organizations_region"
        assert run("psql", "-Atc", count, name).strip() == "3"
        assert door.SHUT in run("psql", "-c", NEW_NAME, name)
    finally:
        run("dropdb", "--if-exists", name)
