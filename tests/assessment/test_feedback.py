"""Feedback: what a citizen sends, who reads it, how it is answered, what everybody may read of
it, and what is forgotten.
"""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from assessment.feedback.services.handing_over import departments_follow
from assessment.feedback.services.limiting import MOST_AN_HOUR, digest_of_address
from assessment.feedback.services.personal import person_fault
from assessment.feedback.services.receiving import receive_feedback
from assessment.models import (
    Feedback,
    FeedbackAction,
    FeedbackSender,
    FeedbackStatus,
    Problem,
)
from dutylist.history.models import Batch
from dutylist.history.verify import verify
from dutylist.notices.jobs import run_jobs
from dutylist.notices.models import InboxMessage, OutboundEvent, ToDo
from dutylist.organizations.models import User
from dutylist.workflow.engine import perform
from dutylist.workflow.models import Decision
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from items.published.asked_in_public import asked_about
from tests.desk.people import no_second_factor  # noqa: F401 (fixture)
from tests.grounds import ground
from tests.workflow.hooks import named, watch

from .sealed_people import (  # noqa: F401 (fixture)
    API,
    browser_of,
    county_place,
    decide,
    get,
    paths,
    post,
)

pytestmark = pytest.mark.django_db
FEEDBACK = f"{API}feedback/"
CONTACT = "张三丰 13900001111"
TOLD = {"kind": "report", "text": "路口的井盖没有了，晚上看不见。"}


def sent(body, status=201, browser=None, **headers):
    """What a citizen's POST answers."""
    answer = (browser or Client()).post(
        FEEDBACK, json.dumps(body), content_type="application/json", headers=headers
    )
    assert answer.status_code == status, answer.content.decode()[:600]
    return answer.json()


def followed(number, code, status=200):
    answer = Client().get(f"{FEEDBACK}{number}/?code={code}")
    assert answer.status_code == status, answer.content.decode()[:600]
    return answer.json()


def one(place):
    return f"{FEEDBACK}{place.feedback.pk}/"


@ground
def standing_place(county_place):  # noqa: F811
    """One feedback with a contact, and its code."""
    told = {**TOLD, "contact": CONTACT, "item": county_place.items[0].code}
    feedback, code = receive_feedback(told, address="10.1.2.3")
    return SimpleNamespace(feedback=feedback, code=code, **vars(county_place))


def assigned(place):
    perform(place.feedback, FeedbackAction.ASSIGN, by=place.clerk, department=place.bureau.name)
    return place.feedback


def answered(place, text="已补上井盖。"):
    perform(assigned(place), FeedbackAction.ANSWER, by=place.staff, text=text)
    return place.feedback


# ---- sent ----


def test_a_citizen_sends_without_an_account_and_is_given_number_and_code(
    county_place,  # noqa: F811
):
    item = county_place.items[0].code
    body = {**TOLD, "county": county_place.county.code, "township": "", "item": item}
    answer = sent({**body, "contact": CONTACT, "satisfied": None})
    assert set(answer) == {"number", "code"}
    feedback = Feedback.objects.get(pk=answer["number"])
    assert (feedback.status, feedback.channel) == ("received", "web")
    assert feedback.item_code == item
    assert answer["code"] not in str(vars(feedback))
    told = followed(answer["number"], answer["code"].lower().replace("-", " "))
    assert (told["status"], told["answer"], told["answered_on"]) == ("received", "", None)
    assert "contact" not in told
    assert "text" not in told


def test_neither_number_nor_code_alone_opens_it(standing_place):
    number, code = standing_place.feedback.pk, standing_place.code
    wrong = followed(number, "AAAA-BBBB-CCCC", 404)
    other = followed(number + 1 if number < 99_999_999 else number - 1, code, 404)
    assert wrong["detail"] == other["detail"]
    assert Client().get(f"{FEEDBACK}{number}/").status_code == 401
    followed(10**17, code, 404)


