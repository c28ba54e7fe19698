"""No search of the program grows with the words somebody sends: one condition, a bounded number of
statements.
"""

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dutylist.history.texts import MOST_WORDS
from dutylist.organizations.roles import Role
from tests.factories import make_content, make_county, make_items, make_staff, make_user, publish
from tests.grounds import ground

from .tree import files

pytestmark = pytest.mark.django_db
# As many words as the longest parameter holds; and one that is longer than any parameter.
WORDS = " ".join(chr(0x4E00 + n) for n in range(1000))
SIGNS = "长" * 10_000
FEW = "一 丁"
LONGEST_SQL = 60_000
# Every search box of the program: the addresses that read `q` (and person and reason of the
# history), by who may ask.
PUBLIC = ("/search/?q={}", "/search.json?q={}", "/search/?county={county}&q={}")
PROGRAMS = (
    "/api/v1/entries/?q={}",
    "/api/v1/entries/?county={county}&q={}",
    "/api/v1/answers/?county={county}&q={}",
)
STAFF = (
    "/desk/delegations/?q={}",
    "/desk/history/?reason={}",
    "/desk/history/?person={}",
    "/desk/requests/?q={}",
    "/desk/whistles/?q={}",
    "/desk/feedback/?q={}",
    "/desk/interpretations/?q={}",
    "/desk/requests/new/?q={}",
)


@ground
def place(db):
    county = make_county()
    make_items([make_content(name="公文管理"), make_content("coordination", "消防安全")])
    staff = make_staff(county)
    publish(county, staff=staff)
    return county, staff[0]


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def asked(client, address, query, county):
    with CaptureQueriesContext(connection) as found:
        answer = client.get(address.format(query, county=county.code))
    return answer, found


def within_bounds(client, address, county):
    """The same number of statements for two words and for a thousand; none of them without end."""
    asked(client, address, "公文 管理", county)  # what is remembered is remembered now
    _, few = asked(client, address, FEW, county)
    statuses, usual = [], max([row["sql"].count("SELECT") for row in few], default=0)
    for query in (WORDS, SIGNS):
        answer, many = asked(client, address, query, county)
        statuses.append(answer.status_code)
        assert len(many) <= len(few), address
        assert max((len(row["sql"]) for row in many), default=0) < LONGEST_SQL, address
        most = max(usual, MOST_WORDS - 1)
        assert all(row["sql"].count("SELECT") <= most for row in many), address
    assert statuses[1] in (200, 400, 422), address
    return statuses[0]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_page_answers_a_query_without_end_and_says_that_it_was_cut(place, address, client):
    county, _ = place
    assert within_bounds(client, address, county) == 200
    page = client.get(address.format(WORDS, county=county.code)).content.decode()
    assert "json" in address or "只按开头的部分检索" in page


@pytest.mark.parametrize("address", PROGRAMS)
def test_a_program_is_told_that_its_query_is_too_long(place, address, client):
    county, _ = place
    assert within_bounds(client, address, county) == 422
    problem = client.get(address.format(WORDS, county=county.code)).json()
    assert [error["path"] for error in problem["errors"]] == ["q"]


def test_a_program_that_is_signed_in_is_told_so_too(place):
    county, clerk = place
    assert within_bounds(signed_in(clerk), "/api/v1/items/?q={}", county) == 422


@pytest.mark.parametrize("address", STAFF)
def test_a_search_of_the_desk_is_cut(place, address):
    county, clerk = place
    assert within_bounds(signed_in(clerk), address, county) == 200


SEARCHED = sorted(
    (
        model._meta.label_lower
        for model, options in admin.site._registry.items()
        if options.search_fields
    ),
    key=str,
)


@ground
def keepers(place):
    return [make_user(role) for role in (Role.CLERK, Role.AUDITOR, Role.SYSTEM_ADMIN)]


def test_the_lists_of_the_admin_are_walked():
    assert len(SEARCHED) > 15


@pytest.mark.either_database
@pytest.mark.parametrize("label", SEARCHED)
def test_every_list_of_the_admin_searches_by_one_condition(place, keepers, label):
    county, _ = place
    address = reverse(f"admin:{label.replace('.', '_')}_changelist")
    clients = [signed_in(user) for user in keepers]
    reader = next(client for client in clients if client.get(address).status_code == 200)
    assert within_bounds(reader, f"{address}?q={{}}", county) == 200
    assert "只按开头的部分检索" in reader.get(f"{address}?q={WORDS}").content.decode()


def test_the_search_boxes_named_here_are_all_there_are():
    """A template that offers `name="q"` belongs to an address above, to the preview of an import,
    cut in memory, to the choice of an item on a draft of one's own, or to the look-up before it.
    """
    known = {
        "admin/_filters.html",
        "public/_find.html",
        "desk/home.html",
        "organizations/delegations.html",
        "imports/matrix.html",
        "imports/preview.html",
        "requests/list.html",
        "requests/choose.html",
        "requests/merge.html",
        "requests/_look_up.html",
        "sittings/list.html",
        "registers/list.html",
        "problems/list.html",
        "schemes/list.html",
        "interpretations/list.html",
        "whistles/list.html",
        "feedback/list.html",
        "public/_feedback_links.html",  # carried along, nothing is looked for
        "whistles/new.html",  # the document in memory
    }
    offering = {path for path in files("templates", "*.html") if 'name="q"' in path.read_text()}
    assert {path.as_posix().partition("templates/")[2] for path in offering} == known
