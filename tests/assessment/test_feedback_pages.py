"""The pages of feedback: for citizens on a phone, without account and without script, and for those
who handle it.
"""

import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from assessment.feedback.services.receiving import receive_feedback
from assessment.feedback.services.tapping import MOST_TAPS
from assessment.models import AnswerTap, Feedback, FeedbackAction
from dutylist.workflow.engine import perform
from items.models.phrases import AskedCount
from tests.desk.people import no_second_factor  # noqa: F401 (fixture)
from tests.grounds import ground

from .sealed_people import browser_of, county_place  # noqa: F401 (fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
PAGE, FOLLOW, TAP = "/feedback/", "/feedback/follow/", "/feedback/tap/"
TYPED = {"kind": "report", "text": "路口的井盖没有了。", "contact": "", "website": ""}


@ground
def standing_place(county_place):  # noqa: F811
    told = {"kind": "report", "text": "路口的井盖没有了。", "contact": "13900001111"}
    feedback, code = receive_feedback(told)
    return SimpleNamespace(feedback=feedback, code=code, **vars(county_place))


def words(answer):
    return re.sub(r"\s+", "", answer.content.decode())


def test_the_page_begins_with_the_emergency_numbers(county_place):  # noqa: F811
    answer = Client().get(PAGE)
    page = words(answer)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    for number in ("119", "110", "120", "12345"):
        assert page.index(f'href="tel:{number}"') < page.index("<formmethod")
    assert "<script>" not in page
    assert "紧急情况请直接拨打" in page


def test_item_and_question_are_carried(county_place):  # noqa: F811
    item = county_place.items[0]
    assert f'name="item"value="{item.code}"' in words(Client().get(f"{PAGE}?item={item.code}"))
    page = Client().get(f"{PAGE}?q=彩票兑奖").content.decode()
    assert "查询“彩票兑奖”，没有查到。" in page
    assert re.search(r'value="not_found"[^>]*checked', page)


def test_the_form_is_sent_and_number_and_code_are_shown_once(county_place):  # noqa: F811
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(PAGE, TYPED).status_code == 403
    page = browser.get(PAGE).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    item = county_place.items[0].code
    sent = {**TYPED, "item": item, "satisfied": "no", "csrfmiddlewaretoken": token}
    answer = browser.post(PAGE, sent)
    assert answer.status_code == 201
    number, code = re.findall(r'class="receipt">([^<]+)<', answer.content.decode())
    feedback = Feedback.objects.get(pk=number)
    assert (feedback.item_code, feedback.satisfied) == (item, False)
    found = browser.post(FOLLOW, {"number": number, "code": code, "csrfmiddlewaretoken": token})
    assert "已收到，待交办" in found.content.decode()


def test_what_a_program_fills_in_is_refused(county_place):  # noqa: F811
    answer = Client().post(PAGE, {**TYPED, "website": "http://x.example"})
    assert answer.status_code == 422
    assert "这一栏请留空" in answer.content.decode()
    assert not Feedback.objects.exists()


def test_faults_stand_at_their_fields_and_what_was_typed_stays(county_place):  # noqa: F811
    answer = Client().post(PAGE, {**TYPED, "kind": "", "text": "字" * 1001})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请选择是哪一类" in page
    assert "共1001字，最多1000字" in page
    assert "字" * 1001 in page


def test_the_sixth_of_an_hour_is_told_when_to_come_back(county_place):  # noqa: F811
    for _time in range(5):
        assert Client().post(PAGE, TYPED).status_code == 201
    answer = Client().post(PAGE, TYPED)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "以后再提交" in answer.content.decode()


