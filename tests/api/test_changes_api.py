"""Proposed changes over HTTP: proposed, amended, withdrawn, settled, merged and split
by the verbs of the pages.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dutylist.organizations.roles import Role
from items.models import DutyItem, ProposedChange, Revision
from items.register.services.applying import apply_changes
from tests.factories import make_county, make_item, make_user, seeding

from .conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
CHANGES = "/api/v1/proposed-changes/"
ADDED = {"op": "add", "item": {"kind": "basic", "name": "值班值守"}, "reason": "新增"}


def send(client, method, path, body=None, **headers):
    return getattr(client, method)(
        path, body or {}, content_type="application/json", headers=headers
    )


def of(revision_id):
    return f"/api/v1/revisions/{revision_id}/changes/"


@pytest.fixture
def client(place):
    return signed_in(place.clerk)


def test_the_first_change_opens_the_revision(place, client):
    body = {**ADDED, "county": place.county.code}
    sent = send(client, "post", CHANGES, body)
    revision = Revision.objects.get()
    assert (sent.status_code, sent["ETag"]) == (201, '"1"')
    made = sent.json()
    assert (made["revision"], made["county"], made["code"]) == (
        revision.pk,
        place.county.code,
        None,
    )
    assert (made["op"], made["title"], made["outcome"]) == ("add", "值班值守", "pending")
    assert (made["made"], made["clashes"], made["version"]) == ([], [], 1)
    listed = client.get(of(revision.pk)).json()["results"]
    assert listed == client.get(CHANGES).json()["results"] == [made]


def test_nothing_is_proposed_to_a_county_without_a_list():
    make_item()
    county = make_county()
    sent = send(signed_in(make_user(Role.CLERK)), "post", CHANGES, {**ADDED, "county": county.code})
    assert (sent.status_code, Revision.objects.count()) == (409, 0)


def test_each_kind_of_change_is_put_into_the_revision(place, client, proposed):
    codes = [item.code for item in place.items]
    receiver = {"department": "县公安局", "role": "receiver"}
    asked = [
        {"op": "cancel", "code": codes[3]},
        {"op": "split", "code": codes[4], "items": [{"name": "甲"}, {"name": "乙"}]},
        {
            "op": "transfer",
            "code": codes[1],
            "item": {"kind": "reclaimed", "township_duty": "", "responsibilities": [receiver]},
        },
        {"op": "revise", "code": codes[2], "item": {"name": "海洋执法"}},
    ]
    for body in asked:
        sent = send(client, "post", of(proposed.revision_id), {**body, "reason": "调整"})
        assert (sent.status_code, sent.json()["op"]) == (201, body["op"]), sent.content
    split = sent_of(client, proposed, "split")
    assert [content["name"] for content in split["proposed"]] == ["甲", "乙"]
    assert DutyItem.objects.current().count() == 5


def sent_of(client, proposed, op):
    rows = client.get(of(proposed.revision_id)).json()["results"]
    return next(row for row in rows if row["op"] == op)


def test_merged_items_are_told_with_what_the_merge_made(place, client, proposed):
    codes = [place.items[0].code, place.items[4].code]
    merge = {"op": "merge", "codes": codes, "item": {"name": "综合事务"}, "reason": "内容相同"}
    taken = send(client, "post", of(proposed.revision_id), merge)
    assert (taken.status_code, taken.json()["code"]) == (409, "not_possible")
    path = f"{CHANGES}{proposed.pk}/"
    send(client, "delete", path, {"reason": "改为合并"}, **{"If-Match": '"1"'})
    sent = send(client, "post", of(proposed.revision_id), merge)
    assert (sent.status_code, sent.json()["sources"]) == (201, codes[1:])
    change = ProposedChange.objects.select_related("item").get(pk=sent.json()["id"])
    with seeding("审定"):
        apply_changes(place.county, [change], decided_on="2026-05-10")
    told = client.get(f"{CHANGES}{change.pk}/").json()
    made = DutyItem.objects.get(name="综合事务").code
    assert (told["outcome"], told["made"]) == ("applied", [made])


def test_every_fault_comes_at_the_path_of_what_was_sent(place, client, proposed):
    item = {"kind": "其他", "responsibilities": [{"department": "没有的局"}], "colour": "red"}
    sent = send(client, "post", of(proposed.revision_id), {"op": "add", "item": item})
    assert sent.status_code == 422
    assert {error["path"] for error in sent.json()["errors"]} >= {
        "item.kind",
        "item.name",
        "item.colour",
        "item.responsibilities.0.department",
        "reason",
    }
    body = {"item": {"name": "", "scope": "listed"}}
    sent = send(client, "patch", f"{CHANGES}{proposed.pk}/", body, **{"If-Match": "*"})
    assert {error["path"] for error in sent.json()["errors"]} == {
        "item.name",
        "item.townships",
        "reason",
    }
    parts = {"op": "split", "code": place.items[1].code, "items": [{"name": ""}, {"kind": "x"}]}
    sent = send(client, "post", of(proposed.revision_id), {**parts, "reason": "拆分"})
    assert {error["path"] for error in sent.json()["errors"]} == {"items.0.name", "items.1.kind"}
    assert ProposedChange.objects.count() == 1


def test_a_change_is_amended_in_the_version_that_was_seen(client, proposed):
    path, body = f"{CHANGES}{proposed.pk}/", {"item": {"name": "公文和档案"}, "reason": "补充"}
    assert send(client, "patch", path, body).status_code == 428
    amended = send(client, "patch", path, body, **{"If-Match": client.get(path)["ETag"]})
    assert (amended.status_code, amended["ETag"]) == (200, '"2"')
    assert amended.json()["proposed"]["name"] == "公文和档案"
    stale = send(client, "patch", path, body, **{"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    other = send(client, "patch", path, {"items": [], "reason": "x"}, **{"If-Match": "*"})
    assert [error["path"] for error in other.json()["errors"]] == ["items"]


def test_the_parts_of_a_split_are_amended_together(place, client, proposed):
    parts = {"op": "split", "code": place.items[1].code, "items": [{"name": "甲"}, {"name": "乙"}]}
    made = send(client, "post", of(proposed.revision_id), {**parts, "reason": "拆分"}).json()
    path = f"{CHANGES}{made['id']}/"
    body = {"items": [{}, {"name": "丙"}, {"name": "丁"}], "reason": "再分"}
    amended = send(client, "patch", path, body, **{"If-Match": '"1"'})
    names = [content["name"] for content in amended.json()["proposed"]]
    assert (amended.status_code, names) == (200, ["甲", "丙", "丁"])
    assert all(content["township_duty"] for content in amended.json()["proposed"])
    one = send(client, "patch", path, {"items": [{}], "reason": "x"}, **{"If-Match": "*"})
    assert [error["path"] for error in one.json()["errors"]] == ["items"]


def test_a_withdrawn_change_stays_to_be_read(client, proposed):
    path = f"{CHANGES}{proposed.pk}/"
    assert send(client, "delete", path, {"reason": "考虑不周"}).status_code == 428
    missing = send(client, "delete", path, **{"If-Match": '"1"'})
    assert (missing.status_code, missing.json()["code"]) == (422, "reason_required")
    gone = send(client, "delete", path, {"reason": "考虑不周"}, **{"If-Match": '"1"'})
    assert (gone.status_code, gone.json()["outcome"]) == (200, "withdrawn")
    assert client.get(path).json()["outcome_reason"] == "考虑不周"
    assert gone["ETag"] == '"2"'
    late = {"reason": "再撤"}
    stale = send(client, "delete", path, late, **{"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    change = {"item": {"name": "公文和档案"}, "reason": "补充"}
    assert send(client, "patch", path, change, **{"If-Match": '"1"'}).status_code == 412
    again = send(client, "delete", path, late, **{"If-Match": gone["ETag"]})
    assert (again.status_code, again.json()["code"]) == (409, "not_possible")
    assert client.get(f"{of(proposed.revision_id)}?pending=true").json()["results"] == []


def test_the_changes_of_one_revision_are_asked_for(client, proposed):
    def listed(revision):
        answer = client.get(CHANGES, {"revision": revision})
        return [row["id"] for row in answer.json()["results"]]

    assert listed(proposed.revision_id) == [proposed.pk]
    assert listed(proposed.revision_id + 1) == []
    refused = client.get(CHANGES, {"revision": "第一次"})
    assert refused.status_code == 422
    assert {error["path"] for error in refused.json()["errors"]} == {"revision"}


@pytest.mark.parametrize(("keep", "stands"), [("proposed", "pending"), ("now", "withdrawn")])
def test_a_clash_is_told_and_settled(place, client, proposed, keep, stands):
    path = f"{CHANGES}{proposed.pk}/"
    calm = send(
        client, "post", f"{path}settle/", {"keep": keep, "reason": "x"}, **{"If-Match": '"1"'}
    )
    assert calm.status_code == 409
    with seeding("另行审定"):
        place.items[0].name = "公文办理"
        place.items[0].save()
    assert client.get(path).json()["clashes"] == ["事项名称"]
    sent = send(client, "post", f"{path}settle/", {"keep": "两者"}, **{"If-Match": '"1"'})
    assert {error["path"] for error in sent.json()["errors"]} == {"keep", "reason"}
    body = {"keep": keep, "reason": "以来函为准"}
    settled = send(client, "post", f"{path}settle/", body, **{"If-Match": '"1"'})
    assert settled.status_code == 201
    told = settled.json()
    assert (told["then"]["name"], told["clashes"], told["outcome"]) == ("公文办理", [], stands)


def test_a_change_sent_twice_with_one_key_is_proposed_once(place, client):
    body = {**ADDED, "county": place.county.code}
    first = send(client, "post", CHANGES, body, **{"Idempotency-Key": "k1"})
    again = send(client, "post", CHANGES, body, **{"Idempotency-Key": "k1"})
    assert first.json() == again.json()
    assert ProposedChange.objects.count() == 1


def test_the_changes_of_a_revision_before_the_sitting_stand_still(place, client, proposed):
    draft = send(
        client,
        "post",
        "/api/v1/edition-drafts/",
        {"county": place.county.code, "with_revision": True, "reason": "新一版"},
    )
    moved = send(
        client,
        "post",
        f"/api/v1/editions/{draft.json()['id']}/decisions/",
        {"action": "submit"},
        **{"If-Match": draft["ETag"]},
    )
    assert moved.status_code == 201, moved.content
    path = f"{CHANGES}{proposed.pk}/"
    for method, address, body in (
        ("post", of(proposed.revision_id), ADDED),
        ("post", CHANGES, {**ADDED, "county": place.county.code}),
        ("patch", path, {"item": {"name": "甲"}, "reason": "改"}),
        ("delete", path, {"reason": "撤"}),
    ):
        sent = send(client, method, address, body, **{"If-Match": "*"})
        assert (sent.status_code, sent.json()["code"]) == (409, "not_possible"), method


def test_the_list_takes_as_many_queries_for_one_change_as_for_many(
    place, client, proposed, django_assert_num_queries
):
    path = of(proposed.revision_id)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    count = len(one)
    for item in place.items[1:4]:
        body = {"op": "revise", "code": item.code, "item": {"directory_entry": "第1项"}}
        send(client, "post", path, {**body, "reason": "补充"})
    with django_assert_num_queries(count):
        assert len(client.get(path).json()["results"]) == 4
