"""The columns of all tables that name a row of one table."""

from django.apps import apps

from dutylist.history.guard import tracked_models


def fields_naming(target):
    """{"app.Model.field": (model, field)} of the tables that stand by themselves."""
    histories = {model.history.model for model in tracked_models()}
    fields = {}
    for model in apps.get_models():
        if model in histories or model._meta.proxy:
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is target:
                fields[f"{model._meta.label}.{field.name}"] = (model, field)
    return fields
