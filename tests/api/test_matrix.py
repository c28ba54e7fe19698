"""The gate of the API: every (address, method) for every role as literals, and the canary where
nobody may see it.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from dutylist.organizations.roles import Role
from items.imports.services.jobs import preview_uploads
from items.register.services.corrections import submit_correction
from tests.factories import make_department, seeding
from tests.imports.workbooks import save_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]

OFFICE = {
    Role.CLERK,
    Role.OFFICE_LEAD,
    Role.LEGAL,
    Role.PARTY_OFFICE,
    Role.RECORDER,
    Role.COUNTY_SECRETARY,
    Role.INSPECTOR,
    Role.AUDITOR,
}
EVERYBODY = set(Role) | {"stranger"}
NOT_KEEPERS = EVERYBODY - {Role.SYSTEM_ADMIN}
ABOVE = {Role.CITY_REVIEWER, Role.PROVINCE_FILER}
TOWNSHIP = {Role.TOWNSHIP_STAFF, Role.TOWNSHIP_LEAD}
UNITS = {Role.TOWNSHIP_STAFF, Role.TOWNSHIP_LEAD, Role.DEPARTMENT_STAFF, Role.DEPARTMENT_LEAD}
# path, method, who gets what; whoever is not named gets the last number.
TABLE = [
    ("/api/v1/entries/", "get", {200: EVERYBODY}, 200),
    ("/api/v1/editions/", "get", {200: EVERYBODY}, 200),
    ("/api/v1/regions/", "get", {200: EVERYBODY}, 200),
    ("/api/v1/departments/", "get", {200: EVERYBODY}, 200),
    ("/api/v1/departments/{department}/list/", "get", {200: EVERYBODY}, 200),
    ("/api/v1/department-lists/", "get", {422: EVERYBODY}, 422),  # of which county is asked
    ("/api/v1/entries/", "post", {405: EVERYBODY}, 405),
    ("/api/v1/items/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/items/{item}/", "get", {200: OFFICE | ABOVE | TOWNSHIP}, 404),
    ("/api/v1/items/{item}/", "patch", {202: {Role.CLERK}, 403: OFFICE | ABOVE | TOWNSHIP}, 404),
    ("/api/v1/items/{item}/", "delete", {202: {Role.CLERK}, 403: OFFICE | ABOVE | TOWNSHIP}, 404),
    ("/api/v1/items/{item}/", "put", {405: EVERYBODY}, 401),
    ("/api/v1/items/{item}/history/", "get", {200: OFFICE | ABOVE | TOWNSHIP}, 404),
    ("/api/v1/editions/{draft}/", "get", {404: EVERYBODY}, 404),
    ("/api/v1/editions/{draft}/decisions/", "get", {200: OFFICE}, 404),
    ("/api/v1/editions/{draft}/findings/", "get", {200: OFFICE}, 404),
    ("/api/v1/editions/{draft}/decisions/", "post", {422: OFFICE}, 404),
    ("/api/v1/revisions/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/revisions/", "post", {405: EVERYBODY}, 401),
    ("/api/v1/revisions/{revision}/", "get", {200: OFFICE}, 404),
    ("/api/v1/revisions/{revision}/decisions/", "get", {200: OFFICE}, 404),
    ("/api/v1/revisions/{revision}/decisions/", "post", {422: OFFICE}, 404),
    ("/api/v1/corrections/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/corrections/", "post", {422: EVERYBODY}, 401),  # who may: below
    ("/api/v1/corrections/{correction}/", "get", {200: OFFICE}, 404),
    ("/api/v1/corrections/{correction}/decisions/", "get", {200: OFFICE}, 404),
    ("/api/v1/corrections/{correction}/decisions/", "post", {422: OFFICE}, 404),
    ("/api/v1/exports/", "get", {422: EVERYBODY}, 401),  # whose list: tests/exports/test_pages.py
    ("/api/v1/history/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/history/{batch}/", "get", {200: OFFICE}, 404),
    ("/api/v1/history/protected/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/history/{batch}/opening/", "get", {}, 404),
    ("/api/v1/history/{batch}/opening/", "post", {}, 404),
    ("/api/v1/revisions/{revision}/changes/", "get", {200: OFFICE}, 404),
    (
        "/api/v1/revisions/{open}/changes/",
        "post",
        {422: {Role.CLERK}, 403: OFFICE - {Role.CLERK}},
        404,
    ),
    ("/api/v1/revisions/{open}/rounds/", "get", {200: OFFICE}, 404),
    ("/api/v1/revisions/{open}/rounds/1/close/", "post", {}, 404),
    ("/api/v1/revisions/{open}/opinions/", "get", {200: OFFICE}, 404),
    ("/api/v1/revisions/{open}/opinions/", "post", {409: OFFICE}, 404),
    ("/api/v1/revisions/{open}/opinions/1/answer/", "post", {}, 404),
    ("/api/v1/proposed-changes/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/proposed-changes/", "post", {422: EVERYBODY}, 401),  # who may: below
    ("/api/v1/proposed-changes/{change}/", "get", {200: OFFICE}, 404),
    ("/api/v1/proposed-changes/{change}/", "patch", {422: OFFICE}, 404),  # who may: below
    ("/api/v1/proposed-changes/{change}/", "delete", {200: {Role.CLERK}, 403: OFFICE}, 404),
    ("/api/v1/proposed-changes/{change}/", "post", {405: EVERYBODY}, 401),
    (
        "/api/v1/proposed-changes/{change}/settle/",
        "post",
        {409: {Role.CLERK}, 403: OFFICE - {Role.CLERK}},
        404,
    ),
    ("/api/v1/schemes/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/schemes/", "post", {422: EVERYBODY}, 401),  # who may: tests/assessment
    ("/api/v1/schemes/indicators/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/schemes/0/", "get", {404: EVERYBODY}, 401),
    ("/api/v1/imports/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/imports/", "post", {415: EVERYBODY}, 401),
    ("/api/v1/imports/{job}/", "get", {200: OFFICE}, 404),
    ("/api/v1/imports/{job}/rows/", "get", {200: OFFICE}, 404),
    ("/api/v1/imports/{job}/items/", "get", {200: OFFICE}, 404),
    ("/api/v1/imports/{job}/files/1/", "get", {200: OFFICE}, 404),
    ("/api/v1/imports/{job}/", "patch", {422: {Role.CLERK}, 403: OFFICE - {Role.CLERK}}, 404),
    ("/api/v1/imports/{job}/confirm/", "post", {201: {Role.CLERK}, 403: OFFICE}, 404),
    ("/api/v1/imports/{job}/undo/", "post", {409: {Role.CLERK}, 403: OFFICE - {Role.CLERK}}, 404),
    ("/api/v1/imports/{job}/discard/", "post", {201: {Role.CLERK}, 403: OFFICE}, 404),
    ("/api/v1/imports/{job}/", "delete", {405: EVERYBODY}, 401),
    ("/api/v1/pledges/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/pledges/", "post", {422: EVERYBODY}, 401),  # who may: tests/assessment
    ("/api/v1/vetoes/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/inspections/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/report-demands/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/problems/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/feedback/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/feedback/", "post", {422: EVERYBODY}, 422),  # without an account: tests/assessment
    ("/api/v1/feedback/0/", "get", {404: EVERYBODY}, 401),
    ("/api/v1/interpretations/", "get", {200: EVERYBODY}, 401),
    # Who may ask: a department or a township.
    ("/api/v1/interpretations/", "post", {422: UNITS, 403: EVERYBODY - UNITS}, 401),
    ("/api/v1/interpretations/0/", "get", {404: EVERYBODY}, 401),
    ("/api/v1/interpretations/0/decisions/", "post", {404: EVERYBODY}, 401),
    ("/api/v1/evaluations/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/todos/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/tokens/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/events/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/phrases/", "get", {200: OFFICE | {"stranger"}}, 403),
    ("/api/v1/phrases/", "post", {422: {Role.CLERK, "stranger"}}, 403),
    ("/api/v1/matter-links/", "get", {200: OFFICE | {"stranger"}}, 403),
    ("/api/v1/asked/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/asked/0/decisions/", "post", {404: EVERYBODY}, 401),
    ("/api/v1/webhooks/", "get", {200: EVERYBODY}, 401),
    ("/api/v1/webhooks/", "post", {422: {Role.SYSTEM_ADMIN}, 403: NOT_KEEPERS}, 401),
]
# What each role gets for a good decision; whoever is not named gets 403, and 404 who does not see
# the subject.
DECIDED = [
    ("/api/v1/editions/{draft}/decisions/", "submit", {201: {Role.CLERK}}),
    ("/api/v1/editions/{draft}/decisions/", "discard", {201: {Role.CLERK}}),
    ("/api/v1/revisions/{open}/decisions/", "discard", {201: {Role.OFFICE_LEAD}}),
    ("/api/v1/revisions/{open}/decisions/", "submit", {201: {Role.CLERK}}),
    ("/api/v1/corrections/{correction}/decisions/", "approve", {201: {Role.OFFICE_LEAD}}),
    ("/api/v1/corrections/{correction}/decisions/", "refuse", {201: {Role.OFFICE_LEAD}}),
    ("/api/v1/corrections/{correction}/decisions/", "take_back", {201: {Role.CLERK}}),
]
CANARIES = ("草稿金丝雀", "内部金丝雀")


@pytest.fixture
def draft(place, proposed):
    from items.editions.services.editions import start_edition

    return start_edition(place.county, by=place.clerk, with_revision=True)


@pytest.fixture
def correction(place):
    """An error of copying whose words nobody outside the office may read."""
    item = place.items[1]
    with seeding("抄错"):
        item.township_duty = "草稿金丝雀"
        item.save()
    return submit_correction(
        place.county,
        item,
        "township_duty",
        "1.宣传；\n2.巡查。",
        by=place.clerk,
        reason="拟调整金丝雀",
    )


@pytest.fixture
def job(place, tmp_path, settings):
    """A preview of the county's clerk, with a word nobody outside the office may read."""
    settings.MEDIA_ROOT = tmp_path / "files"
    path = save_workbook(tmp_path / "清单.xlsx", ("basic", [[1, "草稿金丝雀值守"]]))
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    return preview_uploads([upload], county=place.county, by=place.clerk)