def test_number_and_code_show_status_and_answer_and_nothing_else_does(standing_place):
    place = standing_place
    address = f"{PAGE}{place.feedback.pk}/"
    assert "井盖" not in Client().get(address).content.decode()
    typed = {"number": place.feedback.pk, "code": "AAAA-BBBB-CCCC"}
    wrong = Client().post(address, typed)
    assert wrong.status_code == 404
    assert "编号或者查询码不对" in wrong.content.decode()
    perform(place.feedback, FeedbackAction.ASSIGN, by=place.clerk, department="县商务局")
    perform(place.feedback, FeedbackAction.ANSWER, by=place.staff, text="已补上。")
    right = Client().post(address, typed | {"code": place.code})
    assert right.status_code == 200
    page = right.content.decode()
    assert "已补上。" in page
    assert "县商务局" in page
    assert "13900001111" not in page
    assert Client().get(f"{address}?code={place.code}").status_code == 200
    assert Client().post(FOLLOW, {"number": "x", "code": ""}).status_code == 422


def test_the_citizen_opens_it_again_on_the_page(standing_place):
    place = standing_place
    perform(place.feedback, FeedbackAction.CLOSE, by=place.clerk, reason="已补上。")
    typed = {"action": "reopen", "number": place.feedback.pk, "code": place.code}
    assert Client().post(FOLLOW, typed).status_code == 422
    answer = Client().post(FOLLOW, typed | {"reason": "又没有了。"})
    assert "重新提出，待交办" in answer.content.decode()
    again = Client().post(FOLLOW, typed | {"reason": "又没有了。"})
    assert again.status_code == 409
    assert Client().post(FOLLOW, typed | {"code": "x", "reason": "又"}).status_code == 404


# ---- the two buttons ----


def test_a_tap_is_counted_and_nothing_of_who_tapped_is_kept(county_place):  # noqa: F811
    county, code = county_place.county, county_place.items[0].code
    page = Client().get(f"/i/{code}/").content.decode()
    assert 'action="/feedback/tap/"' in page
    sent = {"county": county.code, "item": code}
    browser = Client(enforce_csrf_checks=True)
    for tap in ("useful", "missed", "missed"):
        answer = browser.post(TAP, {**sent, "tap": tap})
        assert answer.status_code == 303
    thanks = browser.get(answer.headers["Location"])
    assert "只计次数" in thanks.content.decode()
    assert f"/i/{code}/" in thanks.content.decode()
    browser.post(TAP, {"county": county.code, "q": "彩票兑奖", "tap": "missed"})
    told = AnswerTap.objects.order_by("code").values_list("on", "code", "useful", "missed")
    today = timezone.localdate()
    assert list(told) == [(today, "", 0, 1), (today, code, 1, 2)]
    assert not browser.cookies


def test_taps_are_refused_from_other_sites_and_for_what_is_not_there(county_place):  # noqa: F811
    county = county_place.county.code
    cross = Client(HTTP_SEC_FETCH_SITE="cross-site")
    assert cross.post(TAP, {"county": county, "tap": "useful"}).status_code == 403
    for wrong in (
        {"county": county, "tap": "great"},
        {"county": "990199000000", "tap": "useful"},
        {"county": county, "item": "99012199999", "tap": "useful"},
        {},
    ):
        assert Client().post(TAP, wrong).status_code == 404
    assert Client().get(TAP).status_code == 405
    assert not AnswerTap.objects.exists()


def test_one_address_does_not_tap_without_end(county_place):  # noqa: F811
    sent = {"county": county_place.county.code, "tap": "useful"}
    for _time in range(MOST_TAPS + 3):
        assert Client().post(TAP, sent).status_code == 303
    assert AnswerTap.objects.get().useful == MOST_TAPS
    assert Client().post(PAGE, TYPED).status_code == 201


def test_the_way_back_leads_nowhere_else(county_place):  # noqa: F811
    address = "/feedback/thanks/?tap=missed&item=https://x.example/&q=x&county=990121000000"
    page = Client().get(address).content.decode()
    assert 'href="https://x.example' not in page
    assert "/search/?county=990121000000&amp;q=x" in page


# ---- on the desk ----


