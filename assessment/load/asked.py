"""What an address of the comparison asks: whose, and of which year."""

from assessment.registers.asked import YEAR, read_by, year_asked
from dutylist.organizations.filters import PlaceField
from dutylist.organizations.models import Region
from dutylist.organizations.places_asked import counties

from .readers import townships_asked

__all__ = ["COUNTY", "TOWNSHIP", "YEAR", "places_asked", "year_asked"]
COUNTY, TOWNSHIP = "county", "township"


def places_asked(request, code=None):
    """(county, [township]) that the address names and this person reads; `code` is the township's
    where it was asked for by name.
    """
    county = read_by(PlaceField(required=False, regions=counties), request, COUNTY)
    places = PlaceField(required=False, regions=Region.objects.all)
    township = read_by(places, request, TOWNSHIP, code or None)
    return townships_asked(request.user, county, township)
