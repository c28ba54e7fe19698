"""What the objects a history row points to were called when it was written, in one query for any
number of rows.
"""

from collections import defaultdict
from datetime import UTC

from django.apps import apps
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from .guard import history_of, is_tracked
from .hidden_rows import hidden_rows

LABEL_FIELDS = ("name", "title", "first_name", "label")


def label_field(model):
    """The column that names an object of this model, or None."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    for name in LABEL_FIELDS:
        if name in fields:
            return fields[name]
    return None


class Names:
    """{(model, pk): [(since, name)]}, oldest first; `since` None is today's name. `called` has
    {(model, pk): what it is called} of those whose name is in no column.
    """

    def __init__(self, found, called=None):
        self.found, self.called = found, called or {}

    def of(self, model, pk, at):
        """The name recorded at or before this moment, else today's (never renamed, or loaded
        unrecorded), or None.
        """
        name = None
        for since, text in self.found.get((model, pk), ()):
            if since is None or since <= at:
                name = text
        return name or self.called.get((model, pk))


def names_of(wanted, reader=None):
    """Names of {model: pks}; objects that are nameless are left out, and names that only a batch
    hidden from this reader gave.
    """
    called = called_of(wanted, reader)
    wanted = {model: list(pks) for model, pks in wanted.items() if pks and label_field(model)}
    if not wanted:
        return Names({}, called)
    order, selects, values = list(wanted), [], []
    for number, model in enumerate(order):
        keys = [model._meta.pk.get_db_prep_value(pk, connection) for pk in wanted[model]]
        for select, own_values in _selects(number, model, keys, reader):
            selects.append(select)
            values += own_values
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        return Names(_by_object(order, cursor.fetchall()), called)


def called_of(wanted, reader):
    """{(model, pk): what it is called} of objects whose name is in no column, or may be blank
    there: as the newest row of it says that this reader sees; a query for each such model.
    """
    hidden = apps.get_model("history", "Batch").objects.hidden_from(reader).order_by()
    called = {}
    for model, pks in wanted.items():
        if is_tracked(model) and model.history_called:
            rows = history_of(model)._base_manager.filter(pk_of(model, pks))
            rows = rows.exclude(batch__in=hidden.values("pk")).order_by("history_id")
            for values in rows.values():
                called[model, values[model._meta.pk.attname]] = model.history_called(values)
        elif not is_tracked(model) and not label_field(model):
            for pk, found in model._base_manager.in_bulk(pks).items():
                called[model, pk] = str(found)
    return called


def pk_of(model, pks):
    return Q(**{f"{model._meta.pk.attname}__in": list(pks)})


def _by_object(order, rows):
    """Today's name first, then the recorded ones as they came: a later one outweighs those before
    it.
    """
    names = defaultdict(list)
    for number, key, label, since, _place in sorted(rows, key=lambda row: row[4]):
        names[order[number], order[number]._meta.pk.to_python(key)].append((_moment(since), label))
    return names


def _selects(number, model, keys, reader):
    """(statement, parameters) of today's names; of a tracked model also of each name it ever took,
    with the moment.
    """
    name, marks = connection.ops.quote_name, ", ".join(["%s"] * len(keys))
    key, label = name(model._meta.pk.column), name(label_field(model).column)
    what = f"SELECT {number}, CAST({key} AS TEXT), CAST({label} AS TEXT)"
    yield f"{what}, NULL, 0 FROM {name(model._meta.db_table)} WHERE {key} IN ({marks})", keys
    if not is_tracked(model) or label_field(model) not in history_of(model).tracked_fields:
        return
    before = f"LAG({label}) OVER (PARTITION BY {key} ORDER BY history_id)"
    hidden, hidden_values = hidden_rows("h", reader)
    statement = (
        f"{what}, CAST(history_date AS TEXT), history_id FROM "  # noqa: S608 (our own names)
        f"(SELECT {key}, {label}, history_date, history_id, {before} AS earlier "
        f"FROM {name(history_of(model)._meta.db_table)} h "
        f"WHERE {key} IN ({marks}) AND NOT {hidden}) taken "
        f"WHERE {label} IS DISTINCT FROM earlier"
    )
    yield statement, [*keys, *hidden_values]


def _moment(text):
    if text is None:
        return None
    moment = parse_datetime(text)
    if timezone.is_aware(moment):
        return moment
    return moment.replace(tzinfo=UTC)
