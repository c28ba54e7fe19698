"""What is admitted for a time: its end is said beforehand, it leaves by its date or sooner, and
goes on only by a new request.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dutylist.history.models import Batch
from dutylist.notices.models import InboxMessage
from dutylist.workflow.calendar import add_working_days
from items.models import DutyItem, ProposedChange
from items.models.document_bytes import unpacked
from tests.grounds import ground

from .after import in_force, publish_supplement, set_stages, tick
from .people import (
    REQUESTS,
    application,
    browser_of,
    decide,
    drafted,
    get,
    new_item,
    place,
    post,
    read,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
DAY = timedelta(days=1)
NAME = "海漂垃圾线索发现上报"


@ground
def temporary(place):
    return admit_for_a_time(place)


def admit_for_a_time(place):
    """An item of the bureau is in force until a day some weeks away."""
    set_stages(place)
    place.last = add_working_days(timezone.localdate(), 20)
    place.pk = in_force(place, channel="temporary", ends_on=place.last.isoformat())
    place.item = DutyItem.objects.get(name=NAME)
    return place


def notices(user, word):
    return InboxMessage.objects.filter(user=user, title__contains=word)


def test_the_end_is_said_beforehand_once_to_the_applicant_and_the_office(temporary):
    place = temporary
    tick(add_working_days(timezone.localdate(), 9))
    assert not notices(place.head, "有效期至").exists()
    for days in (11, 12):
        tick(add_working_days(timezone.localdate(), days))
    for user in (place.head, place.staff, place.clerk, place.lead):
        assert notices(user, "有效期至").count() == 1
    assert not notices(place.other, "有效期至").exists()


def test_its_pages_and_the_api_say_until_when(temporary):
    place = temporary
    until = f"有效期至{place.last.year}年{place.last.month}月{place.last.day}日"
    assert until in Client().get(f"/i/{place.item.code}/").content.decode()
    assert until in browser_of(place.head).get(f"/desk/requests/{place.pk}/").content.decode()
    address = f"/admin/items/dutyitem/{place.item.pk}/change/"
    assert until in browser_of(place.clerk).get(address).content.decode()
    [entry] = told(Client().get(f"/i/{place.item.code}.json"), 200)["entries"]
    assert entry["ends_on"] == place.last.isoformat()
    plain = Client().get(f"/i/{place.items[1].code}/").content.decode()
    assert "有效期至" not in plain


def test_it_lapses_at_the_first_run_after_its_day_with_the_decision_on_its_history(temporary):
    place = temporary
    tick(place.last)
    assert read(place.clerk, place.pk)["status"] == "in_force"
    tick(place.last + DAY)
    seen = read(place.head, place.pk)
    assert (seen["status"], seen["status_label"]) == ("lapsed", "期满自动退出")
    assert seen["changes"][0]["outcome"] == "lapsed"
    item = DutyItem.objects.get(name=NAME)
    assert item.cancelled_on == place.last + DAY
    decision = told(get(place.clerk, f"{REQUESTS}{place.pk}/decisions/"), 200)["decisions"][-1]
    assert (decision["late"], decision["reason"]) == (False, seen["changes"][0]["outcome_reason"])
    row = item.history.first()
    assert Batch.objects.get(pk=row.batch).decision_id == decision["id"]
    assert notices(place.clerk, "请随下一增补页公布").exists()
    publish_supplement(place)
    newest = place.edition.documents.order_by("-sequence").first()
    assert NAME not in [entry["name"] for entry in unpacked(newest.public)["entries"]]
    assert read(place.head, place.pk)["status"] == "lapsed"


def test_the_lead_ends_it_sooner_and_nobody_else(temporary):
    end_sooner(temporary)


def walk_of_an_end(place):
    end_sooner(admit_for_a_time(place))


def end_sooner(place):
    assert decide(place.clerk, place.pk, "end", reason="任务完成").status_code == 403
    assert decide(place.lead, place.pk, "end").status_code == 422
    told(decide(place.lead, place.pk, "end", reason="任务完成"))
    seen = read(place.head, place.pk)
    assert (seen["status"], seen["changes"][0]["outcome_reason"]) == ("ended", "任务完成")
    assert DutyItem.objects.get(name=NAME).cancelled_on == timezone.localdate()
    assert notices(place.head, "提前结束").exists()


def test_what_has_no_end_is_not_ended_without_the_county(temporary):
    place = temporary
    admitted = in_force(place, {"op": "add", "item": new_item(place, "另一事项上报")})
    assert "end" not in [one["action"] for one in read(place.lead, admitted)["actions"]]
    assert decide(place.lead, admitted, "end", reason="不再需要").status_code == 409


def test_it_goes_on_only_by_a_new_request_that_names_the_old_one(temporary):
    place = temporary
    strange = application(place, channel="temporary", follows=place.pk + 1000)
    refused = post(place.head, REQUESTS, strange)
    assert [one["path"] for one in refused.json()["errors"]] == ["follows"]
    undecided = drafted(place, channel="temporary")
    assert post(place.head, REQUESTS, strange | {"follows": undecided["id"]}).status_code == 422
    again = drafted(place, channel="temporary", follows=place.pk)
    assert (again["follows"], again["ends_on"], again["status"]) == (place.pk, None, "draft")
    tick(place.last + DAY)
    assert read(place.head, place.pk)["status"] == "lapsed"
    assert read(place.head, place.pk)["followed_by"] == [again["id"]]
    assert read(place.clerk, place.pk)["followed_by"] == []


def test_the_page_starts_the_new_request_with_what_the_old_one_asked_for(temporary):
    place = temporary
    head = browser_of(place.head)
    start = f"/desk/requests/new/?follows={place.pk}"
    assert start in head.get(f"/desk/requests/{place.pk}/").content.decode()
    other = browser_of(place.other).get(start).content.decode()
    assert "原申请的内容已经填入" not in other
    page = head.get(start)
    assert "原申请的内容已经填入" in page.content.decode()
    typed = {name: box.value() or "" for name, box in boxes(page.context["form"])}
    ends_on = (place.last + 30 * DAY).isoformat()
    made = head.post(start, {**typed, "ends_on": ends_on})
    assert made.status_code == 302, made.content.decode()
    draft = read(place.head, int(made["Location"].split("/")[3]))
    assert (draft["follows"], draft["channel"]) == (place.pk, "temporary")
    [change] = draft["changes"]
    assert (change["title"], change["proposed"]["ends_on"]) == (NAME, ends_on)
    assert not ProposedChange.objects.get(pk=change["id"]).proposed["secrecy_review"]


def boxes(form):
    return [(box.name, box) for box in form]
