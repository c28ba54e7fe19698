"""Interpretations of the list: a unit asks, the office answers, a second person confirms; what was
confirmed is told beside the list until its wording changes.
"""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access_control.interpretations import moves  # noqa: F401 (names the flow)
from access_control.interpretations.services.asking import ask_interpretation
from access_control.interpretations.services.following import (
    departments_follow,
    regions_follow,
)
from access_control.interpretations.services.lapsing import changed_interpretations
from access_control.models import Interpretation
from access_control.models import InterpretationAction as Action
from dutylist.history.recording import recording
from dutylist.notices.jobs import run_jobs
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.organizations.roles import Role
from dutylist.workflow.engine import perform, refusal
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from items.editions.services.editions import issue_supplement
from tests.factories import make_membership, make_user, seeding
from tests.workflow.hooks import named, watch

from .people import API, browser_of, place, post

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
ADDRESS = f"{API}interpretations/"
QUESTION = "水库大坝的白蚁由谁防治？"
ANSWER = "由部门组织防治，发现蚁害及时上报。"


def river(place):
    return place.items[1]


def ask(place, question=QUESTION, item=None, by=None):
    told = {"question": question, "item": item and item.code}
    return ask_interpretation(told, by=by or place.mayors[0])


def confirmed(place, question=QUESTION, item=None, **facts):
    row = ask(place, question, item)
    perform(row, Action.ANSWER, by=place.clerk, **{"text": ANSWER, **facts})
    perform(row, Action.CONFIRM, by=place.lead)
    return row


def answers(place, text):
    told = Client().get(f"{API}answers/", {"q": text, "county": place.county.code})
    return told.json()


def of_item(place, item):
    return Client().get(f"/i/{item.code}.json").json()["interpretations"]


def set_text(item, text):
    with seeding("更正"):
        item.township_duty = text
        item.save()


def supplement(place, text, effective_on=None):
    set_text(river(place), text)
    issue_supplement(
        place.edition,
        requested_by=place.clerk,
        by=place.lead,
        reason="抄录有误",
        document_number="示政发〔2026〕8号",
        effective_on=effective_on or timezone.localdate(),
    )


# ---- asked ----


def test_a_unit_asks_of_an_item_and_the_clerk_owes_the_answer(place):
    body = {"item": river(place).code, "question": f" {QUESTION} "}
    made = post(place.staff, ADDRESS, body)
    assert made.status_code == 201
    told = made.json()
    assert told["flow"] == "interpretation"
    assert told["status"] == "asked"
    assert told["question"] == QUESTION
    assert told["item"] == river(place).code
    assert told["applicant"] == {
        "department": place.bureau.name,
        "township": None,
        "by": "钱自然",
    }
    assert told["due_on"]
    assert [action["action"] for action in told["actions"]] == ["withdraw"]
    assert ToDo.objects.for_user(place.clerk).filter(flow="interpretation").count() == 1


def test_every_fault_of_a_question_is_named_at_once(place):
    body = {"item": "99012199999", "question": " "}
    told = post(place.staff, ADDRESS, body)
    assert told.status_code == 422
    assert {error["path"] for error in told.json()["errors"]} == {"item", "question"}
    long = post(place.staff, ADDRESS, {"question": "问" * 301}).json()
    assert long["errors"][0]["message"] == "共301字，最多300字。"


def test_an_item_that_is_not_public_can_not_be_asked_about_by_who_does_not_know_it(place):
    hidden = place.items[3]
    told = post(place.other, ADDRESS, {"item": hidden.code, "question": QUESTION})
    assert told.status_code == 422
    assert [error["path"] for error in told.json()["errors"]] == ["item"]


def test_the_office_and_strangers_to_the_county_do_not_ask(place):
    for user in (place.clerk, place.auditor, make_user()):
        assert post(user, ADDRESS, {"question": QUESTION}).status_code == 403


def test_nobody_asks_in_the_name_of_another_unit(place):
    applicant = {"department": place.forestry.name}
    told = post(place.staff, ADDRESS, {"question": QUESTION, "applicant": applicant})
    assert told.status_code == 403
    assert told.json()["code"] == "role"


# ---- answered, seen by a second person ----


def test_who_answered_does_not_confirm(place):
    row = ask(place)
    deputy = make_user(Role.OFFICE_LEAD, county=place.county)
    make_membership(deputy, Role.CLERK, county=place.county)
    perform(row, Action.ANSWER, by=deputy, text=ANSWER)
    assert refusal(row, Action.CONFIRM, deputy).code == "second_person"
    perform(row, Action.CONFIRM, by=place.clerk)
    assert row.status == "confirmed"
    assert row.confirmed_on == timezone.localdate()


