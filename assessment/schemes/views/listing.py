"""The list of schemes that a person sees, and the indicators by which his township is measured."""

from django.shortcuts import render
from django.urls import reverse

from assessment.models import Scheme, SchemeStatus
from assessment.registers.asked import year_asked
from assessment.schemes.filters import IndicatorFilters, SchemeFilters
from assessment.schemes.reading_binding import binding_indicators
from dutylist.history.texts import query_fault
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.pages import desk_page, number_asked
from dutylist.workflow.calendar import days_left_of
from items.models import DutyItem

from .seen import is_of_township, may_draw_up

PAGE = 50
FILTERS = ("year", "status", "q")


@filtered_by(SchemeFilters)
@takes("after", *FILTERS)
@desk_page
def schemes(http):
    rows = Scheme.objects.visible_to(http.user)
    years = rows.order_by("-year").values_list("year", flat=True).distinct()[:10]
    asked = SchemeFilters.leniently(http.GET, rows, request=http, names=FILTERS)
    rows = asked.filtered().select_related("county", "department").order_by("-pk")
    if after := number_asked(http, "after"):
        rows = rows.filter(pk__lt=after)
    page = list(rows[: PAGE + 1])
    following = ""
    if len(page) > PAGE:
        page = page[:PAGE]
        following = address_after(http, page[-1].pk)
    context = {
        "rows": with_days_left(page),
        "next": following,
        "years": [str(year) for year in years],
        "statuses": SchemeStatus.choices,
        "asked": {name: http.GET.get(name, "") for name in FILTERS},
        "is_narrowed": any(http.GET.get(name) for name in FILTERS),
        "fault": query_fault(http.GET.get("q", "")),
        "may_draw_up": may_draw_up(http.user),
        "is_of_township": is_of_township(http.user),
    }
    return render(http, "schemes/list.html", context)


def with_days_left(page):
    """[(scheme, the words of the days that are left for it, "" where no day runs)]"""
    left = days_left_of(row.due_on for row in page)
    return [(row, left.get(row.due_on, "")) for row in page]


def address_after(http, key):
    """The address of the page behind a row."""
    query = http.GET.copy()
    query["after"] = key
    return f"{reverse('desk:schemes')}?{query.urlencode()}"


@filtered_by(IndicatorFilters)
@takes("year")
@desk_page
def binding(http):
    """本年度考核本乡镇的指标: of the approved schemes, each with its items."""
    rows = binding_indicators(http.user)
    year = year_asked(http)
    years = rows.order_by("-scheme__year").values_list("scheme__year", flat=True).distinct()[:10]
    rows = rows.filter(scheme__year=year).order_by("scheme", "number")
    names = names_of(rows)
    schemes = {}
    for row in rows:
        items = [(code, names.get(code, code)) for code in row.items or ()]
        schemes.setdefault(row.scheme, []).append((row, items))
    context = {
        "year": year,
        "years": sorted({*years, year}, reverse=True),
        "schemes": list(schemes.items()),
        "count": len(rows),
        "days": sum(scheme.days or 0 for scheme in schemes),
    }
    return render(http, "schemes/binding.html", context)


def names_of(rows):
    """{code: name} of the items that indicators are tied to."""
    codes = set()
    for row in rows:
        codes.update(row.items or ())
    return dict(DutyItem.objects.filter(code__in=codes).values_list("code", "name"))
