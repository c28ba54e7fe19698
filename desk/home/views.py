"""The home of every signed-in person: what waits for them, what is under way, and where to go from
here; and each list of to-dos as a whole.
"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from assessment.models import Evaluation
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.notices.services import mark_read
from dutylist.organizations.granting import (
    grantors_of,
    lacks_a_place,
    what_became_of_roles,
)
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.pages import desk_form, desk_page, number_asked
from dutylist.workflow.filters import ToDoFilters
from dutylist.workflow.todo_lists import DONE, MINE, STATES, WAITING
from items.register.places import COUNTY, counties_read, frame

from . import todos
from .mine import counties_above, under_way_in, units_of
from .navigation import links_of, within
from .next_steps import is_ever_asked, next_steps

MOST_MESSAGES = 20
PAGE, MOST_PAGES = 50, 10_000


@takes(COUNTY)
@desk_form
def home(request):
    """A POST marks messages as read."""
    if request.method == "POST":
        keys = request.POST.getlist("message")
        mark_read(request.user, [int(pk) for pk in keys if pk.isdecimal() and len(pk) < 19])
        return redirect("desk:home")
    return render(request, "desk/home.html", _context(request))


@desk_page
def supervision(request):
    """The pages of assessment and supervision, each with what it is for."""
    return _hub(request, "desk:supervision", "desk/supervision.html")


@desk_page
def questions(request):
    """The pages of what people ask and say, each with what it is for."""
    return _hub(request, "desk:questions", "desk/questions.html")


def _hub(request, name, template):
    links = within(name, request.user)
    if not links:
        raise Http404
    return render(request, template, _place_of(request) | {"links": links})


def _context(request):
    user = request.user
    context = _place_of(request) | {
        **_todos_of(user),
        "inbox": InboxMessage.objects.visible_to(user).unread()[:MOST_MESSAGES],
        "links": links_of(user),
        "has_role": bool(user.standing().memberships),
        "lost": what_became_of_roles(user),
        "grantors": grantors_of(user) if lacks_a_place(user) else (),
        "is_evaluator": Evaluation.objects.filter(evaluator=user).exists(),
    }
    return context | {"next_steps": next_steps(user, context.get("words", {}))}


def _place_of(request):
    """The county whose list a person keeps, the units he works in, or the counties below him."""
    user = request.user
    if county := counties_read(user).first():
        return frame(request, county) | under_way_in(county)
    place = {"units": units_of(user), "words": {}, "above": ()}
    if place["units"]:
        place["words"] = place["units"][0].words
    else:
        place["above"] = counties_above(user)
    return place


def _todos_of(user):
    waiting, waiting_total = todos.waiting_of(user)
    groups, done = todos.mine_of(user), todos.last_done_of(user)
    todos.tell([*todos.lines_in(groups), *waiting, *done], user)
    counted = todos.how_many(user)
    return {
        "counted": counted,
        "in_time": counted["all"] - counted["late"] - counted["today"],
        "groups": groups,
        "more": max(0, counted["all"] - todos.MOST_MINE),
        "waiting": waiting,
        "waiting_total": waiting_total,
        "waiting_more": max(0, waiting_total - todos.MOST_WAITING),
        "done": done,
        "done_lately": todos.done_lately(user),
        "today": todos.day_of_week(timezone.localdate()),
        "is_asked": is_ever_asked(user),
    }


@filtered_by(ToDoFilters)
@takes("state", "page")
@desk_page
def todo_list(request):
    """One of the three lists, all of it, a page at a time."""
    asked = ToDoFilters.leniently(
        request.GET, ToDo.objects.all(), request=request, names=("state",)
    )
    state = MINE
    if asked.is_valid():
        state = asked.form.cleaned_data["state"] or MINE
    number = min(max(1, number_asked(request, "page")), MOST_PAGES)
    first = (number - 1) * PAGE
    context = {
        "state": state,
        "title": dict(STATES)[state],
        "states": STATES,
        "number": number,
        **_part_of(state, request.user, first),
    }
    return render(request, "desk/todos.html", context)


def _part_of(state, user, first):
    """The rows of one page of a list, and whether there are more."""
    if state == WAITING:
        lines, total = todos.waiting_of(user, first, PAGE)
        todos.tell(lines, user)
        return {"waiting": lines, "has_more": total > first + PAGE}
    if state == DONE:
        lines = todos.done_of(user, first, PAGE + 1)
        todos.tell(lines, user)
        return {"done": lines[:PAGE], "has_more": len(lines) > PAGE}
    groups = todos.mine_of(user, first, PAGE)
    todos.tell(todos.lines_in(groups), user)
    return {
        "groups": groups,
        "has_more": todos.how_many(user)["all"] > first + PAGE,
    }
