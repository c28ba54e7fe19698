"""Imports over HTTP: the same verbs as on the page, with versions, keys, all errors at once, and
other people's 404.
"""

import io
import zipfile

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from dutylist.organizations.roles import Role
from items.imports.api import Uploads
from items.models import DutyItem, HeadWord, ImportJob
from tests.factories import make_county, make_department, make_township, make_user
from tests.imports.workbooks import FIRE, RIVER, save_rows

from .conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
IMPORTS = "/api/v1/imports/"
HEAD = ["序号", "事项名称", "对应上级部门", "上级部门职责", "配合职责"]


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()


@pytest.fixture
def county():
    county = make_county()
    for code, name in (("990121100000", "城关镇"), ("990121101000", "河口乡")):
        make_township(code, name)
    return county


@pytest.fixture
def clerk(county):
    return make_user(Role.CLERK, county=county)


@pytest.fixture
def client(clerk):
    return signed_in(clerk)


@pytest.fixture
def book(tmp_path):
    def save(*rows, name="清单", title="示例县配合履职事项清单"):
        return save_rows(tmp_path / f"{name}.xlsx", [[title], HEAD, *[list(row) for row in rows]])

    return save


def upload(client, *paths, key="", **fields):
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    headers = {"Idempotency-Key": key} if key else {}
    data = {"county": "990121000000", "create_departments": "true", "file": files, **fields}
    return client.post(IMPORTS, data, headers=headers)


def send(client, method, path, body=None, **headers):
    return getattr(client, method)(
        path, body or {}, content_type="application/json", headers=headers
    )


def confirm(client, job, version="", reason="首次录入"):
    path = f"{IMPORTS}{job['id']}/confirm/"
    return send(
        client, "post", path, {"reason": reason}, **{"If-Match": version or f'"{job["version"]}"'}
    )


# ---- from the file to its undoing


def test_a_file_is_previewed_confirmed_and_undone(client, book):
    made = upload(client, book(RIVER, FIRE))
    job = made.json()
    assert (made.status_code, made["ETag"], job["state"], job["counts"]["new"]) == (
        201,
        '"1"',
        "previewed",
        2,
    )
    assert (job["list_version"], DutyItem.objects.count()) == (0, 0)
    done = confirm(client, job)
    assert (done.status_code, done.json()["state"], DutyItem.objects.current().count()) == (
        201,
        "imported",
        2,
    )
    assert done.json()["actions"] == ["undo"]
    undone = send(client, "post", f"{IMPORTS}{job['id']}/undo/", {"reason": "文件拿错了"})
    assert (undone.status_code, undone.json()["state"], DutyItem.objects.current().count()) == (
        201,
        "undone",
        0,
    )
    again = send(client, "post", f"{IMPORTS}{job['id']}/undo/", {"reason": "文件拿错了"})
    assert (again.status_code, again.json()["code"]) == (409, "not_possible")


def test_several_files_and_a_zip_are_one_import(client, book, tmp_path):
    paths = [book(RIVER, name="城关镇"), book(RIVER, FIRE, name="河口乡")]
    job = upload(client, *paths).json()
    assert [file["township"] for file in job["files"]] == ["990121100000", "990121101000"]
    assert job["counts"]["new"] == 2
    with zipfile.ZipFile(tmp_path / "各乡镇.zip", "w") as archive:
        for path in paths:
            archive.write(path, path.name)
    packed = upload(client, tmp_path / "各乡镇.zip").json()
    assert (packed["counts"], packed["file_name"]) == (job["counts"], "各乡镇.zip")
    items = client.get(f"{IMPORTS}{job['id']}/items/").json()["results"]
    assert {row["name"]: row["marks"] for row in items} == {
        "河道巡查": {"1": "new", "2": "joins"},
        "森林防火": {"2": "new"},
    }


def test_what_was_decided_previews_again_and_needs_the_version_that_was_seen(client, book):
    long = [*RIVER[:1], "开展河道湖泊日常巡查和保洁工作", *RIVER[2:]]
    confirm(client, upload(client, book(long)).json())
    near = [*RIVER[:1], "开展河道湖泊日常巡查、保洁工作", *RIVER[2:]]
    job = upload(client, book(near)).json()
    path = f"{IMPORTS}{job['id']}/"
    [row] = client.get(f"{path}rows/?outcome=alike").json()["results"]
    assert send(client, "patch", path, {"decisions": {row["key"]: "new"}}).status_code == 428
    changed = send(client, "patch", path, {"decisions": {row["key"]: "new"}}, **{"If-Match": '"1"'})
    assert (changed.status_code, changed["ETag"], changed.json()["counts"]["new"]) == (
        200,
        '"2"',
        1,
    )
    stale = confirm(client, job)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert confirm(client, job, version='"2"').status_code == 201


