"""How the whistles of a year ended, for who reads them: by kind of result, and by department in the
order of their list. Townships and persons are not compared.
"""

from django.shortcuts import render
from django.utils import timezone

from assessment.models import Outcome
from assessment.whistles.reading import outcomes_asked
from assessment.whistles.services.figures import figures_by_department, figures_of
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_page

YEARS_BACK = 3


@takes("year", "county")
@desk_page
def statistics(http):
    year, rows = outcomes_asked(http)
    labels = dict(Outcome.choices)
    counted = []
    for outcome, number in figures_of(rows).items():
        counted.append((labels[outcome], number))
    departments = []
    for name, figures in figures_by_department(rows):
        departments.append((name, list(zip(Outcome.labels, figures.values(), strict=True))))
    this_year = timezone.localdate().year
    context = {
        "year": year,
        "years": range(this_year, this_year - YEARS_BACK, -1),
        "counted": counted,
        "labels": Outcome.labels,
        "departments": departments,
    }
    return render(http, "whistles/statistics.html", context)
