"""Whistles: sent by the list in force, timed to the minute, refused only by naming who does answer,
counted when made.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from access_control.models import ChangeRequest
from assessment.models import Whistle
from assessment.whistles.services.figures import figures_of, outcomes_seen_by
from assessment.whistles.services.following import regions_follow
from assessment.whistles.services.raising import raise_whistle
from assessment.whistles.services.routing import Routing
from dutylist.history.models import Batch
from dutylist.history.verify import verify
from dutylist.notices.models import InboxMessage, OutboundEvent, ToDo
from dutylist.organizations.roles import Role
from dutylist.organizations.services.departments import merge_departments
from dutylist.organizations.services.regions import set_policy
from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.clocks import make_moves
from dutylist.workflow.engine import actions_for, refusal, whose_turn
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from dutylist.workflow.reminders import remind
from dutylist.workflow.states import decision_json, state_of
from tests.factories import make_county, make_user, seeding
from tests.workflow.hooks import named, watch

from .whistling import call, called, moved, place, whistling

pytestmark = pytest.mark.django_db
__all__ = ["place", "whistling"]


def later(whistle, **span):
    return whistle.raised_at + timedelta(**span)


def wrong(scene, **fields):
    with pytest.raises(Invalid) as refused:
        called(scene, **fields)
    return refused.value.errors


# ---- sent ----


def test_a_whistle_on_an_item_goes_to_its_lead_at_once(whistling):
    whistle = called(whistling)
    assert whistle.status == "dispatched"
    assert whistle.route_json() == {"lead": "县自然资源局", "joint": [], "why": "item"}
    assert whistle.number == f"吹哨〔{timezone.localdate().year}〕1号"
    assert whistle.title.endswith("有人夜间在河道内取土")
    [decision] = whistle.decisions
    assert (decision.action, decision.by_name) == ("route", "系统")
    asked = ToDo.objects.of("whistle", whistle.pk).open()
    assert {(todo.role, todo.department_id) for todo in asked} == {
        ("department_staff", whistling.bureau.pk),
        ("department_lead", whistling.bureau.pk),
    }
    assert {todo.due_at for todo in asked} == {whistle.due_at}
    assert (
        InboxMessage.objects.visible_to(whistling.staff).filter(title__contains="待接单").exists()
    )
    assert OutboundEvent.objects.filter(kind="whistle.route").exists()


def test_without_an_item_it_waits_for_the_clerk(whistling):
    whistle = called(whistling, item=None)
    assert (whistle.status, whistle.route_json()["lead"]) == ("raised", None)
    assert ToDo.objects.for_user(whistling.clerk).filter(flow="whistle").count() == 1
    moved(whistle, "dispatch", whistling.clerk, department="县林业局")
    assert whistle.route_json() == {"lead": "县林业局", "joint": [], "why": "clerk"}
    assert whistle.status == "dispatched"


def test_a_basic_item_names_nobody_and_waits_for_the_clerk(whistling):
    assert called(whistling, item=whistling.items[0].code).status == "raised"


def test_the_three_clocks(whistling):
    for level, minutes in (("emergency", 30), ("enforcement", 24 * 60)):
        whistle = called(whistling, level=level)
        assert whistle.due_at == later(whistle, minutes=minutes)
        assert whistle.due_on == timezone.localdate(whistle.due_at)
    whistle = called(whistling, level="ordinary")
    day = add_working_days(timezone.localdate(), 3)
    assert (whistle.due_at, whistle.due_on) == (None, day)
    told = state_of(whistle)
    assert told["due_on"] == day.isoformat()
    assert timezone.localtime(whistle.due_moment).date() == day
    assert told["due_at"] == whistle.due_moment.isoformat()
    assert "还剩3个工作日" in told["turn"]


def test_the_county_sets_the_clock_otherwise(whistling):
    set_policy(
        whistling.county, {"whistle_emergency_minutes": 20}, by=whistling.lead, reason="本地规定"
    )
    whistle = called(whistling, level="emergency")
    assert whistle.due_at == later(whistle, minutes=20)


def test_the_turn_says_how_many_hours_are_left(whistling):
    whistle = called(whistling)
    assert "县自然资源局" in whose_turn(whistle)
    assert "还剩23小时" in whose_turn(whistle)


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("told", "path"),
    [
        ({"level": "soon"}, "level"),
        ({"level": ["emergency"]}, "level"),
        ({"text": " "}, "text"),
        ({"text": ["a"]}, "text"),
        ({"text": "长" * 4001}, "text"),
        ({"place": "远" * 201}, "place"),
        ({"item": "99012100000"}, "item"),
        ({"item": {}}, "item"),
        ({"township": 5}, "township"),
        ({"township": "990199100000"}, "township"),
        ({"township": "9901\x0000000000"}, "township"),
        ({"external_id": "a\x00b"}, "external_id"),
        ({"latitude": True, "longitude": 1}, "latitude"),
        ({"latitude": 91.5, "longitude": 1}, "latitude"),
        ({"latitude": float("nan"), "longitude": 1}, "latitude"),
        ({"latitude": 30.5}, "longitude"),
        ({"external_id": "x" * 101}, "external_id"),
        ({"photo": 1}, "photo"),
    ],
)
def test_what_is_told_wrongly_is_named_at_its_place(whistling, told, path):
    assert list(wrong(whistling, **told)) == [path]


def test_every_fault_at_once_and_nothing_is_kept(whistling):
    assert set(wrong(whistling, level="", text="", item="1", latitude="x")) == {
        "level",
        "text",
        "item",
        "latitude",
    }
    assert not Whistle.objects.exists()


def test_an_item_of_another_township_is_not_in_the_list(whistling):
    hidden = whistling.items[3].code
    assert list(wrong(whistling, item=hidden)) == ["item"]


def test_only_its_own_people_raise_for_a_township(whistling):
    for user in (whistling.neighbour, whistling.clerk, whistling.head, whistling.legal):
        with pytest.raises(NotAllowed):
            called(whistling, by=user)
    assert called(whistling, by=whistling.fellow, township=None).township == whistling.town


def test_the_same_number_of_one_source_is_one_whistle(whistling):
    first = called(whistling, external_id="网格-17")
    again, is_new = raise_whistle(
        call(whistling, external_id=" 网格-17 ", text="又报"), by=whistling.mayor
    )
    assert (again.pk, is_new) == (first.pk, False)
    other = called(whistling, external_id="网格-17", by=whistling.fellow)
    assert other.pk != first.pk
    assert Whistle.objects.count() == 2


def test_a_dissolved_department_s_successor_answers(whistling):
    whistle = moved(called(whistling), "accept", whistling.staff)
    merge_departments([whistling.bureau], whistling.water, by=whistling.clerk, reason="机构改革")
    with seeding():
        for alias in whistling.water.aliases.all():
            alias.delete()  # the record of the reform is enough
    routing = Routing(whistling.county)
    entry = routing.entry(whistling.river, whistling.town)
    assert routing.route(entry).lead == whistling.water
    assert called(whistling).lead == whistling.water
    whistle.refresh_from_db()
    assert whistle.lead == whistling.water
    assert Whistle.objects.visible_to(whistling.waterman).filter(pk=whistle.pk).exists()
    asked = ToDo.objects.of("whistle", whistle.pk).open()
    assert {todo.department_id for todo in asked} == {whistling.water.pk}
    moved(whistle, "finish", whistling.waterman, result="solved")


def test_whistles_go_over_to_the_township_that_follows(whistling):
    whistle = moved(called(whistling), "accept", whistling.staff)
    moved(whistle, "finish", whistling.staff, result="solved")
    followed = {"on": timezone.localdate(), "by": whistling.clerk, "reason": "并入"}
    with seeding():
        regions_follow(whistling.town, [whistling.towns[1]], **followed)
    assert Whistle.objects.visible_to(whistling.neighbour).get() == whistle
    assert ToDo.objects.for_user(whistling.neighbour).filter(flow="whistle").exists()
    moved(whistle, "confirm", whistling.neighbour)


# ---- handled ----


def test_accepted_finished_confirmed_and_closed(whistling):
    whistle = moved(called(whistling), "accept", whistling.staff)
    due = whistle.due_at
    assert whistle.status == "handling"
    moved(whistle, "extend", whistling.staff, "需要调运设备")
    assert whistle.due_at == due + timedelta(hours=24)
    with pytest.raises(NotPossible, match="已经延期过一次"):
        moved(whistle, "extend", whistling.staff, "再延")
    for result in ("partly", "not_possible"):
        with pytest.raises(Invalid) as refused:
            moved(whistle, "finish", whistling.staff, result=result)
        assert list(refused.value.errors) == ["text"]
    with pytest.raises(Invalid) as refused:
        moved(whistle, "finish", whistling.staff, result="done")
    assert list(refused.value.errors) == ["result"]
    moved(whistle, "finish", whistling.staff, result="solved", text="已制止")
    assert (whistle.due_at, whistle.due_on) == (None, add_working_days(timezone.localdate(), 3))
    assert ToDo.objects.for_user(whistling.mayor).filter(flow="whistle").count() == 1
    with pytest.raises(NotAllowed):
        moved(whistle, "confirm", whistling.neighbour, rating="satisfied")
    with pytest.raises(Invalid):
        moved(whistle, "confirm", whistling.mayor, rating="best")
    moved(whistle, "confirm", whistling.mayor, rating="satisfied")
    assert (whistle.status, whistle.result, whistle.rating) == ("confirmed", "solved", "satisfied")
    assert not ToDo.objects.of("whistle", whistle.pk).open().exists()
    later_on = timezone.now() + timedelta(days=20)
    make_moves(later_on)
    whistle.refresh_from_db()
    assert whistle.status == "closed"
    assert not any(decision.was_late for decision in whistle.decisions)
    assert verify().ok


def test_it_is_reopened_and_finished_again(whistling):
    whistle = moved(called(whistling), "accept", whistling.staff)
    moved(whistle, "finish", whistling.staff, result="solved")
    moved(whistle, "reopen", whistling.mayor, "又开工了")
    assert (whistle.status, whistle.result) == ("reopened", "")
    assert whistle.due_at is not None
    moved(whistle, "finish", whistling.staff, result="partly", text="剩余设备明日运走")
    figures = figures_of(outcomes_seen_by(whistling.mayor))
    assert (figures["solved"], figures["partly"]) == (1, 1)


def test_a_refusal_names_who_does_answer(whistling):
    whistle = called(whistling)
    told = {"right_department": "县没有局", "right_item": "99012100000"}
    with pytest.raises(Invalid) as refused:
        moved(whistle, "refuse", whistling.staff, **told)
    assert set(refused.value.errors) == {"right_department", "right_item"}
    for department, item, path in (
        ("县自然资源局", whistling.sea, "right_department"),  # itself
        ("县林业局", whistling.river, "right_department"),  # does not answer for it
        ("县林业局", whistling.items[3].code, "right_item"),  # not in the list
    ):
        with pytest.raises(Invalid) as refused:
            moved(whistle, "refuse", whistling.staff, right_department=department, right_item=item)
        assert list(refused.value.errors) == [path]
    with pytest.raises(Invalid) as refused:
        moved(whistle, "refuse", whistling.staff)
    assert set(refused.value.errors) == {"right_department", "right_item"}
    assert whistle.status == "dispatched"


def refused_and_rerouted(place):
    """Sent to the forestry bureau by the clerk, which names the bureau that does answer."""
    whistle = moved(called(place, item=None), "dispatch", place.clerk, department="县林业局")
    moved(whistle, "refuse", place.other, right_department="县自规局", right_item=place.river)
    return whistle


def test_a_refusal_goes_to_the_clerk_and_never_counts_as_solved(whistling):
    whistle = refused_and_rerouted(whistling)
    assert whistle.status == "refused"
    asked = ToDo.objects.of("whistle", whistle.pk).open()
    assert [todo.role for todo in asked] == ["clerk"]
    assert isinstance(refusal(whistle, "reroute", whistling.mayor), NotAllowed)
    moved(whistle, "reroute", whistling.clerk, department="县自然资源局")
    moved(whistle, "accept", whistling.staff)
    moved(whistle, "finish", whistling.staff, result="solved")
    everything = {"solved": 1, "partly": 0, "not_possible": 0, "refused": 1, "rerouted": 1}
    for user in (whistling.clerk, whistling.mayor, whistling.inspector):
        assert figures_of(outcomes_seen_by(user)) == everything
    assert figures_of(outcomes_seen_by(whistling.other)) == everything | {"solved": 0}
    assert figures_of(outcomes_seen_by(whistling.staff)) == dict.fromkeys(everything, 0) | {
        "solved": 1
    }
    assert figures_of(outcomes_seen_by(whistling.neighbour)) == dict.fromkeys(everything, 0)


def test_departments_come_together(whistling):
    whistle = moved(called(whistling), "accept", whistling.staff)
    for names, path in (
        (["县没有局"], "departments.0"),
        (["县自然资源局"], "departments.0"),
        ([], "departments"),
    ):
        with pytest.raises(Invalid) as refused:
            moved(whistle, "join", whistling.staff, departments=names)
        assert list(refused.value.errors) == [path]
    assert not Whistle.objects.visible_to(whistling.waterman).exists()
    moved(whistle, "join", whistling.staff, departments=["县水利局", "县林业局"])
    assert whistle.route_json()["joint"] == ["县水利局", "县林业局"]
    assert Whistle.objects.visible_to(whistling.waterman).get() == whistle
    assert whistle.status == "handling"
    assert isinstance(refusal(whistle, "finish", whistling.waterman), NotAllowed)


# ---- the clock ----


def test_the_clock_escalates_what_nobody_accepted_by_the_minute(whistling):
    whistle = called(whistling, level="emergency")
    make_moves(later(whistle, minutes=29))
    whistle.refresh_from_db()
    assert whistle.status == "dispatched"
    assert remind(later(whistle, minutes=16)) == 2
    make_moves(later(whistle, minutes=31))
    make_moves(later(whistle, minutes=31))
    whistle.refresh_from_db()
    assert whistle.status == "escalated"
    decision = whistle.decisions.last()
    assert (decision.action, decision.by_name, decision.was_late) == ("escalate", "系统", True)
    assert decision.due_at == later(whistle, minutes=30)
    assert decision_json(decision)["late"] is True
    for user in (whistling.lead, whistling.clerk, whistling.head):
        assert ToDo.objects.for_user(user).filter(flow="whistle").count() == 1
        told = InboxMessage.objects.visible_to(user).filter(key=f"whistle-{whistle.pk}-escalated")
        assert told.count() == 1
    assert "已提级" in whose_turn(whistle)
    moved(whistle, "finish", whistling.head, result="solved")
    assert whistle.status == "finished"


def test_what_was_accepted_and_not_finished_is_escalated_too(whistling):
    whistle = moved(called(whistling, level="ordinary"), "accept", whistling.staff)
    make_moves(timezone.now())
    whistle.refresh_from_db()
    assert whistle.status == "handling"
    make_moves(timezone.now() + timedelta(days=14))
    whistle.refresh_from_db()
    assert whistle.status == "escalated"


def test_one_that_the_clerk_leaves_is_escalated_not_sent_by_the_list(whistling):
    whistle = called(whistling, item=None)
    make_moves(later(whistle, hours=25))
    whistle.refresh_from_db()
    assert (whistle.status, whistle.lead) == ("escalated", None)
    moved(whistle, "reroute", whistling.lead, department="县水利局")
    assert whistle.lead == whistling.water


def test_a_finished_one_is_closed_without_a_word_and_no_rating(whistling):
    whistle = moved(called(whistling), "accept", whistling.staff)
    moved(whistle, "finish", whistling.staff, result="solved")
    assert isinstance(refusal(whistle, "close", whistling.clerk), NotAllowed)
    make_moves(timezone.now() + timedelta(days=14))
    whistle.refresh_from_db()
    assert (whistle.status, whistle.rating) == ("closed", "")


def test_the_township_escalates_by_itself(whistling):
    whistle = moved(called(whistling), "escalate", whistling.mayor)
    assert whistle.status == "escalated"
    moved(whistle, "close", whistling.lead, "已协调解决")
    assert whistle.status == "closed"


# ---- the third one ----


def test_the_third_on_one_item_within_a_year_drafts_one_adjustment(whistling):
    first, second = called(whistling), called(whistling, by=whistling.neighbour, township=None)
    old = called(whistling)
    assert old.adjustment is not None  # the third
    request = old.adjustment
    assert (request.channel, request.circumstance) == ("adjustment", "common_problem")
    assert (request.status, request.department, request.township) == ("draft", None, None)
    assert "河道巡查" in request.title
    assert second.number in request.reason
    assert ChangeRequest.objects.visible_to(whistling.clerk).filter(pk=request.pk).exists()
    assert not ChangeRequest.objects.visible_to(whistling.mayor).filter(pk=request.pk).exists()
    assert {choice.action for choice in actions_for(request, whistling.clerk)} >= {
        "submit",
        "take_back",
    }
    assert called(whistling).adjustment == request
    assert ChangeRequest.objects.count() == 1
    assert first.adjustment is None
    private = Batch.objects.exclude(audience="").readable_by(whistling.mayor)
    assert not private.filter(summary__icontains=request.number).exists()


def test_two_are_not_enough_nor_is_what_lies_a_year_back(whistling, monkeypatch):
    for _number in range(2):
        assert called(whistling).adjustment is None
    monkeypatch.setattr("assessment.whistles.services.adjusting.A_YEAR", timedelta(0))
    assert called(whistling).adjustment is None
    assert not ChangeRequest.objects.exists()


def test_another_item_counts_by_itself(whistling):
    for item in (whistling.river, whistling.sea, None, None, None):
        assert called(whistling, item=item).adjustment is None


# ---- who sees it ----


def test_who_sees_a_whistle(whistling):
    whistle = refused_and_rerouted(whistling)
    moved(whistle, "reroute", whistling.clerk, department="县自然资源局")
    elsewhere = make_county("990122000000", "邻县")
    stranger = make_user(Role.INSPECTOR, county=elsewhere)
    seeing = {
        "mayor": True,
        "fellow": True,
        "neighbour": False,
        "other": True,  # once asked
        "staff": True,
        "waterman": False,
        "clerk": True,
        "lead": True,
        "inspector": True,
        "secretary": True,
        "auditor": True,
        "legal": False,
        "recorder": False,
    }
    for name, sees in seeing.items():
        rows = Whistle.objects.visible_to(getattr(whistling, name))
        assert rows.filter(pk=whistle.pk).exists() is sees, name
    for nobody in (stranger, None):
        assert not Whistle.objects.visible_to(nobody).exists()


def test_every_effect_is_driven(whistling, monkeypatch):
    driven = watch(monkeypatch)
    whistle = refused_and_rerouted(whistling)
    moved(whistle, "reroute", whistling.clerk, department="县自然资源局")
    moved(whistle, "accept", whistling.staff)
    moved(whistle, "join", whistling.staff, departments=["县水利局"])
    moved(whistle, "extend", whistling.staff, "设备未到")
    moved(whistle, "finish", whistling.staff, result="solved")
    moved(whistle, "reopen", whistling.mayor)
    moved(whistle, "finish", whistling.staff, result="solved")
    moved(whistle, "confirm", whistling.mayor, rating="mostly")
    moved(whistle, "close", whistling.mayor)
    moved(called(whistling), "escalate", whistling.fellow)
    assert named("whistle") - driven == set()
