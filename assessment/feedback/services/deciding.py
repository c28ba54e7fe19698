"""What becomes of feedback: given to a unit, answered, told to everybody or closed, opened again,
or taken up as a problem.
"""

from django.utils import timezone

from access_control.requests.services.reviews import months_later
from assessment.models import FeedbackStatus, Problem, ProblemSource
from assessment.models.feedback import LONGEST_WORDS
from assessment.models.owned import SUPERVISORS
from assessment.problems.services.registering import enter
from assessment.problems.units import give_unit
from assessment.registers.telling import tell_unit
from dutylist.history.recording import recording
from dutylist.organizations.matching import DepartmentLookup
from dutylist.organizations.models import Department, Region
from dutylist.organizations.record_readers import key_of_role, key_of_unit
from dutylist.workflow.refusals import Invalid, NotPossible
from items.models import DutyItem

from .personal import person_fault
from .telling import tell_clerks

KEPT_MONTHS = 6  # of a contact, from the day on which the matter was over


# ---- given to a unit ----


def unit_of(feedback, facts):
    """(the unit that the facts name, {fact: sentence})."""
    name, code = facts.get("department"), facts.get("township")
    if name and code:
        return None, {"department": "只能交给一个单位：填写部门或者基层单位中的一项。"}
    if code:
        rows = Region.objects.valid().townships_of(feedback.county)
        town = rows.filter(code=code).first() or rows.filter(name=code).first()
        if town is None:
            return None, {"township": f"{feedback.county.name}没有“{code[:40]}”这个基层单位。"}
        return town, {}
    department = DepartmentLookup(feedback.county).find(name)
    if department is None:
        return None, {
            "department": f"没有“{name[:40]}”这个部门，请填部门名录中的名称。",
        }
    return department, {}


def check_assign(feedback, facts):
    _unit, faults = unit_of(feedback, facts)
    if faults:
        raise Invalid(faults)


def apply_assign(feedback, facts):
    """The unit answers anew: what was answered before stands in the record."""
    unit, _faults = unit_of(feedback, facts)
    give_unit(feedback, unit, "department", "assigned_township")
    feedback.answer, feedback.answered_on = "", None


def after_assign(feedback, decision, facts):
    tell_unit(feedback, feedback.assigned, decision, f"交办您单位答复：{feedback}")


# ---- answered ----


def apply_answer(feedback, facts):
    feedback.answer = facts["text"]
    feedback.answered_on = timezone.localdate()


def after_answer(feedback, decision, facts):
    title = f"{feedback}已答复，待公开或者办结"
    tell_clerks(feedback, f"answered-{decision.pk}", title, but=decision.by)


# ---- told to everybody, or closed ----


def public_texts(feedback, facts):
    """(the question, the answer) as everybody will read them."""
    return facts.get("text") or feedback.text, facts.get("answer") or feedback.answer


def check_publish(feedback, facts):
    faults = {}
    told = zip(("text", "answer"), public_texts(feedback, facts), strict=True)
    for name, text in told:
        if fault := person_fault(text, feedback.contact):
            faults[name] = fault
    if faults:
        raise Invalid(faults)


def apply_publish(feedback, facts):
    feedback.public_text, feedback.public_answer = public_texts(feedback, facts)
    feedback.closed_on = timezone.localdate()


def apply_close(feedback, facts):
    feedback.closed_on = timezone.localdate()


# ---- opened again ----


def erased_on(closed_on):
    """The day on which a contact goes; from then on the matter is not opened again."""
    return months_later(closed_on, KEPT_MONTHS)


def require_recent(feedback):
    """What was over half a year ago is not opened again: nobody could be reached any more."""
    is_over = feedback.status in (FeedbackStatus.PUBLISHED, FeedbackStatus.CLOSED)
    if is_over and timezone.localdate() >= erased_on(feedback.closed_on):
        raise NotPossible(f"办结已满{KEPT_MONTHS}个月，不能重新提出，请另外提交。")


def apply_reopen(feedback, facts):
    """Nothing of it is read by everybody any more."""
    feedback.public_text, feedback.public_answer = "", ""
    feedback.closed_on = None


def after_reopen(feedback, decision, facts):
    title = f"{feedback}重新提出，待交办"
    tell_clerks(feedback, f"reopened-{decision.pk}", title, but=decision.by)


# ---- a problem of the county ----


def require_no_problem(feedback):
    if feedback.problem_id:
        raise NotPossible("已经列入问题清单，不再另行列入。")


def check_to_problem(feedback, facts):
    text = facts["text"]
    if len(text) > LONGEST_WORDS:
        raise Invalid({"text": f"共{len(text)}字，最多{LONGEST_WORDS}字。"})
    if fault := person_fault(text, feedback.contact):
        raise Invalid({"text": fault.replace("公开", "列入问题清单")})


def after_to_problem(feedback, decision, facts):
    """The problem is read by more people than the feedback: it has a batch of its own, for them."""
    item = None
    if feedback.item_code:
        rows = DutyItem.objects.of_county(feedback.county)
        item = rows.filter(code=feedback.item_code).first()
    problem = Problem(
        county=feedback.county,
        source=ProblemSource.FEEDBACK,
        found_on=timezone.localdate(),
        text=facts["text"],
        item=item,
    )
    give_unit(problem, feedback.assigned)
    with recording(by=decision.by, source="decision", audience=readers_of_problem(feedback)):
        enter(problem, by=decision.by, source="decision")
    feedback.problem = problem
    feedback.save()


def readers_of_problem(feedback):
    keys = [key_of_role(role, feedback.county) for role in SUPERVISORS]
    if isinstance(feedback.assigned, Department | Region):
        keys.append(key_of_unit(feedback.assigned))
    return keys
