"""What becomes of what is assessed and supervised when a department is merged into another."""

import pytest

from assessment.models import (
    Ballot,
    HeadOpinion,
    Inspection,
    OffListReport,
    Pledge,
    Problem,
    ReportDemand,
    SatisfactionAction,
    SatisfactionRound,
    Scheme,
    SchemeAction,
    VetoItem,
)
from assessment.off_list.services.reporting import report_off_list
from assessment.satisfaction.services.head_opinions import give_head_opinion
from assessment.satisfaction.services.rating import rate
from dutylist.notices.models import ToDo
from dutylist.organizations.record_readers import batches_read_by
from dutylist.organizations.roles import Role
from dutylist.workflow.engine import perform
from tests.factories import make_department, make_membership, seeding
from tests.reforms import last_batch, merged

from . import test_inspections as inspections
from . import test_pledges as pledges
from . import test_problems as problems
from . import test_report_demands as demands
from .people import API, decided, get, place, supervised, told
from .scheme_people import place as schemed
from .sealed_people import county_place
from .test_satisfaction import rated, rating_place
from .test_schemes import approved, created, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["county_place", "place", "rating_place", "schemed", "supervised"]


# ---- schemes ----


def organization_went_over(place):
    water = place.departments["县水利局"]
    merged(place, place.departments["县委组织部"], water)
    return water


def test_a_department_goes_on_with_the_scheme_of_the_one_it_took_over(schemed):
    scheme = submitted(schemed)
    water = organization_went_over(schemed)
    assert Scheme.objects.visible_to(schemed.other).get() == scheme
    perform(scheme, SchemeAction.RETURN, by=schemed.lead, reason="请核对分值")
    assert ToDo.objects.for_user(schemed.other).filter(subject_id=scheme.pk).exists()
    perform(scheme, SchemeAction.SUBMIT, by=schemed.other)
    perform(scheme, SchemeAction.APPROVE, by=schemed.lead)
    assert Scheme.objects.get().department == water


def test_a_draft_of_a_scheme_is_recorded_for_the_people_of_the_successor(schemed):
    scheme = created(schemed)
    written = last_batch(scheme)
    organization_went_over(schemed)
    for batch in (written, last_batch(scheme)):
        assert batch in batches_read_by(schemed.other)
        assert batch not in batches_read_by(schemed.clerk)
    assert Scheme.objects.visible_to(schemed.other).exists()
    assert not Scheme.objects.visible_to(schemed.clerk).exists()


def test_a_scheme_that_was_withdrawn_stays_under_its_name(schemed):
    scheme = approved(schemed)
    perform(scheme, SchemeAction.WITHDRAW, by=schemed.head, reason="重新制定")
    organization_went_over(schemed)
    assert Scheme.objects.get().department == schemed.departments["县委组织部"]


# ---- registers, problems ----


def test_a_department_goes_on_with_the_rows_of_the_one_it_took_over(supervised):
    place = supervised
    demand, plan = demands.submitted(place), inspections.submitted(place)
    pledge, veto = pledges.registered(place), pledges.registered(place, "vetoes")
    draft = demands.drafted(place, title="另一张报表")
    merged(place, place.bureau, place.forestry)
    for model in (ReportDemand, Inspection, Pledge, VetoItem):
        assert {row.department for row in model.objects.all()} == {place.forestry}
    for row, path in (
        (demand, "report-demands"),
        (plan, "inspections"),
        (pledge, "pledges"),
        (veto, "vetoes"),
    ):
        assert told(get(place.other, f"{API}{path}/{row['id']}/"), 200)
        decided(place.lead, f"{path}/{row['id']}/", "approve")
    assert get(place.clerk, f"{API}{demands.one(draft)}").status_code == 404
    decided(place.other, demands.one(draft), "submit")


def test_what_a_department_asked_and_ended_stays_under_its_name(supervised):
    place = supervised
    row = demands.submitted(place)
    decided(place.lead, demands.one(row), "approve")
    decided(place.head, demands.one(row), "end", reason="不再需要")
    merged(place, place.bureau, place.forestry)
    assert ReportDemand.objects.get().department == place.bureau


def test_a_department_answers_the_problem_that_was_given_to_the_one_it_took_over(supervised):
    place = supervised
    row = problems.assigned(place)
    merged(place, place.bureau, place.forestry)
    assert ToDo.objects.for_user(place.other).get().subject_id == row["id"]
    decided(place.other, problems.one(row), "answer", {"text": "已经培训"})
    assert Problem.objects.get().assigned_department == place.forestry


# ---- who is rated ----


def test_a_merged_department_is_rated_under_the_name_of_the_one_that_follows(rating_place):
    place = rating_place
    fisheries = make_department("县水产局", county=place.county)
    rate(place.row, rated("satisfied", "satisfied"), by=place.mayors[0])
    merged(place, place.bureau, fisheries)
    assert str(fisheries.pk) in Ballot.objects.get().ratings
    for mayor in place.mayors[1:]:
        rate(place.row, rated("mostly", "mostly"), by=mayor)
    row = SatisfactionRound.objects.get()
    perform(row, SatisfactionAction.CLOSE, by=place.lead)
    assert row.departments.get(department=fisheries).answers == len(place.mayors)


def test_departments_that_were_merged_are_rated_once(rating_place):
    place = rating_place
    merged(place, place.bureau, place.forestry)
    assert place.row.departments.get().department == place.forestry
    rate(place.row, rated("satisfied", "satisfied"), by=place.mayors[0])


def test_what_was_rated_keeps_the_name_of_its_day(rating_place):
    place = rating_place
    perform(place.row, SatisfactionAction.CLOSE, by=place.lead)
    merged(place, place.bureau, place.forestry)
    assert place.row.departments.filter(department=place.bureau).exists()


# ---- what is sealed ----


def test_what_is_said_of_a_department_stays_closed_to_its_people_in_the_new_one(county_place):
    place = county_place
    told_ = {"department": "县商务局", "how": "group", "text": "每周五报送名单。"}
    report_off_list(told_, by=place.mayors[2])
    words = {"department": "县商务局", "occasion": "assessment", "text": "工作扎实"}
    give_head_opinion(words, by=place.mayors[0])
    with seeding():
        for user in (place.clerk, place.lead):
            make_membership(user, Role.DEPARTMENT_STAFF, department=place.bureau)
    merged(place, place.bureau, place.forestry)
    assert not OffListReport.objects.visible_to(place.clerk).exists()
    assert not HeadOpinion.objects.visible_to(place.lead).exists()
    assert HeadOpinion.objects.visible_to(place.organization).exists()
    report = OffListReport.objects.get()
    assert report.department == place.bureau
    assert place.forestry.pk in report.interested_departments()
