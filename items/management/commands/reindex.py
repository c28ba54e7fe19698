"""Rebuilds the entry rows from the published documents."""

import sys

from django.db import transaction

from dutylist.organizations.management.command import ServiceCommand, county_of
from dutylist.organizations.models import Region
from items.editions.projection import publishing_counties, reindex, remove_strays


def all_counties():
    """Those that keep a list, and those that have published one and may keep it no more."""
    return list((Region.objects.keeping_list() | publishing_counties()).distinct().order_by("code"))


class Command(ServiceCommand):
    help = "Rebuilds the rows for search and filters from the published documents of all counties, or of one."

    def add_arguments(self, parser):
        parser.add_argument("--county", metavar="CODE")

    def serve(self, *, county=None, **options):
        if county:
            counties = [county_of(county)]
        else:
            counties = all_counties()
        if not county:
            remove_strays()
        total = 0
        for n, place in enumerate(counties, 1):
            with transaction.atomic():
                total += reindex(place)
            if sys.stderr.isatty():
                self.stderr.write(f"\r{n}/{len(counties)}", ending="")
        return f"{len(counties)}个县，{total}个清单条目。"
