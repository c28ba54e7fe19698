"""Requests, and what townships say of them, follow when a region goes over into another: called
inside the change's own batch.
"""

from access_control.models import ChangeRequest, Opinion, RequestStatus, ReviewAnswer
from access_control.models.request_states import UNDECIDED
from dutylist.history.recording import current, recording
from dutylist.history.tracking import bulk_delete
from dutylist.organizations.models import Level
from dutylist.organizations.record_readers import key_of_person, key_of_unit
from dutylist.organizations.services.moving import give_to
from dutylist.workflow.turns import open_turn


def regions_follow(predecessor, successors, *, on, by, reason):
    """A county's requests belong to its new row. Where one township follows another, it goes on
    with what that one had asked for, and says what that one was asked to say.
    """
    if len(successors) != 1:
        return
    [successor] = successors
    if predecessor.level != Level.TOWNSHIP:
        requests = ChangeRequest.objects.filter(county=predecessor)
        give_to(successor, requests, by=by, reason=reason, audience_of=audience_of_request)
        return
    own = ChangeRequest.objects.filter(township=predecessor).select_related("county")
    under_way = [request for request in own if request.flow.moves_from(request.status)]
    give_to(
        successor,
        under_way,
        field="township",
        by=by,
        reason=reason,
        audience_of=audience_of_request,
    )
    opinions = Opinion.objects.filter(township=predecessor, request__status__in=UNDECIDED)
    reviews = ReviewAnswer.objects.filter(
        township=predecessor, request__status=RequestStatus.IN_FORCE
    )
    for row in opinions.select_related("request").order_by("pk"):
        in_round = row.request.opinions.filter(round=row.round)
        answer_follows(row, successor, in_round, by=by, reason=reason)
        open_turn(row.request, by=by)
    for row in reviews.select_related("request").order_by("pk"):
        answer_follows(row, successor, row.request.review_answers, by=by, reason=reason)
        open_turn(row.request, by=by)


def audience_of_request(request):
    return request.record_audience


def answer_follows(row, successor, asked, *, by, reason):
    """What a township was asked is the successor's to say. Where that one is asked itself (`asked`
    are the rows beside it), nobody is asked twice: what was said stays with the name under which it
    was said, what was not goes.
    """
    if not asked.filter(township=successor).exists():
        options = {"field": "township", "by": by, "reason": reason}
        give_to(successor, [row], audience_of=audience_of_answer, **options)
    elif row.is_silent:
        options = {"county": successor.county.code, "audience": audience_of_answer(row)}
        with recording(by=by, reason=reason, source=current().source, **options):
            bulk_delete([row])


def audience_of_answer(row):
    """What a unit has written and not sent is its own, and of who takes it down."""
    if row.is_silent and row.by:
        return [key_of_unit(row.unit), key_of_person(row.by)]
    return ()
