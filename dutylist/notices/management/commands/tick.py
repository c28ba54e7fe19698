"""Runs the daily jobs: reminders, outbox, seal. Call it from cron as often as you like."""

from django.core.management.base import BaseCommand, CommandError

from dutylist.notices.jobs import run_jobs
from dutylist.notices.models import RunState


class Command(BaseCommand):
    help = "Runs the daily jobs; safe to run twice."

    def handle(self, **options):
        runs = run_jobs()
        for run in runs:
            self.stdout.write(f"{run.job}: {run.get_state_display()} {run.note}")
        if failed := [run.job for run in runs if run.state == RunState.FAILED]:
            raise CommandError(f"failed: {', '.join(failed)}")
