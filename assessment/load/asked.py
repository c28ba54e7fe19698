"""What an address of the comparison asks: whose, and of which year."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from assessment.registers.filters import YearField
from dutylist.history.refusals import Invalid
from dutylist.organizations.filters import PlaceField
from dutylist.organizations.models import Region
from dutylist.organizations.places_asked import counties

from .readers import townships_asked

COUNTY, TOWNSHIP, YEAR = "county", "township", "year"


def read_by(field, request, name):
    """What the address asks under a name, as the field reads it; refused by that name."""
    try:
        return field.clean(request.GET.get(name, ""))
    except ValidationError as wrong:
        raise Invalid({name: wrong.messages[0]}) from None


def year_asked(request):
    """The year that is named, the present one where none is."""
    return read_by(YearField(required=False), request, YEAR) or timezone.localdate().year


def places_asked(request):
    """(county, [township]) that the address names and this person reads."""
    county = read_by(PlaceField(required=False, regions=counties), request, COUNTY)
    places = PlaceField(required=False, regions=Region.objects.all)
    township = read_by(places, request, TOWNSHIP)
    return townships_asked(request.user, county, township)
