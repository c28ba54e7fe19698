"""Whose turn it is: the to-dos of the step due, the sentence about it, and whether anybody is left
for it.
"""

from django.db.models import Q

from dutylist.history.days import moment_words
from dutylist.notices.services import AskedOf, ask_only
from dutylist.organizations.models import Department, Membership, Region
from dutylist.organizations.roles import (
    CITY_ROLES,
    DEPARTMENT_ROLES,
    PROVINCE_ROLES,
    TOWNSHIP_ROLES,
)
from dutylist.organizations.standing import standing_of

from .calendar import calendar_warning, days_left_words, deadline_words
from .flow import CLOCK
from .moments import time_left_words
from .rules import REVIEWING_ROLES, action_label, people_before, role_names


def open_turn(subject, *, by, done_in=(), owed=None, at=None):
    """Asks each unit whose step is due in the present state, and nobody else. `done_in` says what
    this person has just done (`AskedOf`); `owed` the steps, where they are known already.
    """
    if owed is None:
        owed = subject.own_todos()
    if owed is None:
        owed = _todos_of_move(subject)
    common = {
        "url": subject.get_absolute_url(),
        "county_id": subject.county_id,
        "is_private": subject.is_private,
    }
    steps = [common | without_interested(subject, asked) for asked in owed]
    ask_only(subject.flow_name, subject.pk, steps, by=by, done_in=done_in, at=at)


def without_interested(subject, asked):
    """A step that is asked of a reviewing role, kept from whoever has to stand aside."""
    interested = set(_interested_people(subject, asked.get("role")))
    if not interested:
        return asked
    return asked | {"not_for": interested | set(asked.get("not_for", ()))}


def _todos_of_move(subject):
    """What `open_todo` takes for each unit whose step is the one due in the present state."""
    due = subject.flow.due_move(subject.status)
    if due is None:
        return
    action, move = due
    role = subject.roles_for(move)[0]
    if role == CLOCK:
        return
    for place in _places(subject, action, role):
        yield {
            "title": f"{_step(subject, action, move)}：{subject}",
            "role": role,
            "due_on": subject.due_on,
            "due_at": subject.due_at,
            "not_for": people_before(subject, move) if move.fresh_eyes else (),
            **place,
        }


def asked_for(subject, action, move, user):
    """{`AskedOf`} of the to-dos that this person does with a move: of the units whose move it is,
    his own where they are several.
    """
    standing, asked = standing_of(user), set()
    for role in subject.roles_for(move):
        places = {AskedOf(role, **place) for place in _places(subject, action, role)}
        own = set()
        for place in places:
            is_of_department = place.department_id in standing.department_ids()
            if is_of_department or place.region_id in standing.township_ids():
                own.add(place)
        asked |= own or places
    return asked


def _places(subject, action, role):
    if role in DEPARTMENT_ROLES:
        return [{"department_id": pk} for pk in subject.acting_departments(action)]
    if role in TOWNSHIP_ROLES:
        return [{"region_id": pk} for pk in subject.acting_townships(action)]
    return [{}]


def whose_turn(subject, on=None):
    """One sentence: who owes the next step and until when; or that nobody is left for it and whom
    to appoint.
    """
    if own := subject.own_turn(on):
        return own
    due = subject.flow.due_move(subject.status)
    if due is None:
        return ""
    action, move = due
    names = role_names(subject.roles_for(move))
    owed = "、".join(subject.units_owed())
    if owed:
        who = f"{owed}（{names}）"
    else:
        who = _units(subject, action, move) + names
    step = f"待{who}办理“{_step(subject, action, move)}”，"
    if not has_anybody(subject, action, move):
        return f"{step}但目前没有可以办理的人员，请任命{names}。"
    return step + until(subject.due_on, on, due_at=subject.due_at)


def _step(subject, action, move):
    return move.step or action_label(subject, action)


def until(due_on, on, *, due_at=None):
    """Until when, and how many working days are left; of a clock that counts minutes, how much
    time.
    """
    if due_at:
        return f"{moment_words(due_at)}前办结，{time_left_words(due_at)}。"
    if due_on is None:
        return "不计办理时限。"
    return (
        f"{deadline_words(due_on)}前办结，{days_left_words(due_on, on)}。{calendar_warning(due_on)}"
    )


def _units(subject, action, move):
    """The names of the departments and townships whose people make the move, with 的; empty for the
    county's own.
    """
    departments, townships = set(), set()
    roles = set(subject.roles_for(move))
    if DEPARTMENT_ROLES & roles:
        departments = subject.acting_departments(action)
    if TOWNSHIP_ROLES & roles:
        townships = subject.acting_townships(action)
    names = []
    if departments:
        names += Department.objects.filter(pk__in=departments).values_list("name", flat=True)
    if townships:
        names += Region.objects.filter(pk__in=townships).values_list("name", flat=True)
    if not names:
        return ""
    return f"{'、'.join(names)}的"


def has_anybody(subject, action, move):
    """Whether a person is in office who may make this move: role, place, second person and
    organisation considered.
    """
    roles = subject.roles_for(move)
    if CLOCK in roles:
        return True
    before = people_before(subject, move) if move.fresh_eyes else {}
    held = Membership.objects.in_force().not_of(before)
    named = subject.named_people()
    if named is not None:
        held = held.filter(user__in=named)
    return any(held.filter(_holding(subject, action, role)).exists() for role in roles)


def _holding(subject, action, role):
    """The condition on memberships that carry a role for this subject."""
    if role in DEPARTMENT_ROLES:
        return Q(role=role, department__in=subject.acting_departments(action))
    if role in TOWNSHIP_ROLES:
        return Q(role=role, region__in=subject.acting_townships(action))
    places = [subject.county_id]
    if role in CITY_ROLES | PROVINCE_ROLES:
        parent = subject.county.parent
        places += [parent.pk, parent.parent_id] if parent else []
    return Q(role=role, region__in=places) & ~Q(user__in=_interested_people(subject, role))


def _interested_people(subject, role):
    if role not in REVIEWING_ROLES:
        return []
    units = Q(department__in=subject.interested_departments()) | Q(
        region__in=subject.interested_townships()
    )
    return Membership.objects.in_force().filter(units).values_list("user", flat=True)