def send(client, method, path):
    body = {"name": "改名", "reason": "试"} if method == "patch" else {"reason": "试"}
    options = {} if method == "get" else {"data": body, "content_type": "application/json"}
    answer = getattr(client, method)(path, headers={"If-Match": "*"}, **options)
    answer.getvalue()  # a file is read to its end
    return answer


@pytest.mark.parametrize(("path", "method", "expected", "otherwise"), TABLE)
def test_every_role_gets_what_the_table_says(
    request, client, place, clients, path, method, expected, otherwise
):
    path = address(path, place, request)
    found = {who: send(reader, method, path).status_code for who, reader in clients.items()}
    wanted = {who: wanted_for(who, expected, otherwise) for who in clients}
    assert found == wanted
    anonymous = send(client, method, path).status_code
    is_public = path.startswith(PUBLIC_PATHS) and not path.endswith(("decisions/", "findings/"))
    if (path, method) in OF_CITIZENS:
        is_public = True
    assert anonymous == (found[Role.CLERK] if is_public else 401)


@pytest.mark.parametrize(("path", "action", "expected"), DECIDED)
def test_every_role_decides_what_the_table_says(
    request, place, people, clients, path, action, expected
):
    path, found = address(path, place, request), {}
    for who, reader in clients.items():
        with transaction.atomic():
            found[who] = decide(reader, path, action).status_code
            transaction.set_rollback(True)
    wanted = {who: wanted_for(who, {**expected, 403: OFFICE}, 404) for who in clients}
    assert found == wanted