def test_every_fault_is_named_at_its_path(county_place):  # noqa: F811
    body = {
        "township": "990199999999",
        "item": "99012299999",
        "kind": "praise",
        "text": 7,
        "contact": ["x"],
        "satisfied": "yes",
    }
    assert paths(sent(body, 422)) == set(body)
    assert paths(sent({**TOLD, "text": "字" * 1001}, 422)) == {"text"}
    assert paths(sent({**TOLD, "contact": "字" * 81}, 422)) == {"contact"}
    assert paths(sent({**TOLD, "channel": "letter"}, 422)) == {"channel"}
    assert paths(sent({**TOLD, "name": "张三"}, 422)) == {"name"}
    assert paths(sent({**TOLD, "county": "990199000000"}, 422)) == {"county"}
    assert not Feedback.objects.exists()
    assert not FeedbackSender.objects.exists()


def test_the_sixth_within_an_hour_from_an_address_is_refused(county_place):  # noqa: F811
    for _time in range(MOST_AN_HOUR):
        sent(TOLD)
    answer = Client().post(FEEDBACK, json.dumps(TOLD), content_type="application/json")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert answer.json()["code"] == "too_many"
    assert Feedback.objects.count() == MOST_AN_HOUR
    other = Client(REMOTE_ADDR="10.9.9.9")
    sent(TOLD, browser=other)
    FeedbackSender.objects.update(at=timezone.now() - timedelta(minutes=61))
    sent(TOLD)
    assert FeedbackSender.objects.count() == 1


def test_the_limit_counts_across_midnight(county_place):  # noqa: F811
    yesterday = timezone.localdate() - timedelta(days=1)
    digest = digest_of_address("127.0.0.1", yesterday, "feedback")
    for _time in range(MOST_AN_HOUR):
        FeedbackSender.objects.create(digest=digest, at=timezone.now())
    sent(TOLD, 429)


def test_no_table_holds_the_address_of_a_visitor(county_place):  # noqa: F811
    browser = Client(REMOTE_ADDR="203.0.113.77")
    sent({**TOLD, "contact": "13900001111"}, browser=browser)
    assert holding("203.0.113.77") == []
    assert holding("13900001111") == ["assessment_feedback"]
    run_jobs(timezone.now() + timedelta(days=1))
    assert not FeedbackSender.objects.exists()


