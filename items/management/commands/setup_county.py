"""Sets up a county with its townships, categories and policy defaults from the shipped tables."""

import argparse

from dutylist.organizations.management.command import ServiceCommand, person
from dutylist.organizations.models import User
from dutylist.organizations.services.regions import add_zone, setup_county
from items.register.services.categories import seed_categories


def zone(text):
    """CODE:NAME as a pair."""
    code, colon, name = text.partition(":")
    if not (colon and name.strip()):
        raise argparse.ArgumentTypeError(
            f"“{text}”应写作 代码:名称，例如 990121900000:示例经济开发区。"
        )
    return code.strip(), name.strip()


class Command(ServiceCommand):
    help = (
        "Sets up the county of a 12-digit code (or a city without counties) from the shipped "
        "table; safe again."
    )

    def add_arguments(self, parser):
        parser.add_argument("code", metavar="CODE", help="12-digit code of the county")
        parser.add_argument(
            "--with-zone",
            dest="zone",
            action="append",
            default=[],
            type=zone,
            metavar="CODE:NAME",
            help="a functional zone with a local code; may be given several times",
        )
        parser.add_argument(
            "--by", metavar="USER", help="who does it (default: the system account)"
        )
        parser.add_argument("--reason", default="初始化", help="why")

    def serve(self, *, code, zone, by, reason, **options):
        by = person(by) if by else User.objects.system()
        county = setup_county(code, by=by, reason=reason)
        for pair in zone:
            add_zone(county, *pair, by=by, reason=reason, source="command")
        made = seed_categories(county, by=by, reason=reason)
        townships = county.children.filter(level="township").count()
        return f"{county.name}（{county.code}）：{townships}个乡镇级单位，新建类别{made}个。"
