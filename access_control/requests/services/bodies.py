"""Which bodies still decide on each change of a request: one after another, the last one's pass is
the county's approval.
"""

from access_control.models import (
    ChangeRequest,
    ChangeResult,
    RequestAction,
    RequestStatus,
    ResultOutcome,
    Stage,
)
from access_control.models.request_agendas import next_bodies_are_told_by
from access_control.requests.paths import bodies_of, policy_of
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.models import Decision
from items.entry.content import changed_fields
from items.models import ProposedChange

PASSING = (ResultOutcome.PASS, ResultOutcome.PASS_AMENDED)
# What goes to the legal officer once more where a sitting changes it and the county's rule says so:
# a duty, who leads, and for whom it is.
SUBSTANCE = frozenset({"township_duty", "responsibilities", "scope", "tags", "townships"})


def is_passed(result):
    """Whether it lets the change go on; what goes back to the legal officer is not passed yet."""
    return result.outcome in PASSING and not result.is_returned


def bodies_deciding(request, policy=None, endorsement=None):
    """The bodies that decide on it, in their order: those named when it was endorsed, else those of
    the county's policy.
    """
    endorsement = endorsement or request.decisions.filter(action=RequestAction.ENDORSE).last()
    named = endorsement.facts.get("bodies") if endorsement else None
    return list(dict.fromkeys(named or bodies_of(request, policy)))


def bodies_waited_for(request):
    """The bodies that decide on something of it still, in their order."""
    owed = {body for bodies in undecided(request).values() for body in bodies}
    return [body for body in bodies_deciding(request) if body in owed]


def bodies_owed(requests):
    """{request pk: {pending change: the bodies that have not passed it, in their order}}, in a
    number of queries that does not depend on how many the requests are.
    """
    endorsed = last_decisions(requests, RequestAction.ENDORSE)
    passed = bodies_that_passed(requests)
    counties = {request.county_id for request in requests}
    policies = {row.region_id: row for row in CountyPolicy.objects.filter(region__in=counties)}
    of_sets = {request.change_set_id: request for request in requests}
    changes = ProposedChange.objects.pending().filter(change_set__in=of_sets)
    owed = {request.pk: {} for request in requests}
    deciding = {}
    for change in changes.select_related("item", "change_set").order_by("pk"):
        request = of_sets[change.change_set_id]
        if request.pk not in deciding:
            policy = policies.get(request.county_id)
            deciding[request.pk] = bodies_deciding(request, policy, endorsed.get(request.pk))
        done = passed.get(change.pk, ())
        owed[request.pk][change] = bodies_left_of(deciding[request.pk], done)
    return owed


def bodies_left_of(bodies, done):
    if "" in done:  # the short form, in the name of all of them
        return []
    return [body for body in bodies if body not in done]


def last_decisions(requests, action):
    """{request pk: the last decision of this action}"""
    keys = [request.pk for request in requests]
    rows = Decision.objects.filter(flow=ChangeRequest.flow_name, subject_id__in=keys, action=action)
    return {row.subject_id: row for row in rows.order_by("pk")}


def bodies_that_passed(requests):
    """{change pk: the bodies that passed it} since its request last came from the superior."""
    objected = last_decisions(requests, RequestAction.OBJECT)
    keys = [request.pk for request in requests]
    passed = {}
    for result in ChangeResult.objects.filter(request__in=keys, stage=Stage.SITTING):
        objection = objected.get(result.request_id)
        if objection and result.decision_id < objection.pk:
            continue
        if is_passed(result):
            passed.setdefault(result.change_id, set()).add(result.body)
    return passed


def undecided(request):
    """{pending change: the bodies that still decide on it}, without those that all have passed."""
    owed = bodies_owed([request])[request.pk]
    return {change: bodies for change, bodies in owed.items() if bodies}


def before_bodies(requests):
    """{request pk: {body: the pending changes on which it decides next, in the unit's order}} of
    the requests that wait for a sitting.
    """
    waiting = [one for one in requests if one.status == RequestStatus.AWAITING_SITTING]
    owed = bodies_owed(waiting)
    before = {request.pk: {} for request in requests}
    for request in waiting:
        changes = {change.pk: change for change in owed[request.pk]}
        for key in request.order:
            change = changes.get(key)
            if change is None or not owed[request.pk][change]:
                continue
            body = owed[request.pk][change][0]
            before[request.pk].setdefault(body, []).append(change)
    return before


def owed_to(request, body):
    """The pending changes, in the unit's order, on which this body decides next."""
    return before_bodies([request])[request.pk].get(body, [])


@next_bodies_are_told_by
def next_bodies(request):
    """The bodies on whose agenda it may stand now."""
    return list(before_bodies([request])[request.pk])


def goes_back(request, result):
    """Whether what a sitting changed goes to the legal officer first: once for each change."""
    if result.outcome != ResultOutcome.PASS_AMENDED or not result.item:
        return False
    if not policy_of(request).value("changed_after_sitting_returns"):
        return False
    if not SUBSTANCE & set(changed_fields(result.change.passed, result.item)):
        return False
    return not ChangeResult.objects.filter(change=result.change, is_returned=True).exists()


def sent_back(request):
    """The pending changes that a sitting changed and the legal officer has not seen since."""
    waiting = {}
    rows = ChangeResult.objects.filter(request=request, stage__in=(Stage.SITTING, Stage.LEGAL))
    for result in rows.order_by("pk"):
        waiting[result.change_id] = result.is_returned
    pending = request.changes.pending().select_related("item")
    return [change for change in pending if waiting.get(change.pk)]
