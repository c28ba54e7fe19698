"""Recomputes the whole history and names the first row that does not match."""

import json
import sys

from django.core.management.base import BaseCommand

from dutylist.history.coverage import not_proved_sentence
from dutylist.history.verify import verify


class Command(BaseCommand):
    help = (
        "Recomputes the digests of the whole history, the seals and the triggers, and compares what is served with "
        "its documents; exit 1 and the first bad row. Whatever it does not compare is named in the answer."
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
    known = {"history_id": bad.history_id, "批次": bad.batch, "时间": bad.at, "操作人": bad.by}
    where = [bad.table, *(f"{name} {value}" for name, value in known.items() if value is not None)]
    return f"历史记录不符：{bad.sentence}（{'，'.join(where)}）"
