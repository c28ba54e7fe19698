"""Digests: one canonical form of a value, a row and a batch, the same on both databases."""

import hashlib

import orjson

OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS


def _plain(value):
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def digest(value):
    """The sha256 of the canonical JSON of a value: sorted keys, UTF-8, times in UTC."""
    return hashlib.sha256(orjson.dumps(value, _plain, OPTIONS)).hexdigest()


def hashed_columns(history):
    return sorted(field.column for field in history._meta.concrete_fields)


def attnames(history, columns):
    """The attributes behind these columns; a column that is gone raises KeyError."""
    by_column = {field.column: field.attname for field in history._meta.concrete_fields}
    return [by_column[column] for column in columns]


def rows_of(history, batch_ids, columns):
    """(history_id, batch, row) of these batches as stored; a row holds the values of these columns."""
    names = attnames(history, columns)
    query = history._base_manager.filter(batch__in=batch_ids).order_by("history_id")
    for row in query.values_list("history_id", "batch", *names):
        yield row[0], row[1], row[2:]
