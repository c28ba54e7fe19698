"""The page of one whistle: where it stands, what was said, who came, and the moves of whoever reads
it.
"""

from dataclasses import dataclass, field

from django.shortcuts import get_object_or_404, redirect, render

from access_control.models import ChangeRequest
from assessment.models import (
    Rating,
    Whistle,
    WhistleAction,
    WhistlePart,
    WhistleResult,
    WhistleStatus,
)
from assessment.models.whistles import A_YEAR
from assessment.whistles import moves  # noqa: F401 (names the flow)
from assessment.whistles.services.routing import Routing
from dutylist.attachments.panel import attachments_of
from dutylist.organizations.models import Department
from dutylist.organizations.record_readers import reads_counties
from dutylist.organizations.words import words_for
from dutylist.staff.pages import desk_form
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.fact_forms import ONE_A_LINE
from dutylist.workflow.moments import minute_words
from dutylist.workflow.panels import Moves, lost
from items.register.places import frame

Action, Status = WhistleAction, WhistleStatus
NAMING = (Status.DISPATCHED, Status.HANDLING)  # where who does answer may be named
# {stage: (its name, the moves that end it, the states in which it is under way)}
STAGES = (
    ("派单", (Action.DISPATCH, Action.ROUTE, Action.REROUTE), (Status.RAISED, Status.REFUSED)),
    ("接单", (Action.ACCEPT,), (Status.DISPATCHED, Status.REOPENED)),
    ("处置", (Action.FINISH,), (Status.HANDLING, Status.ESCALATED)),
    ("确认、评价", (Action.CONFIRM,), (Status.FINISHED,)),
)


@dataclass
class WhistleStage:
    """One stage of the path; `notes` are lines below its name."""

    name: str
    state: str = ""
    notes: list = field(default_factory=list)


def whistle_seen(http, pk):
    """The whistle of this number; 404 where it is somebody else's."""
    rows = Whistle.objects.visible_to(http.user).with_route()
    return get_object_or_404(rows.select_related("county__parent", "township", "lead"), pk=pk)


@desk_form
def whistle(http, pk):
    subject = whistle_seen(http, pk)
    form, status = None, 200
    if http.method == "POST":
        form, status = moves_of(subject, http.user).make(http)
        if form is None:
            return redirect(subject)
        subject = whistle_seen(http, pk)
    return render(http, "whistles/case.html", context_of(http, subject, form), status=status)


def moves_of(subject, user):
    """The moves of a whistle for one person."""
    departments = Department.objects.filter(county=subject.county).valid().order_by("position")
    names = [(name, name) for name in departments.values_list("name", flat=True)]
    choices = {
        "department": names,
        "right_department": [pair for pair in names if pair[0] != subject.lead_name],
        "result": WhistleResult.choices,
        "rating": Rating.choices,
    }
    if subject.status in NAMING and subject.lead_id in user.standing().department_ids():
        choices["right_item"] = items_of_others(subject)
    return Moves(subject, user, offered={"departments": ONE_A_LINE}, choices=choices)


def items_of_others(subject):
    """[(code, name)] of the items in the township's list for which a department answers."""
    found = []
    for entry in Routing(subject.county).entries_for(subject.township):
        if entry.get("responsibilities"):
            found.append((entry["code"], f"{entry['name']}（{entry['code']}）"))
    return found


def context_of(http, subject, form):
    decisions = list(subject.decisions)
    panels = moves_of(subject, http.user).panels(decisions, form)
    context = frame(http, subject.county) | {
        "counties": (),
        "words": words_for(subject.county, subject.township),
    }
    is_mine = any(panel.form and panel.is_open for panel in panels)
    return context | {
        "subject": subject,
        "turn": whose_turn(subject),
        "is_my_turn": is_mine,
        "path": path_of(subject, decisions),
        "entry": entry_of(subject),
        "joint": subject.joint,
        "former": former_of(subject),
        "nth": nth_on_item(subject),
        "adjustment": adjustment_of(subject, http.user),
        "decisions": decisions,
        "panels": panels,
        "refused": form,
        "lost_form": lost(form, panels),
        "attachments": attachments_of(subject, http.user),
        "reads_record": reads_counties(http.user),
    }


def entry_of(subject):
    """The item as the list in force holds it now; None where it is no longer there."""
    if not subject.item_code:
        return None
    return Routing(subject.county).entry(subject.item_code, subject.township)


def former_of(subject):
    """The departments that were asked and are no more."""
    former = []
    for unit in subject.units.all():
        if unit.part == WhistlePart.FORMER:
            former.append(unit.department)
    return former


def nth_on_item(subject):
    """Which one it is of those on its item within the year before it; 0 without an item."""
    if not subject.item_code:
        return 0
    since = subject.raised_at - A_YEAR
    rows = Whistle.objects.on_item(subject.county, subject.item_code, since)
    return rows.filter(pk__lte=subject.pk).count()


def adjustment_of(subject, user):
    """(the adjustment that it led to, whether this person opens it), or None."""
    if subject.adjustment_id is None:
        return None
    opens = ChangeRequest.objects.visible_to(user).filter(pk=subject.adjustment_id).exists()
    return {"request": subject.adjustment, "opens": opens}


def path_of(subject, decisions):
    """[`WhistleStage`] of the stages, each with when it was passed and by whom."""
    steps = [WhistleStage("吹哨", "done", [minute_words(subject.raised_at), subject.township.name])]
    is_ahead = False
    for name, actions, states in STAGES:
        step = WhistleStage(name)
        last = last_of(decisions, actions)
        if subject.status in states:
            step.state, is_ahead = "now", True
            step.notes = now_notes(subject)
        elif last and not is_ahead:
            step.state = "done"
            step.notes = [minute_words(last.at), last.by_name]
        steps.append(step)
    return steps


def last_of(decisions, actions):
    last = None
    for decision in decisions:
        if decision.action in actions:
            last = decision
    return last


def now_notes(subject):
    """Until when, and with which unit it is."""
    notes = []
    if subject.due_at:
        notes.append(f"{minute_words(subject.due_at)}前")
    elif subject.due_on:
        notes.append(f"{subject.due_on.month}月{subject.due_on.day}日前")
    if subject.status == Status.FINISHED:
        notes.append(subject.township.name)
    elif subject.lead and subject.status != Status.REFUSED:
        notes.append(subject.lead.name)
    return notes
