"""How a round goes on and ends: who owes is reminded once, objections are answered before it is
closed, and while it is open nothing of its revision is handed in.
"""

from django.db import transaction
from django.utils import timezone

from access_control.models import RevisionRound, RoundAction, RoundStatus
from access_control.models.opinions import contested_among
from access_control.models.recorded_answers import time_is_over
from dutylist.history.tracking import bulk_save
from dutylist.notices.jobs import clock_day
from dutylist.organizations.models import User
from dutylist.organizations.words import staffing_office_of
from dutylist.workflow.calendar import deadline_words
from dutylist.workflow.engine import perform
from dutylist.workflow.refusals import Invalid, NotDue, NotPossible
from dutylist.workflow.turns import open_turn

from .asking import tell_units
from .giving import round_under_way

# ---- who owes is reminded ----


def not_reminded(row):
    return [opinion for opinion in row.opinions_owed() if opinion.reminded_on is None]


def require_owed(row):
    if not row.opinions_owed():
        raise NotDue("各单位均已反馈意见。")
    if not not_reminded(row):
        raise NotDue("已经催办过一次。")


def apply_remind(row, facts):
    """Each unit that owes an opinion is given the days of the reminder, once; nobody's time becomes
    shorter by it.
    """
    opinions = not_reminded(row)
    row.due_on = max([row.due_on, *(opinion.due_on for opinion in opinions)])
    for opinion in opinions:
        opinion.reminded_on, opinion.due_on = timezone.localdate(), row.due_on
    bulk_save(opinions)


def after_remind(row, decision, facts):
    title = f"催办：请对{row}反馈意见，{deadline_words(row.due_on)}前"
    tell_units(row, row.opinions_owed(), f"round-{row.pk}-reminded", title)


# ---- it is closed ----


def require_answered(row):
    """A round is closed when everybody answered, or his time is over."""
    today = clock_day()
    waiting = [opinion for opinion in row.opinions_owed() if not time_is_over([opinion], today)]
    if not waiting:
        return
    until = deadline_words(max(opinion.due_on for opinion in waiting))
    told = f"还有{len(waiting)}个单位没有反馈意见，反馈期限至{until}，期满后才能结束。"
    contests = row.decisions.filter(action=RoundAction.CONTEST).select_related("by")
    if contested := contested_among(waiting, contests):
        names = "、".join(opinion.unit.name for opinion in contested)
        told += f"其中{names}对{staffing_office_of(row.county)}代录的意见提出异议，尚未重新反馈。"
    raise NotPossible(told, code="opinions_owed")


def unanswered(row):
    """[(opinion, change)] of the objections to what still is to be decided on that the office has
    not answered.
    """
    pending = set(row.revision.changes.pending().values_list("pk", flat=True))
    waiting = []
    for opinion in row.asked:
        opinion.round = row
        for change in opinion.changes:
            if change.pk in pending and opinion.is_waiting_for_answer(change):
                waiting.append((opinion, change))
    return waiting


def check_close(row, facts):
    waiting = unanswered(row)
    if not waiting:
        return
    names = "；".join(f"{opinion.unit.name}对“{change.title}”的意见" for opinion, change in waiting)
    raise Invalid({"answers": f"{names}尚未写明采纳情况。"}, code="unsettled")


def apply_end(row, facts):
    row.closed_on = timezone.localdate()


def after_end(row, decision, facts):
    row.closed_by = decision.by
    row.save()
    title = f"{row}{row.status_label}，可以查看采纳情况"
    given = [opinion for opinion in row.asked if not opinion.is_silent]
    tell_units(row, given, f"round-{row.pk}-ended", title)


# ---- its revision ----


def require_no_round(revision):
    """While units are asked about it, a revision is not handed in: their answers would be lost."""
    row = round_under_way(revision)
    if row is None:
        return
    owed = len(row.opinions_owed())
    waiting = f"还有{owed}个单位没有反馈，" if owed else ""
    raise NotPossible(f"{row}尚未结束，{waiting}请先结束或者终止征求意见，再提请审定。")


def require_no_round_of_edition(edition):
    if edition.revision_id:
        require_no_round(edition.revision)


def stop_with_revision(revision, decision, facts):
    """Nobody is asked any more about a revision that was given up."""
    row = round_under_way(revision)
    if row is not None:
        perform(row, RoundAction.STOP, by=decision.by, reason=decision.reason)


# ---- the daily run ----


def hand_silence_to_clerk(now):
    """Where the time of every unit that owes an opinion is over, the clerk is asked to end the
    round instead of them: -> how many rounds there are.
    """
    day = timezone.localdate(now)
    waiting = RevisionRound.objects.filter(status=RoundStatus.OPEN, due_on__lt=day)
    handed = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        handed += ask_clerk_to_close(pk, day, now)
    return handed


@transaction.atomic
def ask_clerk_to_close(pk, day, now):
    row = RevisionRound.objects.select_for_update(of=("self",)).get(pk=pk)
    if not row.is_open or not row.opinions_owed() or not row.is_over(day):
        return False
    open_turn(row, by=User.objects.system(), owed=[row.closing_todo()], at=now)
    return True
