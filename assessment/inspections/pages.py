"""The pages of inspections on the desk, and the calendar of each township."""

from django.shortcuts import render
from django.urls import reverse

from assessment.inspections import moves  # noqa: F401 (names the flow)
from assessment.models import LIVE, Inspection, InspectionStatus
from assessment.registers.asked import year_asked
from assessment.registers.near import why_not
from assessment.registers.pages import Pages, county_asked, frame
from assessment.registers.townships import town_asked, towns_offered
from dutylist.history.days import day_words
from dutylist.organizations.roles import Role
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_page
from dutylist.workflow.fact_forms import ONE_A_LINE

from .filters import InspectionFilters
from .registers import INSPECTIONS
from .repeats import repeats_of
from .services.calendar import calendar_of

FILTERS = ("q", "year", "status", "kind")
MOST_OFFERED = 200


def kind_words(row):
    return row.get_kind_display() if row.in_plan else f"{row.get_kind_display()}，计划外"


def days_words(row):
    if row.starts_on == row.ends_on:
        return day_words(row.starts_on)
    return f"{day_words(row.starts_on)}至{day_words(row.ends_on)}"


def units_words(row):
    return f"{len(row.townships)}个"


def to_calendar(http, county):
    return [(f"{reverse('desk:inspections-calendar')}?county={county.code}", "各单位检查日历")]


def beside(http, row):
    """What it repeats, who comes along, and what it was merged into as far as it is seen."""
    repeats = []
    for other, overlap in repeats_of(row, http.user):
        names = [town.name for town in other.townships if town.code in overlap]
        repeats.append((other, days_words(other), "、".join(names)))
    joined = [(one, days_words(one)) for one in row.joined()]
    into = Inspection.objects.visible_to(http.user).filter(pk=row.into_id or 0).first()
    held_at = [town.name for town in row.townships if town.code in row.held_at]
    return {
        "repeats": repeats,
        "why_words_only": why_not(),
        "joined": joined,
        "into": into,
        "held_at": "、".join(held_at),
    }


def choices(row, user):
    """Into which the office may merge it: those it repeats first."""
    if not user.standing().has(Role.OFFICE_LEAD, county=row.county):
        return {}
    first = [other for other, _overlap in repeats_of(row)]
    rows = Inspection.objects.filter(county=row.county, status__in=LIVE, year=row.year)
    rows = rows.exclude(status=InspectionStatus.HELD).exclude(pk=row.pk)
    rows = rows.exclude(pk__in=[other.pk for other in first])
    standing = [other for other in first if other.status != InspectionStatus.HELD]
    offered = []
    for other in [*standing, *rows.select_related("department")[:MOST_OFFERED]]:
        offered.append((str(other.pk), f"{other.title}（{other.department.name}）"))
    return {"into": offered}


def offered(row):
    return {"townships": ONE_A_LINE}


PAGES = Pages(
    INSPECTIONS,
    InspectionFilters,
    FILTERS,
    lead="各部门到基层单位的督查检查考核：一年一个计划，综合性的每个部门一年一次，"
    "内容相近的合并，计划外的经两次同意。",
    columns=(("类别", kind_words), ("时间", days_words), ("单位", units_words)),
    template="inspections/row.html",
    beside=beside,
    links=to_calendar,
    choices=choices,
    offered=offered,
)


@takes("county", "township", "year")
@desk_page
def calendar(http):
    """The year of one township; without one the person's own, or the first of the county."""
    county = county_asked(http, INSPECTIONS)
    towns = towns_offered(http.user, county)
    township = town_asked(http, towns)
    year = year_asked(http)
    context = frame(http, INSPECTIONS, county) | {
        "why_words_only": why_not(),
        "counties": (),
        "towns": towns,
        "township": township,
        "year": year,
        "years": (year - 1, year + 1),
        "calendar": calendar_of(township, year, http.user),
        "here": reverse("desk:inspections"),
    }
    return render(http, "inspections/calendar.html", context)
