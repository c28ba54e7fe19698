"""The public reads: what is published and nothing else, in stable pages, revalidated by digest."""

import hashlib
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_content, make_items, make_staff, make_township, publish

pytestmark = pytest.mark.django_db
ENTRIES = "/api/v1/entries/"


def names(answer):
    return [row["name"] for row in answer.json()["results"]]


def test_entries_of_a_county_are_the_public_list_in_print_order(client, place):
    answer = client.get(ENTRIES, {"county": place.county.code})
    assert names(answer) == ["公文管理", "蓄滞洪区运用", "消防安全", "海洋执法巡查"]
    assert answer.json()["total"] == 4
    row = answer.json()["results"][0]
    assert (row["id"], row["code"], row["kind"], row["number"]) == (
        99012100001,
        "99012100001",
        "basic",
        1,
    )
    assert "numbers" not in row


def test_entries_of_a_township_carry_its_own_numbers(client, place):
    town = client.get(ENTRIES, {"township": place.first.code}).json()["results"]
    assert [(row["name"], row["number"]) for row in town if row["kind"] == "basic"] == [
        ("公文管理", 1)
    ]
    other = client.get(ENTRIES, {"township": place.second.code}).json()["results"]
    assert [(row["name"], row["number"]) for row in other if row["kind"] == "basic"] == [
        ("公文管理", 1),
        ("蓄滞洪区运用", 2),
    ]


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"kind": "coordination"}, ["消防安全"]),
        ({"q": "消"}, ["消防安全"]),
        ({"q": "消防"}, ["消防安全"]),
        ({"q": "巡查", "kind": "reclaimed"}, ["海洋执法巡查"]),
        ({"department": "县自然资源局"}, ["消防安全", "海洋执法巡查"]),
        ({"q": "没有的词语"}, []),
    ],
)
def test_filters_narrow_a_county_and_the_whole_alike(client, place, filters, found):
    assert sorted(names(client.get(ENTRIES, {"county": place.county.code, **filters}))) == sorted(
        found
    )
    assert sorted(names(client.get(ENTRIES, filters))) == sorted(found)


@pytest.mark.parametrize("scope", [{}, {"county": "990121000000"}])
def test_pages_follow_each_other_without_gap_or_double(client, scope):
    make_items([make_content(name=f"事项{n:02d}") for n in range(7)])
    publish()
    url, found = f"{ENTRIES}?limit=3&county={scope.get('county', '')}", []
    while url:
        page = client.get(url).json()
        found += [row["name"] for row in page["results"]]
        url = page["next"]
    assert found == [f"事项{n:02d}" for n in range(7)]


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "201"}, "limit"),
        ({"limit": "ten"}, "limit"),
        ({"cursor": "§"}, "cursor"),
        ({"kind": "other"}, "kind"),
        ({"township": "abc"}, "township"),
        ({"township": "110101001000"}, "township"),
        ({"on": "2026-13-01"}, "on"),
    ],
)
def test_a_wrong_parameter_is_a_problem_document_that_names_it(client, place, query, path):
    answer = client.get(ENTRIES, query)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert [error["path"] for error in answer.json()["errors"]] == [path]


@pytest.mark.parametrize("q", [None, "公文"])
def test_a_past_day_is_read_of_a_county_and_of_all(client, place, q):
    """Before the first edition nothing; afterwards what each county's document of that day says."""
    for day, is_there in (("2026-01-01", False), ("2026-03-01", True)):
        asked = {"on": day} | ({"q": q} if q else {})
        of_all = client.get(ENTRIES, asked).json()["results"]
        own = client.get(ENTRIES, asked | {"county": place.county.code}).json()["results"]
        assert bool(own) == is_there
        assert [entry for entry in of_all if entry in own] == own
        assert {entry["code"] for entry in of_all} >= {entry["code"] for entry in own}


def test_a_page_a_reader_has_is_not_sent_again(client, place):
    for path in (
        f"{ENTRIES}?county={place.county.code}",
        ENTRIES,
        "/api/v1/editions/",
        "/api/v1/regions/",
    ):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "max-age" in first["Cache-Control"]
        assert "Set-Cookie" not in first


def test_an_edition_is_published_with_bytes_that_match_its_digest(client, place):
    edition = client.get("/api/v1/editions/", {"county": place.county.code}).json()["results"][0]
    document = edition["documents"][0]
    content = client.get(document["document"]).content
    assert hashlib.sha256(content).hexdigest() == document["sha256"]
    assert json.loads(content)["counts"] == document["counts"]
    assert client.get(f"/api/v1/editions/{edition['id']}/").json() == edition


def test_a_draft_edition_is_not_there(client, place, proposed):
    from items.editions.services.editions import start_edition

    draft = start_edition(place.county, by=place.clerk, with_revision=True)
    assert client.get(f"/api/v1/editions/{draft.pk}/").status_code == 404
    assert [row["number"] for row in client.get("/api/v1/editions/").json()["results"]] == [1]


def test_regions_and_departments_are_public_cards(client, place):
    regions = client.get(
        "/api/v1/regions/", {"within": place.county.code, "level": "township"}
    ).json()["results"]
    assert [row["name"] for row in regions] == ["城关镇", "河口乡"]
    departments = client.get("/api/v1/departments/", {"county": place.county.code}).json()[
        "results"
    ]
    assert {row["name"] for row in departments} == {"县自然资源局", "县公安局"}
    assert set(departments[0]) == {
        "id",
        "county",
        "name",
        "kind",
        "ownership",
        "telephone",
        "address",
        "hours",
    }


def test_an_answer_never_says_not_ours(client, place):
    found = client.get("/api/v1/answers/", {"q": "消防", "township": place.first.code}).json()
    assert (found["answer"], found["entries"][0]["name"]) == ("coordination", "消防安全")
    miss = client.get("/api/v1/answers/", {"q": "航天发射", "township": place.first.code}).json()
    assert miss["answer"] == "not_found"
    assert "不等于不属于清单" in miss["sentence"]


def test_reads_take_the_same_queries_for_three_entries_and_for_thirty(client):
    counts = []
    staff = make_staff()
    make_township()
    from items.register.services.editing import change_items
    from tests.factories import make_county, make_department

    make_department()
    contents = [make_content("coordination", f"事项{n}") for n in range(33)]
    change_items(make_county(), [(None, content) for content in contents[:3]], by=staff[0])
    publish(staff=staff)
    from tests.register.test_register import revised_edition

    paths = [
        ENTRIES,
        f"{ENTRIES}?county=990121000000",
        f"{ENTRIES}?township=990121100000",
        "/api/v1/editions/",
    ]
    for size in (3, 33):
        if size == 33:
            change_items(
                make_county(),
                [(None, content) for content in contents[3:]],
                by=staff[0],
                reason="新增",
            )
            revised_edition(make_county(), staff)
        with CaptureQueriesContext(connection) as queries:
            for path in paths:
                assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
