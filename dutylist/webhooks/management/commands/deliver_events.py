"""Sends what is due to the subscribers: once, or again and again."""

import signal
import threading

from django.db import close_old_connections

from dutylist.organizations.management.command import ServiceCommand
from dutylist.webhooks.delivering import deliver_due


class Command(ServiceCommand):
    help = "Sends due events to the subscribers; safe to run twice, and beside tick."

    def add_arguments(self, parser):
        parser.add_argument(
            "--every",
            type=int,
            metavar="SECONDS",
            help="go on until the process is ended, with so many seconds between two runs",
        )

    def serve(self, *, every=None, **options):
        if every is None:
            return deliver_due().told()
        ended = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: ended.set())
        signal.signal(signal.SIGINT, lambda *_: ended.set())
        while not ended.is_set():
            close_old_connections()  # nobody else does, where no request comes and goes
            run = deliver_due()
            if run.tried:
                self.stdout.write(run.told())
            ended.wait(max(1, every))
        return "已停止。"
