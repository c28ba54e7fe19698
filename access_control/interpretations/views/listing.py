"""The list of interpretations that a person reads, narrowed by its address."""

from django.shortcuts import render
from django.urls import reverse

from access_control.interpretations.filters import InterpretationFilters
from access_control.interpretations.services.asking import may_ask
from access_control.models import Interpretation, InterpretationStatus
from dutylist.history.texts import query_fault
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.pages import desk_page, number_asked
from dutylist.workflow.calendar import days_left_of

PAGE = 50
FILTERS = ("status", "q", "item", "waiting")


@filtered_by(InterpretationFilters)
@takes("after", *FILTERS)
@desk_page
def interpretations(http):
    rows = Interpretation.objects.visible_to(http.user)
    asked = InterpretationFilters.leniently(http.GET, rows, request=http, names=FILTERS)
    rows = asked.filtered().with_units().order_by("-pk")
    if after := number_asked(http, "after"):
        rows = rows.filter(pk__lt=after)
    page = list(rows[: PAGE + 1])
    more = len(page) > PAGE
    page = [row.as_known_to(http.user) for row in page[:PAGE]]
    left = days_left_of(row.due_on for row in page)
    context = {
        "rows": [(row, left.get(row.due_on, "")) for row in page],
        "next": address_after(http, page[-1].pk) if more else "",
        "statuses": InterpretationStatus.choices,
        "asked": {name: http.GET.get(name, "") for name in FILTERS},
        "is_waiting": asked.form.cleaned_data["waiting"],
        "is_narrowed": any(http.GET.get(name) for name in FILTERS),
        "fault": query_fault(http.GET.get("q", "")),
        "may_ask": may_ask(http.user),
    }
    return render(http, "interpretations/list.html", context)


def address_after(http, key):
    """The address of the page behind a row."""
    query = http.GET.copy()
    query["after"] = key
    return f"{reverse('desk:interpretations')}?{query.urlencode()}"
