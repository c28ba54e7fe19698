"""The register over HTTP: the same verbs, the same sentences, If-Match and a reason on every
change.
"""

import re
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command

from dutylist.organizations.roles import Role
from items.models import DutyItem, ProposedChange
from tests.factories import make_county, make_item, make_user

from .conftest import signed_in

pytestmark = pytest.mark.django_db
ITEMS = "/api/v1/items/"


def send(client, method, path, body=None, **headers):
    return getattr(client, method)(
        path, body or {}, content_type="application/json", headers=headers
    )


def test_a_stranger_is_asked_to_sign_in(client):
    answer = client.get(ITEMS)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert answer["Content-Type"] == "application/problem+json"


def test_before_the_first_edition_an_item_is_created_and_changed_directly():
    item = make_item()
    client = signed_in(make_user(Role.CLERK))
    made = send(
        client, "post", ITEMS, {"county": "990121000000", "kind": "basic", "name": "值班值守"}
    )
    assert (made.status_code, made.json()["name"], made["ETag"]) == (201, "值班值守", '"1"')
    path = f"{ITEMS}{item.pk}/"
    changed = send(client, "patch", path, {"name": "新名称"}, **{"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["name"], changed["ETag"]) == (200, "新名称", '"2"')


def test_a_change_needs_the_version_that_was_seen():
    item = make_item()
    client = signed_in(make_user(Role.CLERK))
    path = f"{ITEMS}{item.pk}/"
    assert send(client, "patch", path, {"name": "甲"}).status_code == 428
    assert send(client, "patch", path, {"name": "甲"}, **{"If-Match": '"1"'}).status_code == 200
    stale = send(client, "patch", path, {"name": "乙"}, **{"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert send(client, "delete", path).status_code == 428
    assert DutyItem.objects.get().name == "甲"


def test_after_publication_a_change_needs_a_reason_and_waits(place):
    client = signed_in(place.clerk)
    path = f"{ITEMS}{place.items[0].pk}/"
    refused = send(client, "patch", path, {"name": "新名称"}, **{"If-Match": '"1"'})
    assert (refused.status_code, refused.json()["code"]) == (422, "reason_required")
    waiting = send(
        client, "patch", path, {"name": "新名称", "reason": "名称不准"}, **{"If-Match": '"1"'}
    )
    assert (waiting.status_code, waiting.json()["proposed"]["name"]) == (202, "新名称")
    assert DutyItem.objects.get(pk=place.items[0].pk).name == "公文管理"
    assert client.get(path).json()["change_pending"] is True
    gone = send(
        client,
        "delete",
        f"{ITEMS}{place.items[1].pk}/",
        {"reason": "不再需要"},
        **{"If-Match": '"1"'},
    )
    assert (gone.status_code, gone.json()["op"]) == (202, "cancel")
    assert DutyItem.objects.current().count() == 5


def test_every_fault_comes_with_its_path():
    client = signed_in(make_user(Role.CLERK))
    make_county()
    body = {
        "county": "990121000000",
        "kind": "其他",
        "name": "",
        "responsibilities": [{"department": "没有的局"}],
    }
    answer = send(client, "post", ITEMS, body)
    paths = {error["path"] for error in answer.json()["errors"]}
    assert answer.status_code == 422
    assert {"kind", "name", "responsibilities.0.department", "responsibilities.0.role"} <= paths


def test_a_post_sent_twice_with_one_key_is_done_once():
    client = signed_in(make_user(Role.CLERK))
    make_county()
    body = {"county": "990121000000", "kind": "basic", "name": "值班值守"}
    first = send(client, "post", ITEMS, body, **{"Idempotency-Key": "k1"})
    again = send(client, "post", ITEMS, body, **{"Idempotency-Key": "k1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert DutyItem.objects.count() == 1
    other = send(client, "post", ITEMS, {**body, "name": "别的"}, **{"Idempotency-Key": "k1"})
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")


def test_a_refused_post_leaves_its_key_free():
    client = signed_in(make_user(Role.CLERK))
    make_county()
    body = {"county": "990121000000", "kind": "basic", "name": ""}
    assert send(client, "post", ITEMS, body, **{"Idempotency-Key": "k1"}).status_code == 422
    fixed = send(client, "post", ITEMS, {**body, "name": "值班值守"}, **{"Idempotency-Key": "k1"})
    assert fixed.status_code == 201


def test_a_malformed_body_is_a_problem_document():
    client = signed_in(make_user(Role.CLERK))
    answer = client.post(ITEMS, "{", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")
    answer = client.post(ITEMS, [1], content_type="application/json")
    assert answer.status_code == 422


def test_an_item_of_another_county_is_not_there(place, people):
    client = signed_in(people["stranger"])
    assert client.get(f"{ITEMS}{place.items[0].pk}/").status_code == 404
    assert client.get(ITEMS).json()["results"] == []


def test_departments_and_townships_see_what_concerns_them(place, people, proposed):
    department = {
        row["name"] for row in signed_in(people[Role.DEPARTMENT_STAFF]).get(ITEMS).json()["results"]
    }
    assert department == {"消防安全", "海洋执法巡查"}
    township = {
        row["name"] for row in signed_in(people[Role.TOWNSHIP_STAFF]).get(ITEMS).json()["results"]
    }
    assert township == {"公文管理", "消防安全", "海洋执法巡查", "内部金丝雀"}
    rows = signed_in(people[Role.TOWNSHIP_STAFF]).get(ITEMS).json()["results"]
    assert all(row["change_pending"] is None and "secrecy_review" not in row for row in rows)


def test_an_edition_is_decided_over_the_api_by_three_people(place):
    clerk, recorder, lead = place.staff
    change = {"name": "新名称", "reason": "名称不准"}
    send(signed_in(clerk), "patch", f"{ITEMS}{place.items[0].pk}/", change, **{"If-Match": '"1"'})
    draft = send(
        signed_in(clerk),
        "post",
        "/api/v1/edition-drafts/",
        {"county": place.county.code, "with_revision": True},
    )
    assert draft.status_code == 201, draft.content
    path, etag = f"/api/v1/editions/{draft.json()['id']}/decisions/", draft["ETag"]
    moves = [
        (clerk, "submit", {}),
        (
            recorder,
            "approve",
            {"meeting": "县委编委会", "decided_on": "2026-05-10", "minutes_number": "3"},
        ),
        (lead, "publish", {"document_number": "示政发〔2026〕9号", "effective_on": "2026-06-01"}),
    ]
    for user, action, facts in moves:
        assert (
            send(signed_in(user), "post", path, {"action": action, "facts": facts}).status_code
            == 428
        )
        done = send(
            signed_in(user), "post", path, {"action": action, "facts": facts}, **{"If-Match": etag}
        )
        assert done.status_code == 201, done.content
        etag = done["ETag"]
    assert done.json()["status"] == "published"
    assert DutyItem.objects.get(pk=place.items[0].pk).name == "新名称"
    assert len(signed_in(clerk).get(path).json()["decisions"]) == 3


def test_moves_out_of_turn_are_refused_with_their_status(place):
    clerk, recorder, _ = place.staff
    path = f"/api/v1/editions/{place.edition.pk}/decisions/"
    etag = signed_in(clerk).get(path)["ETag"]
    answer = send(signed_in(clerk), "post", path, {"action": "submit"}, **{"If-Match": etag})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_possible")
    answer = send(
        signed_in(recorder),
        "post",
        path,
        {"action": "request_revoke", "reason": "x"},
        **{"If-Match": etag},
    )
    assert answer.status_code == 403
    answer = send(signed_in(clerk), "post", path, {"action": "fly"}, **{"If-Match": etag})
    assert answer.status_code == 422


def test_history_is_read_by_the_office_alone(place, people, proposed):
    clerk = signed_in(place.clerk)
    batch = clerk.get("/api/v1/history/").json()["results"][0]
    assert (batch["by"], batch["reason"]) == (place.clerk.get_full_name(), "拟调整金丝雀")
    detail = clerk.get(f"/api/v1/history/{batch['batch']}/").json()
    assert any("草稿金丝雀" in str(change) for change in detail["changes"])
    rows = clerk.get(f"{ITEMS}{place.items[0].pk}/history/").json()["results"]
    assert rows[-1]["kind"] == "新增" or any(row["kind"] == "新增" for row in rows)
    for role in (Role.TOWNSHIP_STAFF, Role.DEPARTMENT_STAFF, Role.SYSTEM_ADMIN, "stranger"):
        answer = signed_in(people[role]).get("/api/v1/history/")
        assert "金丝雀" not in answer.content.decode(), role
        assert signed_in(people[role]).get(f"/api/v1/history/{batch['batch']}/").status_code == 404


def test_a_read_token_does_not_write(place):
    from django.test import Client

    from dutylist.organizations.services.tokens import make_token

    _, secret = make_token(place.clerk, name="报表", days=30)
    client = Client(headers={"Authorization": f"Token {secret}"})
    assert client.get(ITEMS).status_code == 200
    answer = send(
        client,
        "post",
        ITEMS,
        {"county": place.county.code, "kind": "basic", "name": "甲", "reason": "x"},
    )
    assert (answer.status_code, ProposedChange.objects.count()) == (403, 0)


def test_the_schema_is_the_committed_one(db):
    out = StringIO()
    call_command("spectacular", stdout=out)
    committed = (Path(settings.BASE_DIR) / "docs" / "openapi.yaml").read_text()
    assert out.getvalue() == committed, "run: python manage.py spectacular --file docs/openapi.yaml"


def test_a_pending_change_is_part_of_what_an_editor_has_seen(place):
    client = signed_in(place.clerk)
    path = f"{ITEMS}{place.items[0].pk}/"
    seen = client.get(path)["ETag"]
    first = send(client, "patch", path, {"name": "一改", "reason": "改"}, **{"If-Match": seen})
    assert first.status_code == 202
    stale = send(client, "patch", path, {"name": "二改", "reason": "改"}, **{"If-Match": seen})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert first["ETag"] == client.get(path)["ETag"] != seen
    again = send(
        client, "patch", path, {"name": "二改", "reason": "改"}, **{"If-Match": first["ETag"]}
    )
    assert again.status_code == 202
    assert ProposedChange.objects.get().proposed["name"] == "二改"
    assert (
        send(client, "delete", path, {"reason": "x"}, **{"If-Match": first["ETag"]}).status_code
        == 412
    )


def test_the_schema_names_no_component_that_it_does_not_have():
    committed = (Path(settings.BASE_DIR) / "docs" / "openapi.yaml").read_text()
    named = set(re.findall(r"#/components/schemas/(\w+)", committed))
    kept = yaml.load(committed, Loader=yaml.CSafeLoader)["components"]["schemas"]
    assert named - set(kept) == set()
