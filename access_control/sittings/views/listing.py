"""The list of a county's sittings, and what waits for one."""

from django.shortcuts import render
from django.urls import reverse

from access_control.models import Body, Sitting, SittingStatus
from access_control.sittings.filters import SittingFilters
from dutylist.history.texts import query_fault
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.pages import desk_page, number_asked
from items.permissions import may_edit
from items.register.places import COUNTY, county_asked, frame

from .seen import editions_waiting, waiting_for

PAGE = 50
FILTERS = ("body", "status", "q")


@filtered_by(SittingFilters)
@takes(COUNTY, "after", *FILTERS)
@desk_page
def sittings(http):
    county = county_asked(http)
    rows = Sitting.objects.visible_to(http.user).filter(county=county)
    asked = SittingFilters.leniently(http.GET, rows, request=http, names=FILTERS)
    rows = asked.filtered().select_related("county").order_by("-pk")
    if after := number_asked(http, "after"):
        rows = rows.filter(pk__lt=after)
    page = list(rows[: PAGE + 1])
    more, page = len(page) > PAGE, page[:PAGE]
    waiting = waiting_for(county)
    context = frame(http, county) | {
        "rows": page,
        "next": address_after(http, page[-1].pk) if more else "",
        "bodies": Body.choices,
        "statuses": SittingStatus.choices,
        "asked": {name: http.GET.get(name, "") for name in FILTERS},
        "is_narrowed": any(http.GET.get(name) for name in FILTERS),
        "fault": query_fault(http.GET.get("q", "")),
        "waiting": [(body, Body(body).label, waiting.get(body, [])) for body in Body.values],
        "editions": editions_waiting(county),
        "may_plan": may_edit(http.user, county),
    }
    return render(http, "sittings/list.html", context)


def address_after(http, key):
    """The address of the page behind a row."""
    query = http.GET.copy()
    query["after"] = key
    return f"{reverse('desk:sittings')}?{query.urlencode()}"
