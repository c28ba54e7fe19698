"""What a request would be told before anything is saved: the live checks of the application."""

from dataclasses import dataclass

from django.db import transaction

from access_control.models.request_readers import known_items
from dutylist.history.recording import recording
from items.models import DutyItem

from .checking import findings_of, missing_of
from .drafting import amend_request, create_request

REASON = "提交前检查"


def check_request(told, *, by):
    """{"findings": [...], "missing": [...]} of a request of this content; nothing is kept.

    It is drawn up like any other and undone, so that it can not be judged
    otherwise than it will be.
    """
    checked = checked_request(told, by=by)
    rows = []
    for number, one in enumerate(checked.findings, 1):
        place = one.change and checked.places[one.change.pk]
        rows.append(one.as_json(number) | {"change": place})
    return {"findings": rows, "missing": checked.missing}


@dataclass(frozen=True)
class Checked:
    """What was found in a request that is not saved: `places` are those of its changes, by key."""

    findings: list
    missing: list
    places: dict


def checked_request(told, *, by):
    """-> `Checked` of a new request of this content."""
    with recording(by=by, reason=REASON):
        checked = checked_as_drawn_up(create_request(told, by=by), by)
        transaction.set_rollback(True)
    return checked


def checked_amendment(request, told, *, by):
    """-> `Checked` of a draft that would be amended so."""
    options = {"county": request.county.code, "audience": request.record_audience}
    with recording(by=by, reason=REASON, **options):
        checked = checked_as_drawn_up(amend_request(request, told, by=by), by)
        transaction.set_rollback(True)
    return checked


def checked_as_drawn_up(request, by):
    if request.rewording:
        request.take_words(request.rewording)
    changes = request.changes_in_order()
    findings = known_findings(findings_of(request, changes), by)
    missing = missing_of(request, changes, with_papers=False)
    places = {change.pk: place for place, change in enumerate(changes)}
    return Checked(findings, missing, places)


def known_findings(findings, user):
    """Those that name no item beside what this person knows."""
    named = [one.entry for one in findings if one.entry]
    known = DutyItem.objects.filter(known_items(user), code__in=named)
    codes = set(known.values_list("code", flat=True))
    return [one for one in findings if not one.entry or one.entry in codes]