def decide(client, path, action):
    body = {"action": action, "reason": "办理", "facts": {}}
    return client.post(path, body, content_type="application/json", headers={"If-Match": "*"})


def test_only_a_clerk_of_the_county_asks_for_a_correction(place, clients, correction):
    with seeding("抄错"):
        place.items[0].name = "公文关理"
        place.items[0].save()
    body = {
        "county": place.county.code,
        "code": place.items[0].code,
        "field": "name",
        "reason": "抄录有误",
    }
    found = {}
    for who, reader in clients.items():
        with transaction.atomic():
            sent = reader.post(
                "/api/v1/corrections/",
                {**body, "approved_text": "公文管理"},
                content_type="application/json",
            )
            found[who] = sent.status_code
            transaction.set_rollback(True)
    expected = {201: {Role.CLERK}, 403: OFFICE | ABOVE | TOWNSHIP}
    assert found == {who: wanted_for(who, expected, 422) for who in clients}


PROPOSALS = [
    ("/api/v1/proposed-changes/", "post", 201, {403: OFFICE | UNITS | ABOVE}, 422),
    ("/api/v1/revisions/{open}/changes/", "post", 201, {403: OFFICE}, 404),
    ("/api/v1/proposed-changes/{change}/", "patch", 200, {403: OFFICE}, 404),
]


