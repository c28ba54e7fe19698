"""Everything that came in, what is due first, and how often answers were of use."""

from django.db.models import Case, F, IntegerField, Value, When
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from assessment.feedback.filters import FeedbackFilters
from assessment.feedback.reading import TAP_DAYS, clerks_counties, taps_told
from assessment.models import Feedback, FeedbackChannel, FeedbackKind, FeedbackStatus
from assessment.models.feedback import SETTLED
from dutylist.history.texts import query_fault
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.pages import desk_page, number_asked
from dutylist.workflow.calendar import days_left_of

PAGE = 50
FILTERS = ("status", "kind", "channel", "item", "open", "q")
OPEN_CHOICES = (("true", "只看没有办完的"),)
# What is over comes behind what somebody still owes.
IS_OVER = Case(
    When(status__in=SETTLED, then=Value(1)), default=Value(0), output_field=IntegerField()
)


@filtered_by(FeedbackFilters)
@takes("after", *FILTERS)
@desk_page
def feedback(http):
    rows = Feedback.objects.visible_to(http.user)
    asked = FeedbackFilters.leniently(http.GET, rows, request=http, names=FILTERS)
    found = asked.filtered().with_units().annotate(is_over=IS_OVER)
    found = found.order_by("is_over", F("due_on").asc(nulls_last=True), "-received_on", "pk")
    after = number_asked(http, "after")
    page = list(found[after : after + PAGE + 1])
    more, page = len(page) > PAGE, page[:PAGE]
    context = {
        "rows": with_days_left(page),
        "next": address_after(http, after + PAGE) if more else "",
        "boxes": boxes_of(http),
        "asked": {name: http.GET.get(name, "") for name in FILTERS},
        "is_narrowed": any(http.GET.get(name) for name in FILTERS),
        "fault": query_fault(http.GET.get("q", "")),
        "may_add": clerks_counties(http.user).exists(),
        "taps": taps_told(http.user),
        "tap_days": TAP_DAYS,
    }
    return render(http, "feedback/list.html", context)


def with_days_left(page):
    """[(the row, how much time is left in words, whether it is late)]."""
    today = timezone.localdate()
    left = days_left_of(row.due_on for row in page if row.due_on)
    rows = []
    for row in page:
        is_late = row.due_on is not None and row.due_on < today
        rows.append((row, left.get(row.due_on, ""), is_late))
    return rows


def boxes_of(http):
    """[(name, label, its choices, what is chosen)] of the boxes above the list."""
    offered = (
        ("status", "状态", FeedbackStatus.choices),
        ("kind", "类型", FeedbackKind.choices),
        ("channel", "来源", FeedbackChannel.choices),
        ("open", "办理情况", OPEN_CHOICES),
    )
    boxes = []
    for name, label, choices in offered:
        boxes.append((name, label, choices, http.GET.get(name, "")))
    return boxes


def address_after(http, number):
    """The address of the page behind so many rows."""
    query = http.GET.copy()
    query["after"] = number
    return f"{reverse('desk:feedback')}?{query.urlencode()}"
