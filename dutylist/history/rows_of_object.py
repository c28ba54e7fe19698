"""All history rows of an object and of its parts, newest first, a page at a time.

They are a union of several tables, which can not be filtered once it is made: REST framework's
cursor filters the whole, so each table is cut here by itself.
"""

from django.db.models import CharField, Q, Value

from .cursors import damaged, moment_of, number_of, written_moment
from .guard import history_of, is_tracked, tracked_models


def parts_of(model):
    """[(model, attname)] of the tracked models whose history leads to this one through an indexed
    column (`item`).
    """
    parts = []
    for part in tracked_models():
        history = history_of(part)
        for field in history.tracked_fields:
            leads_here = field.is_relation and field.related_model is model
            if leads_here and history._meta.get_field(field.name).db_index:
                parts.append((part, field.attname))
    return parts


def rows_of_object(obj, batches, cursor="", limit=100, name="cursor"):
    """[(history_date, table, history_id, batch)] of the object and its parts within these batches,
    one query.

    A damaged cursor is refused by the name of its parameter.
    """
    model = type(obj)
    if not is_tracked(model):
        return []
    sources = []
    for part, attname in [(model, model._meta.pk.attname), *parts_of(model)]:
        sources.append((history_of(part), attname))
    last = None
    if cursor:
        tables = {history._meta.db_table for history, _attname in sources}
        last = last_row(cursor, tables, name)
    first, *others = [_rows(history, column, obj.pk, batches, last) for history, column in sources]
    rows = first.union(*others, all=True) if others else first
    return list(rows.order_by("-history_date", "-table_name", "-history_id")[:limit])


def cursor_of(row):
    return f"{written_moment(row[0])}_{row[1]}:{row[2]}"


def last_row(cursor, tables, name):
    """(moment, table, history_id) of the row that a cursor names."""
    try:
        at, place = cursor.split("_", 1)
        table, number = place.rsplit(":", 1)
        moment, number = moment_of(at), number_of(number)
    except ValueError:
        raise damaged(name) from None
    if table not in tables:
        raise damaged(name)
    return moment, table, number


def _rows(history, attname, key, batches, last):
    table = history._meta.db_table
    mine = history._base_manager.filter(**{attname: key}, batch__in=batches.order_by().values("pk"))
    marked = _after(mine, table, last).annotate(table_name=Value(table, output_field=CharField()))
    return marked.order_by().values_list("history_date", "table_name", "history_id", "batch")


def _after(rows, table, last):
    if last is None:
        return rows
    moment, last_table, number = last
    earlier = Q(history_date__lt=moment)
    if table < last_table:
        earlier |= Q(history_date=moment)
    elif table == last_table:
        earlier |= Q(history_date=moment, history_id__lt=number)
    return rows.filter(earlier)
