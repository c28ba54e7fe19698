"""The door in the database: triggers that let a guarded table be written by a statement that came
through the guard.

A door is open for one statement. On PostgreSQL the statement carries it, in the same message: a
setting of the transaction that names the tables and the moment of the message, so that nothing has
to shut it, neither a commit nor a rollback to a savepoint. On SQLite a function of the connection
answers; a connection without it cannot write.

It stops what slips by, not whoever holds the database: past Django its owner may lay out the same
key, drop a trigger or a table, and Python code in the process may hang a door of its own.
`verify_history` names what that left behind.
"""

import contextlib

from django.db.backends.utils import truncate_name

from .statements import EVERYTHING

FUNCTION = "dutylist_door"
SHUT = "dutylist_door is shut"
PASSED_BY = (
    "SELECT set_config('dutylist.door', extract(epoch FROM statement_timestamp()) || ' {}', true); "
)
SEARCH_PATH = "pg_catalog, pg_temp"
BODY = f"""
DECLARE
  door text[] := string_to_array(current_setting('dutylist.door', true), ' ');
BEGIN
  IF door[1] = extract(epoch FROM statement_timestamp())::text
    AND (TG_TABLE_NAME = ANY (door) OR '{EVERYTHING}' = ANY (door))
  THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '{SHUT}: %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
"""
CREATE_FUNCTION = (
    f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql"
    f" SET search_path = {SEARCH_PATH} AS $${BODY}$$"
)


def name_of(table, what):
    return truncate_name(f"dutylist_door_{table}_{what}", 63)


def sqlite_triggers(connection, table, events):
    """{trigger: statement}: one for each event, asked for each row."""
    quoted = connection.ops.quote_name
    statements = {}
    for event in events:
        name = name_of(table, event.lower())
        statements[name] = (
            f"CREATE TRIGGER {quoted(name)} BEFORE {event} ON {quoted(table)}"
            f" WHEN NOT {FUNCTION}('{table}')"
            f" BEGIN SELECT RAISE(ABORT, '{SHUT}: {table}'); END"
        )
    return statements


def postgresql_triggers(connection, table, events):
    """{trigger: statement}: one for all events, asked once a statement, and in a session without
    triggers too.
    """
    quoted = connection.ops.quote_name
    name = name_of(table, "statement")
    return {
        name: f"CREATE TRIGGER {quoted(name)} BEFORE {' OR '.join([*events, 'TRUNCATE'])} "
        f"ON {quoted(table)}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}();"
        f" ALTER TABLE {quoted(table)} ENABLE ALWAYS TRIGGER {quoted(name)}"
    }


def hang(connection):
    """Gives a new connection of SQLite the function that the triggers ask; every door is shut."""
    if connection.vendor == "sqlite" and connection.connection is not None:
        connection.open_doors = set()
        connection.connection.create_function(FUNCTION, 1, connection.open_doors.__contains__)


@contextlib.contextmanager
def _open_in(doors, tables):
    doors.update(tables)
    try:
        yield
    finally:
        doors.clear()


def pass_through(execute, sql, params, many, context, tables):
    """Executes one statement with the door of these tables open."""
    connection = context["connection"]
    if connection.vendor == "sqlite":
        with _open_in(connection.open_doors, tables):
            return execute(sql, params, many, context)
    answer = execute(PASSED_BY.format(" ".join(sorted(tables))) + sql, params, many, context)
    if not many and hasattr(connection.Database, "pq"):
        context["cursor"].nextset()  # psycopg 3 stands at the first answer, psycopg 2 at the last
    return answer
