"""Who sees a request: its unit while it is a draft, the office once it was submitted, whoever is
asked, and nobody else.
"""

import pytest

from access_control.models import ChangeRequest
from dutylist.history.models import Batch
from dutylist.notices.models import OutboundEvent, ToDo
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from items.models import ProposedChange
from tests.factories import make_county, make_user

from .people import (
    API,
    REQUESTS,
    application,
    attached,
    complete,
    decide,
    drafted,
    get,
    handed_in,
    new_item,
    opens,
    patch,
    place,
    post,
    read,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
CANARY = "草稿里的金丝雀"


def people_beside(place):
    """{who: somebody that is not of the unit that applies}."""
    return {
        "clerk": place.clerk,
        "lead": place.lead,
        "recorder": place.recorder,
        "legal": place.legal,
        "other": place.other,
        "mayor": place.mayors[0],
        "inspector": make_user(Role.INSPECTOR, county=place.county),
        "elsewhere": make_user(Role.CLERK, county=make_county("990122000000", "邻县")),
    }


def test_a_draft_is_its_units_alone_in_every_list_count_batch_and_event(place):
    request = drafted(
        place, {"op": "add", "item": new_item(place, CANARY)}, title=CANARY, reason=CANARY
    )
    events = OutboundEvent.objects.count()
    told(patch(place.head, f"{REQUESTS}{request['id']}/", {"reason": f"{CANARY}2"}), 200)
    assert OutboundEvent.objects.count() == events
    for who, user in people_beside(place).items():
        for address in (
            f"{REQUESTS}{request['id']}/",
            f"{REQUESTS}{request['id']}/findings/",
            f"{REQUESTS}{request['id']}/opinions/",
            f"{REQUESTS}{request['id']}/decisions/",
            f"{API}proposed-changes/{request['changes'][0]['id']}/",
        ):
            assert get(user, address).status_code == 404, (who, address)
        for address in (REQUESTS, f"{API}proposed-changes/", f"{API}history/", f"{API}todos/"):
            assert CANARY not in get(user, address).content.decode(), (who, address)
        assert not Batch.objects.readable_by(user).filter(reason__contains=CANARY).exists()
    for user in (place.head, place.staff, place.auditor):
        assert CANARY in get(user, f"{REQUESTS}{request['id']}/").content.decode()
    assert not ToDo.objects.for_user(place.lead).filter(flow="change_request").exists()


def test_a_draft_is_no_parallel_request_of_anybody(place):
    code = place.items[1].code
    drafted(place, {"op": "cancel", "code": code})
    body = application(place, {"op": "cancel", "code": code}, channel="adjustment")
    body["circumstance"] = "law_changed"
    found = told(post(place.other, REQUESTS, body))["findings"]
    assert found == []


def test_once_submitted_the_office_reads_it_and_whoever_is_asked(place):
    request = handed_in(place)
    pk = request["id"]
    for user in (place.clerk, place.lead, place.legal, place.recorder, place.auditor):
        assert get(user, f"{REQUESTS}{pk}/").status_code == 200
    assert get(place.mayors[0], f"{REQUESTS}{pk}/").status_code == 404
    told(decide(place.clerk, pk, "accept", {"complete": complete(place, request)}))
    assert read(place.mayors[0], pk)["status"] == "consulting"
    assert get(place.mayors[5], f"{REQUESTS}{pk}/").status_code == 404
    assert get(place.other, f"{REQUESTS}{pk}/").status_code == 404
    own = told(get(place.mayors[0], f"{REQUESTS}{pk}/opinions/"), 200)["results"]
    assert [row["unit"]["name"] for row in own] == ["测试1镇"]
    [todo] = ToDo.objects.for_user(place.mayors[0]).filter(flow="change_request")
    assert todo.subject_id == pk


def test_no_unit_is_named_and_no_channel_used_that_is_not_ones_own(place):
    body = application(place)
    for user, fields, code in (
        (place.other, {"applicant": {"department": "县自然资源局"}}, "role"),
        (place.mayors[0], {}, "role"),
        (place.clerk, {"applicant": {"office": True}}, "role"),
    ):
        answer = post(user, REQUESTS, body | fields)
        assert (answer.status_code, answer.json()["code"]) == (403, code)
    drawn_up = told(post(place.clerk, REQUESTS, body | {"applicant": {"department": "县自规局"}}))
    assert drawn_up["applicant"]["department"] == "县自然资源局"
    assert read(place.clerk, drawn_up["id"])["status"] == "draft"
    assert get(place.lead, f"{REQUESTS}{drawn_up['id']}/").status_code == 404


@pytest.mark.parametrize(
    ("fields", "status", "where"),
    [
        ({"channel": "revision"}, 422, "channel"),
        ({"channel": "whatever"}, 422, "channel"),
        ({"circumstance": "reform"}, 422, "circumstance"),
        ({"starts_on": "2026-12-01", "ends_on": "2026-11-01"}, 422, "ends_on"),
        ({"starts_on": "明天"}, 422, "starts_on"),
        ({"title": "长" * 201}, 422, "title"),
        ({"colour": "red"}, 422, "colour"),
        ({"changes": {}}, 422, "changes"),
        ({"changes": [{"op": "fly"}]}, 422, "changes.0.op"),
        ({"changes": [{"op": "cancel", "code": "99012100099"}]}, 422, "changes.0.code"),
        ({"changes": [{"op": "add", "item": {"position": 3}}]}, 422, "changes.0.item.position"),
        ({"support": [{"kind": "gold"}]}, 422, "support.0.kind"),
        ({"county": "990122000000"}, 422, "county"),
    ],
)
def test_what_is_wrong_is_named_where_it_stands_and_nothing_is_kept(place, fields, status, where):
    answer = post(place.head, REQUESTS, application(place) | fields)
    assert answer.status_code == status, answer.content.decode()
    assert where in [one["path"] for one in answer.json()["errors"]]
    assert not ChangeRequest.objects.exists()
    assert not ProposedChange.objects.exists()


def test_an_item_that_is_not_public_is_named_to_nobody_beside_the_office(place):
    hidden = place.items[3]
    change = {"op": "cancel", "code": hidden.code}
    refused = post(place.head, REQUESTS, application(place, change))
    assert [one["path"] for one in refused.json()["errors"]] == ["changes.0.code"]
    for address in (f"?op=cancel&code={hidden.code}", "?q=金丝雀"):
        pk = drafted(place)["id"]
        page = get(place.head, f"/desk/requests/{pk}/changes/new/{address}")
        assert hidden.name not in page.content.decode()
    head = get(place.head, f"/desk/requests/new/?code={hidden.code}")
    assert hidden.name not in head.content.decode()
    like_it = {"op": "add", "item": new_item(place, hidden.name)}
    told_first = told(post(place.head, f"{REQUESTS}check/", application(place, like_it)), 200)
    assert "near_duplicate" not in [finding["rule"] for finding in told_first["findings"]]
    pk = handed_in(place, like_it)["id"]
    for user, is_told in ((place.head, False), (place.clerk, True)):
        for address in (f"{REQUESTS}{pk}/", f"{REQUESTS}{pk}/findings/", f"/desk/requests/{pk}/"):
            assert (hidden.code in get(user, address).content.decode()) == is_told, address


def test_checked_without_being_saved(place):
    item = new_item(place, township_duty="1.签订责任状；\n2.承担属地管理责任。")
    body = application(place, {"op": "add", "item": item}, title="")
    answer = told(post(place.head, f"{REQUESTS}check/", body), 200)
    assert [one["path"] for one in answer["missing"]] == ["title"]
    assert {"pledge_without_ground", "territorial"} <= {f["rule"] for f in answer["findings"]}
    assert not ChangeRequest.objects.exists()
    number = drafted(place)["number"]
    assert number.endswith("〕1号")


def test_what_one_unit_said_on_paper_and_how_it_was_settled_is_not_read_by_another(place):
    pk = handed_in(place)["id"]
    told(decide(place.clerk, pk, "accept", {"complete": complete(place, read(place.clerk, pk))}))
    scan = attached(place.clerk, pk)
    unit = {"township": place.towns[0].code}
    said = {"stance": "object", "willingness": "unable", "text": "无人", "unit": unit}
    told(post(place.clerk, f"{REQUESTS}{pk}/opinions/", said | {"paper": scan}))
    for mayor in place.mayors[1:3]:
        told(post(mayor, f"{REQUESTS}{pk}/opinions/", {"stance": "agree"}))
    change = read(place.clerk, pk)["changes"][0]["id"]
    row = {"change": change, "unit": said["unit"], "way": "leave_out", "text": "已移出范围"}
    told(decide(place.clerk, pk, "conclude", {"settlements": [row]}))
    for user, reads_it in (
        (place.clerk, True),
        (place.head, True),
        (place.mayors[0], True),
        (place.mayors[1], False),
    ):
        assert opens(user, f"{API}attachments/{scan}/") == reads_it
        assert ([one["id"] for one in read(user, pk)["attachments"]] == [scan]) == reads_it
        assert (f"attachments/{scan}/" in get(user, f"/desk/requests/{pk}/").content.decode()) == (
            reads_it
        )
    for user, reads_it in ((place.clerk, True), (place.head, True), (place.mayors[1], False)):
        decisions = told(get(user, f"{REQUESTS}{pk}/decisions/"), 200)["decisions"]
        assert ("settlements" in decisions[-1]["facts"]) == reads_it
    set_policy(place.county, {"opinions_open": True}, by=place.lead, reason="意见公开")
    assert read(place.mayors[1], pk)["attachments"]


def test_the_changes_of_one_request_are_asked_for_by_whoever_reads_it(place):
    mine, other = drafted(place), handed_in(place)

    def listed(user, request):
        rows = told(get(user, f"{API}proposed-changes/?request={request['id']}"), 200)["results"]
        return [row["id"] for row in rows]

    for request in (mine, other):
        assert listed(place.head, request) == [change["id"] for change in request["changes"]]
    assert listed(place.clerk, mine) == []
    assert listed(place.clerk, other) == [change["id"] for change in other["changes"]]
    assert get(place.head, f"{API}proposed-changes/?request=x").status_code == 422
