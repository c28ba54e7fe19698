"""Half a year after a request came into force the townships say in one line how it goes, and the
office concludes.
"""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from access_control.models import ChangeRequest, ReviewAnswer
from access_control.requests.services.reviews import months_later
from dutylist.attachments.models import Attachment
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.organizations.policies import policy_lines
from dutylist.organizations.services.regions import set_policy
from dutylist.workflow.calendar import add_working_days, deadline_words
from items.models import DutyItem
from tests.factories import seeding
from tests.grounds import ground

from .after import in_force, set_stages, tick
from .people import (
    API,
    REQUESTS,
    attached,
    browser_of,
    decide,
    get,
    opens,
    place,
    post,
    read,
    told,
)

EARLY = "各单位口头表示不再反馈"

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]


@ground
def admitted(place):
    return admit(place)


def admit(place):
    """An item that the bureau asked for is in force since today."""
    set_stages(place)
    place.pk = in_force(place)
    place.item = DutyItem.objects.get(name="海漂垃圾线索发现上报")
    place.due = months_later(timezone.localdate(), 6)
    return place


def lines(user, pk):
    return told(get(user, f"{REQUESTS}{pk}/review-answers/"), 200)["results"]


def say(user, pk, **said):
    return post(user, f"{REQUESTS}{pk}/review-answers/", said)


def opened(place):
    tick(place.due)
    return lines(place.clerk, place.pk)


@pytest.mark.one_database
def test_a_month_that_is_too_short_ends_sooner():
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 12, 10), 6) == date(2027, 6, 10)


def test_the_review_opens_after_the_months_and_not_a_day_sooner(admitted):
    place = admitted
    tick(place.due.replace(day=1) if place.due.day > 1 else timezone.localdate())
    assert lines(place.clerk, place.pk) == []
    assert decide(place.clerk, place.pk, "review", {"conclusion": "keep"}).status_code == 409
    asked = opened(place)
    assert [line["unit"]["name"] for line in asked] == ["测试1镇", "测试2镇", "测试3镇"]
    assert {line["silent"] for line in asked} == {True}
    seen = read(place.clerk, place.pk)
    assert seen["owed"] == ["测试1镇", "测试2镇", "测试3镇"]
    assert seen["turn"].startswith("待测试1镇、测试2镇、测试3镇反馈后评估")
    [todo] = ToDo.objects.for_user(place.mayors[0])
    assert (todo.subject_id, todo.due_on.isoformat()) == (place.pk, asked[0]["due_on"])
    opening = told(get(place.clerk, f"{REQUESTS}{place.pk}/decisions/"), 200)["decisions"][-1]
    assert (opening["action"], opening["by"]) == ("open_review", "系统")
    assert not opening["late"]
    assert opening["reason"].endswith("起施行，已到后评估的时间。")
    tick(place.due)
    assert len(lines(place.clerk, place.pk)) == 3


def test_a_township_says_its_line_once_and_no_other_s(admitted):
    place = admitted
    opened(place)
    wrong = say(place.mayors[0], place.pk, carried="maybe")
    assert {one["path"] for one in wrong.json()["errors"]} == {"carried", "support_kept"}
    said = {"carried": "partly", "support_kept": "no", "text": "经费没有到位"}
    given = told(say(place.mayors[0], place.pk, **said))
    assert (given["carried_label"], given["support_kept_label"]) == ("部分", "否")
    again = say(place.mayors[0], place.pk, **said)
    assert (again.status_code, again.json()["code"]) == (409, "already_given")
    assert say(place.mayors[5], place.pk, **said).status_code == 404
    assert say(place.head, place.pk, **said).status_code == 403
    other = {"unit": {"township": place.towns[2].code}}
    assert say(place.mayors[1], place.pk, **said, **other).status_code == 403
    assert [line["unit"]["name"] for line in lines(place.mayors[1], place.pk)] == ["测试2镇"]
    assert len(lines(place.head, place.pk)) == 3
    assert not ToDo.objects.for_user(place.mayors[0]).exists()
    asked = ToDo.objects.filter(title__startswith="反馈后评估")
    done_by = dict(asked.values_list("region__name", "closed_by"))
    assert done_by == {"测试1镇": place.mayors[0].pk, "测试2镇": None, "测试3镇": None}
    assert read(place.clerk, place.pk)["owed"] == ["测试2镇", "测试3镇"]