def test_the_unit_that_asked_neither_answers_nor_confirms(place):
    row = ask(place)
    own = make_user(Role.CLERK, county=place.county)
    make_membership(own, Role.TOWNSHIP_STAFF, region=place.towns[0])
    assert refusal(row, Action.ANSWER, own).code == "interested"
    assert refusal(row, Action.ANSWER, place.mayors[0]).code == "role"


def test_the_second_person_returns_an_answer_with_a_reason(place):
    row = ask(place)
    perform(row, Action.ANSWER, by=place.clerk, text=ANSWER)
    with pytest.raises(Invalid):
        perform(row, Action.RETURN, by=place.lead)
    perform(row, Action.RETURN, by=place.lead, reason="没有写明由哪个部门办")
    assert row.status == "asked"
    assert row.due_on


def test_an_answer_that_puts_it_into_the_list_names_the_item(place):
    row = ask(place)
    with pytest.raises(Invalid) as refused:
        perform(row, Action.ANSWER, by=place.clerk, text=ANSWER, kind="ours")
    assert set(refused.value.errors) == {"item"}
    with pytest.raises(Invalid) as refused:
        perform(row, Action.ANSWER, by=place.clerk, text=ANSWER, kind="poem", item="1")
    assert set(refused.value.errors) == {"kind", "item"}
    perform(row, Action.ANSWER, by=place.clerk, text=ANSWER, kind="ours", item=river(place).code)
    assert row.item == river(place)


def test_a_question_that_names_who_asks_is_rewritten_before_it_is_published(place):
    row = ask(place, f"{place.towns[0].name}的水库白蚁由谁防治？")
    with pytest.raises(Invalid) as refused:
        perform(row, Action.ANSWER, by=place.clerk, text=ANSWER)
    assert set(refused.value.errors) == {"question"}
    perform(row, Action.ANSWER, by=place.clerk, text=ANSWER, question=QUESTION)
    assert row.question == QUESTION


def test_what_left_the_list_is_not_confirmed(place):
    row = ask(place, item=river(place))
    perform(row, Action.ANSWER, by=place.clerk, text=ANSWER)
    with seeding("取消"):
        item = river(place)
        item.cancelled_on = timezone.localdate()
        item.save()
    with pytest.raises(NotPossible):
        perform(row, Action.CONFIRM, by=place.lead)


def test_a_unit_takes_its_question_back_until_it_is_answered(place):
    row = ask(place)
    with pytest.raises(NotAllowed):
        perform(row, Action.WITHDRAW, by=place.mayors[1], reason="误报")
    perform(row, Action.WITHDRAW, by=place.mayors[0], reason="已经清楚")
    assert row.status == "withdrawn"
    other = ask(place)
    perform(other, Action.ANSWER, by=place.clerk, text=ANSWER)
    assert refusal(other, Action.WITHDRAW, place.mayors[0]).code == "role"


def test_who_asked_is_told_of_the_answer(place):
    row = confirmed(place)
    titles = InboxMessage.objects.filter(user=place.mayors[0]).values_list("title", flat=True)
    assert list(titles) == [f"清单释义已经答复：{row}"]


# ---- who reads ----


def test_until_it_is_confirmed_only_its_unit_and_the_office_read_it(place):
    row = ask(place)
    readers = (place.mayors[0], place.clerk, place.lead, place.auditor, place.legal)
    for user in readers:
        assert browser_of(user).get(f"{ADDRESS}{row.pk}/").status_code == 200
    for user in (place.mayors[1], place.head, make_user()):
        assert browser_of(user).get(f"{ADDRESS}{row.pk}/").status_code == 404
        assert browser_of(user).get(f"/desk/interpretations/{row.pk}/").status_code == 404


def test_another_unit_reads_what_was_confirmed_but_not_who_asked(place):
    row = confirmed(place)
    reader = browser_of(place.head)
    told = reader.get(f"{ADDRESS}{row.pk}/decisions/").json()
    assert told["text"] == ANSWER
    assert told["applicant"] is None
    assert told["decisions"] == []
    listed = reader.get(ADDRESS).json()["results"]
    assert [one["applicant"] for one in listed] == [None]
    for address in ("/desk/interpretations/", f"/desk/interpretations/{row.pk}/"):
        page = reader.get(address).content.decode()
        assert QUESTION in page
        assert place.towns[0].name not in page
        assert place.mayors[0].get_full_name() not in page
    assert place.towns[0].name in browser_of(place.clerk).get(address).content.decode()


