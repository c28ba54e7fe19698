"""A scheme as the API tells it: its State, its indicators with their items, its findings."""

from assessment.models import SchemeStatus
from dutylist.workflow.states import row_of, state_of

from .document import finding_json, indicator_json


def light_rows(schemes):
    """The schemes as a list shows them, without their indicators."""
    return [row_of(scheme) for scheme in schemes]


def scheme_json(scheme, user):
    told = {**state_of(scheme, user), **contents_of(scheme)}
    if not scheme.reads_drafts(user):
        told["comparison"] = None
    return told


def contents_of(scheme):
    """What a scheme tells beside its State."""
    indicators = []
    for row in scheme.indicators_in_order:
        suggested = [] if row.items else row.suggested
        indicators.append({**indicator_json(row), "suggested": suggested})
    told = {
        "indicators": indicators,
        "findings": [finding_json(row) for row in scheme.open_findings],
        "comparison": scheme.comparison or None,
        "document": None,
    }
    if scheme.status in (SchemeStatus.APPROVED, SchemeStatus.WITHDRAWN):
        document = getattr(scheme, "document", None)
        if document:
            at = document.approved_at.isoformat()
            told["document"] = {"digest": document.digest, "approved_at": at}
    return told


def binding_json(row):
    """An indicator by which a township is measured, with the scheme it is of."""
    scheme = row.scheme
    told = indicator_json(row)
    about = {"id": scheme.pk, "title": scheme.title, "owner": scheme.owner_name}
    return {**told, "scheme": about, "year": scheme.year}
