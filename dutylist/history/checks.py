"""System checks: what every tracked model must be, and that the triggers stand."""

from django.core import checks
from django.db import connections, models
from django.db.utils import DatabaseError

from . import writeonce
from .guard import is_tracked
from .tracking import Tracked


def _error(model, number, sentence):
    return checks.Error(sentence, obj=model, id=f"history.E{number:03}")


def tracked_models_are_tracked_properly(app_configs, **kwargs):
    """E001 inherits Tracked, E002 keys PROTECT, E003 no many-to-many, E004 no table inheritance,
    E005 has a history.
    """
    from django.apps import apps

    errors = []
    for model in apps.get_models():
        if not model._meta.proxy and (issubclass(model, Tracked) or is_tracked(model)):
            errors += _errors(model)
    return errors


def _errors(model):
    if not is_tracked(model):
        return [_error(model, 5, "Tracked 模型必须带 history = Recorded()")]
    errors = []
    if not issubclass(model, Tracked):
        errors.append(_error(model, 1, "带 history 的模型必须继承 Tracked"))
    for field in model._meta.concrete_fields:
        if _weak(field):
            errors.append(_error(model, 2, f"{field.name}：指向受记录模型的外键必须 PROTECT"))
    for field in model._meta.many_to_many:
        if not _inherited_from_django(model, field):
            errors.append(_error(model, 3, f"{field.name}：受记录模型不得有 ManyToManyField"))
    if model._meta.parents and not model._meta.proxy:
        errors.append(_error(model, 4, "受记录模型不得使用多表继承"))
    return errors


def _weak(field):
    if not (
        field.is_relation
        and field.related_model
        and isinstance(field.remote_field, models.ManyToOneRel)
    ):
        return False
    return is_tracked(field.related_model) and field.remote_field.on_delete is not models.PROTECT


def _inherited_from_django(model, field):
    """`groups` and `user_permissions` of AbstractUser: nothing of ours uses them."""
    from django.contrib.auth.models import PermissionsMixin

    return issubclass(model, PermissionsMixin) and field.name in {"groups", "user_permissions"}


def triggers_stand(app_configs, databases=None, **kwargs):
    """E010: a table without its write-once trigger or its door; asked by `check --database` and
    `migrate`.
    """
    errors = []
    for alias in databases or ():
        try:
            gone = writeonce.missing(alias)
        except DatabaseError:
            continue
        tables = sorted({table for table, _trigger in gone})
        if tables and _laid_once(alias):
            sentence = f"受记录的表缺少触发器：{'、'.join(tables)}"
            hint = "运行 manage.py migrate"
            errors.append(checks.Error(sentence, hint=hint, id="history.E010"))
    return errors


def _laid_once(alias):
    """Before the first `migrate` there is nothing to miss."""
    return "history_batch" in connections[alias].introspection.table_names()


def register_all():
    checks.register(tracked_models_are_tracked_properly, checks.Tags.models)
    checks.register(triggers_stand, checks.Tags.database)
