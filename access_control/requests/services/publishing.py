"""What a publication means for the requests whose changes it carries."""

from access_control.models import ChangeRequest, RequestAction, RequestStatus
from dutylist.organizations.models import User
from dutylist.workflow.engine import perform

# What is reported and need not be cleared before it takes effect does not wait for the answer.
WAITING = (RequestStatus.APPROVED, RequestStatus.REPORTED, RequestStatus.CLEARED)


def bring_into_force(document):
    """Every approved request of the county whose changes are in the register is in force with this
    document; the number of the list tells of a decision that had none of its own.
    """
    system = User.objects.system()
    rows = ChangeRequest.objects.filter(county=document.county_id, status__in=WAITING)
    locked = rows.select_for_update(of=("self",)).order_by("pk")
    for request in locked.select_related("county"):
        if not request.changes.applied().exists():
            continue
        request.issued_number = document.document_number
        request.in_force_on = document.effective_on
        request.save()
        reason = f"随{document.label}公布。"
        perform(request, RequestAction.COME_INTO_FORCE, by=system, reason=reason)
