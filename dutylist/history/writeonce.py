"""The triggers that stand in the database: of tables written once (no UPDATE, DELETE, TRUNCATE),
and of the door.
"""

import contextlib

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import truncate_name

from . import door
from .guard import guard_off, guarded_tables, history_of, tracked_models

_models = []
FUNCTION = "dutylist_write_once"
BODY = (
    "\nBEGIN\n"
    "  RAISE EXCEPTION 'table % is written once', TG_TABLE_NAME"
    " USING ERRCODE = 'integrity_constraint_violation';\n"
    "END\n"
)
CREATE_FUNCTION = (
    f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${BODY}$$"
)


def write_once(model):
    """Class decorator: the database refuses UPDATE, DELETE and TRUNCATE on this table."""
    _models.append(model)
    return model


def write_once_models():
    """Every append-only model: the decorated ones and the history of every tracked one."""
    return [*_models, *(history_of(model) for model in tracked_models())]


def _name(table, what):
    return truncate_name(f"dutylist_once_{table}_{what}", 63)


def _taken(connection, model):
    """SQLite's INSERT OR REPLACE deletes without firing a delete trigger: the condition that it
    would.
    """
    name = connection.ops.quote_name
    keys = [(field,) for field in model._meta.concrete_fields if field.primary_key or field.unique]
    for constraint in model._meta.total_unique_constraints:
        keys.append([model._meta.get_field(field) for field in constraint.fields])
    table, conditions = name(model._meta.db_table), []
    for key in keys:
        same = " AND ".join(f"{name(f.column)} = NEW.{name(f.column)}" for f in key)
        # Names come from our models.
        conditions.append(f"EXISTS (SELECT 1 FROM {table} WHERE {same})")  # noqa: S608
    return " OR ".join(conditions)


def _sqlite_triggers(connection, model):
    table, name = model._meta.db_table, connection.ops.quote_name
    refuse = f"BEGIN SELECT RAISE(ABORT, 'table {table} is written once'); END"
    head = "CREATE TRIGGER {} BEFORE {} ON " + name(table)
    return {
        _name(table, "update"): head.format(name(_name(table, "update")), "UPDATE") + f" {refuse}",
        _name(table, "delete"): head.format(name(_name(table, "delete")), "DELETE") + f" {refuse}",
        _name(table, "insert"): head.format(name(_name(table, "insert")), "INSERT")
        + f" WHEN {_taken(connection, model)} {refuse}",
    }


def _postgresql_triggers(connection, model):
    table, name = model._meta.db_table, connection.ops.quote_name

    def trigger(what, event, each):
        trigger_name = name(_name(table, what))
        return (
            f"CREATE TRIGGER {trigger_name} BEFORE {event} ON {name(table)} FOR EACH {each} "
            f"EXECUTE FUNCTION {FUNCTION}(); "
            f"ALTER TABLE {name(table)} ENABLE ALWAYS TRIGGER {trigger_name}"
        )

    return {
        _name(table, "row"): trigger("row", "UPDATE OR DELETE", "ROW"),
        _name(table, "truncate"): trigger("truncate", "TRUNCATE", "STATEMENT"),
    }


def _wanted_once(connection, existing):
    """{(table, trigger): statement} of what is written once, for the tables this database has."""
    make = _sqlite_triggers if connection.vendor == "sqlite" else _postgresql_triggers
    wanted = {}
    for model in write_once_models():
        table = model._meta.db_table
        if table in existing:
            for trigger, statement in make(connection, model).items():
                wanted[table, trigger] = statement
    return wanted


def _wanted_door(connection, existing):
    """{(table, trigger): statement} of the doors; what is written once needs one for INSERT
    only.
    """
    make = door.sqlite_triggers if connection.vendor == "sqlite" else door.postgresql_triggers
    once = {model._meta.db_table for model in write_once_models()}
    wanted = {}
    for table in sorted(guarded_tables() & existing):
        events = ["INSERT"]
        if table not in once:
            events = ["INSERT", "UPDATE", "DELETE"]
        for trigger, statement in make(connection, table, events).items():
            wanted[table, trigger] = statement
    return wanted


