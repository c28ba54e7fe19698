"""No address takes a parameter that it does not declare: no list is asked by a column, a lookup or
an order.
"""

import itertools
import re

import pytest
from django.contrib import admin
from django.test import Client, RequestFactory
from django.urls import resolve

from dutylist.organizations.models import User
from dutylist.organizations.roles import Role
from dutylist.rest.parameters import MOST_TOLD, declared_by
from dutylist.staff.filters import Box
from tests.factories import make_user
from tests.grounds import ground

from .test_addresses import path_to, route_of, walked
from .test_values import AREAS, area_of
from .tree import named, sources

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
UNDECLARED = (
    "password__regex",
    "county__code",
    "id__in",
    "_to_field",
    "_popup",
    "e",
    "ordering",
    "q__regex",
    "",
)


@ground
def reader(db):
    return make_user(Role.CLERK, is_staff=True)


@ground
def auditing(reader):
    return make_user(Role.AUDITOR, is_staff=True)


@pytest.fixture
def client(reader):
    return signed_in(reader)


@pytest.fixture
def auditor(auditing):
    return signed_in(auditing)


def signed_in(user):
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser


def addresses(area=None):
    """(name, path, view) of every address, or of those of an area; one that only leads on, or is
    read by anybody as a page, has other tests.
    """
    for name, parts, pattern in walked():
        if area not in (None, area_of(route_of(parts))):
            continue
        view = pattern.callback
        is_page = getattr(view, "public_read", False) and not is_for_programs(route_of(parts))
        if not (is_page or hasattr(view, "hands_on")):
            yield name, path_to(parts, pattern), view


def is_for_programs(route):
    return route.startswith("api/") and not route.startswith("api/docs/")


def is_refused(answer, name):
    """With its sentence: as a page in 400, as a problem that names the parameter in 422."""
    if answer["Content-Type"].startswith("application/problem+json"):
        told = [error["path"] for error in answer.json()["errors"]]
        return answer.status_code == 422 and told == [name]
    return answer.status_code == 400 and f"没有这个参数：{name}。" in answer.content.decode()


@pytest.mark.parametrize("area", AREAS)
def test_no_address_takes_what_it_does_not_declare(client, area):
    """Every address is asked by three of the names, the next by the next three: each name comes to
    every third address of an area, for one place refuses them all.
    """
    taken, asked = [], set()
    names = itertools.cycle(UNDECLARED)
    for _name, path, _view in addresses(area):
        for name in itertools.islice(names, 3):
            answer = client.get(path, {name: "^pbkdf2"})
            if answer.status_code == 405:
                continue
            asked.add(name)
            if not is_refused(answer, name):
                taken.append(f"{path}?{name}= {answer.status_code}")
    assert taken == []
    assert asked == set(UNDECLARED)


def test_every_address_lies_in_one_area():
    paths = {path for _name, path, _view in addresses()}
    assert {path for area in AREAS for _name, path, _view in addresses(area)} == paths
    assert len(paths) > 300


@pytest.mark.parametrize(
    "options", admin.site._registry.values(), ids=lambda options: options.opts.label_lower
)
def test_a_list_of_the_admin_takes_no_column_of_its_model(client, options):
    """Each is refused by its name, as many in one request as one refusal tells."""
    path = options.address("changelist")
    columns = {field.name for field in options.opts.get_fields()}
    names = columns | {f"{name}__regex" for name in columns}
    undeclared = sorted(names - set(declared_of_list(path)))
    for first in range(0, len(undeclared), MOST_TOLD):
        asked = undeclared[first : first + MOST_TOLD]
        answer = client.get(path, dict.fromkeys(asked, "1"))
        assert is_refused(answer, "、".join(asked)), asked


def declared_of_list(path):
    """The parameters of a list of the admin, as its own view says."""
    request = RequestFactory().get(path)
    request.user = User()
    return declared_by(resolve(path).func, request)


@pytest.mark.parametrize(
    "options", admin.site._registry.values(), ids=lambda options: options.opts.label_lower
)
def test_a_list_of_the_admin_filters_by_choices_only(rf, options):
    """Django's own filters would take every value of a column."""
    request = rf.get("/")
    assert all(issubclass(choice, Box) for choice in options.get_list_filter(request))
    assert not options.date_hierarchy
    assert not options.list_editable


@pytest.mark.parametrize(
    "options", admin.site._registry.values(), ids=lambda options: options.opts.label_lower
)
def test_a_filter_takes_only_what_its_box_offers(client, auditor, rf, options):
    """A county, a year or a state that the box does not offer is refused by the name of the filter:
    two of the values each, the next filter by the next two.
    """
    values = itertools.cycle(("99999", "9" * 24, "0001-01-01", "x"))
    path = options.address("changelist")
    client = client if client.get(path).status_code == 200 else auditor
    assert client.get(path).status_code == 200
    for choice in options.get_list_filter(rf.get("/")):
        for value in itertools.islice(values, 2):
            answer = client.get(path, {choice.parameter_name: value})
            assert answer.status_code == 400, (choice, value)
            assert f"“{choice.title}”没有这一项" in answer.content.decode()


def test_nobody_reads_a_password_by_asking_for_it(client):
    """The list of accounts, as the clerk of a county was once told hashes sign by sign."""
    for query in (
        "password__regex=^scrypt",
        "password__startswith=a",
        "password=x",
        "user_permissions=1",
    ):
        answer = client.get(f"/admin/organizations/user/?{query}")
        assert answer.status_code == 400
    whole = client.get("/admin/organizations/user/")
    assert whole.status_code == 200


@pytest.mark.parametrize("path", ["/admin/autocomplete/", "/admin/r/1/1/"])
def test_what_answers_about_any_model_is_shut(client, path):
    asked = "?app_label=items&model_name=importjob&field_name=uploaded_by&term=a"
    assert client.get(path).status_code == 404
    assert client.get(path + asked).status_code == 404


@pytest.mark.parametrize(
    "order", ["99", "-99", "1.99", "x", "-", "1.", "2__regex", "?", "password", "0.0.x"]
)
def test_a_list_is_sorted_by_its_columns_only(client, order):
    answer = client.get("/admin/organizations/user/", {"o": order})
    assert answer.status_code == 400
    assert "点击表头选择" in answer.content.decode()


def test_a_list_is_sorted_by_what_its_head_offers(client):
    for options in admin.site._registry.values():
        page = client.get(options.address("changelist"))
        for order in re.findall(r'href="\?o=([-.\d]+)"', page.content.decode()):
            assert client.get(options.address("changelist"), {"o": order}).status_code == 200, (
                options,
                order,
            )


def test_a_page_past_the_last_is_the_last(client):
    assert client.get("/admin/organizations/user/", {"p": "999"}).status_code == 200


def test_whoever_is_not_signed_in_is_told_that_first():
    answer = Client().get("/api/v1/items/", {"name__regex": "x"})
    assert answer.status_code == 401


def test_the_page_of_a_refusal_leads_to_the_list_without_the_parameter(client):
    page = client.get("/admin/items/dutyitem/", {"name__regex": "^(.+)+X$"}).content.decode()
    assert "没有这个参数：name__regex。可以使用的参数：q、kind、" in page
    assert 'href="/admin/items/dutyitem/"' in page


def test_no_lookup_is_made_of_a_request():
    """`filter(**...)` with names out of an address is how lists came to take any column."""
    pattern = re.compile(r"\*\*(?:dict\()?\s*(?:(?:self\.)?request\.|query\b)")
    found = [
        f"{named(path)}:{number}"
        for path in sources()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []
