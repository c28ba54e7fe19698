"""Requests follow when a list is published: what the county approved and the list now carries is in
force.
"""

from access_control.models import ChangeRequest, RequestAction, RequestStatus
from dutylist.organizations.models import User
from dutylist.workflow.engine import perform
from items.editions.publication_followers import follow_publication

WAITING = (RequestStatus.APPROVED, RequestStatus.CLEARED)


@follow_publication
def requests_come_into_force(document, *, by):
    """Every request whose changes are in the register comes into force with the document."""
    system = User.objects.system()
    rows = ChangeRequest.objects.filter(county=document.county_id, status__in=WAITING)
    for request in rows.select_related("county"):
        if request.changes.applied().exists():
            request.issued_number = document.document_number
            request.save()
            reason = f"随{document.label}公布。"
            perform(request, RequestAction.COME_INTO_FORCE, by=system, reason=reason)
