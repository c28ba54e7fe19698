"""A stray parameter makes no other public page: the cache is not filled with copies, and no page
repeats it.
"""

import re

import pytest
from django.test import Client

from items.entry.entries import FILTERS
from items.published.api import CONDITION_OF
from items.published.pages.conditional import KNOWN
from items.published.shapes import PARAMETERS
from tests.factories import make_content, make_items, make_staff, publish
from tests.grounds import ground
from tests.sweeps.tree import ROOT

PAGES = ("/", "/c/990121000000/", "/t/990121100000/", "/i/99012100001/", "/search/?q=消防")


@ground
def published(db):
    make_items([make_content(name="消防安全"), make_content("coordination", "河道巡查")])
    publish(staff=make_staff())


@pytest.mark.either_database
@pytest.mark.parametrize("page", PAGES)
def test_a_stray_parameter_is_the_same_page(published, page):
    joint = "&" if "?" in page else "?"
    plain, stray = (
        Client().get(page + more) for more in ("", f"{joint}utm_source=weixin&x=1&kind=&t=")
    )
    assert stray.status_code == 200
    assert stray.headers["ETag"] == plain.headers["ETag"]
    assert "weixin" not in stray.content.decode()


def test_a_parameter_that_is_asked_for_is_another_page(published):
    marks = [
        Client().get(f"/t/990121100000/{query}").headers["ETag"]
        for query in ("", "?kind=coordination", "?kind=all")
    ]
    assert len(set(marks)) == 3


def test_every_parameter_that_a_public_page_reads_is_known():
    read = set()
    for path in (ROOT / "items" / "published" / "pages").glob("*.py"):
        read |= set(re.findall(r"GET(?:\.get\(|\.getlist\(|\[)\"(\w+)\"", path.read_text()))
    assert "t" in read
    assert (read | set(FILTERS)) - set(KNOWN) == set()


def test_every_public_filter_is_asked_and_explained_in_the_api():
    assert set(CONDITION_OF) == set(FILTERS)
    assert set(FILTERS) <= set(PARAMETERS)
