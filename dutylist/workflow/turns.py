"""Whose turn it is: the to-dos of the step due, the sentence about it, and whether anybody is left
for it.
"""

from django.db.models import Q

from dutylist.notices.services import close_todos, open_todo
from dutylist.organizations.models import Department, Membership, Region
from dutylist.organizations.roles import (
    CITY_ROLES,
    DEPARTMENT_ROLES,
    PROVINCE_ROLES,
    TOWNSHIP_ROLES,
)

from .calendar import calendar_warning, days_left_words, deadline_words
from .flow import CLOCK
from .rules import REVIEWING_ROLES, action_label, people_before, role_names


def open_turn(subject, *, by, at=None):
    """Closes what was asked of somebody and opens a to-do for each unit whose step is due in the
    present state.
    """
    close_todos(subject.flow_name, subject.pk, by=by, at=at)
    due = subject.flow.due_move(subject.status)
    if due is None or due[1].roles[0] == CLOCK:
        return
    action, move = due
    for place in _places(subject, action, move.roles[0]):
        open_todo(
            flow=subject.flow_name,
            subject_id=subject.pk,
            title=f"{action_label(subject, action)}：{subject}",
            url=subject.get_absolute_url(),
            role=move.roles[0],
            county_id=subject.county_id,
            due_on=subject.due_on,
            opened_at=at,
            not_for=people_before(subject, move) if move.fresh_eyes else (),
            **place,
        )


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
    due = subject.flow.due_move(subject.status)
    if due is None:
        return ""
    action, move = due
    owed = "、".join(subject.units_owed())
    who = (
        f"{owed}（{role_names(move.roles)}）"
        if owed
        else _units(subject, action, move) + role_names(move.roles)
    )
    step = f"待{who}办理“{action_label(subject, action)}”，"
    if not has_anybody(subject, action, move):
        return f"{step}但目前没有可以办理的人员，请任命{role_names(move.roles)}。"
    return step + _until(subject.due_on, on)


def _until(due_on, on):
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
    if DEPARTMENT_ROLES & set(move.roles):
        departments = subject.acting_departments(action)
    if TOWNSHIP_ROLES & set(move.roles):
        townships = subject.acting_townships(action)
    names = [
        *(
            Department.objects.filter(pk__in=departments).values_list("name", flat=True)
            if departments
            else ()
        ),
        *(
            Region.objects.filter(pk__in=townships).values_list("name", flat=True)
            if townships
            else ()
        ),
    ]
    return f"{'、'.join(names)}的" if names else ""


def has_anybody(subject, action, move):
    """Whether a person is in office who may make this move: role, place, second person and
    organisation considered.
    """
    if CLOCK in move.roles:
        return True
    before = people_before(subject, move) if move.fresh_eyes else {}
    held = (
        Membership.objects.in_force()
        .exclude(user__in=before)
        .exclude(delegated_from__user__in=before)
    )
    return any(held.filter(_holding(subject, action, role)).exists() for role in move.roles)


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
    return Membership.objects.in_force().filter(units).values("user")