def test_a_file_of_an_unknown_township_is_settled_by_its_number(client, book):
    job = upload(client, book(RIVER, name="城关镇"), book(FIRE, name="附件")).json()
    assert [(error["part"], error["code"]) for error in job["errors"]] == [(2, "unknown_township")]
    refused = confirm(client, job)
    assert (refused.status_code, refused.json()["code"]) == (422, "errors_in_file")
    path, headers = f"{IMPORTS}{job['id']}/", {"If-Match": '"1"'}
    settled = send(client, "patch", path, {"townships": {"2": "990121101000"}}, **headers)
    assert (settled.json()["error_count"], settled.json()["files"][1]["township"]) == (
        0,
        "990121101000",
    )


def test_a_workbook_that_townships_share_is_settled_sheet_by_sheet(client, tmp_path):
    book = Workbook()
    book.remove(book.active)
    for name, rows in {"城关镇": [RIVER], "河口乡": [RIVER, FIRE], "全县": [RIVER]}.items():
        sheet = book.create_sheet(name)
        for row in (["配合履职事项清单"], HEAD, *rows):
            sheet.append(row)
    book.save(tmp_path / "收集表.xlsx")
    job = upload(client, tmp_path / "收集表.xlsx").json()
    assert [(file["part"], file["number"], file["sheets"]) for file in job["files"]] == [
        (2, 1, ["城关镇"]),
        (3, 1, ["河口乡"]),
        (4, 1, ["全县"]),
    ]
    assert len({file["sha256"] for file in job["files"]}) == 1
    assert [entry["key"] for entry in job["handed"]] == ["1", "1:城关镇", "1:河口乡", "1:全县"]
    assert [(error["sheet"], error["code"]) for error in job["errors"]] == [
        ("全县", "unknown_township")
    ]
    assert client.get(f"{IMPORTS}{job['id']}/rows/?part=3").json()["total"] == 2
    for number in (1, 3):
        original = client.get(f"{IMPORTS}{job['id']}/files/{number}/")
        assert b"".join(original.streaming_content) == (tmp_path / "收集表.xlsx").read_bytes()
    wrong = {
        "townships": {"1:没有": "990121100000", "1": "990121000001"},
        "leave_out": {"1:全县": "是"},
    }
    path, headers = f"{IMPORTS}{job['id']}/", {"If-Match": '"1"'}
    faults = send(client, "patch", path, wrong, **headers).json()["errors"]
    assert {fault["path"] for fault in faults} == {
        "townships.1:没有",
        "townships.1",
        "leave_out.1:全县",
    }
    done = send(client, "patch", path, {"leave_out": {"1:全县": True}}, **headers).json()
    assert (done["error_count"], done["left_out"][0]["sheet"], done["counts"]["new"]) == (
        0,
        "全县",
        2,
    )
    whole = send(
        client, "patch", path, {"townships": {"1": "990121000000"}}, **{"If-Match": '"2"'}
    ).json()
    assert (whole["several"], len(whole["files"]), whole["counts"]["new"]) == (False, 1, 2)


def test_a_file_is_left_out_by_name_or_by_number_and_all_of_them_never(client, book, tmp_path):
    (tmp_path / "扫描件.pdf").write_bytes(b"%PDF-1.4")
    paths = [book(RIVER, name="城关镇"), tmp_path / "扫描件.pdf", book(FIRE, name="河口乡")]
    job = upload(client, *paths).json()
    assert [(error["part"], error["code"]) for error in job["errors"]] == [(2, "pdf")]
    assert client.get(f"{IMPORTS}{job['id']}/files/2/").status_code == 404
    path = f"{IMPORTS}{job['id']}/"
    left = send(client, "patch", path, {"leave_out": {"2": True}}, **{"If-Match": '"1"'}).json()
    assert (left["error_count"], [entry["file"] for entry in left["left_out"]]) == (
        0,
        ["扫描件.pdf"],
    )
    all_of_them = {"leave_out": {"1": True, "3": True}}
    assert send(client, "patch", path, all_of_them, **{"If-Match": '"2"'}).status_code == 422
    named = upload(client, *paths, leave_out=["扫描件.pdf"])
    assert (named.status_code, named.json()["error_count"]) == (201, 0)
    unknown = upload(client, *paths, leave_out="没有.xlsx")
    assert (unknown.status_code, unknown.json()["errors"][0]["path"]) == (422, "leave_out")


