"""A problem is written into the register by whoever supervises; other registers hand theirs in."""

from assessment.models import Problem
from assessment.registers.fields import Place
from assessment.registers.services.writing import values_told, write_values
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.organizations.places_asked import county_told
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.workflow.engine import begin
from dutylist.workflow.refusals import NotAllowed, NotPossible
from dutylist.workflow.rules import require_fresh
from dutylist.workflow.turns import open_turn

from ..registers import PROBLEMS


def register_problem(told, *, by, source="form"):
    """A new problem from the county and the members of the register: -> the `Problem`."""
    require_members(told, ("county", *(one.name for one in PROBLEMS.fields)))
    place = Place(county_told(told, by), by)
    require_register_keeper(by, place.county)
    values = values_told(PROBLEMS.fields, told, place, is_new=True)
    problem = Problem(county=place.county)
    write_values(problem, values)
    return enter(problem, by=by, source=source)


def enter(problem, *, by, source="form"):
    """Enters a problem that another register of the county has brought up, whoever brought it."""
    problem.drawn_up_by, problem.drawn_up_by_name = by, by.get_full_name()
    problem.due_on = problem.answer_by
    with recording(by=by, source=source, county=problem.county.code):
        begin(problem, by=by, source=source)
    return problem


def amend_problem(problem, told, *, by, reason="", expect=None, source="form"):
    """Changes what is told of a problem that nobody answers yet: -> the problem."""
    require_members(told, [one.name for one in PROBLEMS.fields])
    with recording(by=by, reason=clean_text(reason), source=source, county=problem.county.code):
        rows = Problem.objects.select_for_update(of=("self",))
        problem.refresh_from_db(from_queryset=rows)
        require_fresh(problem, expect)
        if not problem.lets_amend:
            raise NotPossible(f"“{problem}”{problem.status_label}，不能再修改。")
        require_register_keeper(by, problem.county)
        place = Place(problem.county, by)
        values = values_told(PROBLEMS.fields, told, place, is_new=False)
        write_values(problem, values)
        problem.due_on = problem.answer_by
        problem.version += 1
        problem.save()
        open_turn(problem, by=by)
    return problem


def require_register_keeper(by, county):
    if not keeps_register(by, county):
        raise NotAllowed(f"问题由{staffing_office_of(county)}和督查员登记。", code="role")


def keeps_register(by, county):
    return by.standing().has(*PROBLEMS.recorded_by, county=county)
