"""How far the proof reaches, by table and column of the database: what is not proved is named."""

from typing import NamedTuple

from django.apps import apps
from django.conf import settings

from .guard import history_of, tracked_models
from .models import Batch, ProtectedActor, Seal, SealedBatch
from .served import compared_models
from .tables import columns_present
from .unproved import OF_DJANGO, OF_LIBRARIES, unproved_models
from .witnessed import witnessed_models

CHAIN = (Batch, ProtectedActor, Seal, SealedBatch)
AS_LOADED = "随系统载入、此后没有改过的行没有记录"
UNKNOWN = "本系统没有说明其中是什么"
CACHE = "公开页面的缓存"
CACHED = "按所据文本的校验值暂存，最多一小时"


class NotProved(NamedTuple):
    """A table, or columns of it, that `verify` does not compare; no table: not in the database."""

    table: str
    name: str
    why: str
    columns: tuple = ()

    def as_json(self):
        return self._asdict()


def proved_columns():
    """{table: the columns whose every value `verify` compares}."""
    whole = [*CHAIN, *witnessed_models().values(), *compared_models()]
    whole += [history_of(model) for model in tracked_models()]
    columns = {model._meta.db_table: _columns(model._meta.concrete_fields) for model in whole}
    for model in tracked_models():
        columns[model._meta.db_table] = _columns(history_of(model).tracked_fields)
    return columns


def _columns(fields):
    return {field.column for field in fields}


def not_proved():
    """[NotProved] of every table and column no comparison reaches, and of what lies beside them."""
    proved, unreached = proved_columns(), {}
    for table, column in sorted(columns_present()):
        if column not in proved.get(table, ()):
            unreached.setdefault(table, []).append(column)
    parts = []
    for table, columns in unreached.items():
        if table in proved:
            parts += _columns_named(table, columns)
        else:
            parts.append(_table_named(table))
    for model in tracked_models():
        if model.reference_data:
            name = str(model._meta.verbose_name)
            parts.append(NotProved(model._meta.db_table, name, AS_LOADED))
    return [*parts, NotProved("", CACHE, CACHED)]


def _columns_named(table, columns):
    """The columns of a proved table that its record leaves out, by the reason its model gives."""
    model = _models_by_table().get(table)
    reasons = getattr(model, "unrecorded", {})
    fields = {field.column: field for field in model._meta.concrete_fields}
    parts = []
    for column in columns:
        label, why = column, UNKNOWN
        if field := fields.get(column):
            label, why = field.verbose_name, reasons.get(field.name, UNKNOWN)
        parts.append(NotProved(table, f"{model._meta.verbose_name}的{label}", why, (column,)))
    return parts


def _table_named(table):
    if table in OF_DJANGO:
        return NotProved(table, *OF_DJANGO[table])
    if table in _cache_tables():
        return NotProved(table, CACHE, CACHED)
    model = _models_by_table().get(table)
    if model is None:
        return NotProved(table, table, UNKNOWN)
    if model._meta.app_label in OF_LIBRARIES:
        return NotProved(table, *OF_LIBRARIES[model._meta.app_label])
    why = unproved_models().get(model, UNKNOWN)
    return NotProved(table, str(model._meta.verbose_name), why)


def _models_by_table():
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in models if not model._meta.proxy}


def _cache_tables():
    in_database = "django.core.cache.backends.db.DatabaseCache"
    caches = settings.CACHES.values()
    return {cache.get("LOCATION") for cache in caches if cache["BACKEND"] == in_database}


def grouped():
    """[(why, the names)]: what is not proved, by its reason, each name once."""
    groups = {}
    for part in not_proved():
        groups.setdefault(part.why, {})[part.name] = True
    return [(why, list(names)) for why, names in groups.items()]


def not_proved_sentence():
    """One line for people: 不在逐行核对之内：…"""
    groups = [f"{'、'.join(names)}（{why}）" for why, names in grouped()]
    return f"不在逐行核对之内：{'；'.join(groups)}。"
