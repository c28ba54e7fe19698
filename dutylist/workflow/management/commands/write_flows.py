"""Writes docs/flows.md from the tables of moves."""

from django.conf import settings
from django.core.management.base import BaseCommand

from dutylist.workflow.documentation import flows_document


class Command(BaseCommand):
    help = "Writes docs/flows.md from the tables of moves."

    def handle(self, **options):
        (settings.BASE_DIR / "docs" / "flows.md").write_text(flows_document(), encoding="utf-8")
