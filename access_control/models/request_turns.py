"""Whose turn it is with a request: the sentence on its page, and what its people have to do."""

from django.db.models import Q
from django.utils import timezone

from dutylist.organizations.models import Membership
from dutylist.organizations.roles import Role
from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.turns import until

from .recorded_answers import time_is_over
from .request_agendas import agenda_line, waits_beside_agendas
from .request_deadlines import conclude_by, wording_due_on
from .request_reporting import is_reported_first, superior_due
from .request_states import RequestAction, RequestStatus

REVIEWING_DAYS = 5  # working days in which the clerk concludes a review


def turn_of(request, on=None):
    """The sentence who owes the next step, where the table of moves does not know it; else ""."""
    if due_on := wording_due_on(request):
        return (
            f"待{request.unit_name}答复是否同意修改后的文本，{until(due_on, on)}"
            "期满未答复的，两种文本一并审核。"
        )
    if request.status == RequestStatus.APPROVED and is_reported_first(request):
        return "已审定，待编办经办人报送上级审核，上级审核同意以后印发公布。"
    if request.status in (RequestStatus.APPROVED, RequestStatus.CLEARED):
        return "已审定，待随下一版次或者增补页印发公布。"
    if request.is_reviewing:
        return turn_of_review(request, on)
    if line := agenda_line(request):
        turn = f"已列入{line.sitting}的议题，会后由审定结果登记人登记审定结果，不计办理时限。"
        if waits_beside_agendas(request):
            turn += "其余内容尚未列入会议议题，待审定结果登记人登记审定结果。"
        return turn
    if request.status == RequestStatus.CONSULTING:
        return turn_of_consulting(request, on)
    return ""


def turn_of_consulting(request, on=None):
    """Who owes an opinion, or the clerk, who draws the line under silence."""
    owed = list(request.opinions_owed().select_related("department", "township"))
    if not owed:
        return ""
    names = "、".join(opinion.unit.name for opinion in owed)
    if is_silence(owed, on):
        step = "待编办经办人办理“结束征求意见”，"
        return f"{names}经催办逾期未反馈，不作为同意。{step}{until(conclude_by(request), on)}"
    return f"待{names}反馈意见，{until(request.due_on, on)}{leaderless_words(owed)}"


def is_silence(owed, on=None):
    """Whether every unit that owes an opinion was reminded, and its time is over."""
    return all(opinion.reminded_on for opinion in owed) and time_is_over(owed, on)


def leaderless_words(owed):
    """A sentence about the units in which nobody holds the role that gives their opinion; "" where
    each has somebody.
    """
    in_force = Membership.objects.in_force()
    leads = in_force.filter(
        Q(role=Role.DEPARTMENT_LEAD, department__in=[one.department_id for one in owed])
        | Q(role=Role.TOWNSHIP_LEAD, region__in=[one.township_id for one in owed])
    )
    led = set(leads.values_list("department", "region"))
    words = []
    for opinion in owed:
        if (opinion.department_id, opinion.township_id) in led:
            continue
        role = Role.DEPARTMENT_LEAD if opinion.department_id else Role.TOWNSHIP_LEAD
        words.append(f"{opinion.unit.name}的{role.label}")
    if not words:
        return ""
    return f"目前没有可以反馈的人员，请任命{'、'.join(words)}，或者由编办经办人凭盖章原件代录。"


def turn_of_review(request, on=None):
    """Who owes the review a word: the townships, and in the end the clerk."""
    owed = list(request.reviews_owed())
    if not owed:
        return "各单位均已反馈，待编办经办人办理“后评估”。"
    names = "、".join(answer.township.name for answer in owed)
    return f"待{names}反馈后评估，{until(owed[0].due_on, on)}"


def todos_of(request):
    """The to-dos of the steps owed now, where the table of moves does not know them; else None."""
    if request.is_reviewing:
        return todos_of_review(request) + todos_of_reporting(request)
    if request.status in (RequestStatus.APPROVED, RequestStatus.IN_FORCE):
        return todos_of_reporting(request) or None
    if agenda_line(request) and not waits_beside_agendas(request):
        return []  # the recorder is asked for the whole sitting
    if request.status != RequestStatus.CONSULTING:
        return None
    owed = list(request.opinions_owed())
    if not owed:
        return None
    if is_silence(owed):
        return [concluding_todo(request)]
    return [todo_of_opinion(request, opinion) for opinion in owed]


def todos_of_reporting(request):
    """The clerk reports what was decided upward, where the county's rules say so."""
    if not superior_due(request):
        return []
    return [{"title": f"{RequestAction.REPORT.label}：{request}", "role": Role.CLERK}]


def todo_of_opinion(request, opinion):
    """What the lead of a unit that is asked is told."""
    told = {"title": f"反馈意见：{request}", "due_on": opinion.due_on}
    if opinion.department_id:
        return told | {"role": Role.DEPARTMENT_LEAD, "department_id": opinion.department_id}
    return told | {"role": Role.TOWNSHIP_LEAD, "region_id": opinion.township_id}


def concluding_todo(request):
    """What the clerk is told when the units were reminded in vain."""
    title = f"{RequestAction.CONCLUDE.label}：{request}"
    return {"title": title, "role": Role.CLERK, "due_on": conclude_by(request)}


def todos_of_review(request):
    """What the leads of the townships are told that have said nothing; the clerk concludes when
    all have spoken, or were reminded in vain.
    """
    owed = list(request.reviews_owed())
    todos = []
    for answer in owed:
        told = {"title": f"反馈后评估：{request}", "due_on": answer.due_on}
        todos.append(told | {"role": Role.TOWNSHIP_LEAD, "region_id": answer.township_id})
    reminded = [answer.due_on for answer in owed if answer.reminded_on]
    if reminded or not owed:
        due_on = add_working_days(max(reminded, default=timezone.localdate()), REVIEWING_DAYS)
        todos.append({"title": f"后评估：{request}", "due_on": due_on, "role": Role.CLERK})
    return todos
