"""Legal review and the office's review: what each says of every change, and what it lets pass."""

from django.utils import timezone

from access_control.models import (
    ChangeRequest,
    ChangeResult,
    Channel,
    RequestAction,
    RequestStatus,
    ResultOutcome,
    Run,
    Stage,
)
from access_control.models.request_deadlines import wording_due_on
from access_control.requests.path_words import BODIES
from access_control.requests.paths import bodies_of
from dutylist.history.recording import recording
from dutylist.history.tracking import bulk_save
from dutylist.history.witnessed import witness
from dutylist.notices.services import open_todo
from dutylist.organizations.roles import Role
from dutylist.workflow.refusals import Invalid, NotDue
from items.entry.cleaning import clean_content
from items.entry.lookup import Lookup
from items.findings.registry import TOLD_TWICE
from items.models import Category, ProposedChange

from .bodies import sent_back, undecided
from .checking import keep_findings, may_be_set_aside

Outcome = ProposedChange.Outcome
NEEDS_TEXT = (ResultOutcome.PASS_AMENDED, ResultOutcome.FAIL, ResultOutcome.REJECT)
OF_ACTION = {
    RequestAction.PASS: ResultOutcome.PASS,
    RequestAction.PASS_AMENDED: ResultOutcome.PASS_AMENDED,
    RequestAction.FAIL: ResultOutcome.FAIL,
}
LEGAL_OUTCOMES = (ResultOutcome.PASS, ResultOutcome.PASS_AMENDED, ResultOutcome.FAIL)
SITTING_OUTCOMES = (
    ResultOutcome.PASS,
    ResultOutcome.PASS_AMENDED,
    ResultOutcome.DEFER,
    ResultOutcome.REJECT,
)


def results_told(request, rows, changes, *, usual, allowed, reason=""):
    """[`ChangeResult`, not saved] for each of these pending changes: what is told of it, or the
    usual outcome; without one each is named. Every fault at its own path.
    """
    pending = {change.pk: change for change in changes}
    told, errors, named = {}, {}, set()
    for number, row in enumerate(rows):
        path = f"results.{number}"
        change = pending.get(row.get("change"))
        named.add(row.get("change"))
        if change is None:
            errors[f"{path}.change"] = "这一申请没有这条待办的拟调整内容。"
        elif change.pk in told:
            errors[f"{path}.change"] = "同一条内容只能登记一个结果。"
        elif row.get("outcome") not in allowed:
            errors[f"{path}.outcome"] = f"可填：{'、'.join(allowed)}。"
        else:
            told[change.pk] = result_of(request, change, row, path, errors)
    others = [change for pk, change in pending.items() if pk not in named]
    if others and usual is None:
        errors["results"] = unnamed_words(others)
    elif others and usual in NEEDS_TEXT and not reason:
        errors["results"] = "不通过或者修改后通过的，请逐项写明理由。"
    if errors:
        raise Invalid(errors)
    usual_ones = [
        ChangeResult(request=request, change=change, outcome=usual, text=reason)
        for change in others
    ]
    return [*told.values(), *usual_ones]


def unnamed_words(changes):
    names = "、".join(f"“{change.title}”" for change in changes)
    return f"{names}还没有结果，请逐条登记。"


def result_of(request, change, row, path, errors):
    result = ChangeResult(
        request=request,
        change=change,
        outcome=row["outcome"],
        article=row.get("article") or "",
        text=row.get("text") or "",
    )
    if result.outcome in NEEDS_TEXT and not result.text:
        errors[f"{path}.text"] = "请写明理由或者修改之处。"
    if row.get("item") and result.outcome != ResultOutcome.PASS_AMENDED:
        errors[f"{path}.item"] = "只有修改后通过的填写修改后的文本。"
    elif row.get("item"):
        result.item = amended_content(request, change, row["item"], f"{path}.item", errors)
    return result


def amended_content(request, change, item, path, errors):
    """The whole text of a change with what a stage amends in it."""
    if not isinstance(change.proposed, dict):
        errors[path] = "取消和拆分的内容不能在这里修改文本，请退回补正。"
        return None
    try:
        return clean_content(item, Lookup(request.county), change.passed)
    except Invalid as refused:
        errors |= {f"{path}.{key}": said for key, said in refused.errors.items()}
        return None


