"""Recomputes the whole history and names the first row that does not match."""

import json
import sys
from datetime import datetime

from django.core.management.base import BaseCommand

from dutylist.history.coverage import not_proved_sentence
from dutylist.history.days import moment_words
from dutylist.history.verify import verify


class Command(BaseCommand):
    help = (
        "Recomputes the digests of the whole history, the seals and the triggers, and compares "
        "what is served with its documents; exit 1 and the first bad row. Whatever it does not "
        "compare is named in the answer."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--json", action="store_true", help="print the report as one JSON object"
        )

    def handle(self, *args, **options):
        report = verify(self._progress if sys.stderr.isatty() else None)
        if sys.stderr.isatty():
            self.stderr.write("\r", ending="")
        self.stdout.write(
            json.dumps(report.as_json(), ensure_ascii=False)
            if options["json"]
            else sentence(report)
        )
        if report.ok and not options["json"]:
            self.stdout.write(not_proved_sentence())
        if not report.ok:
            sys.exit(1)

    def _progress(self, rows):
        self.stderr.write(f"\r已核对 {rows} 行", ending="")


def sentence(report):
    if report.ok:
        return f"历史记录完整：{report.rows} 行，{report.seals} 个封印，链首 {report.head or '（尚无封印）'}"
    bad = report.first_bad
    known = {"history_id": bad.history_id, "批次": bad.batch}
    where = [bad.table, *(f"{name} {value}" for name, value in known.items() if value is not None)]
    told = f"历史记录不符：{bad.sentence}（{'，'.join(where)}）"
    if bad.at is None:
        return told
    at = moment_words(datetime.fromisoformat(bad.at))
    return f"{told}。这一处在登记以后被改动过；最后一次登记是{at}，由{bad.by or '无名'}登记，不等于由其改动。"
