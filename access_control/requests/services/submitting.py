"""A request is handed in, returned, declined or taken back: what each asks and does."""

from django.utils import timezone

from access_control.models import RequestStatus, Run, Submission
from access_control.requests.paths import first_stage
from dutylist.history.tracking import bulk_save
from dutylist.history.witnessed import witness
from dutylist.organizations.words import staffing_office_of
from dutylist.workflow.refusals import Invalid
from items.entry.cleaning import clean_content
from items.entry.lookup import Lookup
from items.models import ProposedChange

from .checking import keep_findings, missing_of
from .consulting import open_round
from .telling import tell_applicant

Outcome = ProposedChange.Outcome
DECLINE_GROUNDS = {
    "prohibited": "属于禁入事项",
    "under_way": "同一事项正在办理",
    "not_a_matter": "不属于清单事项",
    "no_basis": "没有依据",
}


def check_submit(request, facts):
    """Refuses a request that still lacks something; all of it is named at once."""
    request.take_words(request.rewording)
    changes = request.changes_in_order()
    if missing := missing_of(request, changes):
        faults = {}
        for one in missing:
            faults[one["path"]] = faults.get(one["path"], "") + one["message"]
        raise Invalid(faults, code="incomplete")
    require_whole(request, changes)


def require_whole(request, changes):
    """What was drawn up in parts is checked as what the list would hold."""
    lookup, errors = Lookup(request.county), {}
    for place, change in enumerate(changes):
        is_split = change.op == ProposedChange.Op.SPLIT
        for number, content in enumerate(change.contents):
            at = f"changes.{place}." + (f"items.{number}" if is_split else "item")
            try:
                clean_content(content, lookup)
            except Invalid as refused:
                errors |= {f"{at}.{path}": said for path, said in refused.errors.items()}
    if errors:
        raise Invalid(errors)


def submitted_to(request):
    """The state in which a request that is handed in waits."""
    return first_stage(request)


def after_submit(request, decision, facts):
    """Keeps what was handed in, and what is found in it."""
    rounds = request.submissions.count()
    submission = Submission.objects.create(
        request=request,
        round=rounds + 1,
        content=as_handed_in(request),
        decision=decision,
    )
    witness(submission)
    keep_findings(request, Run.SUBMIT)
    if decision.on_paper and not request.is_of_unit(decision.by):
        office = staffing_office_of(request.county)
        title = f"{office}代录了贵单位的申请{request.number}，如有异议请与其联系"
        tell_applicant(request, f"recorded-{decision.pk}", title)
    if decision.target_status == RequestStatus.OFFICE_REVIEW:
        keep_findings(request, Run.REVIEW)


def apply_submit(request, facts):
    """Says when it was handed in first, opens the consultation where the path begins with it."""
    request.rewording = {}
    if request.submitted_on is None:
        request.submitted_on = timezone.localdate()
    if request.status == RequestStatus.CONSULTING:
        open_round(request)


def as_handed_in(request):
    """The request in plain values, as it is compared with what is handed in later."""
    changes = [
        {"id": change.pk, "op": change.op, "code": change.item and change.item.code}
        | {"codes": change.sources, "then": change.then, "proposed": change.proposed}
        for change in request.changes_in_order()
    ]
    return request.words() | {"changes": changes}


def withdraw_pending(request, decision, facts):
    """What was asked for and is not decided goes with the request."""
    settle_pending(request, Outcome.WITHDRAWN, decision.reason)


def reject_pending(request, decision, facts):
    settle_pending(request, Outcome.REJECTED, decision.reason)


def settle_pending(request, outcome, reason):
    changes = list(request.changes.pending())
    for change in changes:
        change.end(outcome, reason)
    bulk_save(changes)


def check_ground(request, facts):
    ground = facts.get("ground")
    if ground and ground not in DECLINE_GROUNDS:
        known = "、".join(f"{code}（{name}）" for code, name in DECLINE_GROUNDS.items())
        raise Invalid({"ground": f"可填：{known}。"})


def apply_decline(request, facts):
    request.was_declined = True
