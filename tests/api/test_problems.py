"""Whatever is sent to the API, the answer to a mistake is a problem document with a code, never an
error of ours.
"""

import base64
import json

import pytest
from django.test import Client

from dutylist.organizations.models import AccessToken
from dutylist.organizations.roles import Role
from items.editions.services.editions import start_edition
from items.entry.fields import EMPTY
from tests.accounts.pages import PASSWORD
from tests.factories import make_user

from .conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
PUBLIC = ("entries", "editions", "regions", "departments", "answers")


def problem_of(answer):
    assert answer["Content-Type"] == "application/problem+json", answer.content[:200]
    return answer.status_code, answer.json()["code"]


def test_a_program_gets_a_token_for_name_and_password(client):
    user = make_user(Role.CLERK)
    asked = {"username": user.username, "password": PASSWORD, "name": "办公系统", "days": 30}
    made = client.post("/api/v1/tokens/", asked, content_type="application/json")
    assert made.status_code == 201
    assert made.json()["id"] == AccessToken.objects.get().pk
    answer = client.get(
        "/api/v1/items/", headers={"Authorization": f"Token {made.json()['token']}"}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "path", ["", "v1/", "v1/nothing/", f"v1/editions/{'9' * 30}/", f"v1/documents/{'9' * 30}/"]
)
def test_an_address_of_the_api_that_leads_nowhere_is_a_problem_document(client, path):
    assert problem_of(client.get(f"/api/{path}")) == (404, "not_found")


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_reads_are_only_read(client, name, method):
    answer = getattr(client, method)(f"/api/v1/{name}/")
    assert problem_of(answer) == (405, "method_not_allowed")
    assert answer["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("field", ["q", "category", "department", "county", "cursor"])
def test_a_nul_in_the_address_is_refused(client, place, field):
    assert problem_of(client.get(f"/api/v1/entries/?{field}=a%00b")) == (400, "bad_request")


@pytest.mark.parametrize(
    "query",
    [
        "items/?kind=x",
        "items/?cancelled=maybe",
        "items/?name__regex=x",
        "proposed-changes/?pending=maybe",
        "imports/?state=x",
        "history/?source=x",
        "history/?by=" + "9" * 24,
        "history/?day=2026-02-30",
        "todos/?limit=" + "9" * 5000,
        "todos/?limit=0",
        "entries/?ordering=name",
        "regions/?level=x",
    ],
)
def test_what_a_list_does_not_take_is_named(place, query):
    answer = signed_in(place.clerk).get(f"/api/v1/{query}")
    name = query.partition("?")[2].partition("=")[0]
    assert problem_of(answer) == (422, "invalid")
    assert [error["path"] for error in answer.json()["errors"]] == [name]


@pytest.mark.parametrize("key", ["-5", "9" * 30, "x"])
def test_a_forged_cursor_is_refused(client, place, key):
    cursor = base64.urlsafe_b64encode(key.encode()).decode()
    for address in (
        "/api/v1/regions/?",
        f"/api/v1/entries/?county={place.county.code}&",
        "/api/v1/entries/?",
    ):
        assert problem_of(client.get(f"{address}cursor={cursor}")) == (422, "invalid")


@pytest.mark.parametrize("version", ['"²"', f'"{"9" * 5000}"', '"x"', '"-1"'])
def test_a_version_that_is_none_does_not_match(place, version):
    client = signed_in(place.clerk)
    path = f"/api/v1/items/{place.items[0].pk}/"
    sent = client.patch(
        path, {"name": "甲"}, content_type="application/json", headers={"If-Match": version}
    )
    assert problem_of(sent) == (412, "stale")


def test_an_error_of_ours_is_a_problem_document_with_a_trace(monkeypatch):
    monkeypatch.setattr("items.published.api.rows_and_next", None)
    client = Client(raise_request_exception=False)
    answer = client.get("/api/v1/regions/")
    assert problem_of(answer) == (500, "server_error")
    assert len(answer.json()["trace"]) == 8


@pytest.mark.parametrize("depth", [100, 100_000])
@pytest.mark.parametrize("pair", [("[", "]"), ('{"a":', "}")])
def test_a_body_nested_without_end_is_refused(place, depth, pair):
    opening, closing = pair
    body = f"{opening * depth}1{closing * depth}"
    sent = signed_in(place.clerk).post("/api/v1/items/", body, content_type="application/json")
    assert problem_of(sent)[0] in (400, 422)


NOT_KEPT = {
    '{"reason": "\\ud800"}': "reason",
    '{"reason": "\\u0000"}': "reason",
    '{"bases": [{"act": "\\u0000"}]}': "bases.0.act",
    '{"\\ud800": 1}': "",
}


@pytest.mark.parametrize("body", NOT_KEPT)
def test_text_that_no_database_keeps_is_refused_at_its_path(place, body):
    sent = signed_in(place.clerk).post("/api/v1/items/", body, content_type="application/json")
    assert problem_of(sent) == (422, "invalid")
    assert [error["path"] for error in sent.json()["errors"]] == [NOT_KEPT[body]]


def test_nan_is_no_json(place):
    sent = signed_in(place.clerk).post(
        "/api/v1/items/", '{"a": [NaN]}', content_type="application/json"
    )
    assert problem_of(sent) == (400, "parse_error")


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "k"}])
def test_a_body_of_ten_megabytes_is_refused(place, headers):
    body = json.dumps({"county": place.county.code, "name": "长" * 10_000_000}, ensure_ascii=False)
    sent = signed_in(place.clerk).post(
        "/api/v1/items/", body, content_type="application/json", headers=headers
    )
    assert problem_of(sent) == (413, "too_large")