def recorded(place, number, **said):
    """The clerk records what a township wrote on paper."""
    unit = {"township": place.towns[number].code}
    told_of_it = {"carried": "no", "support_kept": "no", "text": "没有人手", "unit": unit}
    return say(place.clerk, place.pk, **told_of_it | said)


def attached_on(place, day):
    """A sealed paper that came in on the day of the review, half a year from now."""
    paper = attached(place.clerk, place.pk)
    with seeding():
        scan = Attachment.objects.get(pk=paper)
        scan.uploaded_at += day - timezone.localdate() + timedelta(days=1)
        scan.save()
    return paper


def test_the_clerk_records_a_line_from_paper_and_the_township_contests_it(admitted):
    place = admitted
    opened(place)
    refused = recorded(place, 0)
    assert [one["path"] for one in refused.json()["errors"]] == ["paper"]
    assert recorded(place, 0, paper=55).status_code == 422
    paper = attached_on(place, place.due)
    given = told(recorded(place, 0, paper=paper))
    assert (given["on_paper"], given["by"]) == (True, place.clerk.get_full_name())
    assert say(place.lead, place.pk, carried="yes", support_kept="yes").status_code == 403
    [message] = InboxMessage.objects.filter(user=place.mayors[0], title__startswith="县委编办代录")
    assert deadline_words(add_working_days(timezone.localdate(), 5)) in message.title
    scan = f"{API}attachments/{paper}/"
    assert opens(place.mayors[0], scan)
    assert get(place.mayors[1], scan).status_code == 404
    page = f"/desk/requests/{place.pk}/"
    assert "现在作出评估结论的，以后不再受理" in get(place.clerk, page).content.decode()
    assert not ToDo.objects.for_user(place.mayors[0]).exists()
    assert decide(place.mayors[1], place.pk, "contest", reason="与原件不符").status_code == 403
    told(decide(place.mayors[0], place.pk, "contest", reason="与原件不符"))
    assert lines(place.clerk, place.pk)[0]["silent"]
    assert ToDo.objects.for_user(place.mayors[0]).exists()
    assert "现在作出评估结论的" not in get(place.clerk, page).content.decode()
    told(say(place.mayors[0], place.pk, carried="yes", support_kept="yes"))
    assert decide(place.mayors[0], place.pk, "contest", reason="再提").status_code == 403


def test_the_page_on_which_a_line_is_recorded_asks_for_the_paper(admitted):
    place = admitted
    opened(place)
    page, form = f"/desk/requests/{place.pk}/", f"/desk/requests/{place.pk}/review/"
    link = f"{form}?unit={place.towns[1].code}"
    assert link in get(place.clerk, page).content.decode()
    assert link not in get(place.head, page).content.decode()
    assert get(place.head, form).status_code == 404
    assert 'name="paper"' not in get(place.mayors[1], form).content.decode()
    typed = {"unit": place.towns[1].code, "carried": "yes", "support_kept": "yes"}
    refused = browser_of(place.clerk).post(link, typed)
    assert (refused.status_code, "须附盖章原件扫描件" in refused.text) == (422, True)
    typed["paper"] = attached(place.clerk, place.pk)
    assert browser_of(place.clerk).post(link, typed).headers["Location"] == page
    shown = get(place.clerk, page).content.decode()
    assert "测试2镇" in shown
    assert shown.count('class="tag">代录<') == 1


