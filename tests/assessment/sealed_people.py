"""A county with townships, departments and the two who handle off-list reports."""

import json
from types import SimpleNamespace

from django.test import Client

from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_staff,
    make_townships,
    make_user,
    publish,
)
from tests.grounds import ground

API = "/api/v1/"


@ground
def county_place(db):
    """示例县 with eight towns, its first edition, and everybody who reads or must not read."""
    county = make_county()
    towns = make_townships(8, county=county)
    bureau = make_department("县商务局", county=county, aliases=("县商业局",))
    forestry = make_department("县林业局", county=county)
    office = make_department("县委组织部", county=county)
    items = make_items([make_content(name="公文管理")], county=county)
    clerk, recorder, lead = make_staff(county)
    publish(county, staff=(clerk, recorder, lead))
    handlers = {"clerk": clerk.username, "lead": lead.username}
    set_policy(county, {"off_list_handlers": handlers}, by=lead, reason="指定办理人")
    return SimpleNamespace(
        county=county,
        towns=towns,
        bureau=bureau,
        forestry=forestry,
        items=items,
        clerk=clerk,
        recorder=recorder,
        lead=lead,
        clerk2=make_user(Role.CLERK, county=county),
        head=make_user(Role.DEPARTMENT_LEAD, department=bureau),
        staff=make_user(Role.DEPARTMENT_STAFF, department=bureau),
        other=make_user(Role.DEPARTMENT_LEAD, department=forestry),
        organization=make_user(Role.DEPARTMENT_LEAD, department=office),
        inspector=make_user(Role.INSPECTOR, county=county),
        auditor=make_user(Role.AUDITOR, region=county),
        keeper=make_user(Role.SYSTEM_ADMIN),
        mayors=[make_user(Role.TOWNSHIP_LEAD, township=town) for town in towns],
    )


def browser_of(user):
    client = Client()
    client.force_login(user)
    return client


def get(user, address, status=200):
    """-> what a GET in this person's name answers, as JSON where it is."""
    answer = browser_of(user).get(address)
    assert answer.status_code == status, (
        address,
        answer.status_code,
        answer.content.decode()[:600],
    )
    if answer["Content-Type"].endswith("json"):
        return answer.json()
    return answer.content.decode()


def post(user, address, body, status=201, **headers):
    answer = browser_of(user).post(
        address, json.dumps(body), content_type="application/json", headers=headers
    )
    assert answer.status_code == status, (
        address,
        answer.status_code,
        answer.content.decode()[:600],
    )
    return answer.json()


def paths(refused):
    """The paths at which a refusal names faults."""
    return {error["path"] for error in refused["errors"]}


def decide(user, address, action, status=201, reason="", **facts):
    """One move over HTTP, of the version that the person sees now."""
    browser = browser_of(user)
    seen = browser.get(f"{address}decisions/")
    version = seen.headers.get("ETag", '"1"')
    body = {"action": action, "reason": reason, "facts": facts}
    return post(user, f"{address}decisions/", body, status, **{"If-Match": version})
