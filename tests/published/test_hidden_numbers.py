"""Items 不予公开: by default not even their number is told; where the county says so, the
number and nothing else.
"""

import io
import json
import zipfile

import orjson
import pytest
from django.test import Client

from dutylist.organizations.services.regions import set_policy
from items.models import EditionDocument
from items.models.document_bytes import canonical, unpacked
from items.printed.files import file_of
from items.published.listings import listing_of
from items.published.lists import county_list
from tests.factories import (
    make_content,
    make_county,
    make_items,
    make_staff,
    make_township,
    publish,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
TOWN, OTHER = "990121100000", "990121101000"
TOLD_TOWN, TOLD_COUNTY = "公布时另有1项不予公开。", "公布时另有2项不予公开。"
CANARY = "金丝雀"


@pytest.fixture(params=[False, True], ids=["by default", "stated"])
def stated(request):
    """A published county with two hidden items, one of them only in one township; whether their
    number is stated.
    """
    county = make_county()
    make_township(TOWN, "城关镇")
    make_township(OTHER, "河口乡")
    make_items(
        [
            make_content(name="公开事项"),
            make_content(name=f"{CANARY}一", public=False),
            make_content(
                "coordination", f"{CANARY}二", public=False, scope="listed", townships=[OTHER]
            ),
        ]
    )
    staff = make_staff()
    if request.param:
        set_policy(county, {"state_hidden_numbers": True}, by=staff[2], reason="县里规定")
    publish(staff=staff)
    return request.param


def read(path):
    return Client().get(path).content.decode()


def test_the_public_document_tells_the_number_only_where_the_county_says_so(stated):
    row = EditionDocument.objects.get()
    public = unpacked(row.public)
    numbers = {"county": 2, "townships": {TOWN: 1, OTHER: 2}}
    assert public.get("hidden") == (numbers if stated else None)
    assert row.hidden == (2 if stated else None)
    assert "hidden" not in unpacked(row.full)
    assert CANARY not in canonical(public).decode()
    assert public["counts"] == {"basic": 1, "coordination": 0, "reclaimed": 0}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (f"/t/{TOWN}/", TOLD_TOWN),
        (f"/t/{TOWN}/?kind=all", TOLD_TOWN),
        (f"/t/{TOWN}/v1/", TOLD_TOWN),
        (f"/t/{OTHER}/", TOLD_COUNTY),
        ("/c/990121000000/editions/", TOLD_COUNTY),
    ],
)
def test_public_pages_say_the_number_of_their_place(stated, path, told):
    page = read(path)
    assert (told in page) == stated
    assert ("不予公开。" in page) == stated
    assert CANARY not in page


def test_files_and_the_api_carry_the_number(stated):
    listed = json.loads(read(f"/t/{OTHER}.json"))
    assert listed.get("hidden") == (2 if stated else None)
    editions = json.loads(read("/api/v1/editions/?county=990121000000"))
    assert editions["results"][0]["documents"][0]["hidden"] == (2 if stated else None)
    assert CANARY not in json.dumps([listed, editions], ensure_ascii=False)


@pytest.mark.parametrize("form", ["xlsx", "docx", "json", "csv"])
def test_exports_say_the_number_and_no_name(stated, form):
    content = file_of(listing_of(county_list("990121000000"), TOWN), form)
    text = content.decode(errors="ignore") if form in ("json", "csv") else everything_in(content)
    if form in ("xlsx", "docx"):
        assert (TOLD_TOWN in text) == stated
    if form == "json":
        assert orjson.loads(content).get("hidden") == (1 if stated else None)
    assert CANARY not in text


def everything_in(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode(errors="ignore") for name in archive.namelist())


def test_none_is_said_too_where_numbers_are_stated():
    make_items([make_content(name="公开事项")])
    staff = make_staff()
    set_policy(make_county(), {"state_hidden_numbers": True}, by=staff[2], reason="县里规定")
    publish(staff=staff)
    assert "公布时没有不予公开的事项。" in read(f"/t/{TOWN}/")


def test_a_later_change_of_the_rule_leaves_what_is_published(stated):
    from dutylist.organizations.roles import Role
    from tests.factories import make_user

    value = not stated
    set_policy(
        make_county(),
        {"state_hidden_numbers": value},
        by=make_user(Role.OFFICE_LEAD),
        reason="调整",
    )
    assert (TOLD_TOWN in read(f"/t/{TOWN}/")) == stated