def keep_results(results, stage, decision):
    """Keeps what a stage said, beside its decision."""
    for result in results:
        result.stage, result.decision = stage, decision
        result.save()
        witness(result)


# ---- legal review ----


def check_legal(action):
    """The check of one of the three actions of the legal officer."""

    def check(request, facts):
        changes = sent_back(request) or request.changes.pending().select_related("item")
        request.told_results = results_told(
            request,
            facts.get("results") or [],
            changes,
            usual=OF_ACTION[action],
            allowed=LEGAL_OUTCOMES,
        )

    return check


def reviewed_to(request, facts):
    """On to the office; nowhere where every change failed."""
    failed = {r.change_id for r in request.told_results if r.outcome == ResultOutcome.FAIL}
    left = request.changes.pending().exclude(pk__in=failed)
    if sent_back(request):
        return returned_to(request, failed, left)
    return RequestStatus.OFFICE_REVIEW if left.exists() else RequestStatus.REFUSED


def returned_to(request, failed, left):
    """What a sitting sent here goes back to the sitting: the office has endorsed it before."""
    if any(change.pk not in failed for change in undecided(request)):
        return RequestStatus.AWAITING_SITTING
    if left.exists() or request.changes.applied().exists():
        return RequestStatus.APPROVED
    return RequestStatus.REFUSED


def after_legal(request, decision, facts):
    keep_results(request.told_results, Stage.LEGAL, decision)
    dropped = []
    for result in request.told_results:
        if result.outcome == ResultOutcome.FAIL:
            result.change.end(Outcome.DROPPED, result.text)
            dropped.append(result.change)
    bulk_save(dropped)
    if decision.target_status == RequestStatus.OFFICE_REVIEW:
        keep_findings(request, Run.REVIEW)
        ask_for_word(request)


# ---- the applicant's word on an amended text ----


def amended_ones(request):
    """The results of the last legal review that amend a text, of changes still pending."""
    review = request.decisions.filter(action__in=OF_ACTION).last()
    rows = ChangeResult.objects.filter(
        request=request, decision=review, outcome=ResultOutcome.PASS_AMENDED
    )
    found = {}
    for result in rows.select_related("change__change_set").order_by("pk"):
        if result.item and result.change.outcome == Outcome.PENDING:
            found[result.change_id] = result
    return list(found.values())


def require_amended(request):
    if not amended_ones(request):
        raise NotDue("没有待确认的修改文本。")
    if wording_due_on(request) is None:
        raise NotDue("已经答复过修改文本，或者答复的期限已过，两种文本一并审核。")


def ask_for_word(request):
    """Asks the lead of the unit that applied whether it agrees with the amended text."""
    due_on = wording_due_on(request)
    if due_on is None:
        return
    asked = {"title": f"答复修改后的文本：{request}", "due_on": due_on, "role": Role.CLERK}
    if request.department_id:
        asked |= {"role": Role.DEPARTMENT_LEAD, "department_id": request.department_id}
    elif request.township_id:
        asked |= {"role": Role.TOWNSHIP_LEAD, "region_id": request.township_id}
    open_todo(
        flow=request.flow_name,
        subject_id=request.pk,
        url=request.get_absolute_url(),
        county_id=request.county_id,
        **asked,
    )


def requests_without_word(on):
    """The requests whose applicant let the days pass for a word on an amended text."""
    rows = ChangeRequest.objects.filter(
        status=RequestStatus.OFFICE_REVIEW,
        results__stage=Stage.LEGAL,
        results__outcome=ResultOutcome.PASS_AMENDED,
    )
    late = []
    for request in rows.select_related("county").distinct().order_by("pk"):
        due_on = wording_due_on(request)
        if due_on and due_on < on:
            late.append(request)
    return late


def after_confirm(request, decision, facts):
    """The amended wording takes the place of the submitted one."""
    changes = []
    for result in amended_ones(request):
        result.change.proposed = result.item
        result.change.version += 1
        changes.append(result.change)
    bulk_save(changes)
    keep_findings(request, Run.REVIEW)  # of the text that the office now reviews


# ---- the office ----


def keep_what_blocks(request, refused, by):
    """What blocks an endorsement may be newer than the last look: it is kept, for only a finding
    that is kept can be answered with a reason.
    """
    if refused.code != "blocked":
        return
    with recording(by=by, source="decision", county=request.county.code):
        request = ChangeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if request.status == RequestStatus.OFFICE_REVIEW:
            keep_findings(request, Run.REVIEW)


