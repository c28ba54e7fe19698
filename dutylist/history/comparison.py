"""What of an object differs from its stored row: the question every door asks first."""

import functools

from django.core.exceptions import ValidationError

from .guard import history_of

CHUNK = 500


@functools.cache
def untracked_fields(model):
    """The attributes of a tracked model its history does not keep (last_login, password)."""
    kept = {field.attname for field in history_of(model).tracked_fields}
    return frozenset(f.attname for f in model._meta.concrete_fields if f.attname not in kept)


@functools.cache
def _attnames(model):
    return tuple(f.attname for f in model._meta.concrete_fields if not f.primary_key)


def attnames_of(instance, update_fields):
    """The attributes a save would write: all that are loaded, or those named in `update_fields`."""
    deferred = instance.get_deferred_fields()
    names = set(_attnames(type(instance))) - deferred
    if update_fields is None:
        return names
    return names & {instance._meta.get_field(name).attname for name in update_fields}


def chunks(values, size=CHUNK):
    for start in range(0, len(values), size):
        yield values[start : start + size]


def stored_values(model, keys, using):
    """{pk: {attname: stored value}} of the rows that exist, locked against nobody."""
    names = _attnames(model)
    stored = {}
    for part in chunks(keys):
        rows = model._base_manager.using(using).filter(pk__in=part).values_list("pk", *names)
        stored.update((row[0], dict(zip(names, row[1:], strict=True))) for row in rows)
    return stored


def _python_value(field, value):
    if hasattr(value, "resolve_expression") or getattr(value, "_committed", True) is False:
        return value, True
    try:
        return (field.target_field if field.is_relation else field).to_python(value), False
    except (ValidationError, TypeError, ValueError):
        return value, True


def differing(instance, stored, names):
    """Those of `names` whose value differs from the stored row; expressions and new files always
    do.
    """
    changed = set()
    for name in names:
        field = instance._meta.get_field(name)
        value = instance.__dict__.get(name, stored[name])
        if value is stored[name] or (type(value) is type(stored[name]) and value == stored[name]):
            continue
        value, surely = _python_value(field, value)
        if surely or value != stored[name]:
            changed.add(name)
    return changed
