"""What an address of the comparison asks: whose, and of which year."""

from django.utils import timezone

from dutylist.history.refusals import Invalid

from .readers import townships_asked

COUNTY, TOWNSHIP, YEAR = "county", "township", "year"
EARLIEST, LATEST = 2000, 2100


def year_asked(request):
    """The year that is named, the present one where none is."""
    text = request.GET.get(YEAR, "")
    if not text:
        return timezone.localdate().year
    if text.isascii() and text.isdigit() and EARLIEST <= int(text[:5]) <= LATEST:
        return int(text[:5])
    raise Invalid({YEAR: f"年度应为{EARLIEST}到{LATEST}。"})


def places_asked(request):
    """(county, [township]) that the address names and this person reads."""
    asked = {name: request.GET.get(name, "") for name in (COUNTY, TOWNSHIP)}
    return townships_asked(request.user, **asked)
