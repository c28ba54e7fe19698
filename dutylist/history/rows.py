"""Writing history rows: copied from the stored rows inside the database, so that they say what is
stored.
"""

from django.db import connections, models

from .comparison import CHUNK, chunks
from .guard import history_of, opened


def write_rows(model, keys, kind, rec, using):
    """One history row for each key, of the rows as they are stored now; `kind` is +, ~ or -."""
    if not keys:
        return
    history = history_of(model)
    rec.models.add(history)
    connection = connections[using]
    statement = _statement(connection, model, history)
    prepared = _prepared(connection, history, rec, kind)
    key = model._meta.pk
    with opened(history._meta.db_table), connection.cursor() as cursor:
        for part in chunks(list(keys), CHUNK):
            marks = ", ".join(["%s"] * len(part))
            values = [key.get_db_prep_value(value, connection) for value in part]
            cursor.execute(statement.format(marks=marks), [*prepared, *values])


def _statement(connection, model, history):
    name = connection.ops.quote_name
    own_fields = [history._meta.get_field(field) for field in OWN]
    copied = ", ".join(name(field.column) for field in history.tracked_fields)
    own = ", ".join(name(field.column) for field in own_fields)
    casts = ", ".join(_typed(connection, field) for field in own_fields)
    table, key = name(model._meta.db_table), name(model._meta.pk.column)
    # Names come from our models, values are parameters.
    return (
        f"INSERT INTO {name(history._meta.db_table)} ({copied}, {own}) "  # noqa: S608
        f"SELECT {copied}, {casts} FROM {table} WHERE {key} IN ({{marks}}) ORDER BY {key}"
    )


OWN = ("batch", "history_date", "history_type", "history_user_id", "history_change_reason")


def _typed(connection, field):
    """PostgreSQL does not guess the type of a parameter in a select list."""
    if connection.vendor == "sqlite":
        return "%s"
    return f"%s::{field.db_type(connection)}"


def _prepared(connection, history, rec, kind):
    values = (rec.id, rec.row_time, kind, rec.actor_id, None)
    prepared = []
    for name, value in zip(OWN, values, strict=True):
        field: models.Field = history._meta.get_field(name)
        prepared.append(field.get_db_prep_value(value, connection))
    return prepared
