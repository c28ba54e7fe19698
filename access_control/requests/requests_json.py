"""A request, its changes, findings and opinions as the API tells them."""

from access_control.models import ChangeResult, RequestStatus, Run
from access_control.models.requests import known_to
from dutylist.attachments.attachments_json import attachments_json
from dutylist.organizations.roles import Role
from dutylist.organizations.standing import standing_of
from dutylist.workflow.states import row_of, state_of
from items.models import ProposedChange
from items.permissions import READERS
from items.register.changes_json import changes_json

from .services.bodies import bodies_deciding
from .services.checking import missing_of, naming_units
from .services.reviews import review_of

DROPPED, REFUSED = ProposedChange.Outcome.DROPPED, RequestStatus.REFUSED
RUNS = (Run.SUBMIT, Run.REVIEW, Run.APPLY)
# {state: the last run that was made of the text as it stands, whether or not it found anything}
LAST_RUN = {
    RequestStatus.DRAFT: Run.SUBMIT,
    RequestStatus.RETURNED: Run.SUBMIT,
    RequestStatus.SUBMITTED: Run.SUBMIT,
    RequestStatus.CONSULTING: Run.SUBMIT,
    RequestStatus.LEGAL_REVIEW: Run.SUBMIT,
    RequestStatus.OFFICE_REVIEW: Run.REVIEW,
    RequestStatus.AWAITING_SITTING: Run.REVIEW,
}


def light_rows(requests, user):
    """The requests as a list shows them to this person, without their changes."""
    return [row_of(request) for request in known_to(requests, user)]


def request_json(request, user):
    """The whole request as this person reads it."""
    changes = shown_changes(request, user)
    return {
        **state_of(request, user),
        "changes": told_changes(request, changes, user),
        "findings": [finding_json(finding) for finding in standing_findings(request, user)],
        "attachments": attachments_json(request, user),
        "bodies": bodies_deciding(request),
        "review": review_of(request),
        "followed_by": followers_of(request, user),
        "missing": missing_of(request, changes) if request.is_draft else [],
    }


def followers_of(request, user):
    """The numbers (pk) of the requests that go on from this one and that this person sees."""
    rows = type(request).objects.visible_to(user).filter(follows=request.pk)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def reads_what_is_drafted(request, user):
    """Whether this person reads what the unit writes now, not only what it handed in last."""
    rows = type(request).changes_visible_to(user).filter(pk=request.pk)
    return rows.exists()


def shown_changes(request, user):
    """The changes as this person may know them: while the request is returned, the office keeps
    those that were handed in last, as they were.
    """
    if reads_what_is_drafted(request, user):
        return numbered(request.changes_in_order())
    last = request.submissions.last()
    known = {change.pk: change for change in request.changes.select_related("item", "change_set")}
    handed_in = []
    for row in last.content["changes"] if last else ():
        change = known[row["id"]]
        change.then, change.proposed = row["then"], row["proposed"]
        handed_in.append(change)
    return numbered(handed_in)


def numbered(changes):
    """The changes of a request, each with the number by which every page and paper calls it."""
    for number, change in enumerate(changes, 1):
        change.number = number
    return changes


def told_changes(request, changes, user):
    results = results_of(request)
    told = changes_json(changes, user)
    for change, row in zip(changes, told, strict=True):
        row["position"] = change.number
        row["results"] = results.get(change.pk, [])
    return told


def results_of(request):
    """{change pk: what each stage said of it, the first one first}."""
    found = {}
    rows = ChangeResult.objects.filter(request=request).select_related("decision")
    for result in rows.order_by("pk"):
        found.setdefault(result.change_id, []).append(result_json(result))
    return found


def result_json(result):
    return {
        "stage": result.stage,
        "outcome": result.outcome,
        "article": result.article,
        "text": result.text,
        "item": result.item,
        "body": result.body or None,
        "by": result.decision.by_name,
        "at": result.decision.at.isoformat(),
    }


def standing_findings(request, user):
    """The findings that hold as the request stands, and for ever those that were set aside."""
    if not reads_what_is_drafted(request, user):
        return []
    rows = findings_known_to(request, user)
    latest = latest_run(request, rows)
    set_aside = {row.key: row for row in rows if row.override_reason}
    holding = {}
    for row in rows:
        if row.run == latest and row.ceased_on is None and not is_out(row.change, request):
            holding[row.key] = row
    return sorted({**holding, **set_aside}.values(), key=lambda row: row.pk)


