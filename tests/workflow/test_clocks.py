"""Moves of the clock: what is overdue is moved by the system account, one by one and once.

The time is the day of the run.
"""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from dutylist.history.verify import verify
from dutylist.notices.models import JobRun, ToDo
from dutylist.organizations.models import User
from dutylist.organizations.roles import Role
from dutylist.workflow import flow as flow_module
from dutylist.workflow.clocks import make_moves, overdue_subjects
from dutylist.workflow.engine import CLOCK, Flow, Move, begin, perform
from dutylist.workflow.models import Decision
from dutylist.workflow.refusals import NotDue, NotPossible
from items.models import Edition, EditionAction, EditionStatus
from tests.at_once import race
from tests.factories import make_county, make_user

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=timezone.get_default_timezone())
DUE = date(2026, 11, 30)  # five working days after it


def at(day):
    return datetime(day.year, day.month, day.day, 7, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def probe(monkeypatch):
    """A flow in which the clock takes back what nobody published in time; editions go through it
    meanwhile.
    """
    flow = Flow(
        name="probe",
        label="试用流程",
        statuses=EditionStatus,
        actions=EditionAction,
        moves={
            ("drafting", "submit"): Move("approved", Role.CLERK, days=5),
            ("approved", "publish"): Move("published", Role.OFFICE_LEAD),
            ("approved", "request_supplement"): Move("approved", CLOCK, days=5),
            ("approved", "take_back"): Move("drafting", (Role.CLERK, CLOCK), days=2, reason=True),
        },
        settled=("published",),
    )
    monkeypatch.setattr(Edition, "flow_name", flow.name)
    yield flow
    del flow_module._flows[flow.name]


@pytest.fixture
def waiting(probe):
    """Two editions that are to be published by the 30th; -> the editions."""
    clerk = make_user(Role.CLERK)
    found = []
    for number in (7, 8):
        edition = begin(Edition(county=make_county(), number=number, title="2026年版"), by=clerk)
        perform(edition, "submit", by=clerk, at=MONDAY)
        found.append(edition)
    return found


@pytest.fixture
def reminded(probe):
    """The clock's first move was made before: it is not due again."""

    def refuse(subject):
        raise NotDue("已经催办。")

    probe.on("request_supplement", possible=refuse)


def states(editions):
    return [Edition.objects.get(pk=edition.pk).status for edition in editions]


def test_on_its_last_day_a_step_is_still_its_owners(waiting, reminded):
    assert make_moves(at(DUE)) == "按期限自动办理0件。"
    assert states(waiting) == ["approved", "approved"]


def test_the_day_after_the_system_account_makes_the_move(waiting, reminded):
    day_after = at(DUE + timedelta(days=1))
    assert make_moves(day_after) == "按期限自动办理2件。"
    assert states(waiting) == ["drafting", "drafting"]
    decision = waiting[0].decisions.last()
    assert (decision.action, decision.role, decision.by, decision.at) == (
        "take_back",
        CLOCK,
        User.objects.system(),
        day_after,
    )
    assert decision.reason == "办理期限（2026年11月30日）已过，按规则自动办理。"
    assert (decision.due_on, decision.next_due_on) == (DUE, date(2026, 12, 3))


def test_the_next_owner_is_asked_from_the_day_of_the_run(waiting, reminded):
    day_after = at(DUE + timedelta(days=1))
    make_moves(day_after)
    todo = ToDo.objects.of("probe", waiting[0].pk).open().get()
    assert (todo.role, todo.opened_at, todo.due_on) == (Role.CLERK, day_after, date(2026, 12, 3))
    closed = ToDo.objects.of("probe", waiting[0].pk).get(role=Role.OFFICE_LEAD)
    assert (closed.closed_at, closed.closed_by) == (day_after, User.objects.system())


def test_a_second_run_moves_nothing_again(waiting, reminded):
    day_after = at(DUE + timedelta(days=1))
    make_moves(day_after)
    made = Decision.objects.count()
    assert make_moves(day_after) == "按期限自动办理0件。"
    assert Decision.objects.count() == made


def test_of_several_moves_the_first_that_is_due_is_made(waiting):
    make_moves(at(DUE + timedelta(days=1)))
    assert waiting[0].decisions.last().action == "request_supplement"
    assert (states(waiting), Edition.objects.get(pk=waiting[0].pk).due_on) == (
        ["approved"] * 2,
        date(2026, 12, 8),
    )


def test_what_is_settled_or_in_time_is_left_alone(waiting, probe):
    perform(waiting[0], "publish", by=make_user(Role.OFFICE_LEAD))
    assert [subject.pk for subject in overdue_subjects(at(DUE + timedelta(days=1)))] == [
        waiting[1].pk
    ]
    assert overdue_subjects(at(DUE)) == []


def test_a_refusal_of_one_stops_no_other_and_is_reported(waiting, reminded, probe):
    def refuse(subject):
        if subject.number == 7:
            raise NotPossible("上级正在审查，不能撤回。")

    probe.on("take_back", possible=refuse)
    said = make_moves(at(DUE + timedelta(days=1)))
    assert said == "按期限自动办理1件。未能办理：示例县第7版：上级正在审查，不能撤回。"
    assert states(waiting) == ["approved", "drafting"]


def test_what_is_refused_leaves_no_trace(waiting, reminded, probe):
    def refuse(subject, decision, facts):
        raise NotPossible("登记不成。")

    probe.on("take_back", after=refuse)
    made = (Decision.objects.count(), ToDo.objects.open().count())
    assert "未能办理：示例县第7版：登记不成；示例县第8版：登记不成。" in make_moves(
        at(DUE + timedelta(days=1))
    )
    assert (Decision.objects.count(), ToDo.objects.open().count()) == made
    assert states(waiting) == ["approved", "approved"]


def test_an_error_of_one_fails_the_run_after_the_others_were_moved(waiting, reminded, probe):
    def fail(subject, decision, facts):
        if subject.number == 7:
            raise ZeroDivisionError

    probe.on("take_back", after=fail)
    with pytest.raises(ExceptionGroup, match="办理1件，出错1件"):
        make_moves(at(DUE + timedelta(days=1)))
    assert states(waiting) == ["approved", "drafting"]


def test_time_is_moved_by_the_command(waiting, reminded):
    day = timezone.localdate() + timedelta(days=10)
    call_command("tick", "--on", day.isoformat())
    assert JobRun.objects.get(job="flow_clocks").note == "按期限自动办理2件。"
    assert timezone.localdate(waiting[0].decisions.last().at) == day
    assert not ToDo.objects.open().filter(due_on__lte=day).exists()
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_make_each_move_once(waiting, reminded):
    day_after = at(DUE + timedelta(days=1))
    notes, refusals = race([lambda: make_moves(day_after)] * 2)
    assert refusals == []
    assert all("未能办理" not in note for note in notes)
    assert Decision.objects.filter(action="take_back").count() == 2
