"""Rebuilds the entry rows from the published documents, and makes the vectors that lists lack."""

import sys

from django.db import transaction

from dutylist.organizations.management.command import ServiceCommand, county_of
from dutylist.organizations.models import Region
from items.editions.projection import publishing_counties, reindex, remove_strays
from items.meaning.of_items import make_for
from items.meaning.vectors import is_available, why_not


def all_counties():
    """Those that keep a list, and those that have published one and may keep it no more."""
    return list((Region.objects.keeping_list() | publishing_counties()).distinct().order_by("code"))


class Command(ServiceCommand):
    help = (
        "Rebuilds the rows for search and filters from the published documents of all counties, or "
        "of one; then makes what their lists lack to be compared by meaning (a tenth of a second a "
        "text)."
    )

    def add_arguments(self, parser):
        parser.add_argument("--county", metavar="CODE")
        parser.add_argument(
            "--only-rows", action="store_true", help="leave the meaning of texts out"
        )

    def serve(self, *, county=None, only_rows=False, **options):
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
            self._tell(f"{n}/{len(counties)}")
        said = f"{len(counties)}个县，{total}个清单条目。"
        if not only_rows:
            said += self._made(counties)
        return said

    def _made(self, counties):
        """Each text in a transaction of its own: it takes hours for a province, and goes on where
        it was stopped.
        """
        if not is_available():
            return why_not()
        made = 0
        for place in counties:
            made += make_for(
                place, told=lambda seen, place=place: self._tell(f"{place.name} {seen}")
            )
        return f"新算出{made}段文字的含义。"

    def _tell(self, text):
        if sys.stderr.isatty():
            self.stderr.write(f"\r\033[K{text}", ending="")