def test_columns_are_assigned_by_their_letters(client, tmp_path):
    rows = [["示例县基本履职事项清单"], ["甲", "乙"], [1, "河道巡查"], [2, "森林防火"]]
    job = upload(client, save_rows(tmp_path / "清单.xlsx", rows)).json()
    [sheet] = job["unrecognised"]
    key = sheet["rows"][1]["key"]
    body = {"heads": {key: {"A": "number", "B": "name"}}}
    read = send(client, "patch", f"{IMPORTS}{job['id']}/", body, **{"If-Match": "*"})
    assert (read.status_code, read.json()["counts"]["new"]) == (200, 2)


@pytest.mark.parametrize(("remember", "kept"), [({}, ["乙"]), ({"remember": False}, [])])
def test_columns_are_remembered_for_the_county_unless_told_otherwise(
    client, tmp_path, remember, kept
):
    rows = [["示例县基本履职事项清单"], ["序号", "事项名称", "乙"], [1, "河道巡查", "生态环保"]]
    path = save_rows(tmp_path / "清单.xlsx", rows)
    job = upload(client, path).json()
    body = {"heads": {job["recognised"][0]["key"]: {"C": "category"}}, **remember}
    read = send(client, "patch", f"{IMPORTS}{job['id']}/", body, **{"If-Match": "*"})
    assert read.json()["new_categories"] == ["生态环保"]
    assert [
        word.written for word in HeadWord.objects.filter(field="category", county=make_county())
    ] == kept
    assert (upload(client, path).json()["unknown_columns"] == []) == bool(kept)


def test_every_fault_of_a_change_comes_with_its_path(client, book):
    job = upload(client, book(RIVER)).json()
    heads = {"a!1": {"b": "name", "B": "没有"}}
    body = {
        "decisions": {"没有!9": "new"},
        "heads": heads,
        "cancel_absent": "yes",
        "remember": "yes",
    }
    refused = send(client, "patch", f"{IMPORTS}{job['id']}/", body, **{"If-Match": "*"})
    paths = {error["path"] for error in refused.json()["errors"]}
    wrong = {"decisions.没有!9", "heads.a!1.b", "heads.a!1.B", "cancel_absent", "remember"}
    assert (refused.status_code, paths) == (422, wrong)


# ---- reading


def test_rows_are_paged_and_found(client, book):
    rows = [[n, f"第{n}段河道巡查", *RIVER[2:]] for n in range(1, 8)]
    job = upload(client, book(*rows)).json()
    first = client.get(f"{IMPORTS}{job['id']}/rows/?outcome=new&limit=3").json()
    assert (len(first["results"]), first["total"], first["counts"]["new"]) == (3, 7, 7)
    second = client.get(first["next"]).json()
    assert [row["row"] for row in second["results"]] == [6, 7, 8]
    assert (
        client.get(client.get(second["next"]).json()["next"] or second["next"]).json()["next"]
        is None
    )
    assert client.get(f"{IMPORTS}{job['id']}/rows/?q=第5段").json()["total"] == 1
    assert client.get(f"{IMPORTS}{job['id']}/rows/?outcome=其他").status_code == 422


def test_the_list_has_ones_own_imports_newest_first(client, book):
    ids = [upload(client, book(RIVER)).json()["id"] for _ in range(3)]
    page = client.get(f"{IMPORTS}?limit=2").json()
    assert [job["id"] for job in page["results"]] == ids[:0:-1]
    assert [job["id"] for job in client.get(page["next"]).json()["results"]] == ids[:1]
    assert client.get(f"{IMPORTS}?state=imported").json()["results"] == []


def test_the_marked_workbook_and_the_original_are_given_back(client, book):
    path = book(RIVER, [2, "", *FIRE[2:]])
    job = upload(client, path).json()
    result = client.get(f"{IMPORTS}{job['id']}/result/")
    assert (result.status_code, result["X-Content-Type-Options"]) == (200, "nosniff")
    assert result.content[:2] == b"PK"
    assert result["Content-Disposition"].startswith("attachment")
    original = client.get(f"{IMPORTS}{job['id']}/files/1/")
    assert b"".join(original.streaming_content) == path.read_bytes()
    assert client.get(f"{IMPORTS}{job['id']}/files/2/").status_code == 404


# ---- errors


