"""The tables that are written once and never again: the database itself refuses UPDATE, DELETE and TRUNCATE."""

import contextlib

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import truncate_name

from .guard import guard_off, history_of, tracked_models

_models = []
FUNCTION = "dutylist_write_once"
BODY = """
BEGIN
  RAISE EXCEPTION 'table % is written once', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
"""


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
    """SQLite's INSERT OR REPLACE deletes without firing a delete trigger: the condition that it would."""
    name = connection.ops.quote_name
    keys = [(field,) for field in model._meta.concrete_fields if field.primary_key or field.unique]
    keys += [tuple(map(model._meta.get_field, c.fields)) for c in model._meta.total_unique_constraints]
    table = name(model._meta.db_table)
    same = (" AND ".join(f"{name(f.column)} = NEW.{name(f.column)}" for f in key) for key in keys)
    return " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {one})" for one in same)  # noqa: S608 (names of our own models)


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
            f"EXECUTE FUNCTION {FUNCTION}(); ALTER TABLE {name(table)} ENABLE ALWAYS TRIGGER {trigger_name}"
        )

    return {
        _name(table, "row"): trigger("row", "UPDATE OR DELETE", "ROW"),
        _name(table, "truncate"): trigger("truncate", "TRUNCATE", "STATEMENT"),
    }


def _wanted(connection):
    """{(table, trigger): statement} for the tables this database has."""
    existing = set(connection.introspection.table_names())
    make = _sqlite_triggers if connection.vendor == "sqlite" else _postgresql_triggers
    return {
        (model._meta.db_table, trigger): statement
        for model in write_once_models()
        if model._meta.db_table in existing
        for trigger, statement in make(connection, model).items()
    }


def _present(connection):
    """{(table, trigger): statement or None} of the triggers that stand and work."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'dutylist_once_%%'"
            )
            return {(table, trigger): sql for table, trigger, sql in cursor.fetchall()}
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgname LIKE 'dutylist_once_%%' AND t.tgenabled = 'A' AND p.proname = %s AND p.prosrc = %s"
            " AND pg_table_is_visible(c.oid)",
            [FUNCTION, BODY],
        )
        return dict.fromkeys(map(tuple, cursor.fetchall()))


def missing(using=DEFAULT_DB_ALIAS):
    """(table, trigger) of every trigger that should stand and does not, or not as it was laid."""
    connection = connections[using]
    present, wanted = _present(connection), _wanted(connection)
    if connection.vendor == "sqlite":
        return sorted(key for key, statement in wanted.items() if present.get(key) != statement)
    return sorted(key for key in wanted if key not in present)


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
    if gone:
        wanted = _wanted(connection)
        function = [f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${BODY}$$"]
        _execute(
            connection,
            ([] if connection.vendor == "sqlite" else function)
            + [sql for key in gone for sql in (_drop(connection, *key), wanted[key])],
        )
    return gone


def lift(using=DEFAULT_DB_ALIAS):
    """Takes every trigger off: for the clearing of a test database and nothing else."""
    connection = connections[using]
    _execute(connection, [_drop(connection, *key) for key in _wanted(connection)])


@contextlib.contextmanager
def lifted(using=DEFAULT_DB_ALIAS):
    """Triggers and guard off, and on again: round the clearing of a test database."""
    lift(using)
    try:
        with guard_off():
            yield
    finally:
        lay(using)


def lay_after_migrate(using, **kwargs):
    lay(using)
