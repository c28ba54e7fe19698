"""The guard on every connection: a tracked table is written through its doors or not at all."""

import contextlib
import contextvars
import functools
import re

from django.apps import apps
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import class_prepared, post_migrate, pre_migrate

_open_tables = contextvars.ContextVar("open_tables", default=frozenset())
_off = contextvars.ContextVar("guard_off", default=False)

QUOTED = r"""(?:"[^"]+"|`[^`]+`|\[[^\]]+\]|[\w$]+)"""
TABLE = rf"(?:{QUOTED}\s*\.\s*)*({QUOTED})"
NOISE = re.compile(r"""'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/""", re.S)
WRITE = re.compile(
    rf"\b(?:(?:(?:INSERT(?:\s+OR\s+\w+)?|REPLACE|MERGE)\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)(?:\s+ONLY\b)?\s*\(?\s*{TABLE}"
    rf"|COPY\s+{TABLE}\s*(?:\([^)]*\))?\s*FROM\b"
    r"|TRUNCATE\b(?:\s+TABLE\b)?([^;]*))",
    re.I,
)
TRUNCATE_OPTIONS = re.compile(r"\b(?:RESTART\s+IDENTITY|CONTINUE\s+IDENTITY|RESTRICT|ONLY)\b|\*", re.I)
CASCADE = re.compile(r"\bCASCADE\b", re.I)
EVERY_TABLE = "*"


class UnrecordedChange(Exception):
    """A tracked table was about to be written past the record."""


def _bare(name):
    return re.split(r"\.(?=[^.]*$)", name.strip())[-1].strip().strip('"`[]').lower()


def _truncated(text):
    """Every table a TRUNCATE names; with CASCADE nobody can tell from the text, so all of them."""
    if CASCADE.search(text):
        return {EVERY_TABLE}
    return {_bare(name) for name in TRUNCATE_OPTIONS.sub(" ", text).split(",")}


def parse_written_tables(sql):
    """The tables a statement writes, wherever in it: behind comments, in CTEs, after a semicolon."""
    if "'" in sql or "--" in sql or "/*" in sql:
        sql = NOISE.sub(" ", sql)
    found = set()
    for table, copied, truncated in WRITE.findall(sql):
        found |= _truncated(truncated) if truncated else {_bare(table or copied)}
    return frozenset(found)


_remembered = functools.lru_cache(maxsize=2048)(parse_written_tables)


def written_tables(sql):
    """As `parse_written_tables`; statements of ordinary length are parsed once."""
    sql = sql if isinstance(sql, str) else str(sql)
    return _remembered(sql) if len(sql) < 20_000 else parse_written_tables(sql)


def is_tracked(model):
    return hasattr(model._meta, "simple_history_manager_attribute")


@functools.cache
def history_of(model):
    """The history model of a tracked one; remembered, for simple-history makes a manager class at every asking."""
    return getattr(model, model._meta.simple_history_manager_attribute).model


@functools.cache
def tracked_models():
    return [m for m in apps.get_models() if is_tracked(m) and not m._meta.proxy]


@functools.cache
def guarded_tables():
    """Tracked tables, their history tables, and the tables of proof."""
    tables = {"history_batch", "history_seal", "history_sealedbatch"}
    for model in tracked_models():
        tables |= {model._meta.db_table, history_of(model)._meta.db_table}
    return frozenset(tables)


def _forget_models(**kwargs):
    history_of.cache_clear()
    tracked_models.cache_clear()
    guarded_tables.cache_clear()


def refuse_side_doors(execute, sql, params, many, context):
    """The execute wrapper: refuses to write a guarded table whose door is shut."""
    if written := written_tables(sql):
        connection = context["connection"]
        if not (_off.get() or getattr(connection, "migration_running", False)):
            shut = guarded_tables() - _open_tables.get()
            if refused := (shut if EVERY_TABLE in written else shut & written):
                raise UnrecordedChange(f"{', '.join(sorted(refused))}：{str(sql)[:80]}")
    return execute(sql, params, many, context)


@contextlib.contextmanager
def opened(*tables):
    """Opens the door of these tables only; others stay shut even inside."""
    token = _open_tables.set(_open_tables.get() | frozenset(tables))
    try:
        yield
    finally:
        _open_tables.reset(token)


@contextlib.contextmanager
def guard_off():
    """Nothing is refused inside: for `migrating()` and for the clearing of test databases."""
    token = _off.set(True)
    try:
        yield
    finally:
        _off.reset(token)


def is_off():
    return _off.get()


def put_on(connection, **kwargs):
    if refuse_side_doors not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_side_doors)


def _migration_begins(using, **kwargs):
    connections[using].migration_running = True


def guard_again(using, **kwargs):
    """After a migration: by `post_migrate`, and by the command `migrate` when it failed."""
    connections[using].migration_running = False


def install():
    """Puts the guard on every connection, present and to come; migrations pass it."""
    connection_created.connect(put_on, dispatch_uid="history.guard")
    class_prepared.connect(_forget_models, dispatch_uid="history.guard")
    pre_migrate.connect(_migration_begins, dispatch_uid="history.guard")
    post_migrate.connect(guard_again, dispatch_uid="history.guard")
    for connection in connections.all(initialized_only=True):
        put_on(connection)
