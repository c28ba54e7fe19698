"""Which list is in force on a day, and what a township's list is: by dates and scope alone."""

from datetime import UTC, date, datetime

import pytest

from items.published.lists import PublishedDocument, in_force

from .made_lists import make_entry, make_list

TOWN, XIANG = "990121100000", "990121101000"


def document(number, effective_on, sequence=0, revoked_on=None):
    stamp = datetime(2025, 1, 1, tzinfo=UTC)
    return PublishedDocument(
        number * 10 + sequence,
        "990121000000",
        number,
        sequence,
        effective_on,
        stamp,
        f"d{number}.{sequence}",
        revoked_on,
    )


FIRST = document(1, date(2025, 7, 1))
SUPPLEMENT = document(1, date(2025, 10, 1), sequence=1)
SECOND = document(2, date(2026, 3, 1))
REVOKED = document(3, date(2026, 6, 1), revoked_on=date(2026, 6, 20))
FUTURE = document(4, date(2027, 1, 1))
ISSUES = [FIRST, SUPPLEMENT, SECOND, REVOKED, FUTURE]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 6, 30), None),
        (date(2025, 7, 1), FIRST),
        (date(2025, 9, 30), FIRST),
        (date(2025, 10, 1), SUPPLEMENT),
        (date(2026, 2, 28), SUPPLEMENT),
        (date(2026, 3, 1), SECOND),
        (date(2026, 6, 1), REVOKED),
        (date(2026, 6, 19), REVOKED),
        (date(2026, 6, 20), SECOND),
        (date(2026, 12, 31), SECOND),
        (date(2027, 1, 1), FUTURE),
    ],
)
def test_the_list_in_force_is_the_latest_document_not_revoked_by_that_day(day, expected):
    assert in_force(ISSUES, day) is expected
    assert in_force(list(reversed(ISSUES)), day) is expected


def test_a_townships_list_has_its_own_numbers_and_wording():
    shared = make_entry("负责值班值守", number=2, numbers={TOWN: 1, XIANG: 2})
    variant = {"townships": [XIANG], "name": "负责汛期值班", "township_duty": ""}
    own = make_entry("管护海塘", number=1, scope="listed", townships=[XIANG], numbers={XIANG: 1})
    published = make_list([own, {**shared, "variants": [variant]}])
    assert [(row["number"], row["name"]) for row in published.for_township(TOWN)] == [
        (1, "负责值班值守")
    ]
    assert [(row["number"], row["name"]) for row in published.for_township(XIANG)] == [
        (1, "管护海塘"),
        (2, "负责汛期值班"),
    ]
    assert published.find(own["code"], published.township(TOWN)) is None
    assert published.find(own["code"], published.township(XIANG))["number"] == 1


def test_what_is_listed_for_a_time_is_there_from_its_first_day_to_its_last():
    bounded = make_entry("汛期临时巡查", number=2, starts_on="2026-05-01", ends_on="2026-09-30")
    published = make_list([make_entry(), bounded])

    def names(day):
        return [row["name"] for row in published.on(day).entries]

    assert names(date(2026, 4, 30)) == ["负责值班值守"]
    assert names(date(2026, 5, 1)) == names(date(2026, 9, 30)) == ["负责值班值守", "汛期临时巡查"]
    assert names(date(2026, 10, 1)) == ["负责值班值守"]
    assert published.on(date(2026, 10, 1)).digest != published.digest


def test_an_old_code_is_followed_to_its_last_heir_and_never_in_a_circle():
    published = make_list([], redirects={"a": "b", "b": "c", "x": "y", "y": "x"})
    assert published.successor_of("a") == "c"
    assert published.successor_of("x") == "y"
    assert published.successor_of("c") is None
