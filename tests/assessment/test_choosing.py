"""On a page something is chosen: a form that was sent without it asks to choose, and names no code
of the API.
"""

import re

import pytest
from lxml import html

from tests.desk.people import no_second_factor  # noqa: F401 (fixture)

from .sealed_people import browser_of, county_place  # noqa: F401 (fixture)

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[a-z_]{3,}")


def said_on(browser, address):
    """What the page says is wrong with a form that was sent empty."""
    answer = browser.post(address, {"text": ""})
    assert answer.status_code == 422, (address, answer.status_code)
    page = html.fromstring(answer.content)
    return " ".join(page.xpath("//*[contains(@class, 'errors')]//li//text()"))


@pytest.mark.parametrize(
    ("address", "asks"),
    [
        ("/desk/off-list/", "怎么交办的：请选择一项。"),
        ("/desk/head-opinions/", "用于：请选择一项。"),
        ("/desk/whistles/new/", "现场怎么了"),
    ],
)
def test_what_was_not_chosen_is_asked_for(county_place, address, asks):  # noqa: F811
    said = said_on(browser_of(county_place.mayors[0]), address)
    assert asks in said
    assert not CODE.search(said)


def test_a_citizen_is_asked_to_choose(client, county_place):  # noqa: F811
    said = said_on(client, f"/feedback/?county={county_place.county.code}")
    assert "请选择是哪一类。" in said
    assert not CODE.search(said)
