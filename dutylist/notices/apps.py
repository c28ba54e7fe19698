"""Notices as Django sees them."""

from django.apps import AppConfig

from dutylist.rooms import load_modules


class NoticesConfig(AppConfig):
    name = "dutylist.notices"
    label = "notices"
    verbose_name = "待办与通知"

    def ready(self):
        """Loads the daily jobs: its own, and the `clocks` of every app and room."""
        from . import (  # noqa: F401  (jobs, and who is told of what)
            delegations,
            outbox,
            reorganizations,
            sealing,
            sessions,
        )

        load_modules("clocks")
