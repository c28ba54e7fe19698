"""The three lists of a person's desk: what waits for him, what he waits for others to do, and what
he did; each with who owes it and how many working days are left.
"""

from django.db.models import Q

from dutylist.notices.models import ToDo
from dutylist.organizations.models import Membership

from .calendar import left_of
from .models import Decision
from .moments import time_left_words
from .states import subjects_by_flow

MINE, WAITING, DONE = "mine", "waiting", "done"
STATES = ((MINE, "待我办"), (WAITING, "等他人办"), (DONE, "已办结"))


def todos_in(state, user):
    """The to-dos of one of the three lists of a person, in no order."""
    if state == WAITING:
        return waited_for_by(user)
    if state == DONE:
        return ToDo.objects.done_by(user)
    return ToDo.objects.for_user(user).each_once(user)


def waited_for_by(user):
    """What others owe on the subjects that this person moved, or that are his unit's; those he does
    not see are left out.
    """
    if not user.is_authenticated:
        return ToDo.objects.none()
    moved = Decision.objects.filter(Q(by=user) | Q(for_id=user.pk))
    concerned = Q(pk=None)
    for flow, model in subjects_by_flow().items():
        own = Q(pk__in=moved.filter(flow=flow).values("subject_id")) | model.belonging_to(user)
        subjects = model.objects.visible_to(user).filter(own)
        concerned |= Q(flow=flow, subject_id__in=subjects.values("pk"))
    return ToDo.objects.open().filter(concerned).not_asked_of(user)


def subjects_of(todos, user):
    """{(flow, number): the subject} of those that this person sees, a query for each flow."""
    numbers = {}
    for todo in todos:
        numbers.setdefault(todo.flow, set()).add(todo.subject_id)
    models, found = subjects_by_flow(), {}
    for flow, keys in numbers.items():
        if flow not in models:
            continue
        rows = models[flow].objects.visible_to(user).filter(pk__in=keys)
        for subject in rows.select_related(*models[flow].related_to_show):
            found[flow, subject.pk] = subject
    return found


def holders_of(todos, on=None):
    """{number of a to-do: the people in office who may do it}, in two queries; those who must stand
    aside are left out.
    """
    roles, regions, departments = set(), set(), set()
    for todo in todos:
        roles.add(todo.role)
        departments.add(todo.department_id)
        regions |= region_ids(todo)
    held = Membership.objects.in_force(on).filter(
        Q(region__in=regions - {None}) | Q(department__in=departments - {None}), role__in=roles
    )
    held = list(held.select_related("user").order_by("pk"))
    delegators = delegators_of({one.user_id for one in held}, on)
    return {todo.pk: people_among(held, todo, delegators) for todo in todos}


def delegators_of(people, on=None):
    """{user id: the ids of those in whose place the person acts today, in whatever role}; one
    query.
    """
    acting = Membership.objects.in_force(on).filter(user__in=people).delegations()
    delegators = {}
    for user, delegator in acting.values_list("user", "delegated_from__user"):
        delegators.setdefault(user, set()).add(delegator)
    return delegators


def region_ids(todo):
    """The places at which the role of a to-do may be held, where no department is asked."""
    if todo.department_id:
        return set()
    if todo.region_id:
        return {todo.region_id}
    above = todo.county.parent
    if above is None:
        return {todo.county_id}
    return {todo.county_id, above.pk, above.parent_id}


def people_among(held, todo, delegators):
    if todo.user_id:
        return [todo.user]
    barred, places = todo.barred_ids, region_ids(todo)
    people = {}
    for one in held:
        if one.role != todo.role or barred & {one.user_id, *delegators.get(one.user_id, ())}:
            continue
        if (
            todo.department_id and one.department_id == todo.department_id
        ) or one.region_id in places:
            people[one.user_id] = one.user
    return list(people.values())


# ---- as programs are told ----


def todos_json(todos):
    left = left_of(todo.due_on for todo in todos)
    return [todo_json(todo, left.get(todo.due_on)) for todo in todos]


def todo_json(todo, left):
    return {
        "id": todo.pk,
        "flow": todo.flow,
        "subject": todo.subject_id,
        "title": todo.title,
        "url": todo.url,
        "county": todo.county.code,
        "role": todo.role,
        "unit": unit_json(todo),
        "due_on": todo.due_on and todo.due_on.isoformat(),
        "due_at": todo.due_at and todo.due_at.isoformat(),
        "left": left,
        "left_words": todo.due_at and time_left_words(todo.due_at),
        "opened_at": todo.opened_at.isoformat(),
        "closed_at": todo.closed_at and todo.closed_at.isoformat(),
    }


def unit_json(todo):
    """Who owes it; nothing for the county's own people."""
    if todo.department_id:
        return {"department": todo.department.name}
    if todo.region_id:
        return {"township": todo.region.code, "name": todo.region.name}
    return None
