"""Which of the tables and columns the record needs are not in the database: dropped, renamed, or
not yet migrated.
"""

from django.db import connection

from .guard import history_of, tracked_models
from .models import Batch, ProtectedActor, Seal, SealedBatch

SQLITE = (
    "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
    " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)
# A view in the place of a table is no table.
POSTGRESQL = (
    "SELECT c.table_name, c.column_name FROM information_schema.columns c"
    " JOIN information_schema.tables t USING (table_schema, table_name)"
    " WHERE t.table_type = 'BASE TABLE' AND table_schema = ANY(current_schemas(FALSE))"
)


def columns_present():
    """{(table, column)} of every table this database has."""
    with connection.cursor() as cursor:
        cursor.execute(SQLITE if connection.vendor == "sqlite" else POSTGRESQL)
        return set(cursor.fetchall())


def first_missing():
    """(table, column) of the first that is missing, column None for a whole table; None when all
    are there.
    """
    there = columns_present()
    tables = {table for table, _column in there}
    for model in _needed():
        table = model._meta.db_table
        if table not in tables:
            return table, None
        for field in model._meta.concrete_fields:
            if (table, field.column) not in there:
                return table, field.column
    return None


def _needed():
    needed = [Batch, ProtectedActor, Seal, SealedBatch]
    for model in tracked_models():
        needed += [history_of(model), model]
    return needed
