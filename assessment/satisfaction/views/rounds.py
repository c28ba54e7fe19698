"""The rounds on the desk: the list, a new one, one with its moves and its results."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assessment.models import RatedDepartment, SatisfactionRound
from assessment.satisfaction import moves  # noqa: F401 (names the flow)
from assessment.satisfaction.forms import RoundForm
from assessment.satisfaction.services.planning import create_round
from dutylist.organizations.models import Region
from dutylist.organizations.roles import STAFFING_OFFICE, Role
from dutylist.organizations.words import words_for
from dutylist.staff.pages import desk_form, desk_page
from dutylist.staff.refusable_forms import made_by
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.panels import Moves, lost

MOST_SHOWN = 100


def seen_by(user):
    rows = SatisfactionRound.objects.visible_to(user)
    return rows.select_related("county__parent").order_by("-year", "-pk")


def words_of(user):
    """The words of the county this person works in."""
    own = Region.objects.filter(pk__in=user.standing().own_county_ids()).order_by("code").first()
    return words_for(own) if own else {}


@desk_page
def listing(http):
    rows = list(seen_by(http.user)[:MOST_SHOWN])
    standing = http.user.standing()
    context = {
        "words": words_of(http.user),
        "rounds": rows,
        "plans": standing.has(Role.OFFICE_LEAD),
        "rates": standing.has(Role.TOWNSHIP_LEAD),
    }
    return render(http, "satisfaction/list.html", context)


@desk_form
def new(http):
    counties = http.user.standing().county_ids(Role.OFFICE_LEAD)
    county = Region.objects.filter(pk__in=counties).order_by("code").first()
    if county is None:
        raise Http404
    today = timezone.localdate().isoformat()
    initial = {"year": today[:4], "opens_on": today, "least_answers": 5, "process_share": 60}
    form, status = RoundForm(http.POST or None, county=county, initial=initial), 200
    if http.method == "POST":
        row, status = made_by(form, lambda _typed: create_round(form.told(county), by=http.user))
        if row is not None:
            messages.success(http, "已建立，核对后开始评价。")
            return redirect(row.get_absolute_url())
    context = {"county": county, "words": words_for(county), "form": form}
    return render(http, "satisfaction/new.html", context, status=status)


@desk_form
def one(http, pk):
    """A POST makes a move. Results are there for whom they are, when the round has ended."""
    row = get_object_or_404(seen_by(http.user), pk=pk)
    sent, status = None, 200
    if http.method == "POST":
        sent, status = Moves(row, http.user).make(http)
        if status == 302:
            return redirect(row.get_absolute_url())
        row = get_object_or_404(seen_by(http.user), pk=pk)
    return render(http, "satisfaction/round.html", page_of(http, row, sent), status=status)


def page_of(http, row, sent):
    standing = http.user.standing()
    decisions = list(row.decisions)
    panels = Moves(row, http.user).panels(decisions, sent)
    results = RatedDepartment.objects.visible_to(http.user).filter(round=row)
    own = standing.county_ids(Role.TOWNSHIP_LEAD)
    return {
        "county": row.county,
        "words": words_for(row.county),
        "row": row,
        "turn": whose_turn(row),
        "rated": list(row.rated),
        "ballots_share": 100 - row.process_share,
        "results": list(results.select_related("department").order_by("position", "pk")),
        "is_office": standing.has(*STAFFING_OFFICE, county=row.county),
        "rates": row.is_open and row.county_id in own,
        "panels": panels,
        "refused": sent,
        "lost_form": lost(sent, panels) if sent else None,
        "decisions": decisions,
    }