WRONG = (None, True, -1, 10**30, [], [[]], ["x"], [{}], {}, {"a": 1}, "x" * 100_000, "2027-02-30")


@pytest.mark.parametrize("value", WRONG)
def test_a_value_of_a_wrong_type_is_never_an_error_of_ours(place, value):
    client = signed_in(place.clerk)
    base = {"county": place.county.code, "reason": "测试", "kind": "basic", "name": "值班值守"}
    for name in EMPTY:
        sent = client.post("/api/v1/items/", {**base, name: value}, content_type="application/json")
        assert sent.status_code in (202, 422), (name, value)
    rows = (
        {"department": "县公安局", "role": value},
        {"act": value},
        {"kind": value},
        {"townships": value},
    )
    for name in ("responsibilities", "bases", "support", "variants"):
        for row in rows:
            sent = client.post(
                "/api/v1/items/", {**base, name: [row]}, content_type="application/json"
            )
            assert sent.status_code in (202, 422), (name, row)


def test_steps_that_are_no_list_do_not_empty_the_procedure(place):
    sent = signed_in(place.clerk).patch(
        f"/api/v1/items/{place.items[0].pk}/",
        {"procedure": {"1": "受理"}, "reason": "补步骤"},
        content_type="application/json",
        headers={"If-Match": "*"},
    )
    assert problem_of(sent) == (422, "invalid")


FORGED = ("at", "by", "subject", "action", "reason", "expect", "facts", "self")


@pytest.mark.parametrize("name", FORGED)
def test_the_facts_of_a_decision_can_not_forge_its_moment_or_its_person(place, name):
    client = signed_in(place.clerk)
    draft = start_edition(place.county, by=place.clerk, reason="新一版")
    path = f"/api/v1/editions/{draft.pk}/decisions/"
    sent = client.post(
        path,
        {"action": "submit", "reason": "提请", "facts": {name: "2020-01-01T00:00:00Z"}},
        content_type="application/json",
        headers={"If-Match": "*"},
    )
    assert problem_of(sent) == (422, "invalid")
    assert not draft.decisions.exists()


@pytest.mark.parametrize(
    "facts", [[1], "x", {"overrides": "x"}, {"overrides": [1]}, {"overrides": [{"rule": []}]}]
)
def test_facts_of_a_wrong_shape_are_named(place, facts):
    draft = start_edition(place.county, by=place.clerk, reason="新一版")
    path = f"/api/v1/editions/{draft.pk}/decisions/"
    asked = {"action": "submit", "reason": "提请", "facts": facts}
    sent = signed_in(place.clerk).post(
        path, asked, content_type="application/json", headers={"If-Match": "*"}
    )
    assert problem_of(sent) == (422, "invalid")
