"""What concerns a party body is reviewed by the party's office, where the county says so."""

import pytest

from dutylist.notices.models import ToDo
from dutylist.organizations.roles import Role
from dutylist.organizations.services.members import grant_membership
from dutylist.organizations.services.regions import set_policy
from tests.factories import make_department, make_user, seeding

from .people import REQUESTS, browser_of, decide, get, handed_in, new_item, place, read, told
from .test_papers import said

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
STAGES = {"admission": ["legal_review"]}


@pytest.fixture
def party(place):
    """The bureau is a party body, and its requests go straight to the review."""
    set_policy(place.county, {"stages": STAGES}, by=place.lead, reason="本县规定")
    place.party_office = make_user(Role.PARTY_OFFICE, county=place.county, name="曹党办")
    make_it(place.bureau, "party")
    return place


def make_it(department, kind):
    with seeding():
        department.kind = kind
        department.save()


def test_the_party_office_reviews_what_a_party_body_applies_for(party):
    request = handed_in(party)
    pk = request["id"]
    assert request["turn"].startswith("待党委办公室审查员办理“合法性审查”")
    assert [todo.subject_id for todo in ToDo.objects.for_user(party.party_office)] == [pk]
    assert not ToDo.objects.for_user(party.legal).exists()
    offered = [action["action"] for action in read(party.party_office, pk)["actions"]]
    assert offered == ["pass", "pass_amended", "fail"]
    assert read(party.legal, pk)["actions"] == []
    refused = decide(party.legal, pk, "pass")
    assert (refused.status_code, refused.json()["code"]) == (403, "role")
    change, page = request["changes"][0]["id"], f"/desk/requests/{pk}/"
    box = f'name="results-{change}-outcome"'
    assert box in browser_of(party.party_office).get(page).content.decode()
    assert box not in browser_of(party.legal).get(page).content.decode()
    passed = told(decide(party.party_office, pk, "pass"))
    assert passed["status"] == "office_review"
    make_it(party.bureau, "government")
    paper = said(party.clerk, pk, "legal_review")
    assert "\n县委办公室\n" in paper
    assert "司法局" not in paper


def test_a_party_body_that_is_to_lead_decides_who_reviews(party):
    make_it(party.bureau, "government")
    make_department("县委政法委", county=party.county, kind="party")
    lead = {"department": "县委政法委", "role": "lead", "duty": "1.组织协调。"}
    item = new_item(party, responsibilities=[lead])
    request = handed_in(party, {"op": "add", "item": item})
    assert decide(party.legal, request["id"], "pass").status_code == 403
    told(decide(party.party_office, request["id"], "pass"))
    plain = handed_in(party, {"op": "add", "item": new_item(party, "另一事项上报")})
    assert decide(party.party_office, plain["id"], "pass").status_code == 403
    told(decide(party.legal, plain["id"], "pass"))
    assert "\n县司法局\n" in said(party.clerk, plain["id"], "legal_review")


def test_a_county_leaves_everything_to_the_legal_officer(party):
    everybody = dict.fromkeys(("department", "township", "office", "party"), "legal_officer")
    set_policy(party.county, {"legal_reviewer": everybody}, by=party.lead, reason="本县规定")
    request = handed_in(party)
    assert decide(party.party_office, request["id"], "pass").status_code == 403
    told(decide(party.legal, request["id"], "pass"))


def test_nobody_of_the_applicant_reviews_for_the_party_office(party):
    insider = make_user(Role.DEPARTMENT_STAFF, department=party.bureau)
    security = make_user(Role.SECURITY_ADMIN)
    grant_membership(
        insider, Role.PARTY_OFFICE, region=party.county, by=security, reason="党委办人员"
    )
    request = handed_in(party)
    refused = decide(insider, request["id"], "pass")
    assert (refused.status_code, refused.json()["code"]) == (403, "interested")
    assert get(insider, f"{REQUESTS}{request['id']}/").status_code == 200
