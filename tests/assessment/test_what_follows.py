"""What becomes of what is assessed and supervised when a county or a township gets another row."""

import pytest
from django.utils import timezone

from assessment.models import (
    AnswerTap,
    Ballot,
    Feedback,
    HeadOpinion,
    OffListReport,
    Problem,
    ReportDemand,
    SatisfactionAction,
    SatisfactionRound,
    Scheme,
    SchemeAction,
    Whistle,
)
from assessment.off_list.services.reporting import report_off_list
from assessment.satisfaction.services.head_opinions import give_head_opinion
from assessment.satisfaction.services.rating import rate
from dutylist.history.models import Batch
from dutylist.notices.models import ToDo
from dutylist.organizations.models import Region, User
from dutylist.organizations.record_readers import batches_read_by
from dutylist.organizations.services.regions import merge_regions, split_region
from dutylist.workflow.engine import perform
from tests.factories import seeding
from tests.reforms import DISTRICT, STREET, arrive, became_a_street, changed, converted, last_batch

from . import test_inspections as inspections
from . import test_pledges as pledges
from . import test_problems as problems
from . import test_report_demands as demands
from .people import API, decided, get, place, supervised, told
from .scheme_people import place as schemed
from .sealed_people import county_place
from .test_feedback import sent as feedback_sent
from .test_satisfaction import rated, rating_place
from .test_schemes import submitted
from .whistling import called, whistling

pytestmark = pytest.mark.django_db
__all__ = ["county_place", "place", "rating_place", "schemed", "supervised", "whistling"]


# ---- a county ----


def test_the_office_of_a_converted_county_goes_on_with_a_scheme_in_review(schemed):
    scheme = submitted(schemed)
    district = converted(schemed)
    assert ToDo.objects.for_user(schemed.lead).filter(subject_id=scheme.pk).exists()
    scheme = Scheme.objects.visible_to(schemed.lead).get()
    assert scheme.county == district
    perform(scheme, SchemeAction.APPROVE, by=schemed.lead)
    assert Scheme.objects.visible_to(schemed.mayor).get() == scheme


def test_the_registers_go_with_the_county_and_bear_on_its_new_townships(supervised):
    place = supervised
    demand, draft = demands.submitted(place), demands.drafted(place, title="另一张报表")
    plan, pledge = inspections.submitted(place), pledges.registered(place)
    veto = pledges.registered(place, "vetoes")
    asked = {(todo.flow, todo.subject_id) for todo in ToDo.objects.for_user(place.lead)}
    before = set(Batch.objects.values_list("pk", flat=True))
    converted(place)
    assert {(todo.flow, todo.subject_id) for todo in ToDo.objects.for_user(place.lead)} == asked
    for row, path in (
        (demand, "report-demands"),
        (plan, "inspections"),
        (pledge, "pledges"),
        (veto, "vetoes"),
    ):
        decided(place.lead, f"{path}/{row['id']}/", "approve")
        assert told(get(place.mayors[0], f"{API}{path}/{row['id']}/"), 200)["county"] == DISTRICT
    batch = last_batch(ReportDemand.objects.get(pk=draft["id"]))
    assert batch.pk not in before
    assert batch in batches_read_by(place.head)
    assert batch not in batches_read_by(place.clerk)


def test_a_problem_is_answered_through_the_conversion_of_the_county(supervised):
    place = supervised
    unit = {"township": place.towns[0].code}
    row = problems.assigned(place, unit=unit)
    address = f"problems/{row['id']}/"
    converted(place)
    decided(place.mayors[0], address, "answer", {"text": "已经培训"})
    decided(place.clerk, address, "close")
    assert Problem.objects.get().status == "closed"


def test_a_round_is_rated_on_through_the_conversion_of_the_county(rating_place):
    place = rating_place
    asked = set(ToDo.objects.open().values_list("pk", flat=True))
    rate(place.row, rated("satisfied", "satisfied"), by=place.mayors[0])
    converted(place)
    assert set(ToDo.objects.open().values_list("pk", flat=True)) == asked
    for mayor in place.mayors:
        rate(place.row, rated("mostly", "mostly"), by=mayor)
    assert Ballot.objects.count() == len(place.mayors)
    row = SatisfactionRound.objects.get()
    perform(row, SatisfactionAction.CLOSE, by=place.lead)
    assert row.departments.get(department=place.bureau).answers == len(place.mayors)


