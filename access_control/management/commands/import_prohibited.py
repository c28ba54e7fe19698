"""Brings a county's own list of prohibited entries in: the shell round the import."""

import json

from access_control.prohibited.reading import read_listing
from access_control.prohibited.services.importing import import_entries
from dutylist.organizations.management.command import ServiceCommand, county_of, person


class Command(ServiceCommand):
    help = (
        "Adds prohibited entries to a county from a file, and amends those of the same name: JSON "
        "lines or a JSON list of {id, name, description, phrases, ground, since, until}, a "
        "workbook, or a csv file with a head. On any error nothing is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="JSON lines, .json, .csv or .xlsx")
        parser.add_argument(
            "--county", required=True, metavar="CODE", help="12-digit code of the county"
        )
        parser.add_argument(
            "--by", required=True, metavar="USER", help="user name of the clerk who imports"
        )
        parser.add_argument("--reason", required=True, metavar="TEXT", help="why")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def serve(self, *, file, county, by, reason, **options):
        imported = import_entries(
            read_listing(file), county_of(county), by=person(by), reason=reason
        )
        if options["json"]:
            return json.dumps(imported.as_json(), ensure_ascii=False)
        told = (
            f"新增{imported.count('new')}条，修改{imported.count('changed')}条，"
            f"一致{imported.count('same')}条。"
        )
        if imported.unknown_columns:
            told += f"没有读入的列：{'、'.join(imported.unknown_columns)}。"
        return told
