"""The export page and the API's exports: who may take what out, named in Chinese, every township's
in one archive.
"""

import csv
import gc
import io
import json
import zipfile
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from openpyxl import load_workbook

from dutylist.organizations.roles import Role
from items.exports import wanted
from items.exports.answers import list_answer
from items.models import DutyItem
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_staff,
    make_township,
    make_user,
    publish,
)
from tests.grounds import ground

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
COUNTY, TOWN, XIANG = "990121000000", "990121100000", "990121101000"
FILE, API = "/admin/items/export/file/", "/api/v1/exports/"
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
ABOVE = {Role.CITY_REVIEWER, Role.PROVINCE_FILER}
CHOSEN = {"place": "", "version": "now", "form": "xlsx", "layout": "official"}


@ground
def county():
    county = make_county()
    make_township(TOWN, "城关镇"), make_township(XIANG, "河口乡", kind="xiang")
    make_department("县水利局")
    contents = [make_content(name="值班值守"), make_content(name="内部金丝雀", public=False)]
    first, _hidden = make_items(
        [*contents, make_content("coordination", "防汛", township_duty="1.值守。")], county=county
    )[:2]
    staff = make_staff(county)
    publish(county, staff=staff)
    change_items(county, [(first, {"name": "草稿金丝雀"})], by=staff[0], reason="拟调整")
    return county


def client_of(role):
    client = Client()
    if role:
        client.force_login(make_user(role))
    return client


def texts_of(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    book = load_workbook(io.BytesIO(content))
    return {cell for sheet in book for row in sheet.values for cell in row if cell}


def statuses(path, query):
    return {role: client_of(role).get(path, query).status_code for role in (*Role, None)}


def test_only_those_who_read_a_list_whole_have_the_page(county):
    found = statuses("/admin/items/export/", {})
    assert {role for role, status in found.items() if status == 200} == OFFICE | ABOVE
    assert found[None] == 302
    assert found[Role.TOWNSHIP_LEAD] == found[Role.SYSTEM_ADMIN] == 403


def test_the_draft_is_for_those_who_read_the_working_register(county):
    found = statuses(FILE, CHOSEN | {"version": "draft"})
    assert {role for role, status in found.items() if status == 200} == OFFICE
    api = statuses(API, {"county": COUNTY, "draft": "1"})
    assert {role for role, status in api.items() if status == 200} == OFFICE
    assert (api[None], api[Role.TOWNSHIP_LEAD], api[Role.CITY_REVIEWER]) == (401, 403, 403)


def test_the_full_list_is_for_those_who_read_what_is_approved(county):
    api = statuses(API, {"county": COUNTY, "full": "1"})
    assert {role for role, status in api.items() if status == 200} == OFFICE | ABOVE
    assert {status for role, status in api.items() if role and role not in OFFICE | ABOVE} == {403}


def test_each_sort_holds_what_it_says_and_no_more(county):
    clerk = client_of(Role.CLERK)
    public, full = (
        texts_of(clerk.get(FILE, CHOSEN)),
        texts_of(clerk.get(FILE, CHOSEN | {"full": "full"})),
    )
    draft = texts_of(clerk.get(FILE, CHOSEN | {"version": "draft"}))
    assert "值班值守" in public & full
    assert "内部金丝雀" not in public
    assert "内部金丝雀" in full & draft
    assert "草稿金丝雀" not in public | full
    assert "草稿金丝雀" in draft


def test_a_person_of_another_county_gets_neither(county):
    other = make_county("990122000000", "邻县")
    stranger = Client()
    stranger.force_login(make_user(Role.CLERK, username="neighbour", county=other))
    assert stranger.get(FILE, CHOSEN | {"county": COUNTY}).status_code == 403
    assert stranger.get(API, {"county": COUNTY, "full": "1"}).status_code == 403
    assert stranger.get(API, {"county": COUNTY}).status_code == 200


def test_a_file_is_named_in_chinese(county):
    answer = client_of(Role.CLERK).get(FILE, CHOSEN | {"place": TOWN})
    name = quote("示例县城关镇履行职责事项清单（第1版）.xlsx")
    assert answer.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("form", "start"), [("xlsx", b"PK"), ("docx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")]
)
def test_every_township_in_one_archive_written_file_by_file(county, form, start):
    answer = client_of(Role.CLERK).get(FILE, CHOSEN | {"place": "all", "form": form})
    assert answer.streaming
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert [name[:15] for name in archive.namelist()] == [f"{TOWN}示例县", f"{XIANG}示例县"]
    assert all(archive.read(name).startswith(start) for name in archive.namelist())
    assert archive.testzip() is None


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"layout": "flat", "form": "docx"}, "逐项一行的格式只有"),
        ({"version": "day"}, "请填写日期"),
        ({"version": "day", "on": "昨天"}, "不是日期"),
        ({"version": "v9"}, "请从列出的选项中选择"),
        ({"place": "990129100000"}, "请从列出的选项中选择"),
        ({"version": "day", "on": "2019-01-01"}, "没有现行有效的清单"),
    ],
)
def test_what_is_wrong_with_a_choice_is_said_on_the_page(county, query, sentence):
    answer = client_of(Role.CLERK).get(FILE, CHOSEN | query)
    assert 400 <= answer.status_code < 500
    assert sentence in answer.content.decode()


