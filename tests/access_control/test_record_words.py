"""The record tells in words what the tables of the gate keep as codes, numbers and rows."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from access_control.interpretations.services.asking import ask_interpretation
from access_control.models import (
    AgendaLine,
    ChangeRequest,
    Interpretation,
    Opinion,
    ProhibitedEntry,
    RequestFinding,
    ReviewAnswer,
    RevisionRound,
    RoundOpinion,
    Sitting,
)
from access_control.prohibited.services.entries import add
from access_control.requests.services.reviews import months_later
from access_control.rounds.services.answering import answer_opinion
from access_control.rounds.services.asking import open_round
from access_control.rounds.services.giving import give_opinion
from access_control.sittings.services.planning import create_sitting
from dutylist.history.guard import history_of, is_tracked
from dutylist.history.reading import changes
from dutylist.workflow.engine import perform
from items.models import ProposedChange, Revision
from items.register.services.editing import change_items
from tests.factories import make_attachment

from .after import publish_supplement, set_stages, tick
from .people import (
    DECIDED,
    REQUESTS,
    attached,
    complete,
    decide,
    drafted,
    handed_in,
    new_item,
    patch,
    place,
    post,
    read,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
GATE = [model for model in apps.get_app_config("access_control").get_models() if is_tracked(model)]
SAID = {
    "stance": "agree_if",
    "text": "经费要先到位",
    "capacity": {"body": True, "staff": False},
    "willingness": "passive",
}
# What no official says: a place's twelve digits, a bare number of a row, a word of a program.
CODE = re.compile(
    r"(?<!\d)\d{12}(?!\d)|编号 \d+|[{}\[\]]|\b[a-z]+(?:_[a-z]+)*\b|(?:原件|扫描件)：\d"
)


def go_through_everything(place):
    """A request with its opinions, findings, sitting and review; one returned and rewritten; a
    round of the revision, a question with its answer.
    """
    add(place.county, "签订责任状", phrases=["签订责任书"], by=place.clerk, reason="登记")
    decided(place)
    returned(place)
    asked_in_a_round(place)
    interpreted(place)


def interpreted(place):
    asked = {"item": place.items[1].code, "question": "水葫芦由谁打捞？"}
    row = ask_interpretation(asked, by=place.head)
    answer = {"text": "由部门组织打捞。", "kind": "ours", "internal": True}
    perform(row, "answer", by=place.clerk, **answer)
    perform(row, "confirm", by=place.lead)


def decided(place):
    set_stages(place, "consulting")
    request = handed_in(place)
    pk, change = request["id"], request["changes"][0]["id"]
    told(decide(place.clerk, pk, "accept", {"complete": complete(place, request)}))
    lines = [{"change": change, "stance": "object", "text": "没有人手"}]
    address = f"{REQUESTS}{pk}/opinions/"
    told(post(place.mayors[0], address, SAID | {"changes": lines}))
    for town in place.towns[1:3]:
        unit = {"unit": {"township": town.code}, "paper": attached(place.clerk, pk)}
        told(post(place.clerk, address, SAID | unit))
    rows = []
    for town in place.towns[:3]:
        unit = {"township": town.code}
        rows.append({"change": change, "unit": unit, "way": "to_sitting", "text": "会上定"})
    told(decide(place.clerk, pk, "conclude", {"settlements": rows}))
    told(decide(place.lead, pk, "endorse"))
    create_sitting(
        {"county": place.county.code, "body": "staffing", "requests": [pk]}, by=place.clerk
    )
    told(decide(place.recorder, pk, "approve", DECIDED))
    publish_supplement(place)
    tick(months_later(timezone.localdate(), 6) + timedelta(days=1))
    said = {"carried": "partly", "support_kept": "no", "text": "经费没有到位"}
    told(post(place.mayors[0], f"{REQUESTS}{pk}/review-answers/", said))


def returned(place):
    """With everything that a county keeps as a code, changed once."""
    request = drafted(place, {"op": "add", "item": new_item(place, township_duty="1.签订责任书。")})
    pk = request["id"]
    told(patch(place.head, f"{REQUESTS}{pk}/", {"circumstance": "law_changed"}), 200)
    told(decide(place.head, pk, "submit"))
    told(decide(place.clerk, pk, "return", reason="材料不全"))
    support = [{"kind": "staff", "promise": "派2人", "due_on": "2027-03-01"}]
    kept = {"id": read(place.head, pk)["changes"][0]["id"]}
    more = {"op": "cancel", "code": place.items[1].code}
    words = {"circumstance": "superior", "support": support, "changes": [kept, more]}
    told(patch(place.head, f"{REQUESTS}{pk}/", words), 200)
    told(patch(place.head, f"{REQUESTS}{pk}/", {"starts_on": "2027-01-01"}), 200)
    told(decide(place.head, pk, "submit"))


def asked_in_a_round(place):
    change_items(place.county, [(None, new_item(place))], by=place.clerk, reason="年度修订")
    row = open_round(Revision.objects.get(), {}, by=place.clerk)
    scan = make_attachment(row, place.clerk)
    number = row.sent_changes[0]["id"]
    unit = {"unit": {"township": place.towns[1].code}, "paper": scan.pk}
    said = SAID | {"changes": [{"change": number, "stance": "agree_if", "text": "再议"}]}
    opinion, _is_new = give_opinion(row, said | unit, by=place.clerk)
    answers = [{"change": number, "outcome": "not_adopted", "text": "上级已定"}]
    answer_opinion(opinion, answers, by=place.clerk)


def test_no_sentence_of_the_gate_shows_a_code(place):
    go_through_everything(place)
    assert {*GATE} == {
        *(ChangeRequest, Opinion, ReviewAnswer, RequestFinding, ProhibitedEntry),
        *(Sitting, AgendaLine, RevisionRound, RoundOpinion, Interpretation),
    }
    found = {}
    for model in (*GATE, ProposedChange):
        rows = changes(history_of(model).objects.all(), place.auditor)
        assert rows, model  # a table of which nothing is written is walked past
        for row in rows:
            for sentence in (row.title, row.sentence, row.full_sentence):
                for code in CODE.findall(sentence):
                    found.setdefault(model.__name__, {})[code] = sentence
    assert found == {}
