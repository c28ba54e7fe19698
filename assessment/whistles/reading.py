"""What a page or a program asks of the outcomes of whistles."""

from django.utils import timezone

from dutylist.history.limits import FIRST_DAY, last_day
from dutylist.history.refusals import Invalid
from dutylist.organizations.places_asked import code_of, own_counties, region_of

from .services.figures import outcomes_seen_by


def outcomes_asked(http):
    """(the year, its outcomes as far as this person's figures go), as the address asks."""
    year = year_asked(http)
    rows = outcomes_seen_by(http.user).filter(at__year=year)
    if code := code_of(http, "county"):
        county = region_of(code, "county", own_counties(http.user))
        rows = rows.filter(whistle__county=county)
    return year, rows


def year_asked(http):
    text = http.GET.get("year", "").strip()
    if not text:
        return timezone.localdate().year
    is_number = text.isascii() and text.isdigit() and len(text) == 4
    if not is_number or not FIRST_DAY.year <= int(text) <= last_day().year:
        raise Invalid({"year": "应为四位年份。"})
    return int(text)
