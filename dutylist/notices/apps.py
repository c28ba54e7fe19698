"""Notices as Django sees them."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "dutylist.notices"
    label = "notices"
    verbose_name = "待办与通知"

    def ready(self):
        from . import delegations, outbox, reminders, sealing, sessions  # noqa: F401  (jobs, and who is told of what)
