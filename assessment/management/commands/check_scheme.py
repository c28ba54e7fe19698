"""Tells of a scheme, a workbook or JSON, what its submission would be told."""

import json
import sys
from pathlib import Path

from django.utils import timezone

from assessment.schemes.checking import check_file
from dutylist.organizations.management.command import ServiceCommand, county_of
from dutylist.workflow.refusals import Invalid


class Command(ServiceCommand):
    help = (
        "Reads an assessment scheme (a workbook, or the JSON of `POST schemes/`) and prints its "
        "findings. Exit status 1 where one of them blocks. Nothing is saved."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a workbook, or JSON in UTF-8")
        parser.add_argument(
            "--county", required=True, metavar="CODE", help="12-digit code of the county"
        )
        parser.add_argument("--json", action="store_true", help='{"findings": [...]}')

    def serve(self, *, file, county, json: bool = False, **_options):
        path = Path(file)
        if not path.is_file():
            raise Invalid({"file": f"没有文件{path}。"})
        found = check_file(path, county_of(county), year=timezone.localdate().year)
        self.stdout.write(in_json(found) if json else in_words(found))
        if any(row["severity"] == "blocking" for row in found["findings"]):
            sys.exit(1)


def in_json(found):
    return json.dumps(found, ensure_ascii=False)


WORDS = {"blocking": "须先处理", "warning": "请注意", "note": "供参考"}


def in_words(found):
    """A line for each finding."""
    if not found["findings"]:
        return "没有发现问题。"
    lines = []
    for row in found["findings"]:
        lines.append(f"{row['place']} {WORDS[row['severity']]}：{row['sentence']}{row['remedy']}")
    return "\n".join(lines)
