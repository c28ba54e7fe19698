"""History rows with the rows before them, of any number of tables, in one query."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, models
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from .guard import history_of, tracked_models
from .hidden_rows import hidden_rows


@dataclass
class Snapshot:
    """One history row: the values after it, and those of the row before (None for the first)."""

    model: type
    history_id: int
    kind: str
    batch: UUID
    at: datetime
    after: dict
    before: dict | None


def models_by_table():
    """{history table: tracked model}"""
    return {history_of(model)._meta.db_table: model for model in tracked_models()}


def snapshots(keys, reader=None):
    """{(table, history_id): Snapshot} of these (history table, history_id), in one query.

    Nothing is read of a batch that is hidden from this reader (None: a stranger), neither the row
    itself nor as what stood before: there the row before that counts.
    """
    wanted = defaultdict(list)
    for table, number in keys:
        wanted[table].append(number)
    known = models_by_table()
    before, hidden_before = hidden_rows("p", reader)
    own, hidden_own = hidden_rows("r", reader)
    selects, values = [], []
    for table, numbers in wanted.items():
        if table in known:
            history = history_of(known[table])
            selects.append(_select(table, history, len(numbers), before, own))
            values += [*hidden_before, *numbers, *hidden_own]
    if not selects:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        return {(row[0], row[1]): _snapshot(known[row[0]], *row[1:]) for row in cursor.fetchall()}


def _select(table, history, count, hidden_before, hidden):
    """One statement for a table; its parameters are those of `hidden_before`, the numbers, those of
    `hidden`.
    """
    name = connection.ops.quote_name
    quoted, key = name(table), name(history.tracked_fields[0].model._meta.pk.column)
    marks = ", ".join(["%s"] * count)
    earlier = (
        f"p.{key} = r.{key} AND p.history_id < r.history_id AND NOT {hidden_before} "
        "ORDER BY p.history_id DESC LIMIT 1"
    )
    return (
        f"SELECT '{table}', r.history_id, r.history_type, "  # noqa: S608 (our own names)
        f"{_json('r', history)}, "
        f"(SELECT {_json('p', history)} FROM {quoted} p WHERE {earlier}) "
        f"FROM {quoted} r WHERE r.history_id IN ({marks}) AND NOT {hidden}"
    )


def _json(alias, history):
    if connection.vendor != "sqlite":
        return f"row_to_json({alias})::text"
    fields = [f for f in history._meta.concrete_fields if not isinstance(f, models.BinaryField)]
    return f"json_object({', '.join(_pair(alias, field) for field in fields)})"


def _pair(alias, field):
    column = f"{alias}.{connection.ops.quote_name(field.column)}"
    if isinstance(field, models.JSONField):
        column = f"json({column})"
    return f"'{field.column}', {column}"


def _snapshot(model, number, kind, after, before):
    after = json.loads(after)
    row, earlier = _values(model, after), _values(model, json.loads(before)) if before else None
    return Snapshot(
        model, number, kind, UUID(str(after["batch"])), _moment(after["history_date"]), row, earlier
    )


def _values(model, stored):
    """{attname: Python value} of the tracked fields."""
    return {f.attname: _value(f, stored.get(f.column)) for f in history_of(model).tracked_fields}


def _value(field, value):
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.DateTimeField):
        return _moment(value)
    return (field.target_field if field.is_relation else field).to_python(value)


def _moment(text):
    moment = parse_datetime(text)
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)
