"""What becomes of a whistle: dispatched, refused by naming who does answer, passed on, joined,
finished, confirmed, escalated.
"""

from assessment.models import (
    Outcome,
    Rating,
    RouteGround,
    WhistleOutcome,
    WhistlePart,
    WhistleResult,
    WhistleStatus,
)
from dutylist.organizations.matching import DepartmentLookup
from dutylist.organizations.roles import Role
from dutylist.organizations.words import staffing_office_of
from dutylist.workflow.refusals import Invalid, NotPossible
from items.entry.entries import answering

from .raising import ask
from .routing import Routing
from .telling import tell_role_of_lead, tell_roles, tell_units

EXPLAINED = (WhistleResult.PARTLY, WhistleResult.NOT_POSSIBLE)


def department_named(whistle, name):
    """A department of the county by one of its names; None where there is none."""
    return DepartmentLookup(whistle.county).find(name)


def no_department(name):
    return f"没有“{name[:40]}”这个部门，请填部门名录中的名称。"


# ---- dispatched and passed on ----


def check_department(whistle, facts):
    if department_named(whistle, facts["department"]) is None:
        raise Invalid({"department": no_department(facts["department"])})


def check_reroute(whistle, facts):
    check_department(whistle, facts)
    department = department_named(whistle, facts["department"])
    is_asked_again = whistle.status in (WhistleStatus.REFUSED, WhistleStatus.ESCALATED)
    if whistle.lead == department and not is_asked_again:
        raise Invalid({"department": f"现在就由{department.name}办理，请改派其他部门。"})


def apply_dispatch(whistle, facts):
    """The department that leads from now on; the one before is known to `after_dispatch`."""
    whistle.lead_before = whistle.lead
    whistle.lead = department_named(whistle, facts["department"])
    whistle.ground = RouteGround.CLERK
    whistle.is_extended = False


def after_dispatch(whistle, decision, facts):
    ask(whistle, whistle.lead, WhistlePart.LEAD)
    tell_units(whistle, [whistle.lead], "dispatched", f"待接单：{whistle}")


def after_reroute(whistle, decision, facts):
    """Whoever was wrongly asked keeps that count; it stays a reader of what it was asked."""
    before = whistle.lead_before
    if before is not None and before != whistle.lead:
        ask(whistle, before, WhistlePart.FORMER)
    count(whistle, Outcome.REROUTED, decision, before)
    after_dispatch(whistle, decision, facts)
    units = [whistle.township]
    tell_units(whistle, units, "rerouted", f"已改派{whistle.lead.name}：{whistle}")


def count(whistle, outcome, decision, department):
    WhistleOutcome(whistle=whistle, department=department, outcome=outcome, at=decision.at).save()


# ---- refused ----


def check_refusal(whistle, facts):
    """Both are named and true: the item is in the list of the township, and that other department
    answers for it.
    """
    faults = {}
    routing = Routing(whistle.county)
    name, code = facts["right_department"], facts["right_item"]
    department = department_named(whistle, name)
    if department is None:
        faults["right_department"] = no_department(name)
    elif department == whistle.lead:
        faults["right_department"] = "应写明归哪个其他部门办，不能填本部门。"
    entry = routing.entry(code, whistle.township)
    if entry is None:
        faults["right_item"] = f"{whistle.township.name}现行的清单里没有编码为“{code[:20]}”的事项。"
    elif department is not None and department not in routing.answering(entry):
        named = "、".join(answering(entry)) or whistle.township.name
        faults.setdefault(
            "right_department",
            f"清单中“{entry['name']}”由{named}负责，不是{department.name}。",
        )
    if faults:
        raise Invalid(faults)


def after_refusal(whistle, decision, facts):
    count(whistle, Outcome.REFUSED, decision, whistle.lead)
    title = f"待改派，{whistle.lead.name}认为归{facts['right_department']}办：{whistle}"
    tell_roles(whistle, (Role.CLERK,), "refused", title)
    units = [whistle.township]
    tell_units(
        whistle,
        units,
        "refused",
        f"{whistle.lead.name}未接单，由{staffing_office_of(whistle.county)}改派：{whistle}",
    )


# ---- together ----


def check_join(whistle, facts):
    faults = {}
    names = facts["departments"]
    if not names:
        faults["departments"] = "请写明请哪些部门一起到场。"
    for place, name in enumerate(names):
        department = department_named(whistle, name)
        if department is None:
            faults[f"departments.{place}"] = no_department(name)
        elif department == whistle.lead:
            faults[f"departments.{place}"] = f"{department.name}是办理部门，不必另请。"
    if faults:
        raise Invalid(faults)


def after_join(whistle, decision, facts):
    joined = []
    for name in facts["departments"]:
        department = department_named(whistle, name)
        ask(whistle, department, WhistlePart.JOINT)
        joined.append(department)
    tell_units(whistle, joined, "joined", f"请一起到场：{whistle}")


# ---- more time, and the end ----


def require_not_extended(whistle):
    if whistle.is_extended:
        raise NotPossible("已经延期过一次，不能再延。")


def apply_extension(whistle, facts):
    whistle.is_extended = True


def check_finish(whistle, facts):
    result = facts["result"]
    if result not in WhistleResult.values:
        raise Invalid({"result": f"可填：{'、'.join(WhistleResult.values)}。"})
    if result in EXPLAINED and not facts.get("text"):
        raise Invalid({"text": "没有全部解决的，请写明做了什么、还剩什么、依据是什么。"})


def apply_finish(whistle, facts):
    whistle.result, whistle.rating = facts["result"], ""


def after_finish(whistle, decision, facts):
    count(whistle, Outcome(facts["result"]), decision, whistle.lead)
    title = f"{whistle.lead.name}已办结（{whistle.get_result_display()}），待确认：{whistle}"
    tell_units(whistle, [whistle.township], "finished", title)


def check_rating(whistle, facts):
    rating = facts.get("rating")
    if rating and rating not in Rating.values:
        raise Invalid({"rating": f"可填：{'、'.join(Rating.values)}。"})


def apply_rating(whistle, facts):
    whistle.rating = facts.get("rating") or ""


def apply_reopen(whistle, facts):
    """It is with the department again, and may be extended once again."""
    whistle.is_extended, whistle.result, whistle.rating = False, "", ""


def after_reopen(whistle, decision, facts):
    title = f"{whistle.township.name}退回重办：{whistle}"
    tell_units(whistle, [whistle.lead], "reopened", title)


def after_escalation(whistle, decision, facts):
    tell_roles(whistle, (Role.OFFICE_LEAD, Role.CLERK), "escalated", f"提级协调：{whistle}")
    if whistle.lead:
        title = f"未按时办结，已提级：{whistle}"
        tell_role_of_lead(whistle, Role.DEPARTMENT_LEAD, "escalated", title)
