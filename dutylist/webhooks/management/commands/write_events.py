"""Writes docs/events.md from the flows and the table of retries."""

from django.conf import settings
from django.core.management.base import BaseCommand

from dutylist.webhooks.documentation import events_document


class Command(BaseCommand):
    help = "Writes docs/events.md from the flows and the table of retries."

    def handle(self, **options):
        (settings.BASE_DIR / "docs" / "events.md").write_text(events_document(), encoding="utf-8")
