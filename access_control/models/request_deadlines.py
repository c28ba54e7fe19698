"""The days that run on a request: its circumstance's limit, and how long answers are awaited."""

from django.utils import timezone

from dutylist.workflow.calendar import add_working_days, working_days_between

from .request_states import ANSWERS_TO_WORDING, LEGAL_REVIEWS, RequestStatus

# Working days after the last day of the answers, in which the clerk draws the line under silence.
CONCLUDE_DAYS = 5


def days_of_limit(request, on=None):
    """The working days that are left of the circumstance's own limit, which runs from the last
    submission; None where it has none.
    """
    limit = request.row_of_circumstance.get("days")
    if limit is None:
        return None
    on = on or timezone.localdate()
    last = request.submissions.order_by("round").last()
    if last is None or request.is_draft:
        return limit
    return limit - working_days_between(timezone.localdate(last.decision.at), on)


def within_limit(request, days, *, is_asking):
    """A clock of the office ends with the circumstance's own limit, and the day after at the
    latest where that is over; who is asked has the shortest time of the county at least.
    """
    left = days_of_limit(request)
    if left is None:
        return days
    least = 1
    if is_asking:
        least = request.clock_days("consult_least_days")
    return min(days, max(left, least))


def wording_due_on(request):
    """The last day on which the applicant may say a word on what the legal review amended; None
    where nothing of that waits.
    """
    if request.status != RequestStatus.OFFICE_REVIEW:
        return None
    review = request.decisions.filter(action__in=LEGAL_REVIEWS).last()
    amended = request.results.filter(decision=review, outcome="pass_amended", item__isnull=False)
    if not review or not amended.filter(change__outcome="pending").exists():
        return None
    later = request.decisions.filter(pk__gt=review.pk)
    if later.filter(action__in=ANSWERS_TO_WORDING).exists():
        return None
    days = request.clock_days("confirm_days")
    return add_working_days(timezone.localdate(review.at), days)


def conclude_by(request):
    """Until when the clerk draws the line under units that were reminded in vain."""
    return add_working_days(request.due_on, CONCLUDE_DAYS)
