"""Which pages there are, for those who search the web (sitemaps.org): one list for each county."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from items.published.department_lists import departments_of
from items.published.department_names import DepartmentBook
from items.published.lists import counties_published

from .conditional import answer, public_read
from .reading import read_county

XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
OF_A_COUNTY = ("county-home", "departments", "county-editions", "leaving")


@public_read
def sitemap(request):
    """The lists of the counties that publish here."""
    codes = [code for code, _name in counties_published()]

    def render():
        rows = [(absolute(reverse("county-sitemap", args=[code])),) for code in codes]
        places = format_html_join("", "<sitemap><loc>{}</loc></sitemap>\n", rows)
        return document("sitemapindex", places)

    return answer(request, seen=codes, modified=None, render=render, content_type=XML)


@public_read
def county_sitemap(request, county):
    """The pages of the list in force: of the county, its townships, its departments, its items."""
    reading = read_county(county)
    if reading.document is None:
        raise Http404("这个地方没有现行有效的清单。")
    lists = departments_of(reading.published, DepartmentBook(county))
    keys = [listed.department.key for listed in lists]

    def render():
        since = timezone.localdate(reading.modified).isoformat()
        rows = [(absolute(path), since) for path in paths_of(reading, keys)]
        places = format_html_join("", "<url><loc>{}</loc><lastmod>{}</lastmod></url>\n", rows)
        return document("urlset", places)

    seen = [*reading.seen, *keys]
    return answer(request, seen=seen, modified=reading.modified, render=render, content_type=XML)


def paths_of(reading, department_keys):
    """The address of every page of a county's list in force, without those of other days."""
    county, published = reading.county_code, reading.published
    paths = [reverse(name, args=[county]) for name in OF_A_COUNTY]
    paths += [reverse("township", args=[place.code]) for place in published.townships]
    paths += [reverse("department", args=[county, key]) for key in department_keys]
    paths += [reverse("item", args=[entry["code"]]) for entry in published.entries]
    return paths


def absolute(path):
    return f"{settings.PUBLIC_URL}{path}"


def document(name, places):
    return format_html(HEAD + '<{0} xmlns="{1}">\n{2}</{0}>\n', name, SCHEMA, places).encode()