def test_the_full_list_of_a_day_leaves_out_what_has_lapsed(county):
    day = wanted.Wanted(county, full=True).published()
    assert {entry["name"] for entry in day.entries} == {"值班值守", "内部金丝雀", "防汛"}


def test_the_api_gives_each_format_with_its_type_and_csv_without_a_mark(county):
    clerk = client_of(Role.CLERK)
    got = {
        form: clerk.get(API, {"county": COUNTY, "format": form})
        for form in ("xlsx", "docx", "csv", "json")
    }
    contents = {form: b"".join(answer.streaming_content) for form, answer in got.items()}
    assert got["csv"].headers["Content-Type"] == "text/csv; charset=utf-8"
    assert not contents["csv"].startswith(b"\xef\xbb\xbf")
    assert [entry["name"] for entry in json.loads(contents["json"])["entries"]] == [
        "值班值守",
        "防汛",
    ]
    flat = clerk.get(API, {"township": TOWN, "format": "csv", "layout": "flat"})
    rows = list(csv.reader(io.StringIO(b"".join(flat.streaming_content).decode())))
    assert (len(rows), rows[1][4]) == (3, "值班值守")


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ({}, 422, "county"),
        ({"county": COUNTY, "format": "exe"}, 422, "xlsx"),
        ({"county": COUNTY, "format": "pdf", "layout": "flat"}, 422, "逐项一行"),
        ({"county": COUNTY, "edition": "1", "draft": "1"}, 422, "只能填一个"),
        ({"county": COUNTY, "draft": "也许"}, 422, "true、false"),
        ({"county": COUNTY, "colour": "red"}, 422, "没有这个参数"),
        ({"county": COUNTY, "edition": "9"}, 409, "没有第9版"),
        ({"county": "990129000000"}, 422, "没有代码为"),
    ],
)
def test_the_api_says_what_is_wrong(county, query, status, words):
    answer = client_of(Role.CLERK).get(API, query)
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        status,
        "application/problem+json",
    )
    assert words in answer.content.decode()


def test_an_answer_that_was_sent_goes_without_touching_the_database_of_others(county):
    """It goes when the garbage is collected: in the middle of anything that the same thread does
    then.
    """
    chosen = wanted.Wanted(county=county, form="csv")
    answer = list_answer(chosen.listing(), chosen)
    answer.file_to_stream.close = (
        answer.close
    )  # as Django has it for a server that sends files by itself
    with transaction.atomic():
        del answer
        gc.collect()
        assert DutyItem.objects.exists()
