"""The books beside the items over HTTP: departments, region tags, categories, acts, policy and
delegations, by the same services and for the same people as in the admin.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from dutylist.history.models import Batch
from dutylist.organizations.models import Department, Membership, Reorganization
from dutylist.organizations.roles import COUNTY_ROLES, DUTY_ROLES, STAFFING_OFFICE, Role
from dutylist.organizations.services.reorganizing import carry_out
from items.register.services.acts import create_act
from tests.factories import (
    make_category,
    make_county,
    make_delegation,
    make_department,
    make_item,
    make_membership,
    make_tag,
    make_user,
)
from tests.grounds import ground

from .conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
API = "/api/v1/"
READERS = COUNTY_ROLES | DUTY_ROLES
BUSINESS = COUNTY_ROLES | {Role.AUDITOR}
ACTING = set(Role) - DUTY_ROLES
CLERKS = frozenset({Role.CLERK})
LEADS = frozenset({Role.OFFICE_LEAD})


def confirm_all(county):
    """A second person carries out the reforms that were asked for."""
    colleague = make_user(Role.OFFICE_LEAD, county=county)
    for row in Reorganization.objects.filter(county=county, state="waiting"):
        carry_out(row, by=colleague)


@ground
def books(place):
    """{first part of an address: the number of a row of the county}."""
    act = create_act(place.county, "防洪法", by=place.clerk, reason="登记")
    return {
        "county-departments": make_department("县公安局", county=place.county).pk,
        "township-cards": place.first.pk,
        "region-tags": make_tag("蓄滞洪区", place.first).pk,
        "categories": make_category("basic", "平安法治", county=place.county).pk,
        "legal-acts": act.pk,
        "county-policies": place.county.policy.pk,
    }


@pytest.fixture
def clerk(place):
    return signed_in(place.clerk)


@pytest.fixture
def lead(place):
    return signed_in(place.staff[2])


def send(client, method, address, body=None, mark="*", **headers):
    if mark:
        headers["If-Match"] = mark
    options = {"data": body or {}, "content_type": "application/json"} if method != "get" else {}
    return getattr(client, method)(f"{API}{address}", headers=headers, **options)


def paths(answer):
    return {error["path"] for error in answer.json()["errors"]}


# address, who reads it, who changes it with what
BOOKS = [
    ("county-departments", READERS, STAFFING_OFFICE, {"address": "人民路2号"}),
    ("township-cards", READERS, STAFFING_OFFICE, {"public_telephone": "0599-1234"}),
    ("region-tags", READERS, STAFFING_OFFICE, {"townships": []}),
    ("categories", BUSINESS, CLERKS, {"name": "平安建设"}),
    ("legal-acts", BUSINESS, CLERKS, {"note": "已核对"}),
    ("county-policies", READERS, LEADS, {"values": {"publish_days": 15}}),
]


@pytest.mark.parametrize(
    ("book", "readers", "writers", "change"), BOOKS, ids=[book for book, *_rest in BOOKS]
)
def test_a_book_is_read_and_changed_by_whom_the_admin_lets(
    place, books, clients, book, readers, writers, change
):
    """Whoever may not open the list is refused; a stranger of the next county finds no such row."""
    read, changed = {}, {}
    for who, client in clients.items():
        read[who] = send(client, "get", f"{book}/").status_code
        with transaction.atomic():
            sent = send(client, "patch", f"{book}/{books[book]}/", {**change, "reason": "核对"})
            changed[who] = sent.status_code
            transaction.set_rollback(True)
    assert read == {who: 200 if who in {*readers, "stranger"} else 403 for who in clients}
    assert {who for who, status in changed.items() if status == 200} == set(writers)
    assert changed["stranger"] == 404
    assert {changed[who] for who in clients if who not in {*writers, "stranger"}} <= {403, 404}


def test_delegations_are_read_by_whoever_acts_and_ended_by_whoever_may(place, clients):
    delegation = make_delegation()
    read = {who: send(one, "get", "delegations/").status_code for who, one in clients.items()}
    assert read == {who: 200 if who in {*ACTING, "stranger"} else 403 for who in clients}
    address = f"delegations/{delegation.pk}/"
    assert send(clients["stranger"], "get", address).status_code == 404
    ended = send(clients[Role.CLERK], "post", f"{address}end/", {"reason": "已返回"})
    assert (ended.status_code, ended.json()["state"]) == (201, "已撤回")


def test_a_department_is_set_up_changed_renamed_merged_and_ended(place, clerk):
    body = {
        "county": place.county.code,
        "name": "县数据局",
        "aliases": ["县大数据局"],
        "reason": "机构改革",
    }
    made = send(clerk, "post", "county-departments/", body, **{"Idempotency-Key": "a"})
    again = send(clerk, "post", "county-departments/", body, **{"Idempotency-Key": "a"})
    assert (made.status_code, again.status_code, made.json()) == (201, 201, again.json())
    address = f"county-departments/{made.json()['id']}/"
    card = send(clerk, "get", address)
    change = {"public_telephone": "0000-1", "reason": "换号"}
    assert send(clerk, "patch", address, change, mark="").status_code == 428
    changed = send(clerk, "patch", address, change, mark=card["ETag"])
    assert (changed.status_code, changed.json()["public_telephone"]) == (200, "0000-1")
    assert send(clerk, "patch", address, change, mark=card["ETag"]).status_code == 412
    assert send(clerk, "patch", address, change, mark=changed["ETag"]).status_code == 200
    batch = Batch.objects.order_by("-at", "-id").filter(reason="换号").first()
    assert (batch.source, batch.actor_id) == ("api", place.clerk.pk)
    renamed = send(clerk, "post", f"{address}rename/", {"name": "县数据管理局", "reason": "更名"})
    assert renamed.status_code == 201
    assert renamed.json()["aliases"] == ["县大数据局", "县数据局"]
    into = make_department("县公安局", county=place.county)
    merged = send(clerk, "post", f"{address}merge/", {"into": into.pk, "reason": "并入"})
    assert (merged.status_code, merged.json()["valid_until"]) == (201, None)
    confirm_all(place.county)
    assert send(clerk, "get", address).json()["valid_until"]
    assert into.aliases.filter(name="县数据管理局").exists()
    assert send(clerk, "post", f"{address}end/", {"reason": "撤销"}).status_code == 409
    listed = send(clerk, "get", "county-departments/").json()["results"]
    assert "县数据管理局" not in [row["name"] for row in listed]
    whole = send(clerk, "get", "county-departments/?retired=true").json()["results"]
    assert "县数据管理局" in [row["name"] for row in whole]
    ended = send(clerk, "post", f"county-departments/{into.pk}/end/", {"reason": "撤销"})
    assert (ended.status_code, ended.json()["valid_until"]) == (201, None)
    confirm_all(place.county)
    ended = send(clerk, "get", f"county-departments/{into.pk}/")
    assert ended.json()["valid_until"] == str(timezone.localdate() - timedelta(days=1))


def test_everything_wrong_with_a_body_is_named_at_once(place, clerk):
    wrong = {
        "county": "990122000000",
        "uscc": "123",
        "kind": "school",
        "aliases": ["县署", 5],
        "position": -1,
        "valid_from": "昨天",
        "head": "张三",
    }
    sent = send(clerk, "post", "county-departments/", wrong)
    assert sent.status_code == 422
    assert paths(sent) == {
        "county",
        "name",
        "uscc",
        "kind",
        "aliases.1",
        "position",
        "valid_from",
        "head",
        "reason",
    }


def test_a_department_is_merged_into_another_of_its_county_only(place, clerk):
    strange = make_department("县公安局", county=make_county("990122000000", "邻县"))
    own = make_department("县公安局", county=place.county)
    for into in (strange.pk, own.pk, 0, 2**40):
        sent = send(clerk, "post", f"county-departments/{own.pk}/merge/", {"into": into})
        assert paths(sent) == {"into", "reason"}
    assert Department.objects.valid().filter(pk=own.pk).exists()


def test_the_townships_of_a_tag_are_set_by_their_codes(place, clerk):
    body = {"county": place.county.code, "name": "沿海", "reason": "划定"}
    made = send(clerk, "post", "region-tags/", {**body, "townships": [place.second.code]})
    assert (made.status_code, made.json()["townships"]) == (201, [place.second.code])
    twice = send(clerk, "post", "region-tags/", {**body, "townships": ["990122100000"]})
    assert paths(twice) == {"name", "townships.0"}
    address = f"region-tags/{made.json()['id']}/"
    change = {"townships": [place.first.code], "reason": "重划"}
    changed = send(clerk, "patch", address, change, mark=made["ETag"])
    assert changed.json()["townships"] == [place.first.code]
    assert send(clerk, "patch", address, change, mark=made["ETag"]).status_code == 412


def test_a_category_is_added_renamed_moved_and_retired(place, clerk):
    body = {"county": place.county.code, "kind": "basic", "name": "水利", "reason": "增设"}
    made = send(clerk, "post", "categories/", body)
    assert made.status_code == 201
    assert paths(send(clerk, "post", "categories/", body)) == {"name"}
    address = f"categories/{made.json()['id']}/"
    change = {"name": "水利和防汛", "position": 1, "retired_on": "2026-01-01", "reason": "合并"}
    changed = send(clerk, "patch", address, change, mark=made["ETag"]).json()
    assert (changed["name"], changed["position"]) == ("水利和防汛", 1)
    listed = send(clerk, "get", "categories/?kind=basic").json()["results"]
    assert changed["id"] not in [row["id"] for row in listed]
    whole = send(clerk, "get", "categories/?kind=basic&retired=true").json()["results"]
    assert changed["id"] in [row["id"] for row in whole]
    assert paths(send(clerk, "patch", address, {"name": " ", "reason": "改"})) == {"name"}


def test_an_act_is_registered_repealed_and_replaced(place, clerk):
    body = {"county": place.county.code, "title": "《县河道办法》", "reason": "登记"}
    old = send(clerk, "post", "legal-acts/", body).json()
    new = send(clerk, "post", "legal-acts/", {**body, "title": "县水域办法"}).json()
    assert old["title"] == "县河道办法"
    address = f"legal-acts/{old['id']}/"
    change = {"repealed_on": "2026-01-01", "replaced_by": new["id"], "reason": "废止"}
    changed = send(clerk, "patch", address, change)
    assert (changed.status_code, changed.json()["replaced_by"]) == (200, new["id"])
    assert (old["version"], changed.json()["version"]) == (1, 2)
    listed = send(clerk, "get", "legal-acts/?q=办法").json()["results"]
    assert [row["title"] for row in listed] == ["县水域办法"]
    sent = send(clerk, "patch", address, {"replaced_by": 2**40, "rank": "order", "reason": "改"})
    assert paths(sent) == {"replaced_by", "rank"}


def test_an_act_says_how_many_items_rest_on_it_and_keeps_its_mark():
    county = make_county("990133000000", "海滨县")
    clerk = signed_in(make_user(Role.CLERK, county=county))
    body = {"county": county.code, "title": "县河道办法", "reason": "登记"}
    act = send(clerk, "post", "legal-acts/", body).json()
    address = f"legal-acts/{act['id']}/"
    before = send(clerk, "get", address)
    for name in ("河道巡查", "河道保洁"):
        bases = [
            {"act": "县河道办法", "article": "第一条"},
            {"act": "县河道办法", "article": "第二条"},
        ]
        make_item(name=name, county=county, bases=bases)
    after = send(clerk, "get", address)
    assert (before.json()["items"], after.json()["items"]) == (0, 2)
    assert before["ETag"] == after["ETag"]


def test_the_lead_sets_rules_and_the_office_its_contact(place, clerk, lead):
    address = f"county-policies/{place.county.policy.pk}/"
    shown = send(lead, "get", address)
    lines = {line["key"]: line for line in shown.json()["lines"]}
    assert (lines["publish_days"]["usual"], lines["publish_days"]["value"]) == (20, 20)
    assert all(line["label"] for line in lines.values())
    change = {"values": {"publish_days": 15}, "office_telephone": "0000-7", "reason": "县里规定"}
    changed = send(lead, "patch", address, change, mark=shown["ETag"])
    assert changed.json()["values"] == {"publish_days": 15}
    assert changed.json()["office_telephone"] == "0000-7"
    assert send(clerk, "patch", address, change).status_code == 403
    contact = {"office_address": "人民路1号", "reason": "搬迁"}
    assert send(clerk, "patch", address, contact).status_code == 200
    wrong = {"values": {"publish_days": 0, "nonsense": 1}, "office_email": "不是邮箱"}
    assert paths(send(lead, "patch", address, wrong)) == {
        "values.publish_days",
        "values.nonsense",
        "office_email",
        "reason",
    }
    back = send(lead, "patch", address, {"values": {"publish_days": None}, "reason": "恢复"})
    assert back.json()["values"] == {}


def test_a_role_is_handed_over_to_a_colleague_and_taken_back(place):
    holder = make_user(Role.TOWNSHIP_LEAD, township=place.first)
    colleague = make_user(Role.TOWNSHIP_STAFF, township=place.first)
    stranger = make_user(Role.TOWNSHIP_STAFF, township=place.second)
    make_membership(holder, Role.TOWNSHIP_STAFF, township=place.first)
    client, today = signed_in(holder), timezone.localdate()
    held = send(client, "get", "delegable-memberships/").json()["results"]
    own = next(row for row in held if row["role"] == "township_lead")
    body = {
        "membership": own["id"],
        "user": colleague.username,
        "starts_on": str(today),
        "ends_on": str(today + timedelta(days=3)),
        "reason": "出差",
    }
    wrong = {**body, "user": stranger.username, "starts_on": "今天", "reason": ""}
    sent = send(client, "post", "delegations/", wrong)
    assert paths(sent) == {"user", "starts_on", "reason"}
    made = send(client, "post", "delegations/", body)
    assert (made.status_code, made.json()["state"]) == (201, "代行中")
    assert made.json()["actions"] == ["end"]
    address = f"delegations/{made.json()['id']}/"
    last = {"on": str(today + timedelta(days=1)), "reason": "提前返回"}
    assert send(signed_in(colleague), "post", f"{address}end/", last).status_code == 403
    ended = send(client, "post", f"{address}end/", last, mark=made["ETag"])
    assert (ended.status_code, ended.json()["ends_on"]) == (201, last["on"])
    assert Membership.objects.delegations().get(user=colleague).ends_on == today + timedelta(days=1)


def test_a_revision_and_a_correction_are_read_by_themselves(place, proposed, clerk):
    answer = send(clerk, "get", f"revisions/{proposed.revision_id}/")
    assert answer.status_code == 200
    assert answer["ETag"] == f'"{answer.json()["version"]}"'
    assert answer.json()["flow"] == "revision"
    assert "decisions" not in answer.json()
    assert send(clerk, "get", "corrections/1/").status_code == 404
