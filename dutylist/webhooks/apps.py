"""Subscribers to events as Django sees them."""

from django.apps import AppConfig

from dutylist.rooms import load_modules


class WebhooksConfig(AppConfig):
    name = "dutylist.webhooks"
    label = "webhooks"
    verbose_name = "外部系统"

    def ready(self):
        """Loads what takes the events when they are numbered."""
        load_modules("followers")
