"""The engine: makes the moves of every flow, and is the only code that assigns a status."""

import contextlib
from typing import NamedTuple

from django.utils import timezone

from dutylist.history.limits import LONGEST_TEXT, text_fault
from dutylist.history.random_keys import GREATEST_NUMBER, number_of_now
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text, visible_within
from dutylist.history.witnessed import witness
from dutylist.notices.services import queue_event

from .calendar import Deadline, deadline_after
from .facts import kept
from .flow import CLOCK, KEEP, ClockOf, Flow, Move, flow_named, flows
from .models import Decision
from .refusals import NotFound, Refusal
from .rules import (
    action_label,
    memberships_used,
    require_fresh,
    require_person,
    require_possible,
    require_ready,
    require_told,
)
from .turns import asked_for, open_turn, whose_turn

__all__ = [
    "CLOCK",
    "Choice",
    "Flow",
    "Move",
    "actions_for",
    "begin",
    "choice_of",
    "decide",
    "flow_named",
    "flows",
    "perform",
    "refusal",
    "whose_turn",
]


class Choice(NamedTuple):
    action: str
    label: str
    needs_reason: bool
    facts: tuple = ()


def begin(subject, *, by, reason="", source="form"):
    """Saves a new subject in its flow's first state and tells whoever owes the first step."""
    with recording(by=by, reason=reason, source=source, county=subject.county.code):
        subject.status = subject.flow.start
        subject.save()
        open_turn(subject, by=by)
    return subject


def perform(subject, action, *, by, reason="", expect=None, at=None, **facts):
    """Makes one move with the facts named: `decide` for whoever knows them by name."""
    return decide(subject, action, facts, by=by, reason=reason, expect=expect, at=at)


def decide(subject, action, facts, *, by, reason="", expect=None, at=None):
    """Makes one move: locks, refuses with a sentence, records the Decision, moves, sets the clock,
    tells who is next.

    `expect` is the version the person saw; it is compared under the lock. -> the Decision, or a
    Refusal is raised.
    """
    try:
        return _decide_under_lock(subject, action, facts, by, reason, expect, at)
    except Refusal as refused:
        subject.flow.run("refused", action, subject, refused, by)
        raise


def _decide_under_lock(subject, action, facts, by, reason, expect, at):
    at, reason, facts = at or timezone.now(), clean_text(reason), visible_within(facts)
    fitting = (
        "" if text_fault(reason, LONGEST_TEXT) else reason
    )  # one that no row holds is refused in its turn
    options = {"county": subject.county.code, "audience": subject.audience_of(action)}
    with recording(by=by, reason=fitting, source="decision", **options) as batch:
        _lock(subject, subject.flow.keys_beside(action, facts))
        require_fresh(subject, expect)
        move = require_possible(subject, action)
        require_ready(subject, action)
        role = require_person(subject, action, move, by)
        facts = require_told(subject, action, move, role, reason, facts, by)
        subject.flow.run("check", action, subject, facts)
        done_in = asked_for(subject, action, move, by)
        decision = _record(subject, action, move, by, role, reason, facts, at, batch)
        _move(subject, decision, facts)
        open_turn(subject, by=by, done_in=done_in, at=at)
        _follow(subject, decision, facts)
    return decision


def refusal(subject, action, user, *, decisions=None):
    """Why this person can not make this move now (a Refusal), or None; reason and facts are asked
    when it is made.
    """
    try:
        _role_for(subject, action, user, decisions)
    except Refusal as refused:
        return refused
    return None


def actions_for(subject, user):
    """What this person can do with the subject now, the step due first: a `Choice` for each."""
    decisions = list(subject.decisions)
    choices = []
    for action in subject.flow.moves_from(subject.status):
        with contextlib.suppress(Refusal):
            choices.append(choice_of(subject, action, user, decisions))
    return choices


