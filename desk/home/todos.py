"""The three lists of the desk: what waits for a person, grouped by how soon it is due, what others
owe on what he moved, and what he did. A page that has its lines lets `tell` fill them in.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, F, Min, Q, Window
from django.utils import timezone

from dutylist.notices.models import ToDo
from dutylist.workflow.calendar import days_left_of
from dutylist.workflow.moments import time_left_words
from dutylist.workflow.todo_lists import (
    DONE,
    MINE,
    WAITING,
    holders_of,
    subjects_of,
    todos_in,
)

WEEK = "一二三四五六日"
# A step before the matter; what stands within quotes is the name of something.
STEP = re.compile(r"([^：“]+)：(.+)", re.DOTALL)
MOST_MINE, MOST_WAITING, MOST_DONE = 30, 10, 5
MOST_OWERS = 3
MOST_NAMES = 2
MOST_LOOKED_AT = 30
DONE_WITHIN = timedelta(days=30)
PLACES = ("county__parent", "department", "region", "user")


@dataclass
class StepLine:
    """One row of a list: the step, when it is due, and who is behind it."""

    todo: ToDo
    left: str = ""
    is_late: bool = False
    is_today: bool = False
    subject: object = None
    acting_for: str = ""
    acting_as: str = ""
    owers: list = field(default_factory=list)

    @property
    def is_long(self):
        """Whether so many units owe it that they are folded away."""
        return len(self.owers) > MOST_OWERS

    @property
    def without_people(self):
        """How many units that owe it have nobody who could."""
        return sum(not ower.people for ower in self.owers)

    @property
    def verb(self):
        """The step; the whole title where it names none."""
        step = STEP.fullmatch(self.todo.title)
        return step[1] if step else ""

    @property
    def matter(self):
        step = STEP.fullmatch(self.todo.title)
        return step[2] if step else self.todo.title

    @property
    def due_words(self):
        day = day_of_week(self.todo.due_on)
        if self.todo.due_at:
            return f"{day}{timezone.localtime(self.todo.due_at):%H:%M}"
        return day

    @property
    def closed_words(self):
        return day_of_week(timezone.localdate(self.todo.closed_at))


@dataclass
class Group:
    title: str
    lines: list = field(default_factory=list)


@dataclass
class Ower:
    """Who owes a step: a unit or an office, the people in it, and whether somebody is left."""

    place: str
    role: str
    people: list

    @property
    def names(self):
        shown = "、".join(person.get_full_name() for person in self.people[:MOST_NAMES])
        more = len(self.people) - MOST_NAMES
        return f"{shown}等{len(self.people)}人" if more > 0 else shown


def day_of_week(day):
    """12月4日（周五）"""
    return f"{day.month}月{day.day}日（周{WEEK[day.weekday()]}）"


def by_deadline(rows):
    return rows.order_by(*ToDo._meta.ordering).select_related(*PLACES)


def how_many(user):
    """How many steps wait for this person, are late, and are due today; one query."""
    now = timezone.now()
    today = timezone.localdate(now)
    late = Q(due_on__lt=today) | Q(due_at__lt=now)
    return todos_in(MINE, user).aggregate(
        all=Count("pk"),
        late=Count("pk", filter=late),
        today=Count("pk", filter=Q(Q(due_at=None) | Q(due_at__gte=now), due_on=today)),
    )


# ---- what waits for him ----


def mine_of(user, first=0, most=MOST_MINE):
    """[`Group`] of what waits for this person, the nearest deadline first."""
    rows = by_deadline(todos_in(MINE, user))
    lines = [StepLine(todo) for todo in rows[first : first + most]]
    for line in lines:
        line.acting_for = acting_for(line.todo, user)
        line.acting_as = acting_as(line.todo, user)
    return grouped(lines)


def tell(lines, user):
    """Fills in what the subjects are and how many days are left: of all lists of a page at once,
    for what a person sees is asked of each flow anew.
    """
    todos = [line.todo for line in lines]
    words = days_left_of(todo.due_on for todo in todos)
    subjects, now = subjects_of(todos, user), timezone.now()
    for line in lines:
        todo = line.todo
        line.left = words.get(todo.due_on, "")
        if todo.due_at:
            line.left = time_left_words(todo.due_at, now)
        line.is_late = todo.is_late(now)
        line.is_today = todo.due_on == timezone.localdate(now)
        line.subject = subjects.get((todo.flow, todo.subject_id))


def lines_in(groups):
    lines = []
    for group in groups:
        lines += group.lines
    return lines


def acting_for(todo, user):
    """For whom this person would do it; "" where it is his own."""
    if todo.user_id:
        return ""
    place = {"county": todo.county}
    if todo.department_id:
        place = {"department": todo.department}
    elif todo.region_id:
        place = {"township": todo.region}
    return user.standing().acting_for(todo.role, **place)


def acting_as(todo, user):
    """The unit and role in which somebody who holds several would do it."""
    if todo.user_id or len(user.standing().memberships) < 2:
        return ""
    place = todo.unit.name if todo.unit else ""
    return f"{place}{todo.get_role_display()}"


def grouped(lines):
    now = timezone.now()
    titles = ("已超期", "今天", "本周内", "以后", "不计时限")
    groups = {title: Group(title) for title in titles}
    for line in lines:
        groups[title_of(line.todo, now)].lines.append(line)
    return [group for group in groups.values() if group.lines]


def title_of(todo, now):
    if todo.due_on is None:
        return "不计时限"
    if todo.is_late(now):
        return "已超期"
    today = timezone.localdate(now)
    if todo.due_on == today:
        return "今天"
    sunday = today + timedelta(days=6 - today.weekday())
    return "本周内" if todo.due_on <= sunday else "以后"


# ---- what others owe ----


def waiting_of(user, first=0, most=MOST_WAITING):
    """([`StepLine`] of the subjects for which others owe a step, how many there are): each names
    everybody who owes one; the nearest deadline first.
    """
    subjects = todos_in(WAITING, user).order_by().values("flow", "subject_id")
    # Which subjects a person sees is asked once: of the page and of all of them together.
    counted = subjects.annotate(due=Min("due_on"), total=Window(Count("*")))
    ordered = counted.order_by(F("due").asc(nulls_last=True), "flow", "subject_id")
    page = list(ordered[first : first + most])
    if not page:
        return [], 0  # beyond the last one nobody asks how many there are
    by_subject = {(row["flow"], row["subject_id"]): [] for row in page}
    for todo in by_deadline(owed_by_others(user, by_subject)):
        by_subject[todo.flow, todo.subject_id].append(todo)
    shown = list(by_subject.values())
    holders = holders_of([todo for owed in shown for todo in owed])
    lines = []
    for owed in shown:
        owers = [ower_of(todo, holders[todo.pk]) for todo in owed]
        lines.append(StepLine(owed[0], owers=owers))
    return lines, page[0]["total"]


def owed_by_others(user, subjects):
    """The steps that others owe on these subjects, [(flow, number)], which this person sees."""
    of_these = Q(pk=None)
    for flow, number in subjects:
        of_these |= Q(flow=flow, subject_id=number)
    return ToDo.objects.open().filter(of_these).not_asked_of(user)


def ower_of(todo, people):
    if todo.user_id:
        return Ower("", "", people)
    if todo.unit:
        return Ower(todo.unit.name, todo.get_role_display(), people)
    return Ower("", todo.get_role_display(), people)


# ---- what he did ----


def done_of(user, first=0, most=MOST_DONE):
    """[`StepLine`] of the steps this person did, the newest first."""
    rows = todos_in(DONE, user).order_by("-closed_at", "-pk").select_related(*PLACES)
    return [StepLine(todo) for todo in rows[first : first + most]]


def last_done_of(user):
    """The same, of each subject only what was done last, and few of them."""
    lines = {}
    for line in done_of(user, most=MOST_LOOKED_AT):
        lines.setdefault((line.todo.flow, line.todo.subject_id), line)
    return list(lines.values())[:MOST_DONE]


def done_lately(user):
    """How many steps this person did within the last thirty days."""
    return todos_in(DONE, user).filter(closed_at__gte=timezone.now() - DONE_WITHIN).count()
