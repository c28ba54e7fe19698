"""The county decides, its superior clears: only what passed enters the register."""

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
from access_control.models.request_reporting import superior_due
from access_control.models.request_states import SUPERIOR_NAMES
from access_control.requests.paths import (
    is_cleared_first,
    superiors_after,
)
from dutylist.history.tracking import bulk_save
from dutylist.notices.services import tell
from dutylist.workflow.refusals import Invalid, NotDue, NotPossible
from items.editions.decision_facts import require_decided, take_decision
from items.models import ProposedChange
from items.register.register_followers import tell_register_followers
from items.register.services.applying import apply_changes
from items.register.services.proposals import clashes_of

from .bodies import goes_back, is_passed, owed_to, undecided
from .checking import keep_findings
from .ending import concerned
from .reviewing import SITTING_OUTCOMES, keep_results, results_told
from .reviews import ends_first, last_day_before_review

Outcome = ProposedChange.Outcome
# Where a request may stand of which a sitting has passed a part.
DECIDING = (
    RequestStatus.AWAITING_SITTING,
    RequestStatus.LEGAL_REVIEW,
    RequestStatus.OFFICE_REVIEW,
)


def require_no_clash(request):
    """The county is not asked about a change whose ground has moved."""
    if request.body_sitting:
        return  # asked when the results are known: what is put off need not fit
    changes = list(request.changes.pending().select_related("item"))
    refuse_clashes(changes)


def refuse_clashes(changes):
    if clashes := clashes_of([change for change in changes if change.item_id]):
        names = "、".join(f"“{change.title}”" for change in changes if change.pk in clashes)
        raise NotPossible(f"{names}的内容在提出后又有变动，请先处理冲突。", code="clash")


def check_approve(request, facts):
    """The results of every change on which a body still decides; those of a sitting of the changes
    on which its body decides now, each by its name.
    """
    require_decided(facts)
    body = request.body_sitting
    changes = owed_to(request, body) if body else undecided(request)
    request.told_results = results_told(
        request,
        facts.get("results") or [],
        changes,
        usual=None if body else ResultOutcome.PASS,
        allowed=SITTING_OUTCOMES,
    )
    for result in request.told_results:
        result.body = body
        result.is_returned = goes_back(request, result)
    if body:
        refuse_clashes([result.change for result in request.told_results if is_passed(result)])
    request.bodies_left = bodies_left(request)


def bodies_left(request):
    """{change pk: the bodies that still decide on it after these results} of the changes on which
    any decided until now; what was rejected waits for none.
    """
    left = {change.pk: bodies for change, bodies in undecided(request).items()}
    for result in request.told_results:
        if result.outcome == ResultOutcome.REJECT:
            left[result.change_id] = []
        elif is_passed(result):
            left[result.change_id] = others(left[result.change_id], result.body)
    return left


def others(bodies, decided):
    """The bodies without the one that decided, or without any: the short form settles them all."""
    if not decided:
        return []
    return [body for body in bodies if body != decided]


def check_reject(request, facts):
    require_decided(facts)


def approved_to(request, facts):
    """To the legal officer with what the sitting changed; what waits for a body, this one again or
    the next, keeps the request before the sitting; where nothing passed it is refused.
    """
    if any(result.is_returned for result in request.told_results):
        return RequestStatus.LEGAL_REVIEW
    if any(request.bodies_left.values()):
        return RequestStatus.AWAITING_SITTING
    if any(is_passed(result) for result in request.told_results) or is_approved_in_part(request):
        return RequestStatus.APPROVED
    return RequestStatus.REFUSED


def rejected_to(request, facts):
    return RequestStatus.APPROVED if is_approved_in_part(request) else RequestStatus.REFUSED


def is_approved_in_part(request):
    """Whether something of it is in the register, or was passed and waits for the superior."""
    if request.changes.applied().exists():
        return True
    waiting = {change.pk for change in undecided(request)}
    return request.changes.pending().exclude(pk__in=waiting).exists()


def require_undecided(request):
    """A request of which the county has decided a part is not taken back any more."""
    if request.status in DECIDING and is_approved_in_part(request):
        raise NotPossible("县里已经审定其中的内容，不能撤回。")


