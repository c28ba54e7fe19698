"""The history rows that a reader must not see, as a condition of SQL for statements of our own."""

from django.apps import apps
from django.db import models
from django.db.models.expressions import RawSQL


def hidden_rows(alias, reader):
    """(condition, parameters) of a history row whose batch is hidden from this reader (None: a
    stranger).
    """
    batch = apps.get_model("history", "Batch")
    its_batch = f"history_batch.id = {alias}.batch"
    same = RawSQL(its_batch, (), output_field=models.BooleanField())  # noqa: S611 (our own names)
    rows = batch.objects.hidden_from(reader).filter(same).order_by().values("pk")
    statement, parameters = rows.query.sql_with_params()
    return f"EXISTS ({statement})", parameters
