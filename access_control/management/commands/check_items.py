"""Tells of a file of items what their submission would be told."""

import json
from pathlib import Path

from access_control.requests.services.checking_lines import lines_checked
from dutylist.organizations.management.command import ServiceCommand, county_of
from dutylist.workflow.refusals import Invalid


class Command(ServiceCommand):
    help = (
        "Reads JSON lines {id, kind, name, text} and prints for each {id, findings}: "
        "near-duplicates name the entry, prohibited ones the prohibited entry. Nothing is saved."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="JSON lines, UTF-8")
        parser.add_argument(
            "--county", required=True, metavar="CODE", help="12-digit code of the county"
        )
        parser.add_argument("--json", action="store_true", help="JSON lines (as without it)")

    def serve(self, *, file, county, **_options):
        checked = []
        for row in lines_checked(lines_of(file), county_of(county)):
            checked.append(json.dumps(row, ensure_ascii=False))
        return "\n".join(checked)


def lines_of(path):
    try:
        return Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise Invalid({"file": f"不能读取{path}：{error}"}) from None
