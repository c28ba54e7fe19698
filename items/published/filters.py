"""What the public lists of rows may be asked."""

from dutylist.organizations.filters import PublicCounty
from items.register.filters import EditionFilters


class PublicEditionFilters(EditionFilters):
    """Of any county there is: published editions are everybody's to read."""

    county = PublicCounty()
