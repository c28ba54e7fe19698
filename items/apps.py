"""The register as Django sees it."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "items"
    verbose_name = "履职事项"
    rooms = ("register", "editions")

    def ready(self):
        from . import projection  # noqa: F401  (registers how entry rows are proved)
        from .services import followers  # noqa: F401  (registers what follows when regions and departments change)