def _wanted(connection):
    existing = set(connection.introspection.table_names())
    return _wanted_once(connection, existing) | _wanted_door(connection, existing)


SQLITE_PRESENT = (
    "SELECT tbl_name, name, sql FROM sqlite_master"
    " WHERE type = 'trigger' AND name LIKE 'dutylist|_%' ESCAPE '|'"
)
# A trigger works that is enabled always, for every row and column, and whose function does what
# ours does.
POSTGRESQL_PRESENT = """
SELECT c.relname, t.tgname, t.tgtype, p.proname, p.prosrc, p.proconfig
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgname LIKE 'dutylist|_%' ESCAPE '|' AND t.tgenabled = 'A' AND t.tgqual IS NULL
  AND t.tgattr = '' AND pg_table_is_visible(c.oid)
"""
FUNCTIONS = {
    FUNCTION: (BODY, None),
    door.FUNCTION: (door.BODY, [f"search_path={door.SEARCH_PATH}"]),
}
TYPE_BITS = {"ROW": 1, "BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


def _type_of(statement):
    """PostgreSQL's number for when a trigger works, read off the statement that makes it."""
    head = statement.partition(" ON ")[0].split() + statement.partition("FOR EACH ")[2].split()[:1]
    return sum(TYPE_BITS.get(word, 0) for word in head)


def _present(connection):
    """{(table, trigger): its statement, or on PostgreSQL its type} of the triggers that stand and
    work.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(SQLITE_PRESENT)
            return {(table, trigger): sql for table, trigger, sql in cursor.fetchall()}
        cursor.execute(POSTGRESQL_PRESENT)
        present = {}
        for table, trigger, kind, function, body, settings in cursor.fetchall():
            if FUNCTIONS.get(function) == (body, settings):
                present[table, trigger] = kind
        return present


def missing(using=DEFAULT_DB_ALIAS):
    """(table, trigger) of every trigger that should stand and does not, or not as it was laid."""
    connection = connections[using]
    present = _present(connection)
    wanted = _wanted(connection)
    if connection.vendor != "sqlite":
        wanted = {key: _type_of(statement) for key, statement in wanted.items()}
    return sorted(key for key, as_laid in wanted.items() if present.get(key) != as_laid)


def _execute(connection, statements):
    if not statements:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for statement in statements:
                cursor.execute(statement)
        else:
            cursor.execute("; ".join(statements))


def _drop(connection, table, trigger):
    name = connection.ops.quote_name
    of = "" if connection.vendor == "sqlite" else f" ON {name(table)}"
    return f"DROP TRIGGER IF EXISTS {name(trigger)}{of}"


def lay(using=DEFAULT_DB_ALIAS):
    """Installs what is missing; what stands is left alone."""
    connection = connections[using]
    gone = missing(using)
    if not gone:
        return gone
    wanted = _wanted(connection)
    statements = [] if connection.vendor == "sqlite" else [CREATE_FUNCTION, door.CREATE_FUNCTION]
    for key in gone:
        statements += [_drop(connection, *key), wanted[key]]
    with guard_off():
        _execute(connection, statements)
    return gone


def lift(using=DEFAULT_DB_ALIAS, *, tables=None):
    """Takes the write-once triggers off, all or those of some tables, for the clearing of a test
    database; the doors open while the guard is off.
    """
    _take_off(connections[using], _wanted_once, tables)


def unhinge(using=DEFAULT_DB_ALIAS):
    """Takes the doors off: for the measuring of what they cost and nothing else."""
    _take_off(connections[using], _wanted_door)


def _take_off(connection, wanted, tables=None):
    existing = set(connection.introspection.table_names()) if tables is None else tables
    statements = [_drop(connection, *key) for key in wanted(connection, existing)]
    with guard_off():
        _execute(connection, statements)


@contextlib.contextmanager
def lifted(using=DEFAULT_DB_ALIAS, *, tables=None):
    """Write-once triggers and guard off, and on again: round the clearing of a test database."""
    lift(using, tables=tables)
    try:
        with guard_off():
            yield
    finally:
        lay(using)


def lay_after_migrate(using, **kwargs):
    lay(using)
