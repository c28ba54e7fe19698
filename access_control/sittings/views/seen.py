"""What the pages of sittings share: the sitting a person sees, and what may stand on its agenda."""

from django.shortcuts import get_object_or_404

from access_control.models import AgendaLine, ChangeRequest, RequestStatus, Sitting, SittingStatus
from access_control.requests.services.bodies import before_bodies
from items.models import Edition, EditionStatus

MOST_WAITING = 200


def sitting_seen(http, pk):
    """The sitting of this number; 404 where it is another county's."""
    rows = Sitting.objects.visible_to(http.user).select_related("county__parent", "edition")
    return get_object_or_404(rows, pk=pk)


def waiting_for(county):
    """{body: the requests that wait for it and are on no open agenda of it, the oldest first}"""
    rows = ChangeRequest.objects.filter(county=county, status=RequestStatus.AWAITING_SITTING)
    rows = rows.select_related("county", "department", "township").order_by("pk")[:MOST_WAITING]
    requests = list(rows)
    lines = AgendaLine.objects.open().filter(request__in=requests)
    taken = set(lines.values_list("request_id", "body"))
    before = before_bodies(requests)
    waiting = {}
    for request in requests:
        for body in before[request.pk]:
            if (request.pk, body) not in taken:
                waiting.setdefault(body, []).append(request)
    return waiting


def editions_waiting(county, sitting=None):
    """The editions that wait for a sitting and are on no other open agenda."""
    rows = Edition.objects.filter(county=county, status=EditionStatus.AWAITING_SITTING)
    taken = Sitting.objects.filter(county=county, status=SittingStatus.OPEN)
    taken = taken.exclude(pk=sitting and sitting.pk).exclude(edition=None)
    rows = rows.exclude(pk__in=taken.values("edition"))
    return list(rows.select_related("county"))
