"""What becomes of the open business of the gate when a county or a township gets another row."""

import pytest
from django.utils import timezone

from access_control.models import (
    ChangeRequest,
    Opinion,
    ProhibitedEntry,
    RequestStatus,
    ReviewAnswer,
    RevisionRound,
    RoundOpinion,
    Sitting,
)
from access_control.models.rounds import settlements_of
from access_control.prohibited.services import entries
from access_control.requests.services.reviews import answer_review
from access_control.rounds.services.giving import give_opinion
from access_control.sittings.services.planning import create_sitting
from dutylist.attachments.models import Attachment
from dutylist.history.models import Batch
from dutylist.notices.models import InboxMessage, OutboundEvent, ToDo
from dutylist.organizations.models import Reorganization
from dutylist.organizations.record_readers import batches_read_by
from dutylist.organizations.services.regions import merge_regions, split_region
from dutylist.organizations.services.reorganizing import ask_to_convert_region, carry_out
from dutylist.workflow.models import Decision
from dutylist.workflow.turns import open_turn
from tests.factories import make_attachment, seeding
from tests.reforms import DISTRICT, STREET, arrive, became_a_street, changed, converted

from .people import (
    REQUESTS,
    complete,
    decide,
    drafted,
    get,
    handed_in,
    place,
    post,
    read,
    told,
)
from .test_moves import consulting, set_stages
from .test_rounds import opened, opinion_of, revised

pytestmark = pytest.mark.django_db
__all__ = ["place", "revised"]
AGREE = {"stance": "agree"}
OBJECT = {"stance": "object", "text": "没有专业人员", "willingness": "unable"}


def steps_of(user):
    return {todo.title.partition("：")[0] for todo in ToDo.objects.for_user(user)}


# ---- a county ----


def test_the_office_of_a_converted_county_goes_on_with_an_open_request(place):
    request = handed_in(place)
    seen = list(ToDo.objects.for_user(place.clerk).values_list("pk", flat=True))
    district = converted(place)
    assert list(ToDo.objects.for_user(place.clerk).values_list("pk", flat=True)) == seen
    assert read(place.head, request["id"])["county"] == district.code
    told(decide(place.clerk, request["id"], "accept", {"complete": complete(place, request)}))
    assert steps_of(place.mayors[0]) == {"反馈意见"}
    told(post(place.mayors[0], f"{REQUESTS}{request['id']}/opinions/", AGREE))
    assert Opinion.objects.sent().get().township.parent == district


def test_a_consultation_goes_on_through_the_conversion_of_the_county(place):
    request = consulting(place)
    asked = ToDo.objects.open().filter(subject_id=request["id"]).count()
    converted(place)
    assert ToDo.objects.open().filter(subject_id=request["id"]).count() == asked
    for mayor in place.mayors[:3]:
        assert steps_of(mayor) == {"反馈意见"}
        told(post(mayor, f"{REQUESTS}{request['id']}/opinions/", AGREE))
    assert not ToDo.objects.for_user(place.mayors[0]).exists()


def test_what_a_converted_county_decided_and_recorded_is_read_there(place):
    request = handed_in(place)
    batches = set(Batch.objects.filter(audience="").values_list("pk", flat=True))
    decisions = set(Decision.objects.visible_to(place.clerk).values_list("pk", flat=True))
    read_before = set(batches_read_by(place.clerk).values_list("pk", flat=True)) & batches
    events = set(OutboundEvent.objects.values_list("pk", flat=True))
    assert decisions
    assert read_before
    assert events
    district = converted(place)
    assert decisions <= set(Decision.objects.visible_to(place.clerk).values_list("pk", flat=True))
    assert read_before <= set(batches_read_by(place.clerk).values_list("pk", flat=True))
    assert set(OutboundEvent.objects.filter(county=district).values_list("pk", flat=True)) >= events
    assert len(told(get(place.clerk, f"{REQUESTS}{request['id']}/decisions/"), 200)) > 0


