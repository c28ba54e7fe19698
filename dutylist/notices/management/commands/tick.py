"""Runs the daily jobs: moves of the clock, reminders, outbox, seal.

Call it from cron as often as you like.
"""

import datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dutylist.history.refusals import Refusal
from dutylist.notices.jobs import moment_as_of, run_jobs
from dutylist.notices.models import RunState


class Command(BaseCommand):
    help = "Runs the daily jobs; safe to run twice."

    def add_arguments(self, parser):
        parser.add_argument(
            "--on",
            metavar="DAY",
            help="run the clocks as of this day (2026-01-31), which may not be before the last run",
        )
        parser.add_argument(
            "--rehearsal",
            action="store_true",
            help="take --on although the public URL is https: nothing is in service here",
        )

    def handle(self, *, on=None, rehearsal=False, **options):
        if on and settings.PUBLIC_URL.startswith("https:") and not rehearsal:
            raise CommandError(
                "正式网站（https）的期限只按当天计算，不能用 --on 指定日期；确为演练环境的，另加 --rehearsal。"
            )
        try:
            now = moment_as_of(_day(on))
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"按{timezone.localdate(now):%Y-%m-%d}运行")
        runs = run_jobs(now)
        for run in runs:
            self.stdout.write(f"{run.job}: {run.get_state_display()} {run.note}")
        if failed := [run.job for run in runs if run.state == RunState.FAILED]:
            raise CommandError(f"failed: {', '.join(failed)}")


def _day(text):
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}”不是日期，请按 2026-01-31 的格式填写。") from None
