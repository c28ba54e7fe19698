"""The workflow as Django sees it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkflowConfig(AppConfig):
    name = "dutylist.workflow"
    label = "workflow"
    verbose_name = "流转"

    def ready(self):
        from . import checks  # noqa: F401  (registers the calendar check)
        from .flow import flows
        from .seeds import seed_calendar

        post_migrate.connect(seed_calendar, sender=self, dispatch_uid="seed_calendar")
        flows()  # a table that hangs an effect on a move it does not have is refused at start
