"""What the daily run does for every flow: the moves of the clock, and reminders before them."""

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from dutylist.history.days import moment_words
from dutylist.notices.jobs import Stage, daily, one_by_one
from dutylist.organizations.models import User

from .calendar import deadline_words
from .engine import perform, refusal
from .flow import CLOCK, flow_named
from .models import WorkflowSubject
from .refusals import NotDue
from .reminders import remind


@daily("flow_clocks", Stage.MOVES)
def make_moves(now):
    """Makes the move of the clock for every subject whose deadline was before today, or, where it
    counts minutes, before now.
    """
    tally = one_by_one(overdue_subjects(now), lambda subject: move_by_clock(subject, now))
    return f"按期限自动办理{tally.done}件。{tally.told()}"


@daily("todo_reminders", Stage.REMINDERS)
def send_reminders(now):
    return f"发出提醒{remind(now)}条。"


def overdue_subjects(now):
    """The subjects of every flow that are overdue where the clock has a move, the oldest first."""
    subjects = []
    for model in subject_models():
        waiting = model._base_manager.filter(overdue_in(model, now), status__in=clock_states(model))
        subjects += waiting.select_related("county").order_by("due_on", "pk")
    return subjects


def overdue_in(model, now):
    """The condition on subjects of a model whose clock is over at a moment."""
    day_is_over = Q(due_on__lt=timezone.localdate(now))
    if not model.keeps_moments():
        return day_is_over
    return Q(due_at__lt=now) | Q(day_is_over, due_at=None)


def subject_models():
    return [model for model in apps.get_models() if issubclass(model, WorkflowSubject)]


def clock_states(model):
    """The states of a flow from which the clock has a move."""
    moves = flow_named(model.flow_name).moves
    return {source for (source, _), move in moves.items() if CLOCK in move.roles}


def move_by_clock(subject, now):
    """Makes the first move of the clock that is possible: -> how many it made, 1 or 0.

    Several may start from a state (remind once, then conclude). A move whose flow says that it is
    not due (`NotDue`) is left alone; any other refusal is raised. The subject must still be of the
    version that was found overdue.
    """
    system = User.objects.system()
    passed = f"办理期限（{deadline_of(subject)}）已过，按规则自动办理。"
    refusals = []
    for action, move in subject.flow.moves_from(subject.status).items():
        if CLOCK not in move.roles:
            continue
        refused = refusal(subject, action, system)
        if refused is None:
            reason = subject.reason_of_clock(action) or passed
            perform(subject, action, by=system, reason=reason, expect=subject.version, at=now)
            return 1
        refusals.append(refused)
    for refused in refusals:
        if not isinstance(refused, NotDue):
            raise refused
    return 0


def deadline_of(subject):
    if subject.due_at:
        return moment_words(subject.due_at)
    return deadline_words(subject.due_on)
