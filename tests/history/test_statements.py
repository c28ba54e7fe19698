"""What the guard reads off the text of a statement, as each database would read it."""

import pytest

from dutylist.history.statements import EVERYTHING, effects_of, read

pytestmark = pytest.mark.one_database

BOTH = ("sqlite", "postgresql")
SQLITE = ("sqlite",)
POSTGRESQL = ("postgresql",)
REGION = {"organizations_region"}
WRITES = [
    (BOTH, 'UPDATE "organizations_region" SET name = 1', REGION),
    (BOTH, "update organizations_region set name = 1", REGION),
    (BOTH, 'UPDATE ONLY "public"."organizations_region" SET name = 1', REGION),
    (BOTH, "UPDATE public . Organizations_Region SET name = 1", REGION),
    (BOTH, 'INSERT INTO "organizations_region" VALUES (%s, %s), (%s, %s)', REGION),
    (BOTH, "INSERT OR REPLACE INTO organizations_region VALUES (1)", REGION),
    (SQLITE, "REPLACE INTO `organizations_region` VALUES (1)", REGION),
    (SQLITE, "UPDATE OR IGNORE [organizations_region] SET name = 1", REGION),
    (SQLITE, "UPDATE 'organizations_region' SET name = 1", REGION),
    (BOTH, "DELETE FROM ONLY organizations_region", REGION),
    (BOTH, "/* why */ -- who\n DELETE/**/FROM organizations_region", REGION),
    (POSTGRESQL, "-- who\rDELETE FROM organizations_region", REGION),
    (POSTGRESQL, "/* /* */ ' */ DELETE FROM organizations_region", REGION),
    (SQLITE, "/* /* */ DELETE FROM organizations_region", REGION),
    (BOTH, "WITH old AS (SELECT 1) UPDATE organizations_region SET name = 1", REGION),
    (BOTH, "WITH a AS (DELETE FROM organizations_region RETURNING 1) SELECT * FROM a", REGION),
    (BOTH, "SELECT 1; DELETE FROM organizations_region", REGION),
    (BOTH, """WITH a("it's") AS (SELECT 1) UPDATE organizations_region SET name = 'x'""", REGION),
    (BOTH, """WITH a("it""'s") AS (SELECT 1) UPDATE organizations_region SET name = 'x'""", REGION),
    (SQLITE, "WITH a([it's]) AS (SELECT 1) UPDATE organizations_region SET name = 'x'", REGION),
    (SQLITE, "WITH a(`it's`) AS (SELECT 1) UPDATE organizations_region SET name = 'x'", REGION),
    (SQLITE, r"WITH a AS (SELECT '\') DELETE FROM organizations_region", REGION),
    (POSTGRESQL, r"WITH a AS (SELECT E'\'') UPDATE organizations_region SET name = 'x'", REGION),
    (POSTGRESQL, "WITH a AS (SELECT $b$ ' $b$) DELETE FROM organizations_region", REGION),
    (POSTGRESQL, "WITH a AS (SELECT $$ ' $$) DELETE FROM organizations_region", REGION),
    (POSTGRESQL, r'UPDATE U&"organizations\005fregion" SET name = 1', {EVERYTHING}),
    (BOTH, "EXPLAIN ANALYZE UPDATE organizations_region SET name = 1", REGION),
    (BOTH, "MERGE INTO organizations_region USING x ON true WHEN MATCHED THEN DELETE", REGION),
    (POSTGRESQL, "PREPARE p AS DELETE FROM organizations_region", REGION),
    (POSTGRESQL, "COPY organizations_region (id, name) FROM STDIN", REGION),
    (
        POSTGRESQL,
        'TRUNCATE TABLE ONLY "a", public."organizations_region" RESTART IDENTITY',
        {"a"} | REGION,
    ),
    (POSTGRESQL, "TRUNCATE a *, organizations_region", {"a"} | REGION),
    (POSTGRESQL, "TRUNCATE a CASCADE", {EVERYTHING}),
    (POSTGRESQL, "DO $$ BEGIN END $$", {EVERYTHING}),
    (POSTGRESQL, "CALL tidy()", {EVERYTHING}),
    (BOTH, "INSERT INTO a VALUES (1) ON CONFLICT (id) DO UPDATE SET name = 1", {"a"}),
    (BOTH, "SELECT * FROM organizations_region WHERE name = 'UPDATE organizations_region'", set()),
    (BOTH, 'SELECT "update organizations_region" FROM a', set()),
    (BOTH, "SELECT 1 -- DELETE FROM organizations_region", set()),
    (POSTGRESQL, "SELECT $$;DELETE FROM organizations_region$$", set()),
    (POSTGRESQL, r"SELECT E'\';DELETE FROM organizations_region'", set()),
    (POSTGRESQL, "COPY organizations_region TO STDOUT", set()),
    (BOTH, 'SELECT 1 FROM x FOR UPDATE OF "organizations_region"', set()),
    (BOTH, 'SELECT "organizations_region"."updated_at" FROM "organizations_region"', set()),
    (BOTH, "SELECT REPLACE(name, 'a', 'b') FROM organizations_region", set()),
]
ALTERS = [
    (BOTH, 'DROP TABLE "organizations_region"', REGION),
    (BOTH, "DROP TABLE IF EXISTS main.Organizations_Region", REGION),
    (SQLITE, "DROP TABLE 'organizations_region'", REGION),
    (BOTH, "ALTER TABLE organizations_region DROP COLUMN name", REGION),
    (BOTH, "ALTER TABLE organizations_region RENAME TO elsewhere", REGION),
    (BOTH, "ALTER TABLE elsewhere RENAME TO organizations_region", REGION),
    (BOTH, "CREATE VIEW v AS SELECT * FROM organizations_region", REGION),
    (BOTH, "CREATE TEMP TABLE organizations_region (id int)", REGION),
    (POSTGRESQL, "ALTER TABLE organizations_region DISABLE TRIGGER ALL", REGION),
    (POSTGRESQL, "CREATE RULE r AS ON UPDATE TO organizations_region DO INSTEAD NOTHING", REGION),
    (
        SQLITE,
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; DELETE FROM organizations_region; END",
        REGION,
    ),
    (BOTH, "DROP TRIGGER dutylist_door_organizations_region_update", {"dutylist_door_"}),
    (POSTGRESQL, "DROP FUNCTION dutylist_door CASCADE", {EVERYTHING}),
    (POSTGRESQL, "ALTER FUNCTION dutylist_door() OWNER TO x", {"dutylist_door"}),
    (POSTGRESQL, r'DROP TABLE U&"organizations\005fregion"', {EVERYTHING}),
    (POSTGRESQL, "DROP SCHEMA public", {EVERYTHING}),
    (POSTGRESQL, "DROP OWNED BY dutylist", {EVERYTHING}),
    (POSTGRESQL, "DO $$ BEGIN END $$", {EVERYTHING}),
    (POSTGRESQL, "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", {EVERYTHING}),
    (POSTGRESQL, "SET session_replication_role = replica", {EVERYTHING}),
    (POSTGRESQL, "SET LOCAL dutylist.door = '*'", {EVERYTHING}),
    (POSTGRESQL, 'SET "dutylist".door = 1', {EVERYTHING}),
    (POSTGRESQL, r'SET U&"dutylist".door = 1', {EVERYTHING}),
    (POSTGRESQL, "SET standard_conforming_strings = off", {EVERYTHING}),
    (POSTGRESQL, "SELECT set_config('dutylist.door', '*', true)", {EVERYTHING}),
    (POSTGRESQL, "SELECT set_config(%s, '*', true)", {EVERYTHING}),
    (POSTGRESQL, "SELECT set_config('dutylist' || '.door', '*', true)", {EVERYTHING}),
    (POSTGRESQL, "SELECT set_config('dutylist'\n'.door', '*', true)", {EVERYTHING}),
    (POSTGRESQL, "SELECT \"set_config\"(E'\\x64', 1, true)", {EVERYTHING}),
    (POSTGRESQL, r"""SELECT U&"set\005fconfig"('dutylist.door', '*', true)""", {EVERYTHING}),
    (POSTGRESQL, "UPDATE pg_settings SET setting = '*' WHERE name = 'dutylist.door'", {EVERYTHING}),
    (POSTGRESQL, "UPDATE pg_catalog.pg_trigger SET tgenabled = 'D'", {EVERYTHING}),
    (POSTGRESQL, "ALTER DATABASE x SET dutylist.door = '*'", {EVERYTHING}),
    (POSTGRESQL, "ALTER ROLE x SET session_replication_role = replica", {EVERYTHING}),
    (SQLITE, "PRAGMA writable_schema = 1", {EVERYTHING}),
    (SQLITE, "PRAGMA main.writable_schema(1)", {EVERYTHING}),
    (SQLITE, "DELETE FROM sqlite_master", {EVERYTHING}),
    (BOTH, "SET LOCAL statement_timeout = 5000", set()),
    (POSTGRESQL, "SELECT set_config('statement_timeout', '5s', true)", set()),
    (POSTGRESQL, "SELECT current_setting('dutylist.door', true)", set()),
    (SQLITE, "PRAGMA foreign_keys = OFF", set()),
    (BOTH, "SELECT 'DROP TABLE organizations_region'", set()),
    (BOTH, "SELECT 1 AS drop FROM organizations_region", set()),
]


def each(table):
    return [(vendor, sql, told) for vendors, sql, told in table for vendor in vendors]


@pytest.mark.parametrize(("vendor", "sql", "tables"), each(WRITES))
def test_a_write_is_recognised_however_it_is_spelled(vendor, sql, tables):
    assert read(sql, vendor).written == tables
    assert effects_of(sql, vendor).written == tables


@pytest.mark.parametrize(("vendor", "sql", "names"), each(ALTERS))
def test_a_change_of_the_schema_is_recognised_however_it_is_spelled(vendor, sql, names):
    altered = read(sql, vendor).altered
    if names:
        assert all(any(name.startswith(known) for name in altered) for known in names)
    else:
        assert altered == set()


def test_a_long_statement_is_read_like_a_short_one():
    rows = ", ".join(["(%s, %s, %s)"] * 10_000)
    sql = f"INSERT INTO organizations_region (a, b, c) VALUES {rows}"
    assert effects_of(sql, "postgresql").written == REGION
