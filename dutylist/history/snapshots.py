"""History rows with the rows before them, of any number of tables, in one query; the names they point to in another."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

from django.db import connection, models
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from .guard import history_of, tracked_models

LABEL_FIELDS = ("name", "title", "first_name", "label")


@dataclass
class Snapshot:
    """One history row: the values after it, and those of the row before (None for the first)."""

    model: type
    history_id: int
    kind: str
    batch: UUID
    after: dict
    before: dict | None


def models_by_table():
    """{history table: tracked model}"""
    return {history_of(model)._meta.db_table: model for model in tracked_models()}


def snapshots(keys):
    """{(table, history_id): Snapshot} of these (history table, history_id), in one query."""
    wanted = defaultdict(list)
    for table, number in keys:
        wanted[table].append(number)
    known = models_by_table()
    selects, values = [], []
    for table, numbers in wanted.items():
        if table in known:
            selects.append(_select(table, history_of(known[table]), len(numbers)))
            values += numbers
    if not selects:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        return {(row[0], row[1]): _snapshot(known[row[0]], *row[1:]) for row in cursor.fetchall()}


def _select(table, history, count):
    name = connection.ops.quote_name
    quoted, key = name(table), name(history.tracked_fields[0].model._meta.pk.column)
    marks = ", ".join(["%s"] * count)
    earlier = f"p.{key} = r.{key} AND p.history_id < r.history_id ORDER BY p.history_id DESC LIMIT 1"
    return (
        f"SELECT '{table}', r.history_id, r.history_type, {_json('r', history)}, "  # noqa: S608 (our own names)
        f"(SELECT {_json('p', history)} FROM {quoted} p WHERE {earlier}) "
        f"FROM {quoted} r WHERE r.history_id IN ({marks})"
    )


def _json(alias, history):
    if connection.vendor != "sqlite":
        return f"row_to_json({alias})::text"
    fields = [f for f in history._meta.concrete_fields if not isinstance(f, models.BinaryField)]
    return f"json_object({', '.join(_pair(alias, field) for field in fields)})"


def _pair(alias, field):
    column = f"{alias}.{connection.ops.quote_name(field.column)}"
    return f"'{field.column}', " + (f"json({column})" if isinstance(field, models.JSONField) else column)


def _snapshot(model, number, kind, after, before):
    after = json.loads(after)
    row, earlier = _values(model, after), _values(model, json.loads(before)) if before else None
    return Snapshot(model, number, kind, UUID(str(after["batch"])), row, earlier)


def _values(model, stored):
    """{attname: Python value} of the tracked fields."""
    return {f.attname: _value(f, stored.get(f.column)) for f in history_of(model).tracked_fields}


def _value(field, value):
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.DateTimeField):
        moment = parse_datetime(value)
        return moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)
    return (field.target_field if field.is_relation else field).to_python(value)


def label_field(model):
    """The column that names an object of this model, or None."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    return next((fields[name] for name in LABEL_FIELDS if name in fields), None)


def names_of(wanted):
    """{(model, pk): name} for {model: pks}, in one query; objects that are gone or nameless are left out."""
    wanted = {model: pks for model, pks in wanted.items() if pks and label_field(model)}
    selects, values = [], []
    order = list(wanted)
    for number, model in enumerate(order):
        name = connection.ops.quote_name
        key, label = name(model._meta.pk.column), name(label_field(model).column)
        marks = ", ".join(["%s"] * len(wanted[model]))
        selects.append(
            f"SELECT {number}, CAST({key} AS TEXT), CAST({label} AS TEXT) "  # noqa: S608 (our own names)
            f"FROM {name(model._meta.db_table)} WHERE {key} IN ({marks})"
        )
        values += [model._meta.pk.get_db_prep_value(pk, connection) for pk in wanted[model]]
    if not selects:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        return {(order[n], order[n]._meta.pk.to_python(key)): label for n, key, label in cursor.fetchall()}
