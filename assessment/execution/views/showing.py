"""The yearly reports as they are read: one of them, and those of a county in a year side by side,
item by item; townships are never ranked.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from assessment.execution.filters import ExecutionFilters
from assessment.execution.services.sending import own_townships
from assessment.models import ExecutionReport, HowCarried
from assessment.registers.asked import year_asked
from dutylist.organizations.models import Region
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.pages import desk_page
from items.models import Kind
from items.permissions import READERS
from items.register.places import COUNTY, counties_read, county_asked, frame

YEAR = "year"


@takes(COUNTY, YEAR)
@filtered_by(ExecutionFilters)
@desk_page
def overview(http):
    """Those of a county in a year, for whoever reads its papers; a township is led to its own."""
    if not counties_read(http.user).exists():
        if own_townships(http.user).exists():
            return redirect("desk:execution-report")
        raise Http404
    county = county_asked(http)
    year = year_asked(http)
    seen = ExecutionReport.objects.visible_to(http.user).filter(county=county)
    reports = list(seen.filter(year=year).select_related("township").order_by("township__code"))
    years = sorted({year, *seen.values_list("year", flat=True)}, reverse=True)
    context = frame(http, county) | {
        "year": year,
        "years": years,
        "reports": [(report, counts_of(report)) for report in reports],
        "silent": silent_in(county, reports),
        "items": items_told(reports),
    }
    return render(http, "execution/overview.html", context)


def counts_of(report):
    return {state: report.count_of(state) for state in HowCarried.values}


def silent_in(county, reports):
    """The townships that have not told anything; they need not."""
    told = {report.township_id for report in reports}
    towns = Region.objects.valid().townships_of(county).order_by("code")
    return [town for town in towns if town.pk not in told]


def items_told(reports):
    """[{"code", "name", "kind", "said": [(township, state, text)]}], hard for several first."""
    items = {}
    for report in reports:
        for row in report.rows:
            told = items.setdefault(row["code"], told_of(row))
            said = (report.township.name, HowCarried(row["state"]).label, row["text"])
            told["said"].append(said)
    return sorted(items.values(), key=lambda told: (-len(told["said"]), told["code"]))


def told_of(row):
    kind = Kind(row["kind"]).label
    return {"code": row["code"], "name": row["name"], "kind": kind, "said": []}


@desk_page
def one(http, pk):
    """One report."""
    rows = ExecutionReport.objects.visible_to(http.user).select_related("county", "township")
    report = get_object_or_404(rows, pk=pk)
    reads_all = http.user.standing().has(*READERS, county=report.county)
    lines = [(row, HowCarried(row["state"]), Kind(row["kind"]).label) for row in report.rows]
    context = frame(http, report.county) | {
        "counties": (),
        "report": report,
        "lines": lines,
        "normal": report.count_of(HowCarried.NORMAL),
        "reads_all": reads_all,
    }
    return render(http, "execution/one.html", context)