# ---- told beside the list ----


def test_only_what_was_confirmed_and_is_for_everybody_is_told(place):
    row = ask(place, item=river(place))
    assert answers(place, QUESTION)["interpretations"] == []
    perform(row, Action.ANSWER, by=place.clerk, text=ANSWER)
    assert answers(place, QUESTION)["interpretations"] == []
    assert of_item(place, river(place)) == []
    perform(row, Action.CONFIRM, by=place.lead)
    told = {
        "id": row.pk,
        "question": QUESTION,
        "text": ANSWER,
        "answer": "",
        "item": river(place).code,
        "confirmed_on": timezone.localdate().isoformat(),
    }
    assert answers(place, "水库归谁管")["interpretations"] == []  # too little of the question
    assert answers(place, "水库大坝白蚁谁防治")["interpretations"] == [told]
    assert of_item(place, river(place)) == [told]
    perform(row, Action.WITHDRAW, by=place.lead, reason="答复有误")
    assert answers(place, QUESTION)["interpretations"] == []
    assert of_item(place, river(place)) == []


def test_an_answer_for_the_house_is_not_published(place):
    confirmed(place, item=river(place), internal=True)
    assert answers(place, QUESTION)["interpretations"] == []
    assert of_item(place, river(place)) == []


def test_nothing_is_told_of_an_item_that_is_not_public(place):
    hidden = place.items[3]
    row = confirmed(place, item=hidden, kind="ours")
    told = answers(place, QUESTION)
    assert told["interpretations"] == []
    assert hidden.code not in json.dumps(told)
    assert browser_of(place.mayors[1]).get(f"{ADDRESS}{row.pk}/").status_code == 200
    assert browser_of(place.other).get(f"{ADDRESS}{row.pk}/").status_code == 404
    assert browser_of(place.other).get(ADDRESS).json()["results"] == []


def test_an_answer_names_no_item_that_who_asked_may_not_know(place):
    row = ask(place, by=place.other)
    hidden = place.items[3].code
    with pytest.raises(Invalid) as refused:
        perform(row, Action.ANSWER, by=place.clerk, text=ANSWER, kind="ours", item=hidden)
    assert set(refused.value.errors) == {"item"}


def test_the_look_up_says_not_listed_only_by_a_confirmed_interpretation(place):
    question = "彩票兑奖纠纷找谁？"
    assert answers(place, question)["answer"] == "not_found"
    confirmed(place, question, kind="not_listed", text="彩票兑奖不在清单内。")
    told = answers(place, "彩票兑奖纠纷找谁")
    assert (told["answer"], told["sentence"]) == ("not_listed", "彩票兑奖不在清单内。")
    assert told["interpretations"][0]["answer"] == "not_listed"
    out = StringIO()
    call_command("lookup", question, county=place.county.code, json=True, stdout=out)
    assert json.loads(out.getvalue())["answer"] == "not_listed"
    assert answers(place, "彩票销售许可")["answer"] == "not_found"


def test_a_word_out_of_a_question_shows_it_but_is_not_answered_by_it(place):
    row = confirmed(place, "彩票站点兑奖发生纠纷找谁？", kind="not_listed", text="不在清单内。")
    told = answers(place, "彩票站点")
    assert told["answer"] == "not_found"
    assert [one["id"] for one in told["interpretations"]] == [row.pk]
    page = Client().get("/search/", {"q": "彩票站点", "county": place.county.code}).content.decode()
    assert row.text in page
    assert "未检索到相近事项" in page


def test_the_very_words_are_the_same_question_also_where_they_name_no_matter(place):
    row = confirmed(place, "归谁管？")
    assert [one["id"] for one in answers(place, "归谁管")["interpretations"]] == [row.pk]


def test_the_look_up_answers_by_the_item_that_an_interpretation_names(place):
    row = ask(place)
    code = river(place).code
    perform(row, Action.ANSWER, by=place.clerk, text=ANSWER, kind="ours", item=code)
    perform(row, Action.CONFIRM, by=place.lead)
    told = answers(place, QUESTION)
    assert told["answer"] == "coordination"
    assert told["entries"][0]["code"] == code
    assert told["interpretations"][0]["answer"] == "coordination"


