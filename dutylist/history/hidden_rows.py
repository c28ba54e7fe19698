"""The history rows that a reader must not see, as a condition of SQL for statements of our own."""

from django.apps import apps


def hidden_rows(alias, reader):
    """(condition, parameters) of a history row whose batch is hidden from this reader (None: a
    stranger).
    """
    batches = apps.get_model("history", "Batch").objects.hidden_from(reader)
    statement, parameters = batches.order_by().values("pk").query.sql_with_params()
    return f"{alias}.batch IN ({statement})", parameters
