"""The pages of reports and ledgers on the desk, and what is asked of one township."""

from django.shortcuts import render
from django.urls import reverse

from assessment.models import DemandStatus, ReportDemand
from assessment.models.report_demands import NOT_TO_ANSWER
from assessment.registers.near import why_not
from assessment.registers.pages import Pages, county_asked, frame
from assessment.registers.townships import town_asked, towns_offered
from assessment.report_demands import moves  # noqa: F401 (names the flow)
from dutylist.history.days import day_words
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_page

from .filters import DemandFilters
from .registers import REPORT_DEMANDS
from .twins import twins_of

MOST = 300


def frequency_words(row):
    return row.frequency


def units_words(row):
    return f"{len(row.townships)}个"


def until_words(row):
    return day_words(row.until)


def beside(http, row):
    return {"twins": twins_of(row, http.user), "why_words_only": why_not()}


def to_township(http, county):
    address = f"{reverse('desk:report-demands-asked')}?county={county.code}"
    return [(address, "各单位要报什么")]


PAGES = Pages(
    REPORT_DEMANDS,
    DemandFilters,
    ("q", "status"),
    lead="要求基层单位定期报送的报表和台账。未经同意的不得要求报送，内容相同的合并。",
    columns=(("频次", frequency_words), ("单位", units_words), ("有效期至", until_words)),
    template="report_demands/row.html",
    beside=beside,
    links=to_township,
)


@takes("county", "township")
@desk_page
def asked(http):
    """What is asked of one township, and what it need not answer."""
    county = county_asked(http, REPORT_DEMANDS)
    towns = towns_offered(http.user, county)
    township = town_asked(http, towns)
    rows = ReportDemand.objects.visible_to(http.user).of_township(township).with_units()
    rows = rows.order_by("department__position", "department_id", "pk")
    context = frame(http, REPORT_DEMANDS, county) | {
        "counties": (),
        "towns": towns,
        "township": township,
        "to_answer": rows.filter(status=DemandStatus.APPROVED)[:MOST],
        "not_to_answer": rows.filter(status__in=NOT_TO_ANSWER)[:MOST],
        "here": reverse("desk:report-demands"),
    }
    return render(http, "report_demands/asked.html", context)
