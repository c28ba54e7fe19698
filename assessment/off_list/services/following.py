"""What a receipt tells, and the opening of the reporter by two people."""

from assessment.models import OffListReport
from assessment.models.off_list_reports import RECEIPT_LENGTH
from dutylist.history.days import day_words
from dutylist.history.models import Opening
from dutylist.history.openings import actor_opened_to, newest_of, open_actor_of, waiting_for
from dutylist.organizations.roles import TOWNSHIP_ROLES
from dutylist.workflow.refusals import NotFound, NotPossible

from .sealing import UNIT

NO_RECEIPT = "没有这个查询码，请核对后重新输入。"


def report_of_receipt(code, user):
    """The report that a code follows; asked by people of townships alone."""
    if not user.standing().has(*TOWNSHIP_ROLES):
        raise NotFound(NO_RECEIPT)
    if not isinstance(code, str) or len(code) > 4 * RECEIPT_LENGTH:
        raise NotFound(NO_RECEIPT)
    rows = OffListReport.objects.with_receipt(code).select_related("county")
    report = rows.first()
    if report is None:
        raise NotFound(NO_RECEIPT)
    return report


def receipt_json(report):
    """How far it is, and whether it was opened: nothing of what it says."""
    return {
        "status": report.status,
        "status_label": report.status_label,
        "due_on": report.due_on and report.due_on.isoformat(),
        "result": report.result,
        "openings": openings_told(report),
        "opening": next(iter(openings_told(report)), None),
    }


def openings_told(report):
    """Each opening that two people have agreed on: who, on which day, why."""
    told = []
    agreed = Opening.objects.filter(protected_batch=report.batch_of_report.batch)
    for opening in agreed.exclude(agreed_by=None).order_by("agreed_at"):
        told.append(
            {
                "by": [opening.asked_by_name, opening.agreed_by_name],
                "on": day_words(opening.agreed_at),
                "reasons": [opening.asked_because, opening.agreed_because],
            }
        )
    return told


def open_reporter(report, *, by, reason, source="form"):
    """Asks for the opening of who reported, or agrees to it: -> the `Opening`. Who did not mind to
    be named has no seal to open.
    """
    if report.shown_township_id:
        raise NotPossible("反映人没有隐去单位，不必开启。", "already_open")
    return open_actor_of(report.batch_of_report, by=by, reason=reason, source=source)


def unit_opened_to(report, user):
    """The reporter's unit, for the two who opened it; "" for anybody else."""
    actor = actor_opened_to(user, report.batch_of_report.batch)
    if actor is None:
        return ""
    return actor["facts"][UNIT]


def newest_opening(report):
    """The opening that waits, else the one that two people agreed on last; None where none was."""
    return newest_of(report.batch_of_report.batch)


def opening_under_way(report):
    """The opening that waits for its second person, or None."""
    return waiting_for(report.batch_of_report.batch)