def test_the_words_of_the_list_go_before_an_interpretation(place):
    confirmed(place, "公文管理", kind="not_listed", text="不在清单内。")
    told = answers(place, "公文管理")
    assert told["answer"] == "basic"
    assert len(told["interpretations"]) == 1


def test_the_pages_show_it_without_who_asked(place):
    confirmed(place, item=river(place))
    stranger = Client()
    county = place.county.code
    for address in (f"/i/{river(place).code}/", f"/search/?q={QUESTION}&county={county}"):
        page = stranger.get(address).content.decode()
        assert ANSWER in page
        assert place.towns[0].name not in page.split("清单释义")[1]
        assert place.mayors[0].get_full_name() not in page


def test_a_page_that_was_kept_does_not_outlive_a_withdrawal(place):
    row = confirmed(place, item=river(place))
    address = f"/i/{river(place).code}/"
    stranger = Client()
    first = stranger.get(address)
    assert ANSWER in first.content.decode()
    perform(row, Action.WITHDRAW, by=place.clerk, reason="答复有误")
    again = stranger.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 200
    assert ANSWER not in again.content.decode()


# ---- lapses with the wording ----


def test_it_lapses_when_the_text_of_its_item_changes(place):
    row = confirmed(place, item=river(place))
    beside = confirmed(place, "公文归档由谁负责？", item=place.items[0])
    supplement(place, "1.日常巡查；\n2.发现问题及时上报。")
    row.refresh_from_db()
    beside.refresh_from_db()
    assert (row.status, row.status_label) == ("lapsed", "已随清单表述调整失效")
    assert beside.status == "confirmed"
    assert of_item(place, river(place)) == []
    told = InboxMessage.objects.filter(user=place.clerk).values_list("title", flat=True)
    assert list(told) == [f"清单表述已调整，释义失效，可以按新表述重新确认：{row}"]
    perform(row, Action.CONFIRM, by=place.lead)
    assert [one["id"] for one in of_item(place, river(place))] == [row.pk]
    assert changed_interpretations(timezone.localdate()) == []


def test_a_list_that_takes_effect_later_ends_it_on_that_day(place):
    row = confirmed(place, item=river(place))
    later = timezone.localdate() + timedelta(days=10)
    supplement(place, "1.日常巡查；\n2.立即上报。", effective_on=later)
    row.refresh_from_db()
    assert row.status == "confirmed"
    assert len(of_item(place, river(place))) == 1
    on = f"/i/{river(place).code}.json?on={later}"
    assert Client().get(on).json()["interpretations"] == []
    now = timezone.now() + timedelta(days=10)
    run_jobs(now=now)
    row.refresh_from_db()
    assert row.status == "lapsed"


def test_not_listed_lapses_when_the_list_holds_other_items(place):
    row = confirmed(place, "彩票兑奖纠纷找谁？", kind="not_listed")
    plain = confirmed(place, "清单多久修订一次？")
    supplement(place, "1.日常巡查；\n2.立即上报。")
    row.refresh_from_db()
    assert row.status == "confirmed"  # the same items in other words
    with seeding("取消"):
        item = place.items[0]
        item.cancelled_on = timezone.localdate()
        item.save()
    supplement(place, "1.日常巡查；\n2.当日上报。")
    row.refresh_from_db()
    plain.refresh_from_db()
    assert row.status == "lapsed"
    assert plain.status == "confirmed"


def test_nobody_ends_one_by_hand(place):
    row = confirmed(place, item=river(place))
    for user in (place.clerk, place.lead):
        assert refusal(row, Action.LAPSE, user).code == "role"
    state = browser_of(place.clerk).get(f"{ADDRESS}{row.pk}/").json()
    assert [action["action"] for action in state["actions"]] == ["withdraw"]


def test_every_effect_of_its_moves_is_driven(place, monkeypatch):
    driven = watch(monkeypatch)
    row = confirmed(place, item=river(place))
    supplement(place, "1.日常巡查；\n2.立即上报。")
    row.refresh_from_db()
    perform(row, Action.WITHDRAW, by=place.clerk, reason="不再适用")
    assert named("interpretation") - driven == set()


# ---- at the desk ----