def choice_of(subject, action, user, decisions=None):
    """One move that this person can make now, with what is told with it; else a Refusal."""
    role = _role_for(subject, action, user, decisions)
    move = subject.flow.moves[subject.status, action]
    return Choice(
        action,
        action_label(subject, action),
        move.reason or bool(subject.flow.reason_asked(action, subject)),
        move.facts_from(role, subject.roles_for(move)),
    )


def _role_for(subject, action, user, decisions):
    """The role in which this person can make the move now, or a Refusal."""
    role = require_person(subject, action, require_possible(subject, action), user, decisions)
    require_ready(subject, action)
    return role


def _lock(subject, beside=()):
    """Locks the subject, and those beside it that the move changes too: in one order, so that two
    moves that name each other do not wait for each other.
    """
    rows = type(subject)._base_manager.select_for_update(of=("self",))
    if beside:
        keys = [subject.pk, *beside]
        list(rows.filter(pk__in=keys, county=subject.county_id).order_by("pk"))
    try:
        subject.refresh_from_db(from_queryset=rows)
    except type(subject).DoesNotExist:
        raise NotFound("没有这一办理对象，可能已被删除。") from None


def _record(subject, action, move, by, role, reason, facts, at, batch):
    target = move.targets[0]
    if len(move.targets) > 1:
        target = subject.flow.target_of(action, subject, facts)
    following = _next_deadline(subject, move.days_to(target), at)
    due_on, due_at = subject.deadline_of(action)
    decision = Decision.objects.create(
        pk=_number_among(subject),
        flow=subject.flow_name,
        subject_id=subject.pk,
        action=action,
        source_status=subject.status,
        target_status=target,
        by=by,
        by_name=by.get_full_name(),
        role=role,
        reason=reason,
        facts={name: kept(value) for name, value in facts.items()},
        due_on=due_on,
        due_at=due_at,
        next_due_on=following.on,
        next_due_at=following.at,
        at=at,
        county_id=subject.county_id,
        batch=batch.id,
        **_in_place_of(by, role, subject, action),
    )
    witness(decision)
    batch.decision = batch.decision or decision.pk
    return decision


def _number_among(subject):
    """The number of the next decision; None: the next one of all decisions.

    What is decided of a sealed subject stands aside: between two decisions that others see no
    number is missing. It is numbered by its moment, below zero, where no counter ever comes; a
    subject whose decisions were counted before goes on so, for they stand in order.
    """
    if not subject.is_sealed:
        return None
    number = number_of_now() - GREATEST_NUMBER
    last = subject.decisions.last()
    if last is None:
        return number
    if last.pk > 0:
        return None
    return max(number, last.pk + 1)


def _next_deadline(subject, clock, at):
    """Until when the next step is to be made."""
    if clock == KEEP:
        return Deadline(subject.due_on, subject.due_at)
    start = at
    if isinstance(clock, ClockOf) and clock.is_added:
        start = subject.due_moment or at
    deadline = deadline_after(start, subject.clock_days(clock))
    if deadline.at and not subject.keeps_moments():
        raise ValueError(f"{type(subject).__name__} has no column for a clock of minutes")
    return deadline


def _in_place_of(by, role, subject, action):
    """For whom a delegate acts; the decision stays in the delegate's own name (代张三)."""
    used = memberships_used(subject, action, role, by)
    if not used or any(membership.delegated_from_id is None for membership in used):
        return {}
    return {"for_id": used[0].delegated_from.user_id, "for_name": f"代{used[0].for_name}"}


def _move(subject, decision, facts):
    subject.status = decision.target_status
    subject.due_on, subject.due_at = decision.next_due_on, decision.next_due_at
    subject.version += 1
    subject.flow.run("apply", decision.action, subject, facts)
    subject.save()


def _follow(subject, decision, facts):
    subject.flow.run("after", decision.action, subject, decision, facts)
    if subject.audience_of(decision.action):
        return  # what is private to a unit is no event for the outside
    queue_event(
        f"{decision.flow}.{decision.action}",
        {
            "subject": subject.pk,
            "title": str(subject),
            "status": decision.target_status,
            "decision": decision.pk,
        },
        subject.county,
    )