def test_what_is_sealed_goes_with_the_county_for_its_readers_alone(county_place):
    place = county_place
    told_ = {"department": "县商务局", "how": "group", "text": "每周五报送名单。"}
    report_off_list(told_, by=place.mayors[2])
    words = {"department": "县商务局", "occasion": "assessment", "text": "工作扎实"}
    give_head_opinion(words, by=place.mayors[0])
    feedback_sent({"kind": "report", "text": "路口的井盖没有了。"})
    with seeding():
        AnswerTap.objects.create(county=place.county, on=timezone.localdate(), useful=1)
    before = set(Batch.objects.values_list("pk", flat=True))
    district = converted(place)
    for row, readers in (
        (OffListReport.objects.visible_to(place.clerk).get(), [place.clerk, place.lead]),
        (HeadOpinion.objects.visible_to(place.lead).get(), [place.lead, place.organization]),
    ):
        batch = last_batch(row)
        assert row.county == district
        assert batch.pk not in before
        people = [value for value in vars(place).values() if isinstance(value, User)]
        read_by = {user for user in people if batch in batches_read_by(user)}
        assert read_by == set(readers)
    assert AnswerTap.objects.visible_to(place.clerk).exists()
    assert Feedback.objects.visible_to(place.clerk).get().county == district
    assert last_batch(Feedback.objects.get()).audience


def test_a_handler_reads_what_was_recorded_of_a_report_before_the_conversion(county_place):
    place = county_place
    told_ = {"department": "县商务局", "how": "group", "text": "每周五报送名单。"}
    report_off_list(told_, by=place.mayors[2])
    report = OffListReport.objects.get()
    perform(report, "verify", by=place.clerk, reason="属实")
    batch = last_batch(report)
    converted(place)
    assert batch in batches_read_by(place.clerk)
    assert batch not in batches_read_by(place.inspector)


# ---- a township ----


def test_a_street_reads_what_was_asked_of_the_town_while_it_stands(supervised):
    place = supervised
    standing, ended = demands.submitted(place), demands.submitted(place, title="另一张报表")
    for row in (standing, ended):
        decided(place.lead, demands.one(row), "approve")
    decided(place.head, demands.one(ended), "end", reason="不再需要")
    version = ReportDemand.objects.get(pk=standing["id"]).version
    became_a_street(place)
    row = told(get(place.mayors[0], f"{API}{demands.one(standing)}"), 200)
    assert row["townships"] == [STREET, place.towns[1].code]
    assert row["version"] == version + 1
    assert get(place.mayors[0], f"{API}{demands.one(ended)}").status_code == 404
    row = told(get(place.lead, f"{API}{demands.one(ended)}"), 200)
    assert row["townships"] == [town.code for town in place.towns[:2]]


def test_of_a_town_that_was_split_each_part_is_asked_and_of_merged_ones_one(supervised):
    place = supervised
    row = demands.submitted(place)
    first, second = place.towns[:2]
    split_region(second, [(second.code, second.name), (STREET, "新城街道")], **changed(place))
    merge_regions([first, second], code=second.code, name=second.name, **changed(place))
    demand = ReportDemand.objects.get(pk=row["id"])
    assert [town.code for town in demand.townships] == [STREET, second.code]


def test_a_street_answers_the_problem_that_was_given_to_the_town(supervised):
    place = supervised
    row = problems.assigned(place, unit={"township": place.towns[0].code})
    street = became_a_street(place)
    decided(place.mayors[0], problems.one(row), "answer", {"text": "已经培训"})
    problem = Problem.objects.get()
    assert (problem.township, problem.assigned_township) == (place.towns[0], street)


def test_a_street_rates_in_the_round_and_its_ballot_is_the_town_s(rating_place):
    place = rating_place
    rate(place.row, rated("satisfied", "satisfied"), by=place.mayors[0])
    street = became_a_street(place)
    assert ToDo.objects.for_user(place.mayors[0]).count() == 1
    assert Ballot.objects.get().township == street
    rate(place.row, rated("mostly", "mostly"), by=place.mayors[0])
    assert Ballot.objects.count() == 1


def test_two_towns_that_become_one_have_one_ballot(rating_place):
    place = rating_place
    first, second = place.towns[:2]
    for mayor in place.mayors[:2]:
        rate(place.row, rated("satisfied", "satisfied"), by=mayor)
    merge_regions([first, second], code=first.code, name=first.name, **changed(place))
    arrive(place)
    assert Ballot.objects.get().township == first
    townships = Region.objects.valid().townships_of(place.county).count()
    asked = ToDo.objects.open().filter(flow="satisfaction_round").exclude(region=None)
    assert asked.count() == townships


def test_whistles_go_with_the_county(whistling):
    row = called(whistling)
    district = converted(whistling)
    whistle = Whistle.objects.visible_to(whistling.clerk).get(pk=row.pk)
    assert whistle.county == district
    assert whistle.township.parent == district
