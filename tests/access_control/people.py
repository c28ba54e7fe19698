"""A published county with everybody who has a part in a request."""

import os
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dutylist.organizations.roles import Role
from items.register.services.acts import create_act
from tests.factories import (
    make_category,
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
REQUESTS = f"{API}change-requests/"
ACT = "中华人民共和国海洋环境保护法"


@ground
def place(db):
    """示例县 with eight towns and the first edition in force."""
    county = make_county()
    towns = make_townships(8, county=county)
    bureau = make_department("县自然资源局", county=county, aliases=("县自规局",))
    forestry = make_department("县林业局", county=county)
    for kind, name in (
        ("basic", "党的建设"),
        ("coordination", "生态环保"),
        ("reclaimed", "生态环保"),
    ):
        make_category(kind, name, county=county)
    items = make_items(
        [
            make_content(name="公文管理", category="党的建设"),
            make_content("coordination", "河道巡查", category="生态环保"),
            make_content("reclaimed", "海洋执法巡查", category="生态环保"),
            make_content("basic", "内部值守金丝雀", category="党的建设", public=False),
        ],
        county=county,
    )
    clerk, recorder, lead = make_staff(county)
    create_act(county, ACT, by=clerk, reason="登记")
    edition = publish(county, staff=(clerk, recorder, lead))
    return SimpleNamespace(
        county=county,
        towns=towns,
        bureau=bureau,
        forestry=forestry,
        items=items,
        clerk=clerk,
        recorder=recorder,
        lead=lead,
        edition=edition,
        head=make_user(Role.DEPARTMENT_LEAD, department=bureau, name="孙自然"),
        staff=make_user(Role.DEPARTMENT_STAFF, department=bureau, name="钱自然"),
        other=make_user(Role.DEPARTMENT_LEAD, department=forestry, name="林业人"),
        legal=make_user(Role.LEGAL, county=county, name="赵审查"),
        auditor=make_user(Role.AUDITOR, region=county, name="审计人"),
        mayors=[make_user(Role.TOWNSHIP_LEAD, township=town) for town in towns],
    )


def browser_of(user):
    client = Client()
    client.force_login(user)
    return client


def post(user, address, body, **headers):
    """-> the answer of a POST of JSON in this person's name."""
    return browser_of(user).post(address, body, content_type="application/json", headers=headers)


def patch(user, address, body, mark="*"):
    return browser_of(user).patch(
        address, body, content_type="application/json", headers={"If-Match": mark}
    )


def get(user, address):
    return browser_of(user).get(address)


def opens(user, address):
    """Whether this person is given a file, read to its end."""
    answer = get(user, address)
    return answer.streaming and bool(b"".join(answer.streaming_content))


def decide(user, pk, action, facts=None, *, reason="", mark="*"):
    body = {"action": action, "reason": reason, "facts": facts or {}}
    address = f"{REQUESTS}{pk}/decisions/"
    return post(user, address, body, **{"If-Match": mark})


def attached(user, pk):
    """The number of a sealed paper that somebody attached to a request."""
    # Files lie under their digest: one of each process of the tests, for some lose theirs.
    content = f"%PDF-1.4\n%{os.getpid()}\n%%EOF\n".encode()
    scan = SimpleUploadedFile("盖章原件.pdf", content, "application/pdf")
    facts = {"kind": "paper", "subject_flow": "change_request", "subject_id": pk, "file": scan}
    return told(browser_of(user).post(f"{API}attachments/", facts))["id"]


def read(user, pk):
    """The whole request as this person reads it."""
    answer = get(user, f"{REQUESTS}{pk}/")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def told(answer, status=201):
    """What an answer says, where it says yes."""
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def new_item(place, name="海漂垃圾线索发现上报", **fields):
    """An item that a department asks for, complete enough to be handed in."""
    return {
        "kind": "coordination",
        "category": "生态环保",
        "name": name,
        "township_duty": "1.开展宣传；\n2.上报线索。",
        "scope": "listed",
        "townships": [town.code for town in place.towns[:3]],
        "responsibilities": [
            {"department": "县自然资源局", "role": "lead", "duty": "1.制定方案；\n2.依法查处。"}
        ],
        "bases": [{"act": ACT, "article": "第三条"}],
        **fields,
    }


def application(place, *changes, **fields):
    """The body of a request of the bureau."""
    return {
        "county": place.county.code,
        "channel": "admission",
        "circumstance": "superior",
        "title": "请求将海漂垃圾线索上报纳入配合履职清单",
        "reason": "省生态环境厅专项部署",
        "support": [{"kind": "funding", "promise": "按村拨付工作经费", "amount": "20000"}],
        "changes": list(changes) or [{"op": "add", "item": new_item(place)}],
        **fields,
    }


def drafted(place, *changes, by=None, **fields):
    """A draft as the API tells it."""
    return told(post(by or place.head, REQUESTS, application(place, *changes, **fields)))


def handed_in(place, *changes, **fields):
    """A request that its unit's lead has submitted."""
    request = drafted(place, *changes, **fields)
    told(decide(place.head, request["id"], "submit"))
    return read(place.head, request["id"])


def complete(place, request):
    """What the clerk completes for every new item of a request."""
    review = {"reviewer": "李审查", "on": "2026-11-20", "result": "不涉密"}
    return [
        {"change": change["id"], "secrecy_review": review}
        for change in request["changes"]
        if change["op"] == "add"
    ]


DECIDED = {
    "meeting": "县委编委会第5次会议",
    "decided_on": "2026-11-27",
    "minutes_number": "〔2026〕5号",
}