def test_all_errors_of_the_rows_come_at_once_and_refuse_the_confirming(client, book):
    job = upload(
        client, book(RIVER, [2, "", *FIRE[2:]], [3, "禁毒宣传", "县公安局", "", "1.宣传。"])
    ).json()
    assert [(e["row"], e["column"], e["code"]) for e in job["errors"]] == [
        (4, "B", "missing_name"),
        (5, "D", "missing_department_duty"),
    ]
    refused = confirm(client, job)
    problem = refused.json()
    assert (refused.status_code, problem["code"], refused["Content-Type"]) == (
        422,
        "errors_in_file",
        "application/problem+json",
    )
    keys = {
        "sheet",
        "row",
        "column",
        "value",
        "code",
        "message",
        "suggestion",
        "file",
        "part",
        "path",
    }
    assert [set(error) for error in problem["errors"]] == [keys, keys]
    assert DutyItem.objects.count() == 0


def test_a_department_that_is_a_slip_comes_with_the_nearest(client, book):
    make_department("县自然资源局")
    job = upload(client, book([1, "耕地保护", "县自然资源据", "1.查处。", "1.巡查。"])).json()
    [error] = job["errors"]
    assert (error["code"], error["value"], error["suggestion"]) == (
        "unknown_department",
        "县自然资源据",
        "县自然资源局",
    )


def test_what_cannot_be_read_is_said_of_every_file(client, book, tmp_path):
    program = tmp_path / "程序.xlsx"
    program.write_bytes(b"MZ" + b"\0" * 100)
    answer = upload(client, book(RIVER, name="城关镇"), program)
    assert (answer.status_code, answer.json()["code"]) == (422, "executable")
    assert [(error["file"], error["code"]) for error in answer.json()["errors"]] == [
        ("程序.xlsx", "executable")
    ]
    assert ImportJob.objects.count() == 0


def test_too_many_files_are_too_large(client, tmp_path):
    path = tmp_path / "很多.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(101):
            archive.writestr(f"{number}.xlsx", b"x")
    answer = upload(client, path)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_many_files")
    many = [SimpleUploadedFile(f"{n}.xlsx", b"x") for n in range(101)]
    assert client.post(IMPORTS, {"county": "990121000000", "file": many}).status_code == 413


@pytest.mark.parametrize(
    ("fields", "paths"),
    [
        ({"county": "990122000000"}, {"county"}),
        ({"township": "990122100000"}, {"township"}),
        ({"cancel_absent": "也许"}, {"cancel_absent"}),
        ({"extra": "1"}, {"extra"}),
    ],
)
def test_a_field_that_cannot_be_is_named(client, book, fields, paths):
    answer = upload(client, book(RIVER), **fields)
    assert (answer.status_code, {error["path"] for error in answer.json()["errors"]}) == (
        422,
        paths,
    )


def test_without_a_file_or_as_json_nothing_is_taken(client):
    empty = client.post(IMPORTS, {"county": "990121000000"})
    assert (empty.status_code, empty.json()["errors"][0]["path"]) == (422, "file")
    as_json = send(client, "post", IMPORTS, {"county": "990121000000"})
    assert (as_json.status_code, as_json.json()["code"]) == (415, "unsupported_media_type")


def test_confirming_is_refused_when_the_list_moved_since(client, book):
    job, other = upload(client, book(RIVER)).json(), upload(client, book(FIRE)).json()
    assert confirm(client, other).status_code == 201
    stale = confirm(client, job)
    assert (stale.status_code, "重新预览" in stale.json()["detail"]) == (412, True)
    again = send(client, "patch", f"{IMPORTS}{job['id']}/", {}, **{"If-Match": "*"})
    assert confirm(client, again.json()).status_code == 201


def test_a_reason_and_a_version_are_needed_to_confirm(client, book):
    job = upload(client, book(RIVER)).json()
    path = f"{IMPORTS}{job['id']}/confirm/"
    assert send(client, "post", path, {"reason": "录入"}).status_code == 428
    assert send(client, "post", path, {}, **{"If-Match": '"1"'}).status_code == 422
    assert DutyItem.objects.count() == 0


# ---- who


def test_others_do_not_see_it_and_readers_only_read(client, book, county):
    job = upload(client, book(RIVER)).json()
    path = f"{IMPORTS}{job['id']}/"
    stranger = signed_in(make_user(Role.CLERK, county=make_county("990122000000", "邻县")))
    lead = signed_in(make_user(Role.OFFICE_LEAD, county=county))
    for address in (path, f"{path}rows/", f"{path}items/", f"{path}result/", f"{path}files/1/"):
        assert stranger.get(address).status_code == 404
    assert stranger.get(IMPORTS).json()["results"] == []
    assert confirm(stranger, job).status_code == 404
    assert lead.get(path).json()["actions"] == []
    assert confirm(lead, job).status_code == 403
    assert upload(lead, book(RIVER)).status_code == 403


