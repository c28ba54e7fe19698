"""Who asks for a department under a name it has no more, or has only since the list was published,
finds its items: in the look-up, the staff's list, the API.
"""

import json

import pytest
from django.test import Client
from django.utils import timezone

from dutylist.organizations.models import Department
from dutylist.organizations.services.departments import merge_departments, rename_department
from items.models import DutyItem
from items.register.services.editing import change_items
from tests.desk.people import no_second_factor, published, signed_in, staff  # noqa: F401 (fixtures)
from tests.factories import make_county, make_department, make_township, publish

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


def page_of(address, **asked):
    answer = Client().get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", [OLD, NEW])
def test_the_filter_of_the_pages_finds_it_and_says_whom_it_took_it_for(reformed, name):
    county, town = make_county().code, make_township().code
    pages = (
        page_of(f"/t/{town}/", department=name, kind="all"),
        page_of("/search/", county=county, department=name),
    )
    for page in pages:
        assert LED in page
        assert (f"按“{NEW}”查找（原{OLD}）。" in page) == (name == OLD)
    told = json.loads(page_of(f"/t/{town}.json", department=name, kind="all"))
    assert LED in [entry["name"] for entry in told["entries"]]


@pytest.mark.parametrize("name", ["自规局", "自然资源局", "自然资源规划局"])
def test_a_short_name_finds_the_same_on_pages_and_in_the_api(published, name):  # noqa: F811
    county, town = make_county().code, make_township().code
    page = page_of(f"/t/{town}/", department=name, kind="all")
    assert LED in page
    assert f"按“{OLD}”查找（简称{name}）。" in page
    here = results("entries/", county=county, department=name)
    assert here == results("entries/", county=county, department=OLD)
    assert results("entries/", department=name) == here


def test_the_comparison_takes_a_former_name(reformed, staff):  # noqa: F811
    county = make_county()
    changed = DutyItem.objects.get(name=LED)
    change_items(county, [(changed, {"name": f"{LED}工作"})], by=staff[0], reason="改名")
    publish(
        county,
        staff=staff,
        document_number="示政发〔2026〕7号",
        effective_on=timezone.localdate(),
        with_revision=True,
    )
    address = f"/c/{county.code}/compare/1..2/"
    page = page_of(address, department=OLD)
    assert f"{LED}工作" in page
    assert f"按“{NEW}”查找（原{OLD}）。" in page
    assert "没有名为“县没有局”的部门。" in page_of(address, department="县没有局")


def test_a_name_that_no_department_has_brings_the_near_ones(published):  # noqa: F811
    page = page_of("/search/", county=make_county().code, department="自然资源管理局")
    assert "没有名为“自然资源管理局”的部门。" in page
    assert OLD in page


def test_a_page_kept_by_a_reader_is_given_anew_once_the_name_means_another(
    published,  # noqa: F811
    staff,  # noqa: F811
):
    address = f"/t/{make_township().code}/?department=县国土局&kind=all"
    before = Client().get(address)
    named = Department.objects.get(name=OLD)
    rename_department(named, "县国土局", by=staff[0], reason="机构改革")
    after = Client().get(address, headers={"if-none-match": before["ETag"]})
    assert LED not in before.content.decode()
    assert after.status_code == 200
    assert LED in after.content.decode()
