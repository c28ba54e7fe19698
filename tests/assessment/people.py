"""The county of the gate with whoever supervises in it, and how they are asked over HTTP."""

from types import SimpleNamespace

from dutylist.organizations.roles import Role
from tests.access_control.people import API, browser_of, get, patch, place, post, told
from tests.factories import make_county, make_user
from tests.grounds import ground

__all__ = ["API", "browser_of", "get", "patch", "place", "post", "supervised", "told"]


@ground
def supervised(place):
    """With an inspector, a secretary, and people of the next county, who have no part in it."""
    place.inspector = make_user(Role.INSPECTOR, county=place.county, name="督查人")
    place.secretary = make_user(Role.COUNTY_SECRETARY, county=place.county, name="查阅人")
    place.abroad = make_user(Role.CLERK, county=make_county("990122000000", "邻县"))
    return place


def decided(user, address, action, facts=None, *, reason="", status=201, mark="*"):
    """-> what a decision of this person answers."""
    body = {"action": action, "reason": reason, "facts": facts or {}}
    answer = post(user, f"{API}{address}decisions/", body, **{"If-Match": mark})
    return told(answer, status)


def paths(answer):
    """{path: sentence} of what was refused."""
    body = told(answer, 422)
    return {error["path"]: error["message"] for error in body.get("errors", ())}


def who_reads(place, address):
    """The names of those to whom an address answers 200, of everybody with a part in the county and
    some without; it answers the others 404.
    """
    people = everybody(place)
    answers = {}
    for name, user in vars(people).items():
        answers[name] = get(user, address).status_code
    assert set(answers.values()) <= {200, 404}, answers
    return {name for name, status in answers.items() if status == 200}


def everybody(place):
    return SimpleNamespace(
        owner=place.head,
        staff=place.staff,
        other=place.other,
        clerk=place.clerk,
        lead=place.lead,
        recorder=place.recorder,
        legal=place.legal,
        inspector=place.inspector,
        secretary=place.secretary,
        auditor=place.auditor,
        town=place.mayors[0],
        other_town=place.mayors[5],
        abroad=place.abroad,
    )


OFFICE = {"clerk", "lead", "inspector", "secretary", "auditor"}
OWNER = {"owner", "staff"}
