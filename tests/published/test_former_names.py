"""Who asks for a department under a name it has no more, or has only since the list was published,
finds its items: in the look-up, the staff's list, the API.
"""

import json

import pytest
from django.test import Client

from dutylist.organizations.models import Department
from dutylist.organizations.services.departments import merge_departments, rename_department
from tests.desk.people import no_second_factor, published, signed_in, staff  # noqa: F401 (fixtures)
from tests.factories import make_county, make_department

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
OLD, NEW = "县自然资源局", "县自然资源和规划局"
LED = "违法占用耕地整治"


@pytest.fixture(params=["renamed", "merged"])
def reformed(published, staff, request):  # noqa: F811
    """The published list names the department as it was called then."""
    department = Department.objects.get(name=OLD)
    if request.param == "renamed":
        rename_department(department, NEW, by=staff[0], reason="机构改革")
    else:
        merge_departments([department], make_department(NEW), by=staff[0], reason="机构改革")
    return published


def results(address, **asked):
    answer = Client().get(f"/api/v1/{address}", asked)
    assert answer.status_code == 200, answer.content
    told = json.loads(answer.content)
    return [entry["name"] for entry in told.get("results", told.get("entries"))]


@pytest.mark.parametrize("name", [OLD, NEW])
def test_the_look_up_finds_it(reformed, name):
    county = make_county().code
    assert LED in results("entries/", county=county, q=name)
    assert LED in Client().get("/search/", {"q": name}).content.decode()


@pytest.mark.parametrize("name", [OLD, NEW])
def test_the_filter_of_entries_finds_it(reformed, name):
    county = make_county().code
    here = results("entries/", county=county, department=name)
    assert LED in here
    assert results("entries/", department=name) == here
    assert results("entries/", q=LED, department=name) == [LED]
    assert results("entries/", county=county, department="县水利局") == []


@pytest.mark.parametrize("name", [OLD, NEW])
def test_the_list_of_the_staff_finds_it(reformed, name, staff, signed_in):  # noqa: F811
    browser = signed_in(staff[0])
    page = browser.get("/admin/items/dutyitem/", {"q": name}).content.decode()
    assert LED in page
    assert "负责河道巡查" not in page
    told = json.loads(browser.get("/api/v1/items/", {"q": name}).content)["results"]
    assert LED in [item["name"] for item in told]
