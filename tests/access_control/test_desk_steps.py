"""The steps on a desk: each once, and none that its owner has to stand aside from."""

import re

import pytest

from dutylist.notices.models import ToDo
from dutylist.notices.services import open_todo
from dutylist.organizations.roles import Role
from dutylist.workflow.states import subjects_by_flow
from dutylist.workflow.todo_lists import holders_of
from tests.factories import make_membership, make_user

from .people import browser_of, complete, decide, handed_in, place, post, told
from .test_desk import desk, todos

__all__ = ["place"]
pytestmark = pytest.mark.django_db
STEP = "提级协调：路边广告牌松动"


def in_legal_review(place):
    request = handed_in(place)
    pk = request["id"]
    told(decide(place.clerk, pk, "accept", {"complete": complete(place, request)}))
    for mayor in place.mayors[:3]:
        told(post(mayor, f"/api/v1/change-requests/{pk}/opinions/", {"stance": "agree"}))
    told(decide(place.clerk, pk, "conclude"))
    return pk


def test_who_works_for_the_applicant_too_is_not_asked_to_review_it(place):
    both = make_user(Role.LEGAL, county=place.county)
    make_membership(both, Role.DEPARTMENT_STAFF, department=place.bureau)
    pk = in_legal_review(place)
    [step] = ToDo.objects.of("change_request", pk).open()
    assert step.role == Role.LEGAL
    assert not ToDo.objects.for_user(both).exists()
    assert holders_of([step])[step.pk] == [place.legal]
    refused = decide(both, pk, "pass")
    assert (refused.status_code, refused.json()["code"]) == (403, "interested")
    told(decide(place.legal, pk, "pass"))


def asked_twice(place):
    """A step that the clerk or the lead of the office makes."""
    pk = handed_in(place)["id"]
    for role in (Role.CLERK, Role.OFFICE_LEAD):
        asked = {"flow": "change_request", "subject_id": pk, "role": role}
        open_todo(title=STEP, county_id=place.county.pk, **asked)
    return pk


def test_a_step_of_two_roles_of_one_person_is_one_step(place):
    both = make_user(Role.CLERK, county=place.county)
    make_membership(both, Role.OFFICE_LEAD, county=place.county)
    asked_twice(place)
    assert [row["title"] for row in todos(both, "mine")].count(STEP) == 1
    page = desk(both)
    assert page.count("路边广告牌松动") == 1
    assert "2件按期" in page  # 受理, and this one


def test_what_one_may_do_oneself_is_not_waited_for(place):
    pk = asked_twice(place)
    for title in ("反馈意见：甲", "反馈意见：乙"):
        asked = {"flow": "change_request", "subject_id": pk, "role": Role.CLERK}
        open_todo(title=title, county_id=place.county.pk, **asked)
    waited = {row["title"] for row in todos(place.head, "waiting")}
    assert {STEP, "反馈意见：甲", "反馈意见：乙"} <= waited
    make_membership(place.head, Role.OFFICE_LEAD, county=place.county)
    head = type(place.head).objects.get(pk=place.head.pk)
    waited = {row["title"] for row in todos(head, "waiting")}
    assert {"反馈意见：甲", "反馈意见：乙"} <= waited
    assert STEP not in waited
    assert browser_of(head).get("/desk/").content.decode().count("路边广告牌松动") == 1


def test_one_step_asked_of_two_units_is_two_steps(place):
    pk = handed_in(place)["id"]
    both = make_user(Role.TOWNSHIP_LEAD, township=place.towns[4])
    make_membership(both, Role.TOWNSHIP_LEAD, township=place.towns[5])
    for town in place.towns[4:6]:
        asked = {"flow": "change_request", "subject_id": pk, "role": Role.TOWNSHIP_LEAD}
        open_todo(title=STEP, county_id=place.county.pk, region_id=town.pk, **asked)
    assert [row["title"] for row in todos(both, "mine")] == [STEP, STEP]


def test_every_flow_that_a_unit_begins_says_whose_it_is():
    quiet = []
    for flow, model in subjects_by_flow().items():
        names = {field.name for field in model._meta.get_fields()}
        is_of_a_unit = {"department", "township", "owner_department"} & names
        if is_of_a_unit and "brought_by" not in vars_of(model):
            quiet.append(flow)
    # A correction is the office's own; nobody is told whose a report is; feedback is of a citizen.
    assert sorted(quiet) == ["correction", "feedback", "off_list_report"]


def vars_of(model):
    """The names that a model says itself, or a class of ours between it and the common one."""
    names = set()
    for one in model.__mro__:
        if one.__name__ == "WorkflowSubject":
            break
        names.update(vars(one))
    return names


def test_a_unit_asks_for_an_adjustment_from_an_item_on_its_desk(place):
    for user, asks in ((place.mayors[0], "承接不了，申请调整"), (place.head, "申请调整")):
        links = set(re.findall(r'href="(/desk/items/\d+/)"', desk(user)))
        if user == place.mayors[0]:
            assert links
        for address in links:
            page = browser_of(user).get(address)
            assert page.status_code == 200
            assert asks in page.content.decode()


def test_a_number_with_a_title_is_not_put_in_marks_again(place):
    request = handed_in(place)
    refused = decide(place.head, request["id"], "submit")
    assert refused.status_code == 409
    assert refused.json()["detail"].startswith(f"{request['number']}《{request['title']}》现为")