def test_a_unit_asks_from_the_page_of_an_item_and_from_a_miss(place):
    browser = browser_of(place.mayors[0])
    item = river(place)
    assert f"/desk/interpretations/new/?item={item.code}" in page_at(
        browser, f"/desk/items/{item.code}/"
    )
    miss = f"/search/?q=彩票兑奖&county={place.county.code}"
    assert "/desk/interpretations/new/?q=%E5%BD%A9%E7%A5%A8" in page_at(Client(), miss)
    asked = browser.get("/desk/interpretations/new/", {"q": "彩票兑奖"})
    assert asked.context["form"]["question"].value() == "彩票兑奖"
    body = {"question": QUESTION, "item": item.code}
    sent = browser.post("/desk/interpretations/new/", body)
    row = Interpretation.objects.get()
    assert sent.url == row.get_absolute_url()
    assert (row.item, row.township) == (item, place.towns[0])
    assert QUESTION in page_at(browser, f"/desk/items/{item.code}/")


def test_a_refused_question_stays_in_its_box(place):
    browser = browser_of(place.mayors[0])
    refused = browser.post("/desk/interpretations/new/", {"question": " "})
    assert refused.status_code == 422
    assert "请写明要问什么。" in refused.content.decode()
    browser = browser_of(place.clerk)
    assert browser.get("/desk/interpretations/new/").status_code == 404


def test_who_works_in_two_units_says_for_which_he_asks(place):
    person = place.mayors[0]
    make_membership(person, Role.DEPARTMENT_STAFF, department=place.bureau)
    told = post(person, ADDRESS, {"question": QUESTION})
    assert [error["path"] for error in told.json()["errors"]] == ["applicant"]
    unit = f"department:{place.bureau.pk}"
    browser = browser_of(person)
    assert place.bureau.name in page_at(browser, "/desk/interpretations/new/")
    browser.post("/desk/interpretations/new/", {"question": QUESTION, "unit": unit})
    assert Interpretation.objects.get().department == place.bureau


def test_it_is_answered_and_confirmed_on_its_page(place):
    row = ask(place, item=river(place))
    address = row.get_absolute_url()
    answer = {"action": "answer", "expect": row.version, "text": ANSWER, "kind": "ours"}
    assert browser_of(place.clerk).post(address, answer).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.is_public) == ("answered", True)
    confirm = {"action": "confirm", "expect": row.version}
    refused = browser_of(place.clerk).post(address, confirm)
    assert refused.status_code == 403
    assert browser_of(place.lead).post(address, confirm).status_code == 302
    row.refresh_from_db()
    assert row.status == "confirmed"
    assert ANSWER in page_at(browser_of(place.mayors[0]), address)


def test_the_list_is_narrowed_and_says_what_waits(place):
    first = ask(place)
    confirmed(place, "公文归档由谁负责？")
    page = page_at(browser_of(place.clerk), "/desk/interpretations/?waiting=true")
    assert first.title in page
    assert "公文归档" not in page
    found = browser_of(place.clerk).get(ADDRESS, {"status": "confirmed", "q": "归档"}).json()
    assert [one["status"] for one in found["results"]] == ["confirmed"]


def test_it_is_shown_and_decided_by_command(place):
    row = ask(place)
    clerk, lead = place.clerk.username, place.lead.username
    facts = {"fact": [f"text={ANSWER}"], "stdout": StringIO()}
    call_command("decide", "interpretation", str(row.pk), "answer", by=clerk, **facts)
    call_command("decide", "interpretation", str(row.pk), "confirm", by=lead, stdout=StringIO())
    out = StringIO()
    call_command("show", "interpretation", str(row.pk), json=True, stdout=out)
    assert json.loads(out.getvalue())["status"] == "confirmed"


def test_what_a_unit_asked_is_its_successors(place):
    row = ask(place, by=place.staff)
    with recording(by=place.clerk, reason="机构改革", source="form"):
        departments_follow(place.bureau, [place.forestry], on=None, by=place.clerk, reason="")
    row.refresh_from_db()
    assert row.department == place.forestry
    assert row.is_of(place.other)


def test_what_a_merged_township_asked_is_its_successors(place):
    row = ask(place)
    with recording(by=place.clerk, reason="区划调整", source="form"):
        regions_follow(place.towns[0], [place.towns[1]], on=None, by=place.clerk, reason="")
    row.refresh_from_db()
    assert row.township == place.towns[1]


def page_at(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [ADDRESS, "/desk/interpretations/", "/search/?q=水库大坝的白蚁&county={county}", "/i/{item}/"],
)
def test_many_cost_no_more_statements_than_one(place, address):
    browser = browser_of(place.head)
    where = address.format(county=place.county.code, item=river(place).code)
    counts = []
    for some in (1, 6):
        for _ in range(some):
            confirmed(place, item=river(place))
        browser.get(where)  # what is remembered is remembered now
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(where).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
