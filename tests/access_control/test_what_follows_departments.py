"""What becomes of the open business of the gate when a department is merged into another."""

import pytest

from access_control.models import ChangeRequest, Opinion, RoundOpinion
from access_control.models.rounds import settlements_of
from access_control.rounds.services.giving import give_opinion
from dutylist.notices.models import ToDo
from dutylist.organizations.record_readers import batches_read_by
from dutylist.organizations.roles import Role
from tests.factories import make_department, make_user, seeding
from tests.grounds import ground
from tests.reforms import last_batch, merged

from .people import REQUESTS, complete, decide, drafted, get, handed_in, place, post, read, told
from .test_moves import set_stages
from .test_rounds import opened, opinion_of, revised

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place", "revised"]
AGREE = {"stance": "agree"}
OBJECT = {"stance": "object", "text": "职责不清", "willingness": "unable"}


@ground
def watered(place):
    """With a third department, which applies for nothing."""
    place.water = make_department("县水利局", county=place.county)
    place.waterman = make_user(Role.DEPARTMENT_LEAD, department=place.water, name="周水利")
    return place


def steps_of(user):
    return [todo.title.partition("：")[0] for todo in ToDo.objects.for_user(user)]


def invited(place, *departments):
    """A consultation in which these departments are asked beside the towns."""
    request = handed_in(place)
    invite = [{"department": department.name} for department in departments]
    facts = {"complete": complete(place, request), "invite": invite}
    told(decide(place.clerk, request["id"], "accept", facts))
    return request


def said(user, request, opinion=AGREE):
    return told(post(user, f"{REQUESTS}{request['id']}/opinions/", opinion))


def said_by_towns(place, request):
    for mayor in place.mayors[:3]:
        said(mayor, request)


def opinions_of_departments():
    return Opinion.objects.exclude(department=None).order_by("pk")


# ---- what a department has asked for ----


def test_a_department_goes_on_with_the_request_of_the_one_it_took_over(place):
    request = handed_in(place)
    assert get(place.other, f"{REQUESTS}{request['id']}/").status_code == 404
    merged(place, place.bureau, place.forestry)
    for user in (place.other, place.head):
        assert read(user, request["id"])["applicant"]["department"] == "县林业局"
    told(decide(place.clerk, request["id"], "return", reason="请补充依据"))
    assert steps_of(place.other) == ["提交"]
    told(decide(place.other, request["id"], "submit"))


def test_what_a_department_has_to_do_is_asked_of_the_one_it_went_over_into(place):
    request = handed_in(place)
    told(decide(place.clerk, request["id"], "return", reason="请补充依据"))
    [asked] = ToDo.objects.for_user(place.head)
    merged(place, place.bureau, place.forestry)
    assert list(ToDo.objects.for_user(place.other)) == [asked]


def test_a_draft_is_read_by_the_people_of_the_successor_alone(place):
    request = drafted(place, title="部门自己的草稿")
    written = last_batch(ChangeRequest.objects.get())
    merged(place, place.bureau, place.forestry)
    assert read(place.other, request["id"])["title"] == "部门自己的草稿"
    assert get(place.clerk, f"{REQUESTS}{request['id']}/").status_code == 404
    followed = last_batch(ChangeRequest.objects.get())
    assert followed != written
    for batch in (followed, written):
        assert batch in batches_read_by(place.other)
        assert batch not in batches_read_by(place.clerk)


def test_what_a_department_had_ended_stays_under_its_name(place):
    request = handed_in(place)
    told(decide(place.head, request["id"], "take_back", reason="不再申请"))
    version = ChangeRequest.objects.get().version
    merged(place, place.bureau, place.forestry)
    subject = ChangeRequest.objects.get()
    assert (subject.department, subject.version) == (place.bureau, version)


def test_who_applies_now_is_not_asked_for_an_opinion(place):
    request = invited(place, place.forestry)
    assert steps_of(place.other) == ["反馈意见"]
    merged(place, place.bureau, place.forestry)
    assert not opinions_of_departments().exists()
    assert steps_of(place.other) == []
    said_by_towns(place, request)
    assert steps_of(place.clerk) == ["结束征求意见"]


def test_who_goes_over_into_the_applicant_is_asked_no_more(place):
    invited(place, place.forestry)
    merged(place, place.forestry, place.bureau)
    assert not opinions_of_departments().exists()
    assert steps_of(place.head) == []


