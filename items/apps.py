"""The register as Django sees it."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "items"
    verbose_name = "履职事项"
