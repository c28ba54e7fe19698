"""Whether the tracked tables still say what their newest history rows say: what was written past
the record.
"""

from django.db import connection

from .guard import history_of

# The newest history row of each object against the object, both sides; a removed object has no row.
# MIN and not ORDER BY with LIMIT 1: with a limit PostgreSQL expects to stop early, joins row by
# row, and never stops.
ALTERED = """
SELECT MIN(h.history_id)
FROM (SELECT MAX(history_id) AS history_id FROM {history} GROUP BY {key}) newest
JOIN {history} h ON h.history_id = newest.history_id
LEFT JOIN {table} m ON m.{key} = h.{key}
WHERE CASE WHEN h.history_type = '-' THEN m.{key} IS NOT NULL ELSE m.{key} IS NULL OR {differs} END
"""
UNRECORDED = """
SELECT m.{key} FROM {table} m WHERE NOT EXISTS (SELECT 1 FROM {history} h WHERE h.{key} = m.{key})
ORDER BY m.{key} LIMIT 1
"""


def first_difference(model):
    """(table, history_id, batch, at, sentence) of the first object that differs from its record, or
    None.
    """
    history, name = history_of(model), connection.ops.quote_name
    columns = [field.column for field in history.tracked_fields if not field.primary_key]
    differs = " OR ".join(_differs(name(column)) for column in columns)
    parts = {
        "table": name(model._meta.db_table),
        "history": name(history._meta.db_table),
        "key": name(model._meta.pk.column),
        "differs": differs or "1=0",
    }
    if number := _first(ALTERED, parts):
        newest = history._base_manager.get(pk=number)
        return (
            model._meta.db_table,
            number,
            newest.batch,
            newest.history_date.isoformat(),
            "现有数据与最近一次记录不符",
        )
    if not model.reference_data and _first(UNRECORDED, parts):
        return model._meta.db_table, None, None, None, "现有数据从未记录"
    return None


def _differs(column):
    return f"m.{column} IS DISTINCT FROM h.{column}"


def _first(statement, parts):
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**parts))
        row = cursor.fetchone()
    return row and row[0]
