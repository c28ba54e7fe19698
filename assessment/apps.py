"""Assessment and supervision as Django sees them."""

from django.apps import AppConfig

from dutylist.rooms import load_modules


class AssessmentConfig(AppConfig):
    name = "assessment"
    verbose_name = "考核监督"
    # From the ground up.
    rooms = (
        "registers",
        "problems",
        "report_demands",
        "pledges",
        "schemes",
        "inspections",
        "whistles",
        "satisfaction",
        "off_list",
        "feedback",
        "execution",
        "load",
    )

    def ready(self):
        """Loads what registers itself: rights, findings, panels, admin pages."""
        load_modules("permissions")
        load_modules("followers")
        load_modules("findings")
        load_modules("rules")
        load_modules("counted")
        load_modules("item_panels")
        load_modules("item_links")
        load_modules("public_questions")
        load_modules("admin")