def check_complete(request, facts):
    """What the clerk or the lead completes: category, place in print, secrecy review."""
    request.completed = completed_changes(request, facts.get("complete") or [])


def after_complete(request, decision, facts):
    """Completes the changes as the move has left them: a settlement of the same move may have taken
    a township out of the scope, changed the text, or dropped the change.
    """
    pending = set(request.changes.pending().values_list("pk", flat=True))
    rows = [row for row in facts.get("complete") or [] if row["change"] in pending]
    bulk_save(completed_changes(request, rows))


def completed_changes(request, rows):
    pending = {change.pk: change for change in request.changes.pending()}
    lookup, changed, errors = Lookup(request.county), {}, {}
    for number, row in enumerate(rows):
        path = f"complete.{number}"
        change = pending.get(row.get("change"))
        if change is None or not isinstance(change.proposed, dict):
            errors[f"{path}.change"] = "这一申请没有这条可以补充的内容。"
            continue
        payload = {name: row[name] for name in OF_THE_OFFICE if row.get(name) is not None}
        try:
            change.proposed = clean_content(payload, lookup, change.proposed)
        except Invalid as refused:
            errors |= {f"{path}.{key}": said for key, said in refused.errors.items()}
            continue
        change.version += 1
        changed[change.pk] = change
    if errors:
        raise Invalid(errors)
    return list(changed.values())


OF_THE_OFFICE = ("category", "position", "secrecy_review")


def check_endorse(request, facts):
    """Every blocking finding is set aside with a reason, and what the list needs is complete."""
    check_complete(request, facts)
    require_complete(request)
    request.overrides = overrides_told(request, facts.get("overrides") or [])
    for body in facts.get("bodies") or []:
        if body not in BODIES:
            raise Invalid({"bodies": f"可填：{'、'.join(BODIES)}。"})
    if request.channel != Channel.SUMMARY:  # what the county rules later is for later requests
        facts["bodies"] = facts.get("bodies") or bodies_of(request)


def require_complete(request):
    done = {change.pk: change for change in request.completed}
    lacking = []
    for pending in request.changes.pending():
        change = done.get(pending.pk, pending)
        if change.op != ProposedChange.Op.ADD:
            continue
        if not change.proposed["category"] or not change.proposed["secrecy_review"]:
            lacking.append(change.title)
    if lacking and has_categories(request):
        names = "、".join(f"“{name}”" for name in lacking)
        raise Invalid({"complete": f"{names}须补充类别并登记保密审查。"})


def has_categories(request):
    return Category.objects.filter(county=request.county).exists()


def overrides_told(request, rows):
    """[(finding, reason)] of the blocking findings that are kept with a reason; refuses while one
    is open.
    """
    findings = {f.pk: f for f in keep_findings(request, Run.REVIEW)}
    told, errors = {}, {}
    for number, row in enumerate(rows):
        finding = findings.get(row.get("finding"))
        if finding is None:
            errors[f"overrides.{number}.finding"] = "没有这条审核提示。"
        elif not may_be_set_aside(finding.rule):
            errors[f"overrides.{number}.finding"] = "这一提示须处理，不能说明理由后继续。"
        elif finding.pk in told:
            errors[f"overrides.{number}.finding"] = TOLD_TWICE
        else:
            told[finding.pk] = (finding, row["reason"])
    if errors:
        raise Invalid(errors)
    open_ones = [
        finding
        for finding in findings.values()
        if finding.severity == "blocking" and finding.is_open and finding.pk not in told
    ]
    if open_ones:
        sentences = "".join(finding.sentence for finding in open_ones)
        raise Invalid(
            {"overrides": f"{sentences}须先处理，或者逐条说明理由后继续。"}, code="blocked"
        )
    return list(told.values())


def endorsed_to(request, facts):
    """On to the sitting; a simple adjustment is decided by the office alone."""
    if request.channel == Channel.SUMMARY:
        return RequestStatus.APPROVED
    return RequestStatus.AWAITING_SITTING


def after_endorse(request, decision, facts):
    after_complete(request, decision, facts)
    changed = []
    for finding, reason in request.overrides:
        finding.override_reason = reason
        finding.overridden_by, finding.overridden_by_name = decision.by, decision.by_name
        finding.overridden_at = timezone.now()
        changed.append(finding)
    bulk_save(changed)