def apply_decided(request, facts):
    """What the county's decision is told by."""
    take_decision(request, facts)


def after_approve(request, decision, facts):
    """Keeps the results; what the last body passed enters the register now, unless the superior
    clears it first.
    """
    results = request.told_results
    keep_results(results, Stage.SITTING, decision)
    changed, passed = [], []
    for result in results:
        change = result.change
        if result.outcome == ResultOutcome.REJECT:
            change.end(Outcome.REJECTED, result.text)
            changed.append(change)
        elif result.outcome == ResultOutcome.PASS_AMENDED and result.item:
            change.final = result.item
            change.version += 1
            changed.append(change)
        if is_passed(result) and not request.bodies_left[change.pk]:
            passed.append(change)
    bulk_save(changed)
    if passed and not is_cleared_first(request):
        enter_register(request, passed)


def after_reject(request, decision, facts):
    """Rejects what a body still had to decide on; what passed before stands."""
    changes = list(undecided(request))
    for change in changes:
        change.end(Outcome.REJECTED, decision.reason)
    bulk_save(changes)


def enter_register(request, changes):
    """Writes what was passed into the register, in the recording of the decision."""
    keep_findings(request, Run.APPLY)
    apply_changes(request.county, changes, decided_on=request.decided_on)
    tell_register_followers(request.county)


def after_endorse_summary(request, decision, facts):
    """A simple adjustment changes the register with the endorsement of a second person."""
    if request.channel == Channel.SUMMARY:
        enter_register(request, list(request.changes.pending().select_related("item")))


def apply_endorse_summary(request, facts):
    if request.channel == Channel.SUMMARY:
        request.decided_on = timezone.localdate()


def passed_by_county(request):
    """The pending changes that every body passed, which wait for the superior."""
    waiting = {change.pk for change in undecided(request)}
    return list(request.changes.pending().exclude(pk__in=waiting).select_related("item"))


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


def check_answer(request, facts):
    """Of what the superior speaks: an objection, once it is made, takes the county's pass away."""
    request.answered = [*request.changes.applied(), *passed_by_county(request)]


def after_clear(request, decision, facts):
    """The last superior's clearance lets what the county passed into the register."""
    keep_answer(request, decision, facts, ResultOutcome.PASS)
    if decision.target_status != RequestStatus.APPROVED:
        enter_register(request, passed_by_county(request))


def objected_to(request, facts):
    """Back to the sitting where something still waits for it; what is in the register already stays
    there, and the office decides what to ask for.
    """
    if request.changes.pending().exists():
        return RequestStatus.AWAITING_SITTING
    return RequestStatus.APPROVED


def after_object(request, decision, facts):
    """The office is told; of what is in force already it decides itself what to do."""
    keep_answer(request, decision, facts, ResultOutcome.FAIL)
    title = f"上级对{request}提出不同意见"
    for user in concerned(request):
        tell(user, f"objected-{decision.pk}", title, url=request.get_absolute_url())


def keep_answer(request, decision, facts, outcome):
    """Keeps what the superior said beside each change that the county passed."""
    told = {"article": facts["number"], "text": facts.get("opinion") or "", "outcome": outcome}
    results = [ChangeResult(request=request, change=one, **told) for one in request.answered]
    keep_results(results, Stage.CLEARING, decision)


def check_report(request, facts):
    """Where the superiors clear it before it takes effect they are asked in the county's order."""
    if facts["to"] not in SUPERIOR_NAMES:
        raise Invalid({"to": f"可填：{'、'.join(SUPERIOR_NAMES)}。"})
    due = superior_due(request)
    if is_cleared_first(request) and due and facts["to"] != due:
        raise Invalid({"to": f"请先报送{SUPERIOR_NAMES[due]}（{due}）。"})


def apply_report(request, facts):
    if request.reported_on is None:
        request.reported_on = timezone.localdate()


def apply_in_force(request, facts):
    """The clock of the request goes on: to its end, or to the review, whichever comes first."""
    request.due_on = ends_first(request, last_day_before_review(request))
