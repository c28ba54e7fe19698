"""A request joined into another one (并案): nothing reaches a unit by it that was not asked."""

import pytest

from access_control.models import ChangeRequest
from dutylist.notices.models import InboxMessage
from dutylist.organizations.roles import Role
from tests.factories import make_membership, make_user

from .people import (
    ACT,
    API,
    REQUESTS,
    attached,
    complete,
    decide,
    drafted,
    get,
    handed_in,
    new_item,
    place,
    post,
    read,
    told,
)
from .test_moves import make_overdue

__all__ = ["place"]
pytestmark = pytest.mark.django_db


def of_forestry(place, *changes, **fields):
    """A request of the other department, handed in."""
    request = drafted(place, *changes, by=place.other, **fields)
    told(decide(place.other, request["id"], "submit"))
    return read(place.other, request["id"])


def of_towns(place, name, towns):
    item = new_item(place, name, townships=[town.code for town in towns])
    return {"op": "add", "item": item}


def join(place, request, into, reason="同一事项"):
    return decide(place.lead, request["id"], "join", {"into": into["id"]}, reason=reason)


def accepted(place, *changes):
    request = handed_in(place, *changes)
    told(decide(place.clerk, request["id"], "accept", {"complete": complete(place, request)}))
    return request


def asked(place, pk):
    """{unit: whether it has spoken} of the opinions asked for a request."""
    rows = told(get(place.clerk, f"{REQUESTS}{pk}/opinions/"), 200)["results"]
    return {row["unit"].get("name") or row["unit"]["department"]: not row["silent"] for row in rows}


def test_whoever_a_joined_change_reaches_is_asked_of_it(place):
    first = accepted(place, of_towns(place, "海漂垃圾线索发现上报", place.towns[:1]))
    told(post(place.mayors[0], f"{REQUESTS}{first['id']}/opinions/", {"stance": "agree"}))
    second = of_forestry(place, of_towns(place, "海滩垃圾清理上报", place.towns[:3]))
    told(join(place, second, first))
    state = read(place.clerk, first["id"])
    names = [town.name for town in place.towns[:3]]
    assert sorted(state["owed"]) == sorted(names)  # the first spoke of less than is asked now
    early = decide(place.clerk, first["id"], "conclude")
    assert (early.status_code, early.json()["code"]) == (409, "opinions_owed")
    for mayor in place.mayors[:3]:
        told(post(mayor, f"{REQUESTS}{first['id']}/opinions/", {"stance": "agree"}))
    told(decide(place.clerk, first["id"], "conclude"))


def test_whoever_is_asked_by_a_join_has_the_shortest_time_of_the_county(place):
    first = accepted(place, of_towns(place, "海漂垃圾线索发现上报", place.towns[:1]))
    make_overdue(first["id"])
    second = of_forestry(place, of_towns(place, "海滩垃圾清理上报", place.towns[1:2]))
    told(join(place, second, first))
    rows = told(get(place.clerk, f"{REQUESTS}{first['id']}/opinions/"), 200)["results"]
    due = {row["unit"].get("township"): row["due_on"] for row in rows}
    assert due[place.towns[1].code] > due[place.towns[0].code]
    todos = told(get(place.mayors[1], f"{API}todos/?state=mine"), 200)["results"]
    assert [todo["subject"] for todo in todos if todo["subject"] == first["id"]]


def test_what_is_not_asked_any_more_is_not_joined(place):
    first = accepted(place, of_towns(place, "海漂垃圾线索发现上报", place.towns[:1]))
    told(post(place.mayors[0], f"{REQUESTS}{first['id']}/opinions/", {"stance": "agree"}))
    told(decide(place.clerk, first["id"], "conclude"))
    second = of_forestry(place, of_towns(place, "海滩垃圾清理上报", place.towns[:3]))
    refused = join(place, second, first)
    assert refused.status_code == 422
    assert "海滩垃圾清理上报" in refused.json()["errors"][0]["message"]
    page = get(place.lead, f"/desk/requests/{second['id']}/").content.decode()
    assert f'<option value="{first["id"]}">' not in page


def test_what_the_other_has_already_may_be_joined_later_too(place):
    change = of_towns(place, "海漂垃圾线索发现上报", place.towns[:1])
    first = accepted(place, change)
    told(post(place.mayors[0], f"{REQUESTS}{first['id']}/opinions/", {"stance": "agree"}))
    told(decide(place.clerk, first["id"], "conclude"))
    second = of_forestry(place, change)
    page = get(place.lead, f"/desk/requests/{second['id']}/").content.decode()
    assert f'<option value="{first["id"]}">' in page
    told(join(place, second, first))
    assert len(read(place.clerk, first["id"])["changes"]) == 1
    [left] = read(place.other, second["id"])["changes"]
    assert "已有涉及同一事项的内容" in left["outcome_reason"]


def test_a_request_takes_nothing_over_from_another_channel(place):
    cancel = {"op": "cancel", "code": place.items[1].code}
    first = handed_in(place, cancel, channel="adjustment", circumstance="own_motion")
    second = of_forestry(place, of_towns(place, "海滩垃圾清理上报", place.towns[:3]))
    refused = join(place, second, first)
    assert refused.status_code == 422
    assert "办理程序与本申请不同" in refused.json()["errors"][0]["message"]


def test_the_same_new_item_is_taken_over_once(place):
    change = of_towns(place, "海漂垃圾线索发现上报", place.towns[:2])
    first, second = handed_in(place, change), of_forestry(place, change)
    told(join(place, second, first))
    assert len(read(place.clerk, first["id"])["changes"]) == 1


def test_a_merge_over_an_item_of_the_other_is_not_a_second_change_of_it(place):
    codes = [place.items[0].code, place.items[3].code]
    of_office = {"applicant": {"office": True}, "channel": "adjustment", "by": place.clerk}
    of_office["circumstance"] = "own_motion"
    first = drafted(place, {"op": "cancel", "code": codes[0]}, **of_office)
    bases = [{"act": ACT, "article": "第三条"}]
    merge = {"op": "merge", "codes": codes, "item": {"name": "公文和值守", "bases": bases}}
    second = drafted(place, merge, **of_office)
    for request in (first, second):
        told(decide(place.clerk, request["id"], "submit"))
    told(join(place, second, first))
    assert len(read(place.clerk, first["id"])["changes"]) == 1


def test_whose_request_was_joined_is_told_what_became_of_it(place):
    first = handed_in(place)
    second = of_forestry(place, of_towns(place, "海滩垃圾清理上报", place.towns[:3]))
    told(join(place, second, first))
    told(decide(place.head, first["id"], "take_back", reason="不再提出"))
    titles = list(InboxMessage.objects.filter(user=place.other).values_list("title", flat=True))
    assert any(first["number"] in title and "已撤回" in title for title in titles)


def test_who_handed_in_what_was_joined_is_no_second_person(place):
    first = accepted(place, of_towns(place, "海漂垃圾线索发现上报", place.towns[:1]))
    both = make_user(Role.OFFICE_LEAD, county=place.county)
    make_membership(both, Role.CLERK, county=place.county)
    of_unit = {"department": "县林业局"}
    change = of_towns(place, "海滩垃圾清理上报", place.towns[:1])
    second = drafted(place, change, by=both, applicant=of_unit)
    paper = attached(both, second["id"])
    told(decide(both, second["id"], "submit", {"paper": paper}))
    told(join(place, second, first))
    request = ChangeRequest.objects.get(pk=first["id"])
    assert both.pk in request.author_ids()
    assert place.lead.pk not in request.author_ids()  # who joined them hands in nothing
    assert place.forestry.pk in request.interested_departments()