def test_a_draft_keeps_its_readers_when_the_county_is_converted(place):
    request = drafted(place, title="部门自己的草稿")
    make_attachment(ChangeRequest.objects.get(), place.head)
    before = set(Batch.objects.values_list("pk", flat=True))
    district = converted(place)
    draft = ChangeRequest.objects.get()
    assert (draft.county, draft.change_set.county) == (district, district)
    assert Attachment.objects.get().county == district
    assert read(place.head, request["id"])["title"] == "部门自己的草稿"
    assert get(place.clerk, f"{REQUESTS}{request['id']}/").status_code == 404
    rows = (draft, draft.change_set, Attachment.objects.get())
    for row in rows:
        batch = Batch.objects.get(pk=row.history.order_by("-history_id").first().batch)
        assert batch.pk not in before
        assert batch in batches_read_by(place.head)
        assert batch not in batches_read_by(place.clerk)
        assert batch.county == district.code


def test_a_sitting_and_the_prohibited_entries_go_with_the_county(place):
    row = create_sitting({"county": place.county.code, "body": "staffing"}, by=place.clerk)
    entry = entries.add(place.county, "行政处罚权", by=place.clerk, reason="上级规定")
    district = converted(place)
    assert Sitting.objects.visible_to(place.clerk).get().pk == row.pk
    assert Sitting.objects.get().county == district
    moved = ProhibitedEntry.objects.visible_to(place.clerk).get()
    assert (moved.pk, moved.version) == (entry.pk, entry.version + 1)


def test_a_round_under_way_goes_on_through_the_conversion_of_the_county(revised):
    row = opened(revised)
    district = converted(revised)
    row = RevisionRound.objects.get(pk=row.pk)
    assert row.county == district
    assert row in RevisionRound.objects.visible_to(revised.clerk)
    give_opinion(row, AGREE, by=revised.mayors[0])
    assert row in RevisionRound.objects.visible_to(revised.mayors[0])


def test_a_reform_that_converts_the_county_ends_under_its_new_row(place):
    row = ask_to_convert_region(place.county, name="示例区", code=DISTRICT, **changed(place))
    carry_out(row, by=place.lead)
    arrive(place)
    row = Reorganization.objects.get()
    assert (row.state, row.county.code) == ("done", DISTRICT)
    assert InboxMessage.objects.filter(user=place.clerk, key__startswith="reorganization").exists()


# ---- a township ----


def test_a_street_gives_the_opinion_that_was_asked_of_the_town(place):
    request = consulting(place)
    todo = ToDo.objects.for_user(place.mayors[0]).get()
    version = Opinion.objects.get(township=place.towns[0]).version
    street = became_a_street(place)
    assert ToDo.objects.for_user(place.mayors[0]).get().pk == todo.pk
    told(post(place.mayors[0], f"{REQUESTS}{request['id']}/opinions/", AGREE))
    opinion = Opinion.objects.get(township=street)
    assert opinion.sent_at
    assert opinion.version > version + 1
    assert read(place.clerk, request["id"])["owed"] == ["测试2镇", "测试3镇"]


def test_what_a_town_has_written_and_not_sent_stays_its_own(place):
    request = consulting(place)
    words = {**OBJECT, "text": "还没有定稿", "send": False}
    told(post(place.mayors[0], f"{REQUESTS}{request['id']}/opinions/", words))
    became_a_street(place)
    opinion = Opinion.objects.get(by=place.mayors[0])
    batch = Batch.objects.get(pk=opinion.history.order_by("-history_id").first().batch)
    assert opinion.text == "还没有定稿"
    assert batch in batches_read_by(place.mayors[0])
    assert batch not in batches_read_by(place.clerk)


def objected(place):
    """A consultation that everybody has answered, the first town with an objection."""
    set_stages(place, "consulting", consent_rule={"admission": "all"})
    request = consulting(place)
    for mayor, said in zip(place.mayors[:3], (OBJECT, AGREE, AGREE), strict=True):
        told(post(mayor, f"{REQUESTS}{request['id']}/opinions/", said))
    return request


def settled_for(place, request, unit):
    [change] = ChangeRequest.objects.get().changes.pending()
    row = {"change": change.pk, "unit": {"township": unit.code}, "way": "to_sitting"}
    return decide(place.clerk, request["id"], "conclude", {"settlements": [row]})


def test_an_objection_that_was_sent_still_counts_and_is_settled_under_the_new_name(place):
    request = objected(place)
    street = became_a_street(place)
    refused = told(decide(place.clerk, request["id"], "conclude"), 422)
    assert "测试1街道" in refused["errors"][0]["message"]
    assert told(settled_for(place, request, street))["status"] == "office_review"


