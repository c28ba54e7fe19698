"""The gate as Django sees it."""

from django.apps import AppConfig

from dutylist.rooms import load_modules


class AccessControlConfig(AppConfig):
    name = "access_control"
    verbose_name = "职责准入"
    # From the ground up.
    rooms = (
        "prohibited",
        "findings",
        "requests",
        "interpretations",
        "rounds",
        "sittings",
        "papers",
    )

    def ready(self):
        """Loads what registers itself: followers of publication, findings, panels, admin pages."""
        load_modules("followers")
        load_modules("findings")
        load_modules("rules")
        load_modules("public_answers")
        load_modules("request_panels")
        load_modules("item_panels")
        load_modules("revision_links")
        load_modules("admin")
