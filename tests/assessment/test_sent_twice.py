"""The same thing sent twice at the same moment is there once, and both are told the same; nobody is
answered with an error.
"""

import itertools
import re

import pytest
from django.test import Client

from assessment.feedback.services.limiting import MOST_AN_HOUR
from assessment.models import (
    Ballot,
    ExecutionReport,
    Feedback,
    OffListReport,
    Problem,
    SatisfactionAction,
    Scheme,
    Whistle,
)
from assessment.models.off_list_reports import digest_of_receipt
from assessment.off_list.services.reporting import report_off_list
from assessment.satisfaction.services.planning import create_round
from dutylist.attachments.models import Attachment
from dutylist.history.models import Opening
from dutylist.workflow.engine import perform
from tests.access_control.people import browser_of
from tests.at_once import at_once
from tests.attachments import files

from . import test_satisfaction, test_schemes
from .scheme_people import place as scheme_place
from .sealed_people import county_place
from .whistling import API, WHISTLES, call, called, place, post, whistling

__all__ = ["county_place", "place", "scheme_place", "whistling"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.either_database]
RACERS = 4


def sent_at_once(send, times=RACERS):
    """The answers of so many sendings of the same at the same moment, sorted by their status."""
    answers = at_once([send] * times)
    return sorted(answers, key=lambda answer: answer.status_code)


def statuses(answers):
    return [answer.status_code for answer in answers]


def ids(answers):
    return {answer.json()["id"] for answer in answers}


# ---- the number of another system ----


def test_one_whistle_of_one_external_id(whistling):
    body = call(whistling, external_id="网格-1")
    answers = sent_at_once(lambda: post(whistling.mayor, WHISTLES, body))
    assert statuses(answers) == [*[200] * (RACERS - 1), 201]
    assert ids(answers) == {Whistle.objects.get().pk}


def test_one_whistle_of_one_external_id_under_keys_of_their_own(whistling):
    body, numbers = call(whistling, external_id="网格-2"), itertools.count()

    def send():
        return post(whistling.mayor, WHISTLES, body, **{"Idempotency-Key": f"k{next(numbers)}"})

    answers = sent_at_once(send)
    assert statuses(answers) == [*[200] * (RACERS - 1), 201]
    assert ids(answers) == {Whistle.objects.get().pk}


# ---- the key of a request ----

KEY = {"Idempotency-Key": "once"}


def test_one_row_of_one_key(whistling):
    problem = {
        "source": "visit",
        "found_on": "2026-11-02",
        "unit": {"department": whistling.bureau.name},
        "text": "河道护栏损坏，两周无人处理。",
    }
    sendings = {
        Whistle: (whistling.mayor, WHISTLES, call(whistling)),
        Problem: (whistling.clerk, f"{API}problems/", problem),
        ExecutionReport: (whistling.mayor, f"{API}execution/", {"rows": []}),
    }
    for model, (user, address, body) in sendings.items():
        key = {"Idempotency-Key": model.__name__}
        answers = sent_at_once(lambda told=(user, address, body), key=key: post(*told, **key))
        assert statuses(answers) == [201] * RACERS, answers[-1].content.decode()
        assert ids(answers) == {model.objects.get().pk}


def test_one_scheme_of_one_workbook_and_key(scheme_place):
    fields = {"county": scheme_place.county.code, "owner": "县委组织部", "year": "2026"}
    content = test_schemes.workbook(test_schemes.ROWS).read()

    def send():
        form = {"file": files.upload("方案.xlsx", content), **fields}
        return browser_of(scheme_place.head).post(test_schemes.SCHEMES, form, headers=KEY)

    answers = sent_at_once(send)
    assert statuses(answers) == [201] * RACERS, answers[-1].content.decode()
    assert ids(answers) == {Scheme.objects.get().pk}


