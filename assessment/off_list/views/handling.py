"""The register of off-list reports, for the two whom the county names, and one report of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from access_control.models import ChangeRequest
from assessment.models import OffListReport, OffListStatus, ReferredTo
from assessment.models.off_list_reports import counties_handled_by, handlers_of
from assessment.off_list import moves  # noqa: F401 (names the flow)
from assessment.off_list.figures import figures
from assessment.off_list.services.following import (
    open_reporter,
    opening_under_way,
    openings_told,
    unit_opened_to,
)
from dutylist.attachments.models import Attachment
from dutylist.organizations.models import Region
from dutylist.organizations.roles import STAFFING_OFFICE
from dutylist.organizations.words import words_for
from dutylist.rest.parameters import takes
from dutylist.staff.move_forms import WithReason
from dutylist.staff.pages import desk_form, desk_page
from dutylist.workflow.calendar import days_left_of
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.panels import Moves, lost
from dutylist.workflow.refusals import Refusal

OVER = (OffListStatus.DISMISSED, OffListStatus.CLOSED)
OPEN = "open_reporter"
MOST_SHOWN = 200
MOST_REQUESTS = 100


@takes("county")
@desk_page
def register(http):
    handled = Region.objects.filter(pk__in=counties_handled_by(http.user)).order_by("code")
    if code := http.GET.get("county"):
        handled = handled.filter(code=code)
    county = handled.first()
    if county is None:
        return unnamed(http)
    rows = OffListReport.objects.visible_to(http.user).filter(county=county)
    rows = rows.select_related("department", "shown_township")
    open_rows = list(rows.exclude(status__in=OVER).order_by("due_on", "pk")[:MOST_SHOWN])
    over = list(rows.filter(status__in=OVER).order_by("-reported_on", "pk")[:MOST_SHOWN])
    left = days_left_of(row.due_on for row in open_rows if row.due_on)
    context = {
        "county": county,
        "words": words_for(county),
        "handlers": handlers_of(county),
        "lines": [(row, left.get(row.due_on, "")) for row in open_rows],
        "over": over,
        "figures": figures(county, timezone.localdate().year),
        "waiting": sum(row.status == OffListStatus.REPORTED for row in open_rows),
    }
    return render(http, "off_list/register.html", context)


def unnamed(http):
    """A clerk or a lead who is not named is told who names them; for others there is no page."""
    counties = http.user.standing().county_ids(*STAFFING_OFFICE)
    county = Region.objects.filter(pk__in=counties).order_by("code").first()
    if county is None:
        raise Http404
    context = {"county": county, "words": words_for(county)}
    return render(http, "off_list/unnamed.html", context)


@desk_form
def one(http, pk):
    """A POST makes a move, asks for the opening of the reporter, or agrees to it."""
    rows = OffListReport.objects.visible_to(http.user)
    rows = rows.select_related("county__parent", "department", "shown_township")
    report = get_object_or_404(rows, pk=pk)
    sent, opening, status = None, WithReason(action=OPEN), 200
    if http.method == "POST":
        if http.POST.get("action") == OPEN:
            opening = WithReason(http.POST, action=OPEN)
            status = opened(http, report, opening)
        else:
            sent, status = moves_of(report, http.user).make(http)
        if status == 302:
            return redirect("desk:off-list-report", pk)
        report = get_object_or_404(rows, pk=pk)
    return render(http, "off_list/one.html", page_of(http, report, sent, opening), status=status)


def moves_of(report, user):
    choices = {"to": ReferredTo.choices, "request": requests_offered(report, user)}
    return Moves(report, user, choices=choices)


def requests_offered(report, user):
    """[(number, what it is called)] of the newest requests of the county, to be picked from."""
    rows = ChangeRequest.objects.visible_to(user).filter(county=report.county_id)
    rows = rows.select_related("county", "department", "township").order_by("-pk")
    return [(str(row.pk), str(row)) for row in rows[:MOST_REQUESTS]]


def opened(http, report, form):
    """302, or the status of the refusal, with its sentence on the form."""
    if not form.is_valid():
        return 422
    try:
        made = open_reporter(report, by=http.user, reason=form.cleaned_data["reason"])
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    done = "已经提出，待另一名办理人同意。"
    if made.is_agreed:
        done = "已经开启，反映单位见本页；反映人凭查询码可以看到这次开启。"
    messages.success(http, done)
    return 302


def page_of(http, report, sent, opening):
    decisions = list(report.decisions)
    panels = moves_of(report, http.user).panels(decisions, sent)
    waiting = opening_under_way(report)
    return {
        "county": report.county,
        "words": words_for(report.county),
        "report": report,
        "turn": whose_turn(report),
        "files": Attachment.objects.of(report).visible_to(http.user),
        "panels": panels,
        "lost_form": lost(sent, panels) if sent else None,
        "refused": sent or opening,
        "decisions": decisions,
        "opening_form": opening,
        "waiting": waiting,
        "is_mine": waiting is not None and waiting.asked_by == http.user.pk,
        "openings": openings_told(report),
        "unit": unit_opened_to(report, http.user),
    }
