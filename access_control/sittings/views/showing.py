"""The page of one sitting: its agenda or what it decided, its moves, its record."""

from dataclasses import dataclass, field

from django.shortcuts import redirect, render

from access_control.models import AgendaLine, ChangeResult, SittingAction, SittingStatus
from access_control.sittings import moves  # noqa: F401 (names the flow)
from access_control.sittings.services.recording_results import matters_of
from access_control.sittings.sittings_json import told_to
from dutylist.attachments.panel import attachments_of
from dutylist.staff.pages import desk_form
from dutylist.workflow.engine import refusal, whose_turn
from dutylist.workflow.panels import Moves, is_nobodys_news, lost
from items.permissions import may_edit
from items.register.places import frame

from .seen import sitting_seen

HERE = (SittingAction.ISSUE, SittingAction.CANCEL)  # the results have a page of their own


@dataclass
class ShownAgendaLine:
    """One line of the agenda, with the changes to decide on, or what was decided on each."""

    line: AgendaLine
    changes: list = field(default_factory=list)
    results: list = field(default_factory=list)


@desk_form
def sitting(http, pk):
    shown = sitting_seen(http, pk)
    form, status = None, 200
    if http.method == "POST":
        form, status = Moves(shown, http.user, only=HERE).make(http)
        if form is None:
            return redirect(shown)
        shown = sitting_seen(http, pk)
    context = sitting_context(http, shown, form)
    return render(http, "sittings/sitting.html", context, status=status)


def sitting_context(http, shown, form):
    decisions = list(shown.decisions)
    panels = Moves(shown, http.user, only=HERE).panels(decisions, form)
    is_open = shown.status == SittingStatus.OPEN
    refused = refusal(shown, SittingAction.RECORD, http.user, decisions=decisions)
    return frame(http, shown.county) | {
        "counties": (),
        "sitting": shown,
        "turn": whose_turn(shown),
        "agenda": agenda_shown(shown),
        "informed": told_to(shown),
        "may_record": refused is None,
        "why_not_record": why_not(refused) if is_open else "",
        "may_edit": is_open and may_edit(http.user, shown.county),
        "is_open": is_open,
        "attachments": attachments_of(shown, http.user),
        "decisions": decisions,
        "panels": panels,
        "refused": form,
        "lost_form": lost(form, panels),
    }


def why_not(refused):
    """Why a recorder can not record here; nothing for those whose business it is not."""
    if refused is None or is_nobodys_news(refused):
        return ""
    return refused.sentence


def agenda_shown(shown):
    """[`ShownAgendaLine`] in the order of the agenda."""
    waiting = {matter.line.pk: matter.changes for matter in matters_of(shown)}
    results = results_by_decision(shown)
    lines = []
    for line in shown.agenda:
        changes = waiting.get(line.pk, [])
        lines.append(ShownAgendaLine(line, changes, results.get(line.decision_id, [])))
    return lines


def results_by_decision(shown):
    rows = ChangeResult.objects.filter(decision__in=shown.agenda.values("decision"))
    found = {}
    for result in rows.select_related("change").order_by("pk"):
        found.setdefault(result.decision_id, []).append(result)
    return found
