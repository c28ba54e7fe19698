"""The pages of the register of problems on the desk: grouped by item and by department, one problem
with its moves, and the form of a new one.
"""

from collections import Counter
from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse

from assessment.models import Problem
from assessment.problems import moves  # noqa: F401 (names the flow)
from assessment.registers.asked import year_asked
from assessment.registers.pages import PAGE, Pages, address_after, county_asked, frame
from dutylist.history.texts import query_fault
from dutylist.staff.pages import number_asked

from .filters import ProblemFilters
from .kinds import common_times, is_common, mark_common
from .registers import PROBLEMS
from .services.registering import amend_problem, keeps_register, register_problem
from .units import units_offered

MOST_GROUPS = 8


@dataclass(frozen=True)
class ProblemPages(Pages):
    """Problems have no owner that writes them: the office does."""

    def may_add(self, user, county):
        return keeps_register(user, county)

    def writes(self, user, row):
        return keeps_register(user, row.county)

    def make(self, told, user):
        return register_problem(told, by=user)

    def amend(self, row, told, user, expect):
        return amend_problem(row, told, by=user, expect=expect)

    def listed(self, http):
        county = county_asked(http, self.register)
        rows = Problem.objects.visible_to(http.user).filter(county=county)
        asked = self.filter_set.leniently(http.GET, rows, request=http, names=self.filters)
        found = asked.filtered().with_units().order_by("-pk")
        if after := number_asked(http, "after"):
            found = found.filter(pk__lt=after)
        page = list(found[: PAGE + 1])
        more, page = len(page) > PAGE, page[:PAGE]
        year = year_asked(http)
        context = frame(http, self.register, county) | {
            "rows": mark_common(page),
            "next": address_after(http, page[-1].pk) if more else "",
            "boxes": self.boxes_of(http, asked),
            "q": http.GET.get("q", ""),
            "is_narrowed": any(http.GET.get(name) for name in self.filters),
            "fault": query_fault(http.GET.get("q", "")),
            "may_add": self.may_add(http.user, county),
            "here": reverse("desk:problems"),
            "year": year,
            "times": common_times(county),
            **groups_of(rows, year),
        }
        return render(http, "problems/list.html", context)


def groups_of(rows, year):
    """The problems of a year by item and by department, the most frequent first."""
    rows = rows.filter(found_on__year=year)
    by_item, by_department = Counter(), Counter()
    for row in rows.select_related("item", "department", "assigned_department"):
        if row.item:
            by_item[row.item.code, row.item.name] += 1
        if department := row.department or row.assigned_department:
            by_department[department.name] += 1
    return {
        "by_item": by_item.most_common(MOST_GROUPS),
        "by_department": by_department.most_common(MOST_GROUPS),
    }


def beside(http, row):
    return {
        "is_common": is_common(row),
        "times": common_times(row.county),
        "may_amend_register": keeps_register(http.user, row.county),
    }


def choices(row, user):
    return {"unit": units_offered(row.county)}


PAGES = ProblemPages(
    PROBLEMS,
    ProblemFilters,
    ("q", "year", "status", "source", "item", "department"),
    lead="",
    template="problems/problem.html",
    beside=beside,
    choices=choices,
)
