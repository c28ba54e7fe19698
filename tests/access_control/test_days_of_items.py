"""The days of a request are those of the items that it adds: told with it, changed with it, and
what of it is still in the list when it ends does not end with it.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from items.models import DutyItem

from .after import in_force, set_stages, tick
from .people import (
    REQUESTS,
    decide,
    drafted,
    new_item,
    patch,
    place,
    read,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]


def day(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def days_of(request):
    """(first day, last day) of every content that the changes of a request bring."""
    days = []
    for change in request["changes"]:
        proposed = change["proposed"]
        contents = proposed if isinstance(proposed, list) else [proposed]
        days += [(one["starts_on"], one["ends_on"]) for one in contents]
    return days


def amend(place, pk, **body):
    return told(patch(place.head, f"{REQUESTS}{pk}/", body), 200)


def revision(place):
    item = {"township_duty": "1.每周巡查。", "bases": new_item(place)["bases"]}
    return {"op": "revise", "code": place.items[1].code, "item": item}


def splitting(place):
    parts = [new_item(place, "河道巡查一"), new_item(place, "河道巡查二", ends_on=day(90))]
    return {"op": "split", "code": place.items[1].code, "items": parts}


def added(place, name, **fields):
    return {"op": "add", "item": new_item(place, name, **fields)}


def test_every_item_that_is_added_has_the_days_of_its_request_and_follows_them(place):
    request = drafted(
        place,
        added(place, "甲项上报"),
        added(place, "乙项上报", ends_on=day(90)),
        revision(place),
        starts_on=day(10),
        ends_on=day(60),
    )
    pk = request["id"]
    assert days_of(request) == [(day(10), day(60)), (day(10), day(90)), (None, None)]
    amended = amend(place, pk, ends_on=day(70))
    assert days_of(amended) == [(day(10), day(70)), (day(10), day(90)), (None, None)]
    amended = amend(place, pk, starts_on=None, title="另一标题")
    assert days_of(amended) == [(None, day(70)), (None, day(90)), (None, None)]
    told(decide(place.head, pk, "submit"))
    told(decide(place.clerk, pk, "return", reason="请核对终止日期"))
    amended = amend(place, pk, ends_on=day(80))
    assert days_of(amended)[0] == (None, day(80))
    assert days_of(read(place.clerk, pk))[0] == (None, day(70))  # what was handed in


def test_changes_that_are_kept_follow_the_days_and_keep_their_own(place):
    changes = added(place, "甲项上报"), added(place, "乙项上报", ends_on=day(90))
    request = drafted(place, *changes, ends_on=day(60))
    first, second = [{"id": change["id"]} for change in request["changes"]]
    told_anew = second | {"op": "add", "item": {"name": "乙项发现上报"}}
    amended = amend(place, request["id"], ends_on=day(70), changes=[first, told_anew])
    assert days_of(amended) == [(None, day(70)), (None, day(90))]
    without_end = second | {"op": "add", "item": {"ends_on": None}}
    amended = amend(place, request["id"], changes=[first, without_end])
    assert days_of(amended) == [(None, day(70)), (None, day(70))]


def test_the_parts_of_a_split_have_the_days_of_their_request_and_follow_them(place):
    request = drafted(place, splitting(place), channel="adjustment", circumstance="law_changed")
    assert days_of(request) == [(None, None), (None, day(90))]
    amended = amend(place, request["id"], ends_on=day(60))
    assert days_of(amended) == [(None, day(60)), (None, day(90))]


def test_what_is_revised_for_a_time_has_the_days_of_its_request(place):
    request = drafted(place, revision(place), channel="temporary", ends_on=day(60))
    assert days_of(request) == [(None, day(60))]
    assert days_of(amend(place, request["id"], ends_on=day(70))) == [(None, day(70))]


def test_an_admission_with_a_last_day_is_over_after_it_but_for_what_stays_longer(place):
    set_stages(place)
    changes = [added(place, "甲项上报"), added(place, "乙项上报", ends_on=day(90))]
    pk = in_force(place, *changes, ends_on=day(60))
    assert read(place.clerk, pk)["due_on"] == day(60)
    tick(timezone.localdate() + timedelta(days=61))
    seen = read(place.clerk, pk)
    assert seen["status"] == "lapsed"
    assert [change["outcome"] for change in seen["changes"]] == ["lapsed", "applied"]
    standing = DutyItem.objects.current().filter(name__in=("甲项上报", "乙项上报"))
    assert [item.name for item in standing] == ["乙项上报"]
    tick(timezone.localdate() + timedelta(days=91))
    assert not standing.all().exists()


def test_the_lead_ends_what_has_an_end_and_nothing_else_of_the_request(place):
    set_stages(place)
    pk = in_force(place, added(place, "丙项上报"), revision(place), ends_on=day(60))
    told(decide(place.lead, pk, "end", reason="专项工作结束"))
    seen = read(place.clerk, pk)
    assert [change["outcome"] for change in seen["changes"]] == ["lapsed", "applied"]
    assert DutyItem.objects.current().filter(code=place.items[1].code).exists()
