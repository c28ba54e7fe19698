"""A sitting's decisions are issued under a document number: the requests that it decided on last
and that have none of their own carry it from then on.
"""

from access_control.models import ChangeRequest, RequestAction, RequestStatus
from dutylist.history.tracking import bulk_save

# What the list already tells of keeps the number that it was told with.
NOT_PUBLISHED = (RequestStatus.APPROVED, RequestStatus.REPORTED, RequestStatus.CLEARED)


def apply_issue(sitting, facts):
    sitting.document_number = facts["document_number"]


def after_issue(sitting, decision, facts):
    numbered = []
    lines = {line.request_id: line for line in sitting.agenda.exclude(decision=None)}
    rows = ChangeRequest.objects.filter(pk__in=lines)
    for request in rows.select_for_update(of=("self",)).order_by("pk"):
        if request.document_number or request.status not in NOT_PUBLISHED:
            continue
        last = request.decisions.filter(action=RequestAction.APPROVE).last()
        if last.pk == lines[request.pk].decision_id:
            request.document_number = sitting.document_number
            request.version += 1
            numbered.append(request)
    bulk_save(numbered)
