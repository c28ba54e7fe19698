"""The register as Django sees it."""

from django.apps import AppConfig

from dutylist.rooms import load_modules


class ItemsConfig(AppConfig):
    name = "items"
    verbose_name = "履职事项"
    # From the ground up: what registers itself in a lower room comes first.
    rooms = (
        "entry",
        "search",
        "meaning",
        "lookup",
        "same_work",
        "findings",
        "register",
        "editions",
        "printed",
        "published",
        "exports",
        "imports",
        "directory",
        "setup",
    )

    def ready(self):
        """Loads what registers itself: proof of entry rows, what follows a reform, how the record
        shows a content and calls a corrected text, findings.
        """
        from .editions import projection  # noqa: F401
        from .entry import correctable, wording  # noqa: F401

        load_modules("followers")
        load_modules("findings")
        load_modules("item_panels")
        load_modules("admin")