def test_how_an_objection_was_settled_is_still_told_beside_it(place):
    request = objected(place)
    told(settled_for(place, request, place.towns[0]))
    street = became_a_street(place)
    subject = ChangeRequest.objects.get()
    opinions = list(subject.opinions.select_related("department", "township").order_by("pk"))
    [settled] = settlements_of(opinions, list(subject.decisions))
    assert Opinion.objects.get(pk=settled).township == street


def test_of_two_towns_that_become_one_the_opinion_is_asked_once(place):
    request = consulting(place)
    first, second = place.towns[:2]
    merge_regions([first, second], code=first.code, name=first.name, **changed(place))
    arrive(place)
    assert [one.township for one in Opinion.objects.owed().exclude(township=None)] == [
        first,
        place.towns[2],
    ]
    assert ToDo.objects.for_user(place.mayors[1]).count() == 1
    told(post(place.mayors[1], f"{REQUESTS}{request['id']}/opinions/", AGREE))
    assert not ToDo.objects.for_user(place.mayors[0]).exists()


def test_what_a_merged_town_had_said_stays_under_its_name(place):
    request = consulting(place)
    first, second = place.towns[:2]
    told(post(place.mayors[1], f"{REQUESTS}{request['id']}/opinions/", AGREE))
    merge_regions([first, second], code=first.code, name=first.name, **changed(place))
    assert Opinion.objects.sent().get(department=None).township == second


def test_a_town_that_gave_off_a_part_goes_on_itself(place):
    request = consulting(place)
    town = place.towns[0]
    parts = [(town.code, town.name), (STREET, "新城街道")]
    split_region(town, parts, **changed(place))
    arrive(place)
    assert not Opinion.objects.filter(township__code=STREET).exists()
    told(post(place.mayors[0], f"{REQUESTS}{request['id']}/opinions/", AGREE))


def asked_by_the_town(place):
    facts = {"channel": "adjustment", "circumstance": "township_unable", "title": "请求调整"}
    return told(post(place.mayors[0], REQUESTS, facts))


def test_a_street_goes_on_with_the_request_of_the_town(place):
    request = asked_by_the_town(place)
    street = became_a_street(place)
    assert read(place.mayors[0], request["id"])["applicant"]["township"] == street.code
    assert get(place.clerk, f"{REQUESTS}{request['id']}/").status_code == 404
    told(decide(place.mayors[0], request["id"], "take_back", reason="不再申请"))


def test_what_a_town_had_ended_stays_under_its_name(place):
    request = asked_by_the_town(place)
    told(decide(place.mayors[0], request["id"], "take_back", reason="不再申请"))
    version = ChangeRequest.objects.get().version
    became_a_street(place)
    subject = ChangeRequest.objects.get()
    assert (subject.township, subject.version) == (place.towns[0], version)


def test_a_street_answers_the_review_that_was_asked_of_the_town(place):
    request = handed_in(place)
    subject, today = ChangeRequest.objects.get(pk=request["id"]), timezone.localdate()
    with seeding():
        subject.status, subject.in_force_on = RequestStatus.IN_FORCE, today
        subject.save()
        for town in place.towns[:2]:
            ReviewAnswer.objects.create(
                request=subject, township=town, asked_on=today, due_on=today
            )
        open_turn(subject, by=place.clerk)
    street = became_a_street(place)
    assert steps_of(place.mayors[0]) == {"反馈后评估"}
    said = {"carried": "yes", "support_kept": "yes"}
    answer_review(subject, said, by=place.mayors[0])
    assert ReviewAnswer.objects.exclude(sent_at=None).get().township == street


def test_a_street_speaks_in_the_round_in_which_the_town_was_asked(revised):
    row = opened(revised)
    closed_with = opinion_of(row, revised.towns[0]).pk
    street = became_a_street(revised)
    assert steps_of(revised.mayors[0]) == {"反馈意见"}
    give_opinion(row, AGREE, by=revised.mayors[0])
    opinion = RoundOpinion.objects.get(pk=closed_with)
    assert (opinion.township, opinion.is_silent) == (street, False)