def test_silence_is_reminded_once_and_stays_silence(admitted):
    place = admitted
    due = date.fromisoformat(opened(place)[0]["due_on"])
    told(say(place.mayors[0], place.pk, carried="yes", support_kept="yes"))
    tick(add_working_days(due, 1))
    asked = lines(place.clerk, place.pk)
    assert [bool(line["reminded_on"]) for line in asked] == [False, True, True]
    assert asked[1]["due_on"] > due.isoformat()
    assert decide(place.clerk, place.pk, "remind").status_code == 409
    [todo] = ToDo.objects.for_user(place.clerk)
    assert todo.title.startswith("后评估：")
    tick(add_working_days(date.fromisoformat(asked[1]["due_on"]), 1))
    assert InboxMessage.objects.filter(user=place.mayors[1], title__contains="已超过").exists()
    facts = {"conclusion": "keep", "support_kept": True, "text": "继续"}
    assert told(decide(place.clerk, place.pk, "review", facts))["status"] == "reviewed"
    assert [line["silent"] for line in lines(place.head, place.pk)] == [False, True, True]
    page = browser_of(place.head).get(f"/desk/requests/{place.pk}/").content.decode()
    assert "3个单位中2个没有反馈" in page
    assert not ChangeRequest.objects.filter(follows=place.pk).exists()
    assert not ToDo.objects.open().filter(flow="change_request").exists()
    late = say(place.mayors[1], place.pk, carried="yes", support_kept="yes")
    assert late.status_code == 409


def needs_reason(place):
    actions = read(place.clerk, place.pk)["actions"]
    return {one["action"]: one["needs_reason"] for one in actions}["review"]


def test_who_concludes_while_townships_may_still_speak_says_why(admitted):
    """Nobody is cut off in silence: the reason is asked for with the names and their day, until
    each has answered, or was reminded in vain.
    """
    place = admitted
    asked = opened(place)
    told(say(place.mayors[0], place.pk, carried="yes", support_kept="yes"))
    assert needs_reason(place)
    refused = decide(place.clerk, place.pk, "review", {"conclusion": "keep"})
    [error] = refused.json()["errors"]
    until = deadline_words(date.fromisoformat(asked[1]["due_on"]))
    assert (refused.status_code, error["path"]) == (422, "reason")
    assert error["message"].startswith(f"测试2镇、测试3镇尚未反馈，反馈期限至{until}")
    page = get(place.clerk, f"/desk/requests/{place.pk}/").content.decode()
    assert error["message"] in page
    assert error["message"] not in get(place.head, f"/desk/requests/{place.pk}/").content.decode()
    told(decide(place.clerk, place.pk, "review", {"conclusion": "keep"}, reason=EARLY))
    seen = read(place.clerk, place.pk)
    assert seen["review"]["unanswered"] == ["测试2镇", "测试3镇"]
    decisions = told(get(place.head, f"{REQUESTS}{place.pk}/decisions/"), 200)["decisions"]
    assert decisions[-1]["reason"] == EARLY


def test_who_concludes_when_all_have_spoken_gives_no_reason(admitted):
    place = admitted
    opened(place)
    for mayor in place.mayors[:3]:
        assert needs_reason(place)
        told(say(mayor, place.pk, carried="yes", support_kept="yes"))
    assert not needs_reason(place)
    told(decide(place.clerk, place.pk, "review", {"conclusion": "keep"}))
    assert read(place.clerk, place.pk)["review"]["unanswered"] == []


def test_what_is_to_be_cancelled_goes_back_to_the_gate_as_a_draft_of_the_office(admitted):
    place = admitted
    opened(place)
    told(say(place.mayors[0], place.pk, carried="no", support_kept="no", text="没有人手"))
    nobody = decide(place.lead, place.pk, "review", {"conclusion": "cancel"})
    assert nobody.status_code == 403
    wrong = decide(place.clerk, place.pk, "review", {"conclusion": "drop"}, reason=EARLY)
    assert wrong.json()["errors"][0]["path"] == "facts.conclusion"
    facts = {"conclusion": "cancel", "support_kept": False, "text": "保障没有落实"}
    told(decide(place.clerk, place.pk, "review", facts, reason=EARLY))
    draft = read(place.clerk, ChangeRequest.objects.get(follows=place.pk).pk)
    assert (draft["status"], draft["channel"], draft["follows"]) == (
        "draft",
        "adjustment",
        place.pk,
    )
    assert draft["circumstance"] == "support_failed"
    assert draft["due_on"] == add_working_days(timezone.localdate(), 10).isoformat()
    assert draft["applicant"]["office"]
    assert [(one["op"], one["code"]) for one in draft["changes"]] == [("cancel", place.item.code)]
    # What each township said is one unit's opinion; the reason goes to everybody asked.
    assert "征求3个单位，1个反馈，2个未反馈。" in draft["reason"]
    assert "没有人手" not in draft["reason"]
    seen = read(place.clerk, place.pk)
    assert seen["followed_by"] == [draft["id"]]
    assert seen["review"]["conclusion"] == "cancel"
    assert read(place.head, place.pk)["followed_by"] == []
    assert place.item.cancelled_on is None


