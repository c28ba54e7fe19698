"""All history rows of an object and of its parts, newest first, a page at a time."""

from django.db.models import CharField, Q, Value

from .filters import moment_of
from .guard import history_of, is_tracked, tracked_models


def parts_of(model):
    """[(model, attname)] of the tracked models whose history leads to this one through an indexed column (`item`)."""
    return [
        (part, f.attname)
        for part in tracked_models()
        for f in history_of(part).tracked_fields
        if f.is_relation and f.related_model is model and history_of(part)._meta.get_field(f.name).db_index
    ]


def rows_of_object(obj, batches, cursor="", limit=100):
    """[(history_date, table, history_id, batch)] of the object and its parts within these batches, one query."""
    model = type(obj)
    if not is_tracked(model):
        return []
    sources = [(model, model._meta.pk.attname), *parts_of(model)]
    queries = [_rows(history_of(m), attname, obj.pk, batches, cursor) for m, attname in sources]
    found = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    return list(found.order_by("-history_date", "-source", "-history_id")[:limit])


def cursor_of(row):
    return f"{row[0].isoformat().replace('+00:00', 'Z')}_{row[1]}:{row[2]}"


def _rows(history, attname, key, batches, cursor):
    table = history._meta.db_table
    mine = history._base_manager.filter(**{attname: key}, batch__in=batches.order_by().values("pk"))
    marked = _after(mine, table, cursor).annotate(source=Value(table, output_field=CharField()))
    return marked.order_by().values_list("history_date", "source", "history_id", "batch")


def _after(rows, table, cursor):
    try:
        at, place = cursor.split("_", 1)
        last_table, number = place.rsplit(":", 1)
        moment, number = moment_of(at), int(number)
    except (ValueError, OverflowError):
        return rows
    earlier = Q(history_date__lt=moment)
    if table < last_table:
        earlier |= Q(history_date=moment)
    elif table == last_table:
        earlier |= Q(history_date=moment, history_id__lt=number)
    return rows.filter(earlier)
