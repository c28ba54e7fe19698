"""The house stands: floors and rooms import downwards, nothing goes in circles, nothing lies loose,
and an import inside a function has its reason.
"""

import pytest

from tools.house import House

from .tree import ROOT

pytestmark = pytest.mark.one_database
READY = "Django calls it when the models are loaded"
AFTER_MIGRATE = "a receiver of post_migrate, named before the models are loaded"
# module: why some import of our own stands inside a function of it
HIDDEN = {
    "dutylist.history.apps": READY,
    "dutylist.notices.apps": READY,
    "dutylist.organizations.apps": READY,
    "dutylist.workflow.apps": READY,
    "items.apps": READY,
    "dutylist.organizations.seeds": AFTER_MIGRATE,
    "dutylist.workflow.seeds": AFTER_MIGRATE,
    "dutylist.organizations.checks": "checks are named before the models are loaded",
    "dutylist.organizations.models.users": "Django asks the account itself for its rights",
    "items.imports.returning.return_process": "the limits of the process stand before it reads",
}


@pytest.fixture(scope="module")
def house():
    return House(ROOT)


def test_no_import_runs_up(house):
    assert house.arrows_up() == []


def test_no_imports_go_in_circles(house):
    assert house.circles() == []


def test_nothing_lies_loose_at_the_root_of_an_app(house):
    assert house.loose() == []


def test_every_import_inside_a_function_has_its_reason(house):
    assert {module for module, _imported in house.hidden} == set(HIDDEN)


def test_the_house_knows_a_circle_and_an_arrow_up_when_it_sees_one():
    house = House(ROOT)
    house.imports = {
        "items.models.acts": {"items.register.services.acts"},
        "items.register.services.acts": {"items.models.acts"},
    }
    assert house.arrows_up() == [("items.models.acts", "items.register.services.acts")]
    assert [sorted(group) for group in house.circles()] == [
        ["items.models.acts", "items.register.services.acts"]
    ]
