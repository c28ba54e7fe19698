"""The register as Django sees it."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "items"
    verbose_name = "履职事项"
    rooms = ("register", "editions")

    def ready(self):
        """Loads what registers itself: proof of entry rows, what follows a reform, how the record shows a content."""
        from . import projection, wording  # noqa: F401
        from .editions import followers as editions_followers  # noqa: F401
        from .services import followers  # noqa: F401 (the register follows before its editions)
