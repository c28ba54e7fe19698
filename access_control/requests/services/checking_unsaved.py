"""What a request would be told before anything is saved: the live checks of the application."""

from django.db import transaction

from access_control.models.requests import known_items
from dutylist.history.recording import recording
from items.models import DutyItem

from .checking import findings_of, missing_of
from .drafting import create_request


def check_request(told, *, by):
    """{"findings": [...], "missing": [...]} of a request of this content; nothing is kept.

    It is drawn up like any other and undone, so that it can not be judged otherwise than it will be.
    """
    with recording(by=by, reason="提交前检查"):
        request = create_request(told, by=by)
        changes = request.changes_in_order()
        findings = known_findings(findings_of(request, changes), by)
        missing = missing_of(request, changes, with_papers=False)
        places = {change.pk: place for place, change in enumerate(changes)}
        transaction.set_rollback(True)
    rows = []
    for number, one in enumerate(findings, 1):
        rows.append(one.as_json(number) | {"change": one.change and places[one.change.pk]})
    return {"findings": rows, "missing": missing}


def known_findings(findings, user):
    """Those that name no item beside what this person knows."""
    named = [one.entry for one in findings if one.entry]
    known = DutyItem.objects.filter(known_items(user), code__in=named)
    codes = set(known.values_list("code", flat=True))
    return [one for one in findings if not one.entry or one.entry in codes]
