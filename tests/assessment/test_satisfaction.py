"""Satisfaction rounds: planned, answered without a trace, told of together and never of too few."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from assessment.models import (
    Ballot,
    HeadOpinion,
    RatedDepartment,
    SatisfactionAction,
    SatisfactionRound,
    Urgency,
    Whistle,
    WhistleOutcome,
)
from assessment.satisfaction.process import process_score
from assessment.satisfaction.scoring import is_told, total_of
from assessment.satisfaction.services.planning import create_round
from assessment.satisfaction.services.rating import rate
from dutylist.history.coverage import not_proved
from dutylist.history.guard import tracked_models
from dutylist.history.models import Batch
from dutylist.history.verify import verify
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.organizations.models import Department, Region
from dutylist.organizations.roles import Role
from dutylist.organizations.services.departments import merge_departments, rename_department
from dutylist.organizations.services.regions import set_policy
from dutylist.rest.models import KeptAnswer
from dutylist.workflow.engine import perform
from dutylist.workflow.models import Decision
from tests.desk.people import no_second_factor  # noqa: F401 (fixture)
from tests.factories import make_department, make_membership, make_user, seeding
from tests.grounds import ground
from tests.workflow.hooks import named, watch

from .sealed_people import API, county_place, decide, get, paths, post  # noqa: F401 (fixture)

pytestmark = pytest.mark.django_db
ROUNDS, HEADS = f"{API}satisfaction-rounds/", f"{API}head-opinions/"
GOOD, FAIR, POOR, UNKNOWN = "satisfied", "mostly", "unsatisfied", "unknown"


def told(**fields):
    today = timezone.localdate()
    return {
        "year": today.year,
        "title": "年度满意度评价",
        "departments": ["县商务局", "县林业局"],
        "dimensions": ["响应", "保障"],
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=7)).isoformat(),
        "least_answers": 5,
        "process_share": 60,
    } | fields


@ground
def rating_place(county_place):  # noqa: F811
    """A round under way."""
    row = create_round(told(), by=county_place.lead)
    perform(row, SatisfactionAction.OPEN, by=county_place.lead)
    return SimpleNamespace(row=row, **vars(county_place))


def address_of(row):
    return f"{ROUNDS}{row.pk}/"


def rated(*answers, department="县商务局"):
    return {"ratings": [{"department": department, "answers": list(answers), "text": ""}]}


def answered(row, mayors, *answers, department="县商务局"):
    for mayor in mayors:
        rate(row, rated(*answers, department=department), by=mayor)


def closed(place, row=None):
    row = row or place.row
    row.refresh_from_db()
    perform(row, SatisfactionAction.CLOSE, by=place.lead)
    return row


def result_of(place, row, department="县商务局"):
    rows = get(place.lead, f"{address_of(row)}results/")["results"]
    return next(one for one in rows if one["department"] == department)


# ---- planning ----


def test_the_office_lead_plans_a_round_and_nobody_else(county_place):  # noqa: F811
    answer = post(county_place.lead, ROUNDS, told(departments=["县商业局"]))
    assert (answer["flow"], answer["status"]) == ("satisfaction_round", "draft")
    assert answer["departments"] == ["县商务局"]
    assert answer["dimensions"] == ["响应", "保障"]
    for user in (county_place.clerk, county_place.head, county_place.mayors[0]):
        post(user, ROUNDS, told(), 403)
    for user in (county_place.head, county_place.mayors[0]):
        get(user, f"{ROUNDS}{answer['id']}/", 404)


def test_a_round_whose_last_day_is_over_is_not_offered_to_be_opened(county_place):  # noqa: F811
    day = (timezone.localdate() - timedelta(days=1)).isoformat()
    row = post(county_place.lead, ROUNDS, told(opens_on=day, closes_on=day))
    address = f"{ROUNDS}{row['id']}/"
    assert get(county_place.lead, address)["actions"] == []
    assert "已过" in decide(county_place.lead, address, "open", 409)["detail"]


def test_every_fault_of_a_round_at_its_path(county_place):  # noqa: F811
    wrong = {
        "year": "今年",
        "title": ["x"],
        "departments": ["县商务局", "县商业局", "没有的局", 7],
        "dimensions": ["响应", "响 应", "", {}],
        "opens_on": "2026-01-31",
        "closes_on": "2026-01-01",
        "least_answers": 2,
        "process_share": 101,
    }
    assert paths(post(county_place.lead, ROUNDS, wrong, 422)) == {
        *("year", "title", "departments.1", "departments.2", "departments.3"),
        *("dimensions.1", "dimensions.2", "dimensions.3"),
        *("closes_on", "least_answers", "process_share"),
    }
    lists = told(departments="县商务局", dimensions=[])
    assert paths(post(county_place.lead, ROUNDS, lists, 422)) == {"departments", "dimensions"}
    assert paths(post(county_place.lead, ROUNDS, told(rank=1), 422)) == {"rank"}
    assert not SatisfactionRound.objects.exists()


# ---- answering ----


def test_a_second_ballot_replaces_the_first_until_the_round_ends(rating_place):
    place, address = rating_place, f"{address_of(rating_place.row)}ballot/"
    blank = get(place.mayors[0], address)
    assert [one["department"] for one in blank["departments"]] == ["县商务局", "县林业局"]
    assert [one["dispatched"] for one in blank["departments"]] == [False, False]
    assert post(place.mayors[0], address, rated(GOOD, POOR)) == {"sent": True}
    assert post(place.mayors[0], address, rated(FAIR, FAIR)) == {"sent": True}
    assert Ballot.objects.count() == 1
    assert get(place.mayors[0], address)["departments"][0]["answers"] == [FAIR, FAIR]
    assert get(place.mayors[1], address)["departments"][0]["answers"] == []
    for user in (place.lead, place.clerk, place.head, place.auditor):
        assert post(user, address, rated(GOOD, GOOD), 403)["code"] == "role"
        get(user, address, 403)
    closed(place)
    assert post(place.mayors[0], address, rated(GOOD, GOOD), 409)["code"] == "not_possible"


def test_dispatched_offices_are_marked(county_place):  # noqa: F811
    make_department("派出所管理办", county=county_place.county, ownership="dispatched")
    row = create_round(told(departments=["派出所管理办"]), by=county_place.lead)
    perform(row, SatisfactionAction.OPEN, by=county_place.lead)
    listed = get(county_place.mayors[0], f"{address_of(row)}ballot/")["departments"]
    assert [one["dispatched"] for one in listed] == [True]


def test_every_fault_of_a_ballot_at_its_path(rating_place):
    place, address = rating_place, f"{address_of(rating_place.row)}ballot/"
    ratings = [
        {"department": "县商务局", "answers": [GOOD, "good"]},
        {"department": "县商业局", "answers": [GOOD, GOOD]},
        {"department": "县委组织部", "answers": [GOOD, GOOD]},
        {"department": "县林业局", "answers": [GOOD], "text": 5, "stars": 3},
        "县林业局",
    ]
    assert paths(post(place.mayors[0], address, {"ratings": ratings}, 422)) == {
        *("ratings.0.answers.1", "ratings.1.department", "ratings.2.department"),
        *("ratings.3.answers", "ratings.3.text", "ratings.3.stars", "ratings.4"),
    }
    assert paths(post(place.mayors[0], address, {"ratings": "x"}, 422)) == {"ratings"}
    assert not Ballot.objects.exists()


def test_a_ballot_leaves_no_trace(rating_place):
    """No batch, no history row, no decision, no to-do that closes, no kept answer, no message."""
    place, address = rating_place, f"{address_of(rating_place.row)}ballot/"
    counted = (Batch, Decision, KeptAnswer, InboxMessage, ToDo)
    before = [model.objects.count() for model in counted]
    todos = list(ToDo.objects.values_list("pk", "closed_at"))
    post(place.mayors[0], address, rated(GOOD, GOOD), **{"Idempotency-Key": "ballot"})
    assert [model.objects.count() for model in counted] == before
    assert list(ToDo.objects.values_list("pk", "closed_at")) == todos
    assert Ballot not in tracked_models()
    fields = {field.name for field in Ballot._meta.get_fields()}
    assert fields == {"id", "round", "township", "ratings"}
    named_tables = {part.table: part.why for part in not_proved()}
    assert "无记名" in named_tables[Ballot._meta.db_table]
    assert verify().ok


def test_nobody_learns_how_many_have_answered_before_the_end(rating_place):
    place, address = rating_place, address_of(rating_place.row)
    readers = (place.lead, place.clerk, place.head, place.mayors[1], place.auditor)
    before = [get(user, address) for user in readers]
    answered(place.row, place.mayors[:6], GOOD, GOOD)
    assert [get(user, address) for user in readers] == before
    assert get(place.lead, f"{address}results/", 409)["code"] == "not_possible"
    assert get(place.head, f"{address}results/", 409)["code"] == "not_possible"
    get(place.mayors[1], f"{address}results/", 404)
    assert not RatedDepartment.objects.visible_to(place.lead).exists()


# ---- results ----


def whistled(place, name, *outcomes):
    """Whistles of this year, with what came of asking a department: of each one outcome, or a tuple
    of those that it had one after another.
    """
    now, mayor = timezone.now(), place.mayors[0]
    department = Department.objects.get(name=name)
    township = Region.objects.get(pk__in=mayor.standing().township_ids())
    with seeding():
        for serial, outcome in enumerate(outcomes, 1):
            whistle = Whistle.objects.create(
                county=place.county,
                township=township,
                year=now.year,
                serial=serial,
                number=f"吹哨{serial}号",
                level=Urgency.ORDINARY,
                text="现场情况",
                lead=department,
                raised_by=mayor,
                raised_at=now,
            )
            for one in (outcome,) if isinstance(outcome, str) else outcome:
                WhistleOutcome.objects.create(
                    whistle=whistle, department=department, outcome=one, at=now
                )


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("outcomes", "score"),
    [
        (("solved", "partly", "not_possible"), 200 / 3),
        (("solved", "solved"), None),
        (("solved", "solved", "refused", "rerouted"), None),
        (("partly", "partly", "partly", "refused"), 70),
        ((("solved", "solved", "solved"),), None),
        (("solved", "solved", ("solved", "not_possible")), 230 / 3),
    ],
)
def test_the_process_is_scored_by_what_came_of_whistles(
    county_place,  # noqa: F811
    outcomes,
    score,
):
    whistled(county_place, "县商务局", *outcomes)
    department, year = Department.objects.get(name="县商务局"), timezone.localdate().year
    assert process_score(department, year) == score
    assert process_score(department, year - 1) is None


def test_scores_of_a_round(rating_place):
    place = rating_place
    whistled(place, "县商务局", "solved", "partly", "partly")
    answered(place.row, place.mayors[:4], GOOD, FAIR)
    answered(place.row, place.mayors[4:6], POOR, UNKNOWN)
    rate(place.row, rated(FAIR, GOOD), by=place.mayors[6])
    row = closed(place)
    found = result_of(place, row)
    first, second = round((400 + 60 + 70) / 7, 1), round((280 + 100) / 5, 1)
    assert found["by_dimension"] == [
        {"dimension": "响应", "score": first, "answers": 7},
        {"dimension": "保障", "score": second, "answers": 5},
    ]
    score = round(((400 + 60 + 70) / 7 + (280 + 100) / 5) / 2, 1)
    assert (found["score"], found["answers"], found["process"]) == (score, 7, 80.0)
    assert found["total"] == round(80.0 * 0.6 + score * 0.4, 1)
    assert "why" not in found
    assert result_of(place, row, "县林业局")["why"] == "样本不足"


def test_without_whistles_the_total_is_the_score():
    assert total_of(82.5, None, 60) == 82.5
    assert total_of(None, 71.0, 60) is None
    assert total_of(80.0, 70.0, 25) == 77.5


def test_below_the_minimum_nothing_is_told(rating_place):
    place = rating_place
    answered(place.row, place.mayors[:4], POOR, POOR)
    rate(place.row, rated(UNKNOWN, UNKNOWN), by=place.mayors[5])
    found = result_of(place, closed(place))
    assert (found["score"], found["why"], found["answers"]) == (None, "样本不足", None)
    assert found["total"] is None
    assert {(one["score"], one["answers"]) for one in found["by_dimension"]} == {(None, None)}


def test_a_dimension_below_the_minimum_is_in_no_mean(rating_place):
    """Else the mean less the other dimension would give it."""
    place = rating_place
    answered(place.row, place.mayors[:4], GOOD, POOR)
    rate(place.row, rated(GOOD, UNKNOWN), by=place.mayors[4])
    found = result_of(place, closed(place))
    assert (found["score"], found["answers"]) == (100.0, 5)
    assert found["by_dimension"][1] == {"dimension": "保障", "score": None, "answers": None}


def test_a_corrected_round_does_not_give_the_answer_of_whom_it_has_more(rating_place):
    place = rating_place
    answered(place.row, place.mayors[:6], GOOD, GOOD)
    assert result_of(place, closed(place))["score"] == 100.0
    again = create_round(told(title="更正", dimensions=["响 应", "态度"]), by=place.lead)
    perform(again, SatisfactionAction.OPEN, by=place.lead)
    answered(again, place.mayors[:6], GOOD, GOOD)
    rate(again, rated(POOR, POOR), by=place.mayors[6])
    found = result_of(place, closed(place, again))
    assert found["by_dimension"][0]["score"] is None
    assert found["by_dimension"][1]["answers"] == 7
    assert [is_told(7, [6], 5), is_told(6, [6], 5), is_told(11, [6], 5)] == [False, True, True]


def test_a_department_reads_its_own_row_and_no_other(rating_place):
    place = rating_place
    answered(place.row, place.mayors[:5], GOOD, GOOD)
    answered(place.row, place.mayors[:5], POOR, POOR, department="县林业局")
    row = closed(place)
    for user in (place.head, place.staff):
        own = get(user, f"{address_of(row)}results/")
        assert [one["department"] for one in own["results"]] == ["县商务局"]
        # Its ballots replaced the first: each township rates in one ballot as a whole.
        assert own["department"] == "县商务局"
    get(place.organization, f"{address_of(row)}results/", 404)
    # Who reads the round for another reason has no row of a department that was not rated.
    make_membership(place.organization, Role.LEGAL, county=place.county)
    get(place.organization, address_of(row))
    get(place.organization, f"{address_of(row)}results/", 404)
    get(place.mayors[0], f"{address_of(row)}results/", 404)
    assert len(get(place.clerk, f"{address_of(row)}results/")["results"]) == 2


def test_results_are_in_the_record_for_the_office_alone(rating_place):
    place = rating_place
    answered(place.row, place.mayors[:5], GOOD, GOOD)
    row = closed(place)
    rows = RatedDepartment.history.filter(round=row, history_type="~")
    batch = str(rows.values_list("batch", flat=True)[0])
    get(place.clerk, f"{API}history/{batch}/")
    for user in (place.inspector, place.head, place.recorder):
        get(user, f"{API}history/{batch}/", 404)
    assert verify().ok


def test_the_whole_flow_over_http(county_place, monkeypatch):  # noqa: F811
    driven = watch(monkeypatch)
    answer = post(county_place.lead, ROUNDS, told())
    address = f"{ROUNDS}{answer['id']}/"
    post(county_place.mayors[0], f"{address}ballot/", rated(GOOD, GOOD), 404)
    decide(county_place.clerk, address, "open", 403)
    assert decide(county_place.lead, address, "open")["status"] == "open"
    todos = ToDo.objects.filter(flow="satisfaction_round", role="township_lead")
    townships = Region.objects.townships_of(county_place.county)
    assert set(todos.values_list("region", flat=True)) == {town.pk for town in townships}
    assert decide(county_place.lead, address, "close")["status"] == "closed"
    assert not ToDo.objects.open().filter(role="township_lead").exists()
    assert decide(county_place.lead, address, "publish")["status"] == "published"
    assert InboxMessage.objects.filter(user=county_place.head, url__contains="satisfaction")
    assert named("satisfaction_round") <= driven


def test_a_round_past_its_end_takes_no_answer(county_place):  # noqa: F811
    row = create_round(told(), by=county_place.lead)
    perform(row, SatisfactionAction.OPEN, by=county_place.lead)
    day = timezone.localdate() - timedelta(days=1)
    with seeding():
        row.opens_on = row.closes_on = day
        row.save()
    address = f"{address_of(row)}ballot/"
    assert "截止" in post(county_place.mayors[0], address, rated(GOOD, GOOD), 409)["detail"]


# ---- opinions on heads ----

OPINION = {"department": "县商务局", "occasion": "appointment", "text": "金丝雀：作风扎实。"}


def test_opinions_on_a_head_are_read_by_those_who_appoint(county_place):  # noqa: F811
    place = county_place
    answer = post(place.mayors[0], HEADS, OPINION)
    assert answer["township"]["name"] == "测试1镇"
    for user in (place.lead, place.organization):
        assert [one["text"] for one in get(user, HEADS)["results"]] == [OPINION["text"]]
    others = [place.clerk, place.head, place.staff, place.other, place.inspector]
    for user in [*others, place.auditor, place.mayors[0], place.mayors[1]]:
        get(user, HEADS, 404)
    for user in (place.clerk, place.head, place.organization, place.lead):
        post(user, HEADS, OPINION, 403)
    batch = HeadOpinion.history.get().batch
    get(place.lead, f"{API}history/{batch}/")
    for user in (place.auditor, place.clerk, place.inspector):
        get(user, f"{API}history/{batch}/", 404)


def test_those_who_appoint_do_not_read_of_their_own_head(county_place):  # noqa: F811
    post(county_place.mayors[0], HEADS, {**OPINION, "department": "县委组织部"})
    assert get(county_place.organization, HEADS)["results"] == []
    assert len(get(county_place.lead, HEADS)["results"]) == 1


def test_the_county_says_which_department_appoints(county_place):  # noqa: F811
    place = county_place
    values = {"organization_department": "县林业局"}
    set_policy(place.county, values, by=place.lead, reason="由该部门办理")
    post(place.mayors[0], HEADS, OPINION)
    assert len(get(place.other, HEADS)["results"]) == 1
    get(place.organization, HEADS, 404)


@pytest.mark.parametrize("reform", ["renamed", "merged"])
def test_who_appoints_stays_it_under_another_name(county_place, reform):  # noqa: F811
    place = county_place
    values = {"organization_department": "县林业局"}
    set_policy(place.county, values, by=place.lead, reason="由该部门办理")
    post(place.mayors[0], HEADS, OPINION)
    if reform == "renamed":
        rename_department(place.forestry, "县林业和草原局", by=place.clerk, reason="机构改革")
        reader = place.other
    else:
        water = make_department("县水利局", county=place.county)
        merge_departments([place.forestry], water, by=place.clerk, reason="机构改革")
        reader = make_user(Role.DEPARTMENT_LEAD, department=water)
    assert len(get(reader, HEADS)["results"]) == 1


def test_every_fault_of_an_opinion_at_its_path(county_place):  # noqa: F811
    wrong = {"department": ["x"], "occasion": 5, "text": ""}
    refused = post(county_place.mayors[0], HEADS, wrong, 422)
    assert paths(refused) == {"department", "occasion", "text"}
    assert paths(post(county_place.mayors[0], HEADS, {**OPINION, "by": 1}, 422)) == {"by"}
