"""Digests: one canonical form of a value, a row and a batch, the same on both databases.

The form is the sha256 (hex) of compact UTF-8 JSON with sorted keys. A history row is the list of
its columns in the order its batch names them, as stored: text, numbers, true / false / null as in
JSON; a date `2026-03-01`; a moment in UTC `2026-03-01T08:00:00.123456+00:00` (no fraction when it
is zero); a UUID with dashes, small letters; binary data in hex; a JSON column as its value. The
column `batch` is left out: the batch's own digest holds its id and its rows.
"""

import functools
import hashlib

import orjson
from django.db import connection, models

OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS
ROWS_AT_ONCE = 2_000


def _plain(value):
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def digest(value):
    """The sha256 of the canonical JSON of a value."""
    return hashlib.sha256(orjson.dumps(value, _plain, OPTIONS)).hexdigest()


@functools.cache
def hashed_columns(history):
    """The columns of a history table that a batch written today names."""
    return sorted(field.column for field in history._meta.concrete_fields if field.name != "batch")


def rows_of(history, batch_ids, columns):
    """(history_id, batch, row) of these batches as stored, in no order; a row holds the values of
    these columns.

    Plain tuples: building model instances, UUIDs and moments would take most of the time of a
    proof.
    """
    expressions, converters = _reading(history, columns)
    key, name = history._meta.get_field("batch"), connection.ops.quote_name
    by_text = {str(key.get_db_prep_value(batch, connection)): batch for batch in batch_ids}
    marks = ", ".join(["%s"] * len(by_text))
    statement = (
        "SELECT history_id, CAST(batch AS varchar), "  # noqa: S608 (our own names)
        f"{', '.join(expressions)} "
        f"FROM {name(history._meta.db_table)} WHERE batch IN ({marks})"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [key.get_db_prep_value(batch, connection) for batch in batch_ids])
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            for number, batch, *row in rows:
                for position, convert in converters:
                    row[position] = convert(row[position])
                yield number, by_text[batch], row


def canonical_rows(model, keys, columns):
    """(key, row) of these rows of a table without history, as stored; a row holds the values of
    these columns.
    """
    expressions, converters = _reading(model, columns)
    name, marks = connection.ops.quote_name, ", ".join(["%s"] * len(keys))
    key = name(model._meta.pk.column)
    statement = (
        f"SELECT {key}, {', '.join(expressions)} "  # noqa: S608 (our own names)
        f"FROM {name(model._meta.db_table)} WHERE {key} IN ({marks})"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, keys)
        for number, *row in cursor.fetchall():
            for position, convert in converters:
                row[position] = convert(row[position])
            yield number, row


def _reading(history, columns):
    """What to select for these columns, and [(position, function)] for those that need more than
    that.
    """
    by_column = {field.column: field for field in history._meta.concrete_fields}
    expressions, converters = [], []
    for position, column in enumerate(columns):
        expression, convert = _column(by_column[column])
        expressions.append(expression)
        if convert:
            converters.append((position, convert))
    return expressions, converters


def _column(field):
    """(expression, conversion or None) that give the canonical form of a column."""
    stored, quoted = _stored(field), connection.ops.quote_name(field.column)
    if isinstance(stored, models.UUIDField):
        return f"CAST({quoted} AS varchar)", _with_dashes if connection.vendor == "sqlite" else None
    if connection.vendor == "sqlite" and isinstance(stored, models.DateTimeField):
        return f"CAST({quoted} AS varchar)", _moment
    if connection.vendor == "sqlite" and isinstance(stored, models.DateField):
        return f"CAST({quoted} AS varchar)", None
    return quoted, _converter(field)


def _stored(field):
    while field.is_relation:
        field = field.target_field
    return field


def _converter(field):
    """Django's own conversion of a column, where there is one (JSON; on SQLite booleans and
    decimals).
    """
    column = field.get_col(field.model._meta.db_table)
    steps = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
    if not steps:
        return None
    return lambda value: functools.reduce(
        lambda held, step: step(held, column, connection), steps, value
    )


def _with_dashes(value):
    return value and f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


def _moment(text):
    """SQLite keeps moments as text in UTC; what is no moment stays as it is, and does not match."""
    if text is None:
        return None
    second, _point, fraction = text.replace(" ", "T", 1).partition(".")
    return f"{second}.{fraction:0<6}+00:00" if fraction.strip("0") else f"{second}+00:00"
