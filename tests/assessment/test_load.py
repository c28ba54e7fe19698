"""The comparison of the load: every number is the sum of its rows, and nobody fills anything in."""

import html
import io
import re

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from assessment.load.comparison import Compared, compared, verdict, width
from assessment.load.counting import CountedThing, Load
from assessment.load.lines import LINE, LINES

from .people import API, browser_of, decided, get, place, supervised
from .test_inspections import approved, of_forestry
from .test_pledges import registered

__all__ = ["place", "supervised"]
pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
YEAR = timezone.localdate().year
LOAD = f"{API}load/"
PAGE = "/desk/load/"


def numbers_of(load):
    """{key: number} of an answer of the API."""
    told = {}
    for line in LINES:
        group, _dot, kind = line.key.partition(".")
        told[line.key] = load[group][kind] if kind else load[group]
    return told


def read(place, town=0, user=None, year=YEAR):
    address = f"{LOAD}?township={place.towns[town].code}&year={year}"
    answer = get(user or place.clerk, address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def test_every_number_is_the_sum_of_its_rows(place):
    for town in (0, 5):
        load = read(place, town)
        assert load["items"] == {"basic": 2, "coordination": 1, "reclaimed": 1}
        for key, address in load["rows"].items():
            rows = get(place.clerk, address).json()["results"]
            assert sum(row["amount"] for row in rows) == numbers_of(load)[key], key


def test_what_is_not_registered_is_no_zero(place):
    load = read(place)
    assert (load["documents"], load["documents_returned"], load["off_list"]) == (None, None, None)
    assert set(load["previous"]["items"].values()) == {None}  # no list was in force a year ago


def test_a_coming_year_counts_the_list_in_force(place):
    assert read(place, year=YEAR + 1)["items"] == read(place)["items"]
    assert read(place, year=YEAR + 1)["previous"]["items"] == read(place)["items"]


def test_who_reads_it(place):
    own, other = f"{LOAD}?township={place.towns[0].code}", f"{LOAD}?township={place.towns[1].code}"
    mayor = place.mayors[0]
    assert (get(mayor, own).status_code, get(mayor, other).status_code) == (200, 404)
    assert get(place.head, own).status_code == 404
    assert get(place.auditor, other).status_code == 200
    told = {load["township"] for load in get(place.clerk, LOAD).json()["results"]}
    assert told >= {town.code for town in place.towns}
    pages = [get(user, PAGE).status_code for user in (mayor, place.clerk, place.head)]
    assert pages == [200, 200, 404]


@pytest.mark.parametrize("asked", ["year=abc", "year=1", "year=99999", "of=lazy", "year=２０２６"])
def test_nonsense_is_refused_with_its_name(place, asked):
    answer = get(place.clerk, f"{LOAD}rows/?township={place.towns[0].code}&of=indicators&{asked}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == asked.split("=")[0]


def test_every_number_of_the_page_leads_to_its_rows(supervised):
    """Those of the one township, in both years, and those of the table of all."""
    place = supervised
    approved(place, year=YEAR, **{"from": f"{YEAR}-06-10", "to": f"{YEAR}-06-12"})
    browser = browser_of(place.clerk)
    page = browser.get(f"{PAGE}?year={YEAR}").content.decode()
    links = re.findall(r'<a\s+href="(/desk/load/rows/[^"]+)">\s*(\d+)\s*</a>', page)
    towns = {address.partition("township=")[2][:12] for address, _number in links}
    assert towns >= {town.code for town in place.towns}
    for address, number in links:
        answer = browser.get("".join(html.unescape(address).split()))
        assert answer.context["number"] == int(number)
        assert sum(row.amount for row in answer.context["rows"]) == int(number)


def test_the_page_and_the_workbook_say_the_same(place):
    page = browser_of(place.clerk).get(f"{PAGE}?year={YEAR}").content.decode()
    assert "按区划代码排列，不排名次" in page
    assert "不用填报" in page
    file = browser_of(place.clerk).get(f"{PAGE}table.xlsx?year={YEAR}")
    sheet = load_workbook(io.BytesIO(file.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert len(rows) % len(LINES) == 0
    assert [place.towns[0].name, "清单事项", "基本履职", "未登记", 2, "—"] in rows


def test_the_same_number_of_questions_for_all_townships(place, django_assert_max_num_queries):
    browser = browser_of(place.clerk)
    browser.get(PAGE)
    with django_assert_max_num_queries(40):
        browser.get(PAGE)


# ---- words and bars, without a database ----


def loads(before, after):
    town = type("Town", (), {"name": "城关镇", "code": "1"})
    found = []
    for year, numbers in ((2025, before), (2026, after)):
        rows = {key: [CountedThing("一件", amount=number)] for key, number in numbers.items()}
        found.append(Load(town, year, rows))
    return found


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            {"indicators": 15, "temporary": 3},
            {"indicators": 12, "temporary": 4},
            "2026年城关镇的考核指标比上年少；临时准入多1件。",
        ),
        ({"pledges": 2}, {"pledges": 2}, "2026年城关镇的责任状和“一票否决”事项和上年相同。"),
        ({}, {"pledges": 2}, "2026年城关镇和上年没有可以比较的数字。"),
        # more of what eases the load is neither
        ({"items.reclaimed": 1}, {"items.reclaimed": 9}, "2026年城关镇和上年没有可以比较的数字。"),
    ],
)
def test_the_sentence_tells_what_became_lighter(before, after, sentence):
    last, load = loads(before, after)
    assert verdict(load, compared(last, load)) == sentence


def test_a_difference_in_words():
    told = [Compared(LINE["inspections"], 9, after).words for after in (9, 5, 11, None)]
    assert told == ["没有变化", "少4", "多2", "—"]
    looks = [Compared(LINE["items.reclaimed"], 9, after).look for after in (9, 5, 11, None)]
    assert looks == ["same", "less", "plus", ""]


def test_bars_have_one_measure():
    assert [width(number, 12) for number in (12, 6, 0, None)] == ["96.0%", "48.0%", "0%", "0%"]


# ---- what the registers add ----


def test_registers_count_where_they_bear(supervised):
    place = supervised
    pledge = registered(place)
    decided(place.lead, f"pledges/{pledge['id']}/", "approve")
    approved(place, year=YEAR, **{"from": f"{YEAR}-06-10", "to": f"{YEAR}-06-12"})
    again = {"title": "林区安全生产检查", "from": f"{YEAR}-06-20", "to": f"{YEAR}-06-21"}
    approved(place, **of_forestry(place, year=YEAR, **again))
    approved(place, year=YEAR, **{"from": f"{YEAR}-09-01", "to": f"{YEAR}-09-01"})
    inside, outside = read(place, 0), read(place, 5)
    assert [inside[key] for key in ("pledges", "inspections", "repeats")] == [1, 3, 1]
    assert [outside[key] for key in ("pledges", "inspections", "repeats")] == [0, 0, 0]
    assert inside["reports_asked"] == 0
    assert inside["previous"]["pledges"] is None  # nothing was registered a year ago
    for key, address in inside["rows"].items():
        rows = get(place.clerk, address).json()["results"]
        assert sum(row["amount"] for row in rows) == numbers_of(inside)[key], key
