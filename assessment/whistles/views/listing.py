"""The list of whistles that a person sees, narrowed by its address."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from assessment.models import Urgency, Whistle, WhistleStatus
from assessment.whistles.filters import WhistleFilters
from assessment.whistles.services.raising import townships_of
from dutylist.history.texts import query_fault
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.pages import desk_page, number_asked
from dutylist.workflow.calendar import days_left_of
from dutylist.workflow.moments import time_left_words

PAGE = 50
FILTERS = ("status", "level", "q", "item", "open", "waiting")


@filtered_by(WhistleFilters)
@takes("after", *FILTERS)
@desk_page
def whistles(http):
    rows = Whistle.objects.visible_to(http.user)
    asked = WhistleFilters.leniently(http.GET, rows, request=http, names=FILTERS)
    rows = asked.filtered().select_related("county", "township", "lead").order_by("-pk")
    if after := number_asked(http, "after"):
        rows = rows.filter(pk__lt=after)
    page = list(rows[: PAGE + 1])
    more, page = len(page) > PAGE, page[:PAGE]
    context = {
        "rows": [(row, left) for row, left in zip(page, left_words(page), strict=True)],
        "next": address_after(http, page[-1].pk) if more else "",
        "levels": Urgency.choices,
        "statuses": WhistleStatus.choices,
        "asked": {name: http.GET.get(name, "") for name in FILTERS},
        "is_waiting": asked.form.cleaned_data["waiting"],
        "is_open": asked.form.cleaned_data["open"],
        "is_narrowed": any(http.GET.get(name) for name in FILTERS),
        "fault": query_fault(http.GET.get("q", "")),
        "may_call": townships_of(http.user).exists(),
    }
    return render(http, "whistles/list.html", context)


def left_words(page):
    """How much time is left for each, in words; "" where no clock runs."""
    now = timezone.now()
    days = days_left_of(row.due_on for row in page)
    words = []
    for row in page:
        if row.status in row.flow.settled:
            words.append("")
        elif row.due_at:
            words.append(time_left_words(row.due_at, now))
        else:
            words.append(days.get(row.due_on, ""))
    return words


def address_after(http, key):
    """The address of the page behind a row."""
    query = http.GET.copy()
    query["after"] = key
    return f"{reverse('desk:whistles')}?{query.urlencode()}"