@pytest.mark.parametrize(("path", "method", "done", "refused", "otherwise"), PROPOSALS)
def test_only_a_clerk_of_the_county_changes_what_a_revision_proposes(
    request, place, clients, path, method, done, refused, otherwise
):
    body = {"item": {"kind": "basic", "name": "值班值守"}, "reason": "补充"}
    if method == "post":
        body["op"] = "add"
    if "{" not in path:
        body["county"] = place.county.code
    path, found = address(path, place, request), {}
    for who, reader in clients.items():
        with transaction.atomic():
            sent = getattr(reader, method)(
                path, body, content_type="application/json", headers={"If-Match": "*"}
            )
            found[who] = sent.status_code
            transaction.set_rollback(True)
    expected = {done: {Role.CLERK}, **refused}
    assert found == {who: wanted_for(who, expected, otherwise) for who in clients}


def address(path, place, request):
    """The path with what it names made first: a draft and a job stand in each other's way."""
    named = {
        "item": place.items[0].pk,
        "department": make_department(county=place.county).pk,
        "draft": "",
        "batch": "",
        "job": "",
        "revision": "",
        "open": "",
        "change": "",
        "correction": "",
    }
    if "{correction}" in path:
        named["correction"] = request.getfixturevalue("correction").pk
    elif "{open}" in path:
        named["open"] = request.getfixturevalue("proposed").revision_id
    elif "{change}" in path:
        named["change"] = request.getfixturevalue("proposed").pk
    elif "{job}" in path:
        named["job"] = request.getfixturevalue("job").pk
    else:
        named["batch"] = request.getfixturevalue("proposed").history.first().batch
        named["draft"] = request.getfixturevalue("draft").pk
        named["revision"] = request.getfixturevalue("proposed").revision_id
    return path.format(**named)


# What citizens send without an account; the list of the same address asks who is there.
OF_CITIZENS = {("/api/v1/feedback/", "post")}
PUBLIC_PATHS = (
    "/api/v1/entries/",
    "/api/v1/editions/",
    "/api/v1/regions/",
    "/api/v1/departments/",
    "/api/v1/department-lists/",
)


def wanted_for(who, expected, otherwise):
    for status, whom in sorted(expected.items()):
        if who in whom:
            return status
    return otherwise


@pytest.mark.parametrize("path", sorted({path for path, method, _, _ in TABLE if method == "get"}))
def test_a_draft_word_is_in_no_answer_its_reader_may_not_see(
    request, client, place, clients, proposed, path
):
    path = address(path, place, request)
    for who in (*UNITS, *ABOVE, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, "stranger"):
        for query in ("", "?q=金丝雀", "?county=990121000000", "?township=990121100000"):
            answer = clients[who].get(path + query).getvalue().decode(errors="replace")
            assert "草稿金丝雀" not in answer, (who, path + query)
            assert "拟调整金丝雀" not in answer, (who, path + query)
    for query in ("", "?q=金丝雀", "?county=990121000000", "?township=990121100000"):
        for word in CANARIES:
            assert word not in client.get(path + query).content.decode(), path + query
