"""The list of requests that a person sees, narrowed by its address."""

from django.shortcuts import render
from django.urls import reverse

from access_control.models import ChangeRequest, Channel, RequestStatus
from access_control.models.requests import known_to
from access_control.requests.filters import RequestFilters
from dutylist.history.texts import query_fault
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.pages import desk_page, number_asked
from dutylist.workflow.calendar import days_left_of

from .seen import may_apply

PAGE = 50
FILTERS = ("channel", "status", "q", "mine", "waiting")


@filtered_by(RequestFilters)
@takes("after", *FILTERS)
@desk_page
def requests(http):
    fault = query_fault(http.GET.get("q", ""))
    rows = ChangeRequest.objects.visible_to(http.user)
    asked = RequestFilters.leniently(http.GET, rows, request=http, names=FILTERS)
    rows = asked.filtered()
    rows = rows.select_related("county", "department", "township").order_by("-pk")
    if after := number_asked(http, "after"):
        rows = rows.filter(pk__lt=after)
    page = list(rows[: PAGE + 1])
    more, page = len(page) > PAGE, known_to(page[:PAGE], http.user)
    left = days_left_of(row.due_on for row in page)
    context = {
        "rows": [(row, left.get(row.due_on, "")) for row in page],
        "next": address_after(http, page[-1].pk) if more else "",
        "channels": Channel.choices,
        "statuses": RequestStatus.choices,
        "asked": {name: http.GET.get(name, "") for name in FILTERS},
        "is_mine": asked.form.cleaned_data["mine"],
        "is_waiting": asked.form.cleaned_data["waiting"],
        "is_narrowed": any(http.GET.get(name) for name in FILTERS),
        "fault": fault,
        "may_apply": may_apply(http.user),
    }
    return render(http, "requests/list.html", context)


def address_after(http, key):
    """The address of the page behind a row."""
    query = http.GET.copy()
    query["after"] = key
    return f"{reverse('desk:requests')}?{query.urlencode()}"
