"""Requests, and what units say of them, follow when a region or a department goes over into
another: called inside the change's own batch.
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
    options = {"field": "township", "by": by, "reason": reason}
    requests_follow(predecessor, successor, **options)
    opinions_follow(predecessor, successor, **options)
    reviews = ReviewAnswer.objects.filter(
        township=predecessor, request__status=RequestStatus.IN_FORCE
    )
    for row in reviews.select_related("request").order_by("pk"):
        answer_follows(row, successor, row.request.review_answers, **options)
        open_turn(row.request, by=by)


def departments_follow(predecessor, successors, *, on, by, reason):
    """Where one department follows another, the same."""
    if len(successors) != 1:
        return
    [successor] = successors
    options = {"field": "department", "by": by, "reason": reason}
    requests_follow(predecessor, successor, **options)
    opinions_follow(predecessor, successor, **options)


def requests_follow(predecessor, successor, *, field, by, reason):
    """What a unit had asked for and is under way is asked for by the one that follows."""
    own = ChangeRequest.objects.filter(**{field: predecessor}).select_related("county")
    under_way = [request for request in own if request.flow.moves_from(request.status)]
    options = {"field": field, "by": by, "reason": reason}
    give_to(successor, under_way, audience_of=audience_of_request, **options)


def audience_of_request(request):
    return request.record_audience


def opinions_follow(predecessor, successor, *, field, by, reason):
    """What was asked of a unit is the successor's to say; who applies is not asked."""
    undecided = Opinion.objects.filter(request__status__in=UNDECIDED).select_related("request")
    applies = {f"request__{field}": successor}
    touched = {}
    for row in undecided.filter(**{field: predecessor}).exclude(**applies).order_by("pk"):
        in_round = row.request.opinions.filter(round=row.round)
        answer_follows(row, successor, in_round, field=field, by=by, reason=reason)
        touched[row.request_id] = row.request
    both = {f"{field}__in": (predecessor, successor)}
    for row in undecided.owed().filter(**both, **applies).order_by("pk"):
        ask_no_more(row, successor, by=by, reason=reason)
        touched[row.request_id] = row.request
    for request in touched.values():
        open_turn(request, by=by)


def answer_follows(row, successor, asked, *, field, by, reason):
    """What a unit was asked is the successor's to say. Where that one is asked itself (`asked` are
    the rows beside it), nobody is asked twice: what was said stays with the name under which it was
    said, what was not goes.
    """
    if not asked.filter(**{field: successor}).exists():
        options = {"field": field, "by": by, "reason": reason}
        give_to(successor, [row], audience_of=audience_of_answer, **options)
    elif row.is_silent:
        ask_no_more(row, successor, by=by, reason=reason)


def ask_no_more(row, successor, *, by, reason):
    options = {"county": successor.county.code, "audience": audience_of_answer(row)}
    with recording(by=by, reason=reason, source=current().source, **options):
        bulk_delete([row])


def audience_of_answer(row):
    """What a unit has written and not sent is its own, and of who takes it down."""
    if row.is_silent and row.by:
        return [key_of_unit(row.unit), key_of_person(row.by)]
    return ()