@pytest.mark.parametrize("headers", [KEY, {}], ids=["with a key", "without"])
def test_one_attachment_of_one_file(whistling, headers, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    whistle = called(whistling)
    fields = {"kind": "photo", "subject_flow": "whistle", "subject_id": whistle.pk}

    def send():
        form = {"file": files.upload("现场.png", files.PNG), **fields}
        return browser_of(whistling.mayor).post(f"{API}attachments/", form, headers=headers)

    answers = sent_at_once(send)
    assert statuses(answers) == [201] * RACERS, answers[-1].content.decode()
    assert ids(answers) == {Attachment.objects.get().pk}


# ---- one a unit, one an hour, two a seal ----


def test_one_ballot_of_one_township(county_place):
    row = create_round(test_satisfaction.told(), by=county_place.lead)
    perform(row, SatisfactionAction.OPEN, by=county_place.lead)
    address = f"{test_satisfaction.address_of(row)}ballot/"
    body = test_satisfaction.rated("satisfied", "mostly")
    answers = sent_at_once(lambda: post(county_place.mayors[0], address, body))
    assert statuses(answers) == [201] * RACERS
    assert Ballot.objects.count() == 1


def test_no_more_feedback_of_one_address_than_the_limit(county_place):
    body = {"county": county_place.county.code, "kind": "opinion", "text": "希望写明受理电话。"}

    def send():
        return Client().post(f"{API}feedback/", body, content_type="application/json")

    answers = sent_at_once(send, MOST_AN_HOUR + 2)
    assert statuses(answers) == [*[201] * MOST_AN_HOUR, 429, 429]
    assert Feedback.objects.count() == MOST_AN_HOUR


def test_a_seal_is_opened_by_two_and_once(county_place):
    told = {"department": "县商务局", "how": "group", "text": "每周五报送投资意向客商名单。"}
    report, _receipt = report_off_list(told, by=county_place.mayors[2])
    address = f"{API}off-list-reports/{report.pk}/opening/"
    handlers = itertools.cycle([county_place.clerk, county_place.lead])

    def send():
        return post(next(handlers), address, {"reason": "核实需要"})

    answers = sent_at_once(send, 2)
    assert statuses(answers) == [201, 202], answers[-1].content.decode()
    assert Opening.objects.exclude(agreed_by=None).count() == 1
    assert OffListReport.objects.count() == 1


# ---- a form pressed twice, or its page loaded again ----


def mark_on(page):
    return re.search(r'name="once"[^>]*value="([0-9a-f]{32})"', page.content.decode()).group(1)


def pressed(user, address, **typed):
    """The form of an address as this person presses it: a function that sends it."""
    browser = browser_of(user) if user else Client()
    typed = {**typed, "once": mark_on(browser.get(address))}

    def send(**altered):
        sender = browser_of(user) if user else Client()
        return sender.post(address, {**typed, **altered})

    return send


def told_once(answer):
    """The code on the page that tells it."""
    return re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", answer.content.decode()).group()


FORMS = {
    "off-list report": (
        OffListReport,
        lambda place: place.mayors[0],
        "/desk/off-list/",
        {"action": "report", "department": "县商务局", "how": "group", "text": "每周报送。"},
    ),
    "feedback": (
        Feedback,
        lambda place: None,
        "/feedback/?county=990121000000",
        {"county": "990121000000", "kind": "opinion", "text": "希望写明受理电话。"},
    ),
    "feedback written down": (
        Feedback,
        lambda place: place.clerk,
        "/desk/feedback/new/",
        {"county": "990121000000", "channel": "hotline", "kind": "opinion", "text": "来电反映。"},
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_pressed_twice_is_sent_once(county_place, name):
    model, whose, address, typed = FORMS[name]
    send = pressed(whose(county_place), address, **typed)
    answers = sent_at_once(send, 3)
    assert statuses(answers) == [201] * 3, answers[-1].content.decode()
    assert len({told_once(answer) for answer in answers}) == 1
    assert model.objects.count() == 1
    again = send(text="另外一件事。")  # the page was gone back to, and altered
    assert told_once(again) != told_once(answers[0])
    assert model.objects.count() == 2


@pytest.mark.parametrize("name", FORMS)
def test_two_forms_of_the_same_words_are_two(county_place, name):
    model, whose, address, typed = FORMS[name]
    for _form in range(2):
        assert pressed(whose(county_place), address, **typed)().status_code == 201
    without = pressed(whose(county_place), address, **typed)
    codes = {told_once(without(once=nonsense)) for nonsense in ("", "x", "x")}
    assert len(codes) == 3
    assert model.objects.count() == 5


def test_nothing_of_the_mark_is_kept(county_place):
    """The receipt comes of the mark by a secret of the site, and of it only its digest is kept."""
    model, whose, address, typed = FORMS["off-list report"]
    answer = pressed(whose(county_place), address, **typed)()
    report = model.objects.get()
    assert report.receipt_digest == digest_of_receipt(told_once(answer))
    names = {field.name for field in model._meta.get_fields()}
    assert not names & {"once", "mark", "key"}
