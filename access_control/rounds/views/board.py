"""The board of the rounds of a revision: who was asked, who has said what, who is silent; the next
round is opened here, the present one ended.
"""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from access_control.models import RevisionRound
from access_control.requests.paths import policy_of
from access_control.requests.services.consulting import words_of_contests
from access_control.requests.views.opinion import key_of, unit_told
from access_control.rounds import moves  # noqa: F401 (names the flow)
from access_control.rounds.forms import RoundForm
from access_control.rounds.page_papers import papers_offered
from access_control.rounds.services.asking import open_round
from access_control.rounds.services.concern import concerns_of, units_of
from access_control.rounds.services.ending import unanswered
from dutylist.attachments.panel import attachments_of
from dutylist.organizations.models import Department, Region
from dutylist.staff.pages import desk_form
from dutylist.workflow.calendar import days_left_of
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.panels import Moves, lost
from dutylist.workflow.refusals import Refusal
from items.permissions import may_edit, may_read_register
from items.register.places import frame

from .seen import Given, given_of, rounds_or_404

OPEN = "open_round"


@dataclass
class UnitOfRound:
    """One unit of a round."""

    given: Given
    key: str
    left: str = ""
    unanswered: int = 0


@dataclass
class ShownRound:
    """One round with its units."""

    row: RevisionRound
    turn: str
    lines: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    papers: list = field(default_factory=list)

    @property
    def given(self):
        return sum(not line.given.opinion.is_silent for line in self.lines)

    @property
    def silent(self):
        return len(self.lines) - self.given


@desk_form
def rounds(http, pk):
    """A POST opens the next round, or makes a move of the present one."""
    revision, rows = rounds_or_404(http, pk)
    if not may_read_register(http.user, revision.county):
        return redirect("desk:revision-opinion", pk)
    form, status = None, 200
    if http.method == "POST":
        form, status = carry_out(http, revision, rows)
        if form is None:
            return redirect("desk:revision-rounds", pk)
        _revision, rows = rounds_or_404(http, pk)
    context = board_of(http, revision, rows, form)
    return render(http, "rounds/board.html", context, status=status)


def carry_out(http, revision, rows):
    """(None, 302), or the refused form and the status of the answer."""
    if http.POST.get("action") == OPEN:
        return open_next(http, revision)
    if not rows:
        raise Http404
    return Moves(rows[-1], http.user).make(http)


def open_next(http, revision):
    form = round_form(revision, http.POST)
    if not form.is_valid():
        return form, 422
    try:
        row = open_round(revision, form.told(unit_told), by=http.user)
    except Refusal as refused:
        form.refuse(refused)
        return form, refused.status
    messages.success(http, f"已开启第{row.number}轮征求意见，征求{row.asked.count()}个单位。")
    return None, 302


def round_form(revision, data=None):
    county = revision.county
    units = units_of(concerns_of(revision), county)
    concerned = [(key_of_unit(unit), unit.name) for unit in units]
    known = {key for key, _name in concerned}
    everybody = [
        *Region.objects.valid().townships_of(county).order_by("code"),
        *Department.objects.filter(county=county).valid().order_by("pk"),
    ]
    others = [(key_of_unit(unit), unit.name) for unit in everybody]
    policy = policy_of(revision)
    return RoundForm(
        data,
        action=OPEN,
        concerned=concerned,
        others=[pair for pair in others if pair[0] not in known],
        days=max(policy.value("consult_days"), policy.value("consult_least_days")),
    )


def key_of_unit(unit):
    if isinstance(unit, Department):
        return f"department:{unit.name}"
    return f"township:{unit.code}"


def board_of(http, revision, rows, form):
    last = rows[-1] if rows else None
    is_clerk = may_edit(http.user, revision.county)
    is_underway = last is not None and last.is_open
    panels, attachments = [], None
    if last is not None:
        moved = None if is_opening(form) else form
        panels = Moves(last, http.user).panels(list(last.decisions), moved)
        attachments = attachments_of(last, http.user)
    opening = form if is_opening(form) else None
    if opening is None and is_clerk and revision.takes_changes and not is_underway:
        opening = round_form(revision)
    return frame(http, revision.county) | {
        "counties": (),
        "revision": revision,
        "rounds": [shown_round(row, http.user) for row in reversed(rows)],
        "is_clerk": is_clerk,
        "has_changes": revision.changes.pending().exists(),
        "opening": opening,
        "contests": words_of_contests(last) if is_clerk and is_underway else "",
        "panels": panels,
        "attachments": attachments,
        "refused": form,
        "lost_form": lost(form, panels) if form is not opening else None,
    }


def is_opening(form):
    return form is not None and form.action == OPEN


def shown_round(row, user):
    opinions = list(row.asked)
    left = days_left_of(opinion.due_on for opinion in opinions)
    waiting = {}
    for opinion, _change in unanswered(row):
        waiting[opinion.pk] = waiting.get(opinion.pk, 0) + 1
    lines = []
    for opinion in opinions:
        opinion.round = row
        words = left[opinion.due_on] if row.is_open else ""
        lines.append(
            UnitOfRound(given_of(opinion), key_of(opinion), words, waiting.get(opinion.pk, 0))
        )
    papers = papers_offered(row, user)
    return ShownRound(row, whose_turn(row), lines, list(row.decisions), papers)
