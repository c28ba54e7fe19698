"""The county decides, its superior clears: what passed enters the register, and nothing else does."""

from django.utils import timezone

from access_control.models import (
    ChangeResult,
    Channel,
    RequestAction,
    RequestStatus,
    ResultOutcome,
    Run,
    Stage,
)
from access_control.requests.paths import is_cleared_first, is_reported, superiors_after
from dutylist.history.tracking import bulk_save
from dutylist.notices.services import open_todo, tell
from dutylist.organizations.roles import Role
from dutylist.workflow.refusals import Invalid, NotDue, NotPossible
from items.editions.decision_facts import require_decided, take_decision
from items.models import ProposedChange
from items.register.services.applying import apply_changes
from items.register.services.proposals import clashes_of

from .checking import keep_findings
from .ending import concerned
from .reviewing import SITTING_OUTCOMES, keep_results, results_told
from .reviews import ends_first, last_day_before_review

Outcome = ProposedChange.Outcome


def require_no_clash(request):
    """The county is not asked about a change whose ground has moved."""
    changes = list(request.changes.pending().select_related("item"))
    if clashes := clashes_of([change for change in changes if change.item_id]):
        names = "、".join(f"“{change.title}”" for change in changes if change.pk in clashes)
        raise NotPossible(f"{names}的内容在提出后又有变动，请先处理冲突。", code="clash")


def check_approve(request, facts):
    require_decided(facts)
    request.told_results = results_told(
        request,
        facts.get("results") or [],
        usual=ResultOutcome.PASS,
        allowed=SITTING_OUTCOMES,
    )


def check_reject(request, facts):
    require_decided(facts)


def approved_to(request, facts):
    """What was put off keeps the request before the sitting; where nothing passed it is refused."""
    outcomes = {result.outcome for result in request.told_results}
    if ResultOutcome.DEFER in outcomes:
        return RequestStatus.AWAITING_SITTING
    if outcomes & {ResultOutcome.PASS, ResultOutcome.PASS_AMENDED} or has_applied(request):
        return RequestStatus.APPROVED
    return RequestStatus.REFUSED


def has_applied(request):
    return request.changes.applied().exists()


def apply_decided(request, facts):
    """What the county's decision is told by."""
    take_decision(request, facts)


def after_approve(request, decision, facts):
    """Keeps the results; what passed enters the register now, unless the superior clears it first."""
    results = request.told_results
    keep_results(results, Stage.SITTING, decision)
    rejected = []
    for result in results:
        if result.outcome == ResultOutcome.REJECT:
            result.change.outcome = Outcome.REJECTED
            result.change.outcome_reason = result.text
            rejected.append(result.change)
        elif result.outcome == ResultOutcome.PASS_AMENDED and result.item:
            result.change.final = result.item
    bulk_save(rejected)
    passed = [result.change for result in results if is_passed(result)]
    amended = [change for change in passed if change.final is not None]
    bulk_save(amended)
    if passed and not is_cleared_first(request):
        enter_register(request, passed)
    if decision.target_status == RequestStatus.APPROVED and is_reported(request):
        ask_to_report(request)


def ask_to_report(request):
    """The clerk reports it upward, where the county's stages say so."""
    open_todo(
        flow=request.flow_name,
        subject_id=request.pk,
        title=f"逐级报送：{request}",
        url=request.get_absolute_url(),
        role=Role.CLERK,
        county_id=request.county_id,
    )


def is_passed(result):
    return result.outcome in (ResultOutcome.PASS, ResultOutcome.PASS_AMENDED)


def enter_register(request, changes):
    """Writes what was passed into the register, in the recording of the decision."""
    keep_findings(request, Run.APPLY)
    apply_changes(request.county, changes, decided_on=request.decided_on)


def after_endorse_summary(request, decision, facts):
    """A simple adjustment changes the register with the endorsement of a second person."""
    if request.channel == Channel.SUMMARY:
        enter_register(request, list(request.changes.pending().select_related("item")))


def apply_endorse_summary(request, facts):
    if request.channel == Channel.SUMMARY:
        request.decided_on = timezone.localdate()


def passed_by_county(request):
    """The pending changes that the sitting passed, which wait for the superior."""
    last = {}
    for result in ChangeResult.objects.filter(request=request, stage=Stage.SITTING).order_by("pk"):
        last[result.change_id] = result
    pending = request.changes.pending().select_related("item")
    return [change for change in pending if change.pk in last and is_passed(last[change.pk])]


def require_unanswered(request):
    """To whom it was reported last; NotDue where that superior has answered, or none was asked."""
    last = request.decisions.filter(action=RequestAction.REPORT).last()
    if last is None:
        raise NotDue("还没有报送上级。")
    later = request.decisions.filter(pk__gt=last.pk)
    if later.filter(action__in=(RequestAction.CLEAR, RequestAction.OBJECT)).exists():
        raise NotDue("上级已经答复这次报送。")
    return last.facts["to"]


def cleared_to(request, facts):
    """Back to the clerk while a higher superior is to clear it as well."""
    if superiors_after(request, require_unanswered(request)):
        return RequestStatus.APPROVED
    return RequestStatus.CLEARED


def after_clear(request, decision, facts):
    """The last superior's clearance lets what the county passed into the register."""
    keep_answer(request, decision, facts, ResultOutcome.PASS)
    if decision.target_status == RequestStatus.APPROVED:
        ask_to_report(request)
        return
    if passed := passed_by_county(request):
        enter_register(request, passed)


def after_object(request, decision, facts):
    """The office is told; of what is in force already it decides itself what to do."""
    keep_answer(request, decision, facts, ResultOutcome.FAIL)
    title = f"上级对{request}提出不同意见"
    for user in concerned(request):
        tell(user, f"objected-{decision.pk}", title, url=request.get_absolute_url())


def keep_answer(request, decision, facts, outcome):
    """Keeps what the superior said beside each change that the county passed."""
    told = {"article": facts["number"], "text": facts.get("opinion") or "", "outcome": outcome}
    changes = [*request.changes.applied(), *passed_by_county(request)]
    results = [ChangeResult(request=request, change=change, **told) for change in changes]
    keep_results(results, Stage.CLEARING, decision)


def check_report(request, facts):
    if facts["to"] not in ("city", "province"):
        raise Invalid({"to": "可填：city、province。"})


def apply_report(request, facts):
    if request.reported_on is None:
        request.reported_on = timezone.localdate()


def apply_in_force(request, facts):
    """The clock of the request goes on: to its end, or to the review, whichever comes first."""
    request.due_on = ends_first(request, last_day_before_review(request))