# ---- what a department was asked ----


def test_a_department_gives_the_opinion_that_the_one_it_took_over_owes(watered):
    place = watered
    request = invited(place, place.forestry)
    asked = opinions_of_departments().get()
    merged(place, place.forestry, place.water)
    assert steps_of(place.waterman) == ["反馈意见"]
    said(place.waterman, request)
    opinion = Opinion.objects.get(pk=asked.pk)
    assert (opinion.department, opinion.is_silent) == (place.water, False)
    assert steps_of(place.waterman) == []


def test_departments_that_were_merged_are_asked_once(watered):
    place = watered
    request = invited(place, place.forestry, place.water)
    merged(place, place.forestry, place.water)
    assert opinions_of_departments().get().department == place.water
    assert steps_of(place.waterman) == ["反馈意见"]
    said(place.other, request)
    assert steps_of(place.waterman) == []


def objected(place, *departments):
    """A consultation that everybody has answered, the forestry department with an objection."""
    set_stages(place, "consulting", consent_rule={"admission": "all"})
    request = invited(place, place.forestry, *departments)
    said(place.other, request, OBJECT)
    said_by_towns(place, request)
    return request


def settled_for(place, request, name, way="to_sitting"):
    [change] = ChangeRequest.objects.get().changes.pending()
    row = {"change": change.pk, "unit": {"department": name}, "way": way}
    return decide(place.clerk, request["id"], "conclude", {"settlements": [row]})


def test_what_a_merged_department_had_said_keeps_its_name_and_is_settled_under_it(watered):
    place = watered
    request = objected(place, place.water)
    merged(place, place.forestry, place.water)
    said(place.waterman, request)
    assert Opinion.objects.get(department=place.forestry).stance == "object"
    refused = told(decide(place.clerk, request["id"], "conclude"), 422)
    assert "县林业局" in refused["errors"][0]["message"]
    refused = told(settled_for(place, request, "县林业局", "ask_again"), 422)
    assert refused["errors"][0]["path"] == "facts.settlements.0.way"
    assert told(settled_for(place, request, "县林业局"))["status"] == "office_review"
    assert told_as_settled() == place.forestry


def test_an_objection_that_was_sent_still_counts_where_the_successor_is_not_asked(watered):
    place = watered
    request = objected(place)
    merged(place, place.forestry, place.water)
    assert told(decide(place.clerk, request["id"], "conclude"), 422)
    assert told(settled_for(place, request, "县林业局"))["status"] == "office_review"


def test_how_an_objection_was_settled_is_still_told_beside_it(watered):
    place = watered
    request = objected(place)
    told(settled_for(place, request, "县林业局"))
    merged(place, place.forestry, place.water)
    assert told_as_settled() == opinions_of_departments().get().department


def told_as_settled():
    """The department whose opinion is shown as settled."""
    subject = ChangeRequest.objects.get()
    opinions = list(subject.opinions.select_related("department", "township").order_by("pk"))
    [settled] = settlements_of(opinions, list(subject.decisions))
    return Opinion.objects.get(pk=settled).department


# ---- rounds of a revision ----


def test_a_department_speaks_in_the_round_in_which_the_one_it_took_over_was_asked(revised):
    row = opened(revised)
    asked = opinion_of(row, revised.bureau).pk
    merged(revised, revised.bureau, revised.forestry)
    assert steps_of(revised.other) == ["反馈意见"]
    give_opinion(row, AGREE, by=revised.other)
    opinion = RoundOpinion.objects.get(pk=asked)
    assert (opinion.department, opinion.is_silent) == (revised.forestry, False)


def test_what_each_was_asked_about_is_asked_of_the_one_that_remains(revised):
    revised.lone = make_department("县水利局", county=revised.county)
    invite = [{"department": revised.forestry.name}, {"department": revised.lone.name}]
    row = opened(revised, invite=invite)
    kept, gone = opinion_of(row, revised.forestry), opinion_of(row, revised.lone)
    with seeding():
        gone.asked_about = [revised.inner.pk]
        gone.save()
    merged(revised, revised.lone, revised.forestry)
    kept.refresh_from_db()
    assert kept.asked_about == [revised.new.pk, revised.inner.pk]
    assert not RoundOpinion.objects.filter(pk=gone.pk).exists()