def holding(text):
    """The tables of the database in which a text stands."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if any(text in str(row) for row in cursor.fetchall()):
                found.append(table)
    return found


def test_a_signed_in_sender_is_not_named_either(county_place):  # noqa: F811
    answer = post(county_place.head, FEEDBACK, TOLD)
    feedback = Feedback.objects.get(pk=answer["number"])
    batch = Batch.objects.get(pk=feedback.history.get().batch)
    assert batch.actor_name == "未登录访问者"
    assert batch.actor_id is None


def test_the_clerk_writes_down_calls_letters_and_visits(county_place):  # noqa: F811
    for channel in ("hotline", "box", "visit"):
        answer = post(county_place.clerk, FEEDBACK, {**TOLD, "channel": channel})
        assert Feedback.objects.get(pk=answer["number"]).channel == channel
    assert not FeedbackSender.objects.exists()
    for user in (county_place.head, county_place.lead, county_place.auditor):
        refused = post(user, FEEDBACK, {**TOLD, "channel": "hotline"}, 403)
        assert refused["code"] == "role"
    sent({**TOLD, "channel": "hotline"}, 403)
    with pytest.raises(NotAllowed):
        receive_feedback({**TOLD, "channel": "box"})


# ---- who reads ----


def test_the_office_and_the_assigned_unit_read_it_and_nobody_else(standing_place):
    place, address = standing_place, one(standing_place)
    for user in (place.clerk, place.lead, place.auditor):
        assert get(user, address)["text"] == TOLD["text"]
    for user in (place.staff, place.other, place.inspector, place.keeper, place.mayors[0]):
        get(user, address, 404)
        assert get(user, FEEDBACK)["results"] == []
    assigned(place)
    get(place.staff, address)
    get(place.other, address, 404)
    perform(
        place.feedback,
        FeedbackAction.ASSIGN,
        by=place.clerk,
        township=place.towns[0].code,
    )
    get(place.staff, address, 404)
    assert get(place.mayors[0], address)["unit"] == {"township": place.towns[0].code}


def test_the_contact_is_told_one_by_one_to_clerk_and_unit_alone(standing_place):
    place, address = standing_place, one(standing_place)
    assert get(place.clerk, address)["contact"] == CONTACT
    for user in (place.lead, place.auditor):
        assert "contact" not in get(user, address)
    assigned(place)
    assert get(place.head, address)["contact"] == CONTACT
    for user in (place.clerk, place.head):
        assert CONTACT not in json.dumps(get(user, FEEDBACK), ensure_ascii=False)
        assert CONTACT not in json.dumps(get(user, f"{address}decisions/"), ensure_ascii=False)


def test_no_record_holds_the_contact_and_only_readers_of_it_read_the_text(standing_place):
    place = standing_place
    answered(place)
    assert holding("13900001111") == ["assessment_feedback"]
    batches = set(place.feedback.history.values_list("batch", flat=True))
    assert len(batches) == 3
    read = Batch.objects.filter(pk__in=batches)
    assert read.readable_by(place.clerk).count() == 3
    assert read.readable_by(place.auditor).count() == 3
    for user in (place.inspector, place.other, place.recorder):
        assert read.readable_by(user).count() == 0
    assert verify().ok
    assert not OutboundEvent.objects.filter(kind__startswith="feedback").exists()
    assert not Decision.objects.visible_to(place.recorder).filter(flow="feedback").exists()


# ---- handled ----


def test_it_is_assigned_answered_published_and_opened_again(standing_place):
    place, address = standing_place, one(standing_place)
    number, code = place.feedback.pk, place.code
    told = decide(place.clerk, address, "assign", department="县商业局")
    assert (told["status"], told["unit"]) == ("assigned", {"department": "县商务局"})
    assert ToDo.objects.open().get(flow="feedback").department_id == place.bureau.pk
    assert decide(place.clerk, address, "answer", 403, text="我来答复")["code"] == "role"
    told = decide(place.head, address, "answer", text="已补上井盖。")
    assert told["status"] == "answered"
    assert followed(number, code)["answer"] == "已补上井盖。"
    assert followed(number, code)["answered_on"] == timezone.localdate().isoformat()
    told = decide(place.clerk, address, "publish")
    assert told["status"] == "published"
    assert told["public"] == {"text": TOLD["text"], "answer": "已补上井盖。"}
    [asked] = asked_about(place.items[0].code)
    assert (asked.question, asked.unit) == (TOLD["text"], "县商务局")
    assert ToDo.objects.open().filter(flow="feedback").count() == 0
    reopened(number, code, "井盖又没有了。")
    assert followed(number, code)["status"] == "reopened"
    assert Feedback.objects.get().public_text == ""
    assert asked_about(place.items[0].code) == []
    assert ToDo.objects.open().get(flow="feedback").role == "clerk"
    decision = place.feedback.decisions.last()
    assert decision.reason == "群众凭查询码：井盖又没有了。"
    assert decision.by == User.objects.system()
    told = decide(place.clerk, address, "close", reason="与另一件重复。")
    assert told["status"] == "closed"


def test_what_is_about_no_item_is_read_beside_the_form_once_it_is_published(standing_place):
    place = standing_place
    told = {"county": place.county.code, "item": None, "kind": "opinion"}
    number = sent(told | {"text": "希望早一点开门办事。"})["number"]
    feedback = Feedback.objects.get(pk=number)
    perform(feedback, FeedbackAction.ASSIGN, by=place.clerk, department="县商务局")
    perform(feedback, FeedbackAction.ANSWER, by=place.head, text="八点半起开门。")
    page = f"/feedback/?county={place.county.code}"
    assert "八点半起开门。" not in Client().get(page).content.decode()
    perform(feedback, FeedbackAction.PUBLISH, by=place.clerk)
    assert "八点半起开门。" in Client().get(page).content.decode()


def reopened(number, code, reason, status=201):
    body = {"action": "reopen", "reason": reason, "code": code}
    answer = Client().post(
        f"{FEEDBACK}{number}/decisions/", json.dumps(body), content_type="application/json"
    )
    assert answer.status_code == status, answer.content.decode()[:600]
    return answer.json()


def test_the_citizen_opens_only_his_own_again_and_only_what_is_over(standing_place):
    place = standing_place
    number, code = place.feedback.pk, place.code
    assert reopened(number, code, "还没有人管。", 409)["code"] == "not_possible"
    perform(place.feedback, FeedbackAction.CLOSE, by=place.clerk, reason="已当面答复。")
    reopened(number, "AAAA-BBBB-CCCC", "还没有人管。", 404)
    assert paths(reopened(number, code, "", 422)) == {"reason"}
    assert paths(reopened(number, code, "字" * 1001, 422)) == {"reason"}
    body = {"action": "close", "reason": "x", "code": code}
    answer = Client().post(
        f"{FEEDBACK}{number}/decisions/", json.dumps(body), content_type="application/json"
    )
    assert answer.status_code == 422
    bare = Client().post(f"{FEEDBACK}{number}/decisions/", "{}", content_type="application/json")
    assert bare.status_code == 401
    reopened(number, code, "还没有人管。")


def test_opening_again_is_counted_as_a_sending(standing_place):
    place = standing_place
    perform(place.feedback, FeedbackAction.CLOSE, by=place.clerk, reason="已当面答复。")
    for _time in range(MOST_AN_HOUR):
        sent(TOLD)
    reopened(place.feedback.pk, place.code, "还没有人管。", 429)
    place.feedback.refresh_from_db()
    assert place.feedback.status == FeedbackStatus.CLOSED


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({}, "facts.department|township"),
        ({"department": "县气象局"}, "facts.department"),
        ({"township": "990121999999"}, "facts.township"),
        ({"department": "县商务局", "township": "990121100000"}, "facts.department"),
    ],
)
def test_one_unit_of_the_county_answers(standing_place, facts, path):
    refused = decide(standing_place.clerk, one(standing_place), "assign", 422, **facts)
    assert paths(refused) == {path}


def test_a_township_answers_and_the_clerk_sends_it_back(standing_place):
    place, address = standing_place, one(standing_place)
    decide(place.clerk, address, "assign", township=place.towns[1].code)
    get(place.mayors[1], address)
    told = decide(place.mayors[1], address, "answer", text="不归我们管。")
    told = decide(place.clerk, address, "assign", department="县林业局")
    assert (told["answer"], told["answered_on"]) == ("", None)
    assert followed(place.feedback.pk, place.code)["answer"] == ""
    get(place.mayors[1], address, 404)
    decide(place.other, address, "answer", text="明天去补。")


def test_close_needs_a_reason(standing_place):
    refused = decide(standing_place.clerk, one(standing_place), "close", 422)
    assert paths(refused) == {"reason"}


def test_each_step_has_its_days_and_is_reminded(standing_place):
    place = standing_place
    received = place.feedback.due_on
    assert received is not None
    feedback = assigned(place)
    assert feedback.due_on > received
    late = timezone.now() + timedelta(days=40)
    InboxMessage.objects.all().delete()
    run_jobs(late)
    assert InboxMessage.objects.filter(user=place.head, title__contains="已超过办理期限").exists()


# ---- without any person ----


@pytest.mark.either_database
@pytest.mark.parametrize(
    "text",
    [
        "请打 139 0000-1111 联系我",
        "身份证 99012119700101123X",
        "写信到 zhang@example.com",
        "我住3号楼2单元501室",
        "张三丰家门口",
        "１３９００００１１１１",
    ],
)
def test_what_tells_of_a_person_is_not_published(standing_place, text):
    place = standing_place
    answered(place)
    for name in ("text", "answer"):
        with pytest.raises(Invalid) as refused:
            perform(place.feedback, FeedbackAction.PUBLISH, by=place.clerk, **{name: text})
        assert set(refused.value.errors) == {name}
    assert asked_about(place.items[0].code) == []
    with pytest.raises(Invalid):
        perform(place.feedback, FeedbackAction.TO_PROBLEM, by=place.clerk, text=text)


def test_what_tells_of_no_person_is():
    for text in ("路口井盖没有了", "请拨打0000-1234567", "第12项，3月15日", "城关镇2号路"):
        assert person_fault(text, "李女士 13900001111") == ""


def test_the_published_words_are_those_the_clerk_lets_be_read(standing_place):
    place = standing_place
    answered(place)
    perform(
        place.feedback,
        FeedbackAction.PUBLISH,
        by=place.clerk,
        text="井盖缺失怎么办？",
        answer="已补。",
    )
    [asked] = asked_about(place.items[0].code)
    assert (asked.question, asked.answer) == ("井盖缺失怎么办？", "已补。")
    page = Client().get(f"/i/{place.items[0].code}/").content.decode()
    assert "井盖缺失怎么办？" in page
    assert TOLD["text"] not in page
    assert "139" not in page


def test_the_page_of_an_item_changes_when_an_answer_is_published(standing_place):
    place, address = standing_place, f"/i/{standing_place.items[0].code}/"
    answered(place)
    before = Client().get(address)
    assert TOLD["text"] not in before.content.decode()
    perform(place.feedback, FeedbackAction.PUBLISH, by=place.clerk)
    after = Client().get(address)
    assert TOLD["text"] in after.content.decode()
    assert before.headers["ETag"] != after.headers["ETag"]


# ---- a problem of the county ----


def test_a_feedback_becomes_a_problem_once(standing_place):
    place = standing_place
    assigned(place)
    told = decide(place.clerk, one(place), "to_problem", text="井盖缺失没有人巡查。")
    assert told["status"] == "assigned"
    problem = Problem.objects.get(pk=told["problem"])
    assert (problem.source, problem.item.code) == ("feedback", place.items[0].code)
    assert problem.department == place.bureau
    with pytest.raises(NotPossible):
        perform(place.feedback, FeedbackAction.TO_PROBLEM, by=place.clerk, text="又一次")
    batch = Batch.objects.filter(pk=problem.history.get().batch)
    for user in (place.clerk, place.inspector, place.head):
        assert batch.readable_by(user).exists()
    assert Problem.objects.visible_to(place.inspector).get() == problem


# ---- forgotten ----


def test_the_contact_is_erased_half_a_year_after_it_was_over(standing_place):
    place = standing_place
    perform(place.feedback, FeedbackAction.CLOSE, by=place.clerk, reason="已当面答复。")
    rows = place.feedback.history.count()
    run_jobs(timezone.now() + timedelta(days=175))
    assert Feedback.objects.get().contact == CONTACT
    run_jobs(timezone.now() + timedelta(days=190))
    assert Feedback.objects.get().contact == ""
    assert holding("13900001111") == []
    assert place.feedback.history.count() == rows
    assert verify().ok


def test_what_is_open_keeps_its_contact(standing_place):
    run_jobs(timezone.now() + timedelta(days=400))
    assert Feedback.objects.get().contact == CONTACT


def test_what_was_over_half_a_year_ago_is_not_opened_again(standing_place):
    place = standing_place
    perform(place.feedback, FeedbackAction.CLOSE, by=place.clerk, reason="已当面答复。")
    place.feedback.closed_on = timezone.localdate() - timedelta(days=200)
    with pytest.raises(NotPossible, match="已满6个月"):
        place.feedback.flow.run("possible", FeedbackAction.REOPEN, place.feedback)


def test_every_effect_is_driven(standing_place, monkeypatch):
    driven, place = watch(monkeypatch), standing_place
    answered(place)
    perform(place.feedback, FeedbackAction.TO_PROBLEM, by=place.clerk, text="井盖缺失。")
    perform(place.feedback, FeedbackAction.PUBLISH, by=place.clerk)
    perform(place.feedback, FeedbackAction.REOPEN, by=place.clerk, reason="又打来电话。")
    perform(place.feedback, FeedbackAction.CLOSE, by=place.clerk, reason="已当面答复。")
    assert named("feedback") - driven == set()


def test_whoever_comes_after_a_department_answers(standing_place):
    place = standing_place
    assigned(place)
    reform(place.bureau, place.forestry)
    feedback = Feedback.objects.get()
    assert feedback.department == place.forestry
    assert ToDo.objects.open().get(flow="feedback").department_id == place.forestry.pk
    get(place.other, one(place))


def reform(predecessor, successor):
    """The one department goes over into the other."""
    departments_follow(
        predecessor,
        [successor],
        on=timezone.localdate(),
        by=User.objects.system(),
        reason="机构改革",
    )
