"""Inserts many new objects of one model: what `bulk_create` does, without asking each field five
times for each value.

Whatever is out of the ordinary is left to `bulk_create`.

1,500 rows previewed and confirmed: 3.17 s of processor time so, 3.60 s where `bulk_create` inserts
everything (1.13 times; SQLite, best of three turns):
`BENCH_SHORTCUT_ROWS=1500 DUTYLIST_TEST_DB=sqlite python -m benchmarks.measure shortcuts`.
"""

import functools

from django.db import connections, models

ROWS_AT_ONCE = 500
STORED_AS_THEY_ARE = {
    models.CharField: str,
    models.TextField: str,
    models.SlugField: str,
    models.BooleanField: bool,
    models.IntegerField: int,
    models.BigIntegerField: int,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
    models.SmallIntegerField: int,
    models.BigAutoField: int,
    models.AutoField: int,
}


def insert_rows(model, objects, using):
    """Inserts new objects and gives them their keys, as `bulk_create` does."""
    if not objects:
        return
    manager = model._base_manager.using(using)
    if not is_ordinary(model) or any(o.pk is not None for o in objects):
        manager.bulk_create(objects, batch_size=ROWS_AT_ONCE)
        return
    connection = connections[using]
    fields = fields_of(model)
    columns = [field for field, *_how in fields]
    size = min(ROWS_AT_ONCE, connection.ops.bulk_batch_size(columns, objects))
    for start in range(0, len(objects), size):
        part = objects[start : start + size]
        with connection.cursor() as cursor:
            cursor.execute(statement(using, model, len(part)), values_of(part, fields, connection))
            keys = cursor.fetchall()
        for o, (key,) in zip(part, keys, strict=True):
            o.pk, o._state.adding, o._state.db = key, False, using


def is_ordinary(model):
    """Whether rows are one table's, with a key the database counts and nothing else that it fills
    in.
    """
    meta = model._meta
    if meta.parents or not isinstance(meta.pk, models.AutoField | models.BigAutoField):
        return False
    if meta.db_returning_fields != [meta.pk]:
        return False
    return not any(field.generated for field in meta.concrete_fields)


@functools.cache
def fields_of(model):
    """[(field, its attribute, the type of values that are stored as they are, whether it is filled
    in on saving)].
    """
    fields = []
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        stored = field
        if field.is_relation:
            stored = field.target_field
        plain = STORED_AS_THEY_ARE.get(type(stored))
        filled_in = type(field).pre_save is not models.Field.pre_save
        fields.append((field, field.attname, plain, filled_in))
    return fields


@functools.lru_cache(maxsize=256)
def statement(using, model, rows):
    """The insert of so many rows that gives their keys back in order."""
    name = connections[using].ops.quote_name
    columns = [name(field.column) for field, *_how in fields_of(model)]
    marks = ", ".join(["%s"] * len(columns))
    values = ", ".join([f"({marks})"] * rows)
    table = name(model._meta.db_table)
    key = name(model._meta.pk.column)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608 (our own names)
        f"VALUES {values} RETURNING {key}"
    )


def values_of(objects, fields, connection):
    """The parameters of the insert, object by object; foreign keys are taken over from objects
    saved meanwhile.
    """
    keys = [attname for field, attname, *_how in fields if field.is_relation]
    values = []
    for o in objects:
        held = o.__dict__
        if any(held[key] is None for key in keys):
            o._prepare_related_fields_for_save(operation_name="bulk_create")
        for field, attname, plain, filled_in in fields:
            value = field.pre_save(o, add=True) if filled_in else held[attname]
            if value is None or (plain and type(value) is plain):
                values.append(value)
            else:
                values.append(field.get_db_prep_save(value, connection))
    return values
