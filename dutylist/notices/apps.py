"""Notices as Django sees them."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "dutylist.notices"
    label = "notices"
    verbose_name = "待办与通知"

    def ready(self):
        from . import outbox, reminders, sealing, sessions  # noqa: F401  (each registers its daily job)
