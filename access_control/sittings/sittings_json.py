"""A sitting, its agenda and what became of it as the API tells them."""

from access_control.models import SittingStatus
from dutylist.workflow.states import row_of, state_of

from .services.recording_results import matters_of, summaries_to_tell


def light_rows(sittings):
    """The sittings as a list shows them, without their agenda."""
    return [row_of(sitting) for sitting in sittings]


def agenda_of(sitting):
    """What a sitting tells beside its State."""
    return {
        "agenda": agenda_json(sitting),
        "for_information": [request_json(request) for request in told_to(sitting)],
    }


def sitting_json(sitting, user):
    return {**state_of(sitting, user), **agenda_of(sitting)}


def agenda_json(sitting):
    """The requests in order, with the changes on which this body decides or decided."""
    waiting = {matter.line.pk: matter.changes for matter in matters_of(sitting)}
    rows = []
    for line in sitting.agenda:
        if line.decision_id:
            changes = changes_decided(line)
        else:
            changes = waiting.get(line.pk, [])
        told = [{"id": change.pk, "op": change.op, "title": change.title} for change in changes]
        rows.append(request_json(line.request) | {"decision": line.decision_id, "changes": told})
    return rows


def changes_decided(line):
    """The changes that the decision of this line told of."""
    results = line.request.results.filter(decision=line.decision_id)
    return [result.change for result in results.select_related("change").order_by("pk")]


def request_json(request):
    return {
        "request": request.pk,
        "number": request.number,
        "title": request.title,
        "applicant": request.unit_name,
        "status": request.status,
        "status_label": request.status_label,
    }


def told_to(sitting):
    """The simple adjustments that this sitting was told of; as long as it is to be held, those that
    it will be told of.
    """
    if sitting.status == SittingStatus.OPEN:
        return list(summaries_to_tell(sitting.county)[:200])
    return [line.request for line in sitting.informed]
