"""A county's whole list as a workbook: the one in force today, or that of an edition."""

from django.http import Http404

from .conditional import public_read
from .files import county_file
from .reading import read_county


@public_read
def county_list_file(request, county, slug=""):
    """The county's own numbers and wording; a township's list has an address of its own."""
    reading = read_county(county, slug=slug)
    if reading.document is None:
        raise Http404("这个地方没有现行有效的清单。")
    return county_file(request, reading)