def walk_of_a_review(place):
    """Asked, not to be ended without a reason, reminded, concluded."""
    place = admit(place)
    due = date.fromisoformat(opened(place)[0]["due_on"])
    assert decide(place.clerk, place.pk, "review", {"conclusion": "cancel"}).status_code == 422
    tick(add_working_days(due, 1))
    told(decide(place.clerk, place.pk, "review", {"conclusion": "cancel"}, reason=EARLY))


def test_what_is_to_be_amended_is_a_draft_that_the_office_writes(admitted):
    place = admitted
    opened(place)
    facts = {"conclusion": "amend", "text": "删去第1项"}
    told(decide(place.clerk, place.pk, "review", facts, reason=EARLY))
    draft = read(place.clerk, ChangeRequest.objects.get(follows=place.pk).pk)
    assert (draft["circumstance"], draft["changes"]) == ("own_motion", [])
    assert "删去第1项" in draft["reason"]
    page = browser_of(place.clerk).get(f"/desk/requests/{draft['id']}/").content.decode()
    assert "增加内容" in page


def test_a_review_names_no_circumstance_that_the_county_has_closed(admitted):
    place = admitted
    opened(place)
    rows = dict(policy_lines()["circumstances"].value)
    closed = {"until": timezone.localdate().isoformat()}
    rows["support_failed"] = rows["support_failed"] | closed
    set_policy(place.county, {"circumstances": rows}, by=place.lead, reason="不再使用")
    facts = {"conclusion": "cancel", "support_kept": False}
    told(decide(place.clerk, place.pk, "review", facts, reason=EARLY))
    draft = read(place.clerk, ChangeRequest.objects.get(follows=place.pk).pk)
    assert draft["circumstance"] == ""


def test_the_township_answers_on_one_page_and_is_offered_what_comes_of_it(admitted):
    place = admitted
    opened(place)
    address = f"/desk/requests/{place.pk}/review/"
    mayor = browser_of(place.mayors[0])
    assert address in mayor.get(f"/desk/requests/{place.pk}/").content.decode()
    assert "按村拨付工作经费" in mayor.get(address).content.decode()
    refused = mayor.post(address, {"carried": "yes", "text": "还好"})
    assert refused.status_code == 422
    assert "请选择承诺的保障是否兑现" in refused.content.decode()
    said = {"carried": "yes", "support_kept": "no", "unit": place.towns[0].code}
    assert mayor.post(address, said).status_code == 302
    assert ReviewAnswer.objects.get(township=place.towns[0]).carried == "yes"
    page = mayor.get(f"/desk/requests/{place.pk}/").content.decode()
    assert f"code={place.item.code}&amp;circumstance=support_failed" in page
    started = mayor.get(
        "/desk/requests/new/", {"code": place.item.code, "circumstance": "support_failed"}
    )
    chosen = re.search(r'value="support_failed"[^>]*checked', started.content.decode())
    assert chosen
    assert "已经反馈" in mayor.get(address).content.decode()
    assert browser_of(place.head).get(address).status_code == 404
    assert browser_of(place.mayors[5]).get(address).status_code == 404


def test_an_adjustment_that_adds_nothing_is_not_reviewed(admitted):
    place = admitted
    code = place.items[1].code
    item = {
        "township_duty": "1.每周巡查；\n2.上报。",
        "bases": [{"act": "防洪法", "article": "第一条"}],
    }
    changed = in_force(
        place,
        {"op": "revise", "code": code, "item": item},
        channel="adjustment",
        circumstance="law_changed",
    )
    assert read(place.clerk, changed)["due_on"] is None
    tick(place.due)
    assert lines(place.clerk, changed) == []
