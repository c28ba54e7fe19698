"""The guard on every connection: a tracked table is written through its doors or not at all.

What is written past Django, or spelled so that nobody recognises it here, meets the door in the
database (`door`).
"""

import contextlib
import contextvars
import functools

from django.apps import apps
from django.db import DatabaseError, connections
from django.db.backends.signals import connection_created
from django.db.models.signals import class_prepared, post_migrate, pre_migrate

from . import door
from .statements import EVERYTHING, OUR_OBJECTS, effects_of

_open_tables = contextvars.ContextVar("open_tables", default=frozenset())
_off = contextvars.ContextVar("guard_off", default=False)

WRITTEN_PAST = "写入必须经过 recording()，不得绕过记录"
ALTERED = "表结构及其守护只有迁移可以改动"


class UnrecordedChange(Exception):
    """A tracked table was about to be written past the record."""


def is_tracked(model):
    return hasattr(model._meta, "simple_history_manager_attribute")


@functools.cache
def history_of(model):
    """The history model of a tracked one; remembered, for simple-history makes a manager class at
    every asking.
    """
    return getattr(model, model._meta.simple_history_manager_attribute).model


@functools.cache
def tracked_models():
    return [m for m in apps.get_models() if is_tracked(m) and not m._meta.proxy]


@functools.cache
def guarded_tables():
    """Tracked tables, their history tables, and the tables of proof."""
    tables = {
        "history_batch",
        "history_protectedactor",
        "history_seal",
        "history_sealedbatch",
    }
    for model in tracked_models():
        tables |= {model._meta.db_table, history_of(model)._meta.db_table}
    return frozenset(tables)


def _forget_models(sender, **kwargs):
    """A model of the program is new; the stand-ins that migrations make by the thousand are not."""
    if sender._meta.apps is not apps:
        return
    history_of.cache_clear()
    tracked_models.cache_clear()
    guarded_tables.cache_clear()


def refuse_side_doors(execute, sql, params, many, context):
    """The execute wrapper: refuses to write a guarded table whose door is shut, and to alter one at
    all.
    """
    connection = context["connection"]
    text = text_of(sql, connection)
    effects = effects_of(text, connection.vendor)
    tables = frozenset()
    if effects.written or effects.altered:
        if not (_off.get() or getattr(connection, "migration_running", False)):
            _refuse(effects, text)
        tables = _guarded(effects.written)
    try:
        if tables:
            return door.pass_through(execute, text, params, many, context, tables)
        return execute(sql, params, many, context)
    except DatabaseError as error:
        if door.SHUT not in str(error):
            raise
        table = str(error).splitlines()[0].rpartition(": ")[2]
        raise UnrecordedChange(f"{table}：{WRITTEN_PAST}（{text[:80]}）") from error


def text_of(sql, connection):
    """psycopg takes bytes and composed statements too."""
    if isinstance(sql, str):
        return sql
    if isinstance(sql, bytes):
        return sql.decode()
    return sql.as_string(connection.connection)


def _guarded(names):
    return guarded_tables() if EVERYTHING in names else guarded_tables() & names


def _refuse(effects, text):
    """Asked only while the guard is on; what a statement writes is judged before what it alters."""
    if shut := _guarded(effects.written) - _open_tables.get():
        raise UnrecordedChange(f"{_names(effects.written, shut)}：{WRITTEN_PAST}（{text[:80]}）")
    ours = set(filter(OUR_OBJECTS.fullmatch, effects.altered))
    if altered := _guarded(effects.altered) | ours:
        raise UnrecordedChange(f"{_names(effects.altered, altered)}：{ALTERED}（{text[:80]}）")


def _names(told, tables):
    return "受记录的表" if EVERYTHING in told else "、".join(sorted(tables))


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
    door.hang(connection)
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