# ---- sent twice


def test_a_post_sent_twice_with_one_key_is_done_once(client, book):
    path = book(RIVER)
    first, again = upload(client, path, key="k1"), upload(client, path, key="k1")
    assert (first.json(), again["Idempotent-Replayed"], ImportJob.objects.count()) == (
        again.json(),
        "true",
        1,
    )
    other = upload(client, book(FIRE), key="k1")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    path, headers = (
        f"{IMPORTS}{first.json()['id']}/confirm/",
        {"If-Match": '"1"', "Idempotency-Key": "k2"},
    )
    done = [send(client, "post", path, {"reason": "录入"}, **headers) for _ in range(2)]
    assert [answer.status_code for answer in done] == [201, 201]
    assert done[0].json() == done[1].json()


def test_uploads_are_limited_and_say_when_to_come_back(client, book, monkeypatch):
    monkeypatch.setattr(Uploads, "rate", "1/hour")
    assert upload(client, book(RIVER)).status_code == 201
    limited = upload(client, book(RIVER))
    assert (limited.status_code, limited.json()["code"], int(limited["Retry-After"]) > 0) == (
        429,
        "throttled",
        True,
    )
    assert client.get(IMPORTS).status_code == 200


def test_a_big_upload_is_streamed_to_the_disk(client, clerk):
    blob = io.BytesIO(b"x" * 31 * 2**20)
    answer = client.post(
        IMPORTS, {"county": "990121000000", "file": SimpleUploadedFile("大.xlsx", blob.getvalue())}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "too_big")


def test_a_list_that_names_one_township_is_refused_until_it_is_said_whose_it_is(client, book):
    path = book(RIVER, title="示例县城关镇配合履职事项清单")
    answer = upload(client, path)
    assert (answer.status_code, [fault["path"] for fault in answer.json()["errors"]]) == (
        422,
        ["township"],
    )
    assert ImportJob.objects.count() == 0
    both = upload(client, path, township="990121100000", county_wide="true")
    assert [fault["path"] for fault in both.json()["errors"]] == ["county_wide"]
    whole = upload(client, path, county_wide="true")
    assert (whole.status_code, whole.json()["township"]) == (201, None)
    own = upload(client, path, township="990121100000").json()
    assert own["township"] == "990121100000"
    assert upload(client, path, county_wide="perhaps").json()["errors"][0]["path"] == "county_wide"


def test_the_answer_whose_list_it_is_can_be_changed(client, book):
    own = upload(
        client, book(RIVER, title="示例县城关镇配合履职事项清单"), township="990121100000"
    ).json()
    address, tag = f"{IMPORTS}{own['id']}/", {"If-Match": f'"{own["version"]}"'}
    mixed = send(client, "patch", address, {"county_wide": True, "cancel_absent": True}, **tag)
    assert [fault["path"] for fault in mixed.json()["errors"]] == ["cancel_absent"]
    whole = send(client, "patch", address, {"county_wide": True}, **tag)
    assert (
        whole.status_code,
        whole.json()["township"],
        whole.json()["options"]["county_wide"],
    ) == (200, None, True)


def test_a_label_of_cards_is_assigned_by_its_words(client, tmp_path):
    make_department("县城管局")
    rows = [["配合履职事项卡"], []]
    for name in ("花市疏导", "河灯守护"):
        rows += [["事项名称", name], ["类别", "城乡建设"], ["甩手处", "县城管局"]]
        rows += [["部门职责", "划定摊位"], ["镇职责", f"劝离{name}摊贩"], []]
    job = upload(client, save_rows(tmp_path / "卡片.xlsx", rows)).json()
    [table] = job["recognised"]
    assert table["by_label"]
    assert [entry["letter"] for entry in table["unknown"]] == ["甩手处"]
    body = {"heads": {table["key"]: {"甩手处": "departments"}}, "create_departments": True}
    read = send(client, "patch", f"{IMPORTS}{job['id']}/", body, **{"If-Match": "*"})
    assert (read.status_code, read.json()["counts"]["new"]) == (200, 2)
    refused = {"heads": {table["key"]: {"b": "departments"}}}
    answer = send(client, "patch", f"{IMPORTS}{job['id']}/", refused, **{"If-Match": "*"})
    assert answer.json()["errors"][0]["path"] == f"heads.{table['key']}.b"
