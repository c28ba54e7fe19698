"""A sitting is planned on one page: its day, and the requests to tick."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from access_control.models import Body, SittingStatus
from access_control.sittings.forms import AgendaForm, order_of
from access_control.sittings.services.planning import amend_sitting, create_sitting
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.refusals import Refusal
from items.permissions import may_edit
from items.register.places import COUNTY, county_asked, frame

from .seen import editions_waiting, sitting_seen, waiting_for


@takes(COUNTY, "body")
@desk_form
def new(http):
    """A new sitting of the body that is named; a POST makes it."""
    county = county_asked(http)
    body = http.GET.get("body", "")
    if body not in Body.values or not may_edit(http.user, county):
        raise Http404
    waiting = waiting_for(county).get(body, [])
    form, status = agenda_form(http, waiting, editions_waiting(county)), 200
    if http.method == "POST":
        made, status = create(http, form, county, body)
        if made:
            return redirect(made)
    context = frame(http, county) | {
        "counties": (),
        "form": form,
        "heading": f"安排{Body(body).label}",
        "button": "安排会议",
        "back": reverse("desk:sittings"),
        "waiting": waiting,
    }
    return render(http, "sittings/agenda.html", context, status=status)


def agenda_form(http, requests, editions, initial=None):
    return AgendaForm(
        http.POST if http.method == "POST" else None,
        action="agenda",
        initial=initial,
        requests=[(str(row.pk), words_of(row)) for row in requests],
        editions=[(str(row.pk), str(row)) for row in editions],
    )


def words_of(request):
    return f"{request.number}　{request.title}（{request.unit_name}）"


def create(http, form, county, body):
    if not form.is_valid():
        return None, 422
    told = form.told() | {"county": county.code, "body": body}
    try:
        made = create_sitting(told, by=http.user)
    except Refusal as refused:
        form.refuse(refused)
        return None, refused.status
    messages.success(http, f"已安排{made}。")
    return made, 302


@desk_form
def edit(http, pk):
    """The day and the agenda of a sitting that is still to be held."""
    sitting = sitting_seen(http, pk)
    if not may_edit(http.user, sitting.county) or sitting.status != SittingStatus.OPEN:
        raise Http404
    standing = [line.request for line in sitting.agenda]
    waiting = [*standing, *waiting_for(sitting.county).get(sitting.body, [])]
    initial = {
        "expect": sitting.version,
        "planned_on": sitting.planned_on and sitting.planned_on.isoformat(),
        "title": sitting.name,
        "requests": [str(request.pk) for request in standing],
        "edition": sitting.edition_id or "",
    }
    for place, request in enumerate(standing, 1):
        initial[order_of(request.pk)] = str(place)
    editions = editions_waiting(sitting.county, sitting)
    form, status = agenda_form(http, waiting, editions, initial), 200
    if http.method == "POST":
        status = amend(http, form, sitting)
        if status == 302:
            return redirect(sitting)
    context = frame(http, sitting.county) | {
        "counties": (),
        "form": form,
        "heading": f"修改议题 · {sitting_seen(http, pk)}",
        "button": "保存",
        "back": sitting.get_absolute_url(),
        "waiting": waiting,
    }
    return render(http, "sittings/agenda.html", context, status=status)


def amend(http, form, sitting):
    """Changes what was typed: the status of the answer."""
    if not form.is_valid():
        return form.refused_status
    try:
        amend_sitting(sitting, form.told(), by=http.user, expect=form.cleaned_data["expect"])
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    messages.success(http, "已保存议题。")
    return 302