def test_the_clerk_sees_what_came_in_and_the_counts(standing_place):
    place = standing_place
    Client().post(TAP, {"county": place.county.code, "item": place.items[0].code, "tap": "missed"})
    page = browser_of(place.clerk).get("/desk/feedback/").content.decode()
    assert "路口的井盖没有了。" in page
    assert place.items[0].name in page
    assert "13900001111" not in page
    staff = browser_of(place.staff).get("/desk/feedback/").content.decode()
    assert "井盖" not in staff
    assert "答复有没有用" not in staff


def test_the_list_shows_what_is_owed_before_what_is_over(standing_place):
    place = standing_place
    receive_feedback({"kind": "opinion", "text": "第二件，要快。"})
    perform(place.feedback, FeedbackAction.CLOSE, by=place.clerk, reason="已补上。")
    page = browser_of(place.clerk).get("/desk/feedback/").content.decode()
    assert page.index("第二件，要快。") < page.index("路口的井盖没有了。")
    narrowed = browser_of(place.clerk).get("/desk/feedback/?open=true").content.decode()
    assert "路口的井盖没有了。" not in narrowed
    assert "第二件，要快。" in narrowed


def test_the_contact_stands_on_the_page_of_those_who_answer(standing_place):
    place, address = standing_place, f"/desk/feedback/{standing_place.feedback.pk}/"
    assert "13900001111" in browser_of(place.clerk).get(address).content.decode()
    for user in (place.lead, place.auditor):
        answer = browser_of(user).get(address)
        assert answer.status_code == 200
        assert "13900001111" not in answer.content.decode()
    assert browser_of(place.staff).get(address).status_code == 404


def test_the_clerk_gives_it_out_and_publishes_on_the_page(standing_place):
    place, address = standing_place, f"/desk/feedback/{standing_place.feedback.pk}/"
    clerk = browser_of(place.clerk)
    assert "县商务局" in clerk.get(address).content.decode()
    sent = {"action": "assign", "department": "县商务局", "township": "", "expect": 1}
    assert clerk.post(address, sent).status_code == 302
    unit = browser_of(place.head)
    answer = unit.post(address, {"action": "answer", "text": "已补上。", "expect": 2})
    assert answer.status_code == 302
    page = clerk.get(address).content.decode()
    assert "公开的问题" in page
    sent = {"action": "publish", "text": "打13900001111", "answer": "已补上。", "expect": 3}
    refused = clerk.post(address, sent)
    assert refused.status_code == 422
    assert "手机号码" in refused.content.decode()
    sent["text"] = "路口的井盖没有了。"
    assert clerk.post(address, sent).status_code == 302
    assert Feedback.objects.get().status == "published"


def test_the_clerk_writes_down_a_call(county_place):  # noqa: F811
    clerk, address = browser_of(county_place.clerk), "/desk/feedback/new/"
    assert clerk.get(address).status_code == 200
    typed = {"channel": "hotline", "kind": "report", "township": "", "item": "", "contact": ""}
    refused = clerk.post(address, typed | {"text": ""})
    assert refused.status_code == 422
    assert "请写明要说的内容" in refused.content.decode()
    answer = clerk.post(address, typed | {"text": "来电反映路灯不亮。"})
    assert answer.status_code == 201
    number, _code = re.findall(r'class="receipt">([^<]+)<', answer.content.decode())
    assert Feedback.objects.get(pk=number).channel == "hotline"
    assert browser_of(county_place.head).get(address).status_code == 404


def test_a_question_of_the_search_that_was_not_answered_may_become_a_phrase(
    county_place,  # noqa: F811
):
    county, item = county_place.county, county_place.items[0]
    sent = {"county": county.code, "q": "彩票兑奖", "tap": "missed"}
    Client().post(TAP, sent | {"tap": "useful"})
    Client().post(TAP, sent | {"item": item.code})
    assert not AskedCount.objects.exists()
    Client().post(TAP, sent)
    assert (AskedCount.objects.get().outcome, AskedCount.objects.get().count) == ("missed", 1)
