"""What a proposed change shows: a merge each of its items, a cancellation the name alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dutylist.organizations.roles import Role
from dutylist.organizations.words import words_for
from items.models import ProposedChange
from items.register.comparison import compare
from items.register.services.editing import cancel_items
from items.register.services.proposals import propose_merge
from tests.factories import make_content, make_county, make_items, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
NAMES = ("河道巡查", "堤防巡查", "水库巡查", "山塘巡查")


@pytest.fixture
def items(staff):
    rows = []
    for number, name in enumerate(NAMES):
        rows.append(make_content("coordination", name, township_duty=f"{number}.上报险情。"))
    items = make_items(rows)
    publish(staff=staff)
    return items


def comparisons(reader=None):
    county = make_county()
    changes = ProposedChange.objects.select_related("item", "change_set__county").order_by("pk")
    return compare(changes, county, words_for(county), reader)


def test_a_merge_shows_each_of_its_items(items, staff, signed_in):
    change = propose_merge(
        make_county(), items[:3], {"name": "水利工程巡查"}, by=staff[0], reason="合并"
    )
    [comparison] = comparisons(staff[0])
    assert [item.name for item in comparison.merged] == list(NAMES[:3])
    assert [dict(item.facts)["配合职责"] for item in comparison.merged] == [
        "0.上报险情。",
        "1.上报险情。",
        "2.上报险情。",
    ]
    for address in (reverse("desk:change", args=[change.pk]), reverse("desk:revision")):
        page = signed_in(staff[0]).get(address).content.decode()
        for item in items[:3]:
            assert f"{item.code} {item.name}" in page
        assert "2.上报险情。" in page


def test_whoever_does_not_read_the_register_sees_the_names_of_merged_items(items, staff):
    propose_merge(make_county(), items[:2], {"name": "水利巡查"}, by=staff[0], reason="合并")
    for reader in (None, make_user(Role.TOWNSHIP_LEAD)):
        [comparison] = comparisons(reader)
        assert [(item.name, item.facts) for item in comparison.merged] == [
            (NAMES[0], []),
            (NAMES[1], []),
        ]


def test_a_cancellation_shows_the_name_alone(items, staff, signed_in):
    cancel_items(make_county(), items[:1], by=staff[0], reason="不再列入")
    [comparison] = comparisons()
    [(title, [line])] = comparison.blocks
    assert (title, line.now, line.parts) == ("", "河道巡查", [("del", "河道巡查")])
    page = signed_in(staff[0]).get(reverse("desk:revision")).content.decode()
    assert "0.上报险情。" not in page


def test_a_page_of_merges_asks_as_often_as_one(items, staff):
    propose_merge(make_county(), items[:2], {"name": "水利巡查"}, by=staff[0], reason="合并")
    with CaptureQueriesContext(connection) as one:
        comparisons(staff[0])
    propose_merge(make_county(), items[2:], {"name": "库塘巡查"}, by=staff[0], reason="合并")
    with CaptureQueriesContext(connection) as two:
        comparisons(staff[0])
    assert len(one) == len(two)