def is_out(change, request):
    """Whether a change has dropped out of a request that goes on: what was found in it is no longer
    to be settled.
    """
    return change is not None and change.outcome == DROPPED and request.status != REFUSED


def settled_findings(request, user, standing):
    """What was found once and no longer holds: it was put right, or its change is out."""
    if not reads_what_is_drafted(request, user):
        return []
    keys = {row.key for row in standing}
    found = {}
    for row in findings_known_to(request, user):
        if row.key not in keys:
            found[row.key] = row
    return list(found.values())


def findings_known_to(request, user):
    """The findings of every run as this person reads them: whoever reads what all units say also
    reads which ones a finding counts.
    """
    findings = list(request.findings.known_to(user).select_related("change").order_by("pk"))
    counting = [finding for finding in findings if finding.rule == "no_capacity"]
    if not counting or not standing_of(user).has(*READERS, Role.AUDITOR, county=request.county):
        return findings
    named = naming_units(request, [finding.change for finding in counting])
    for finding in counting:
        key = finding.change_id, finding.sentence
        finding.sentence = named.get(key, finding.sentence)
    return findings


def latest_run(request, rows):
    """The run whose findings tell how the request stands: that of its stage; once the request is
    decided, or has ended, the last one that found anything.
    """
    if request.status in LAST_RUN:
        return LAST_RUN[request.status]
    made = {row.run for row in rows}
    for run in reversed(RUNS):
        if run in made:
            return run
    return None


def finding_json(finding):
    return {
        "id": finding.pk,
        "rule": finding.rule,
        "severity": finding.severity,
        "sentence": finding.sentence,
        "place": finding.place,
        "remedy": finding.remedy,
        "ground": finding.ground,
        "entry": finding.entry or None,
        "prohibited": finding.prohibited,
        "words": finding.words,
        "change": finding.change_id,
        "run": finding.run,
        "ceased_on": finding.ceased_on and finding.ceased_on.isoformat(),
        "override": override_json(finding),
    }


def override_json(finding):
    if not finding.override_reason:
        return None
    return {
        "reason": finding.override_reason,
        "by": finding.overridden_by_name,
        "at": finding.overridden_at.isoformat(),
    }


def opinion_json(opinion, user):
    """An opinion; what is not sent is told to whoever writes it and to nobody else."""
    told = told_of_opinion(opinion)
    if opinion.is_silent and not opinion.is_written_by(user):
        return (
            told
            | {"stance": "", "text": "", "capacity": {}, "willingness": "", "by": ""}
            | {"changes": []}
        )
    return told


def told_of_opinion(opinion):
    return {
        "id": opinion.pk,
        "unit": unit_json(opinion),
        "stance": opinion.stance,
        "stance_label": opinion.stance_label,
        "text": opinion.text,
        "capacity": opinion.capacity,
        "willingness": opinion.willingness,
        "changes": opinion.lines,
        "round": opinion.round,
        "due_on": opinion.due_on.isoformat(),
        "sent_at": opinion.sent_at and opinion.sent_at.isoformat(),
        "by": opinion.by_name,
        "on_paper": opinion.on_paper,
        "silent": opinion.is_silent,
    }


def review_answer_json(answer):
    return {
        "id": answer.pk,
        "unit": {"township": answer.township.code, "name": answer.township.name},
        "carried": answer.carried,
        "carried_label": answer.carried_label,
        "support_kept": answer.support_kept,
        "support_kept_label": answer.support_label,
        "text": answer.text,
        "due_on": answer.due_on.isoformat(),
        "reminded_on": answer.reminded_on and answer.reminded_on.isoformat(),
        "sent_at": answer.sent_at and answer.sent_at.isoformat(),
        "by": answer.by_name,
        "on_paper": answer.on_paper,
        "silent": answer.is_silent,
    }


def unit_json(opinion):
    if opinion.department_id:
        return {"department": opinion.department.name}
    return {"township": opinion.township.code, "name": opinion.township.name}
