"""A problem is given to a unit, answered, closed, referred, or made into a draft adjustment."""

from django.utils import timezone

from access_control.models import Channel
from access_control.requests.services.drafting import draft_of_the_office
from assessment.models import ProblemStatus
from assessment.registers.telling import tell_unit
from dutylist.rest.values import Wrong
from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.refusals import Invalid, NotPossible

from ..units import give_unit, unit_told
from .evaluating import ask_to_look_again


def check_assign(problem, facts):
    """The unit is one of the county."""
    try:
        unit_told(facts["unit"], problem.county)
    except Wrong as wrong:
        raise Invalid({"unit": str(wrong)}) from None


def apply_assign(problem, facts):
    """The unit has until the day that was written down, or the days of the county's rule. What
    another unit answered before stays in its decision.
    """
    unit = unit_told(facts["unit"], problem.county)
    give_unit(problem, unit, "assigned_department", "assigned_township")
    problem.answer = ""
    today = timezone.localdate()
    if problem.answer_by and problem.answer_by >= today:
        problem.due_on = problem.answer_by
    else:
        problem.due_on = add_working_days(today, problem.clock_days("problem_days"))


def after_assign(problem, decision, facts):
    tell_unit(problem, problem.assigned, decision, f"问题交办您单位答复：{problem}")


def apply_answer(problem, facts):
    problem.answer = facts["text"]


def apply_close(problem, facts):
    problem.result = facts.get("result") or ""


def after_close(problem, decision, facts):
    if problem.assigned:
        tell_unit(problem, problem.assigned, decision, f"问题{problem.status_label}：{problem}")
    if problem.status == ProblemStatus.CLOSED:
        ask_to_look_again(problem)


def require_no_adjustment(problem):
    if problem.adjustment_id:
        raise NotPossible(f"已据此起草{problem.adjustment.number}，不再另行起草。")


def after_to_adjustment(problem, decision, facts):
    """A draft of the office, about the item that is named: it says itself what is to change."""
    name = f"“{problem.item.name}”" if problem.item else "清单"
    told = {
        "county": problem.county.code,
        "applicant": {"office": True},
        "channel": Channel.ADJUSTMENT.value,
        "title": f"根据问题清单调整{name}",
        "reason": problem.text[:4000],
    }
    problem.adjustment = draft_of_the_office(told, by=decision.by, source="decision")
    problem.save()
