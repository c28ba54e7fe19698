"""Decisions on editions over HTTP: the flow's moves, with If-Match, a reason and the move's facts."""

import contextlib

from django.http import Http404
from rest_framework.response import Response

from dutylist.history.limits import list_fault
from dutylist.history.refusals import Invalid
from dutylist.organizations.models import Region
from dutylist.rest.described import described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import etag, expected_version, reason_of
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.engine import actions_for, perform, refusal, whose_turn
from dutylist.workflow.flow import flow_named
from items.editions.services.editions import start_edition
from items.editions.services.publishing import findings_of
from items.models import Edition, EditionAction

OVERRIDES = "overrides"
OVERRIDE = ("rule", "entry", "reason")
FACTS = frozenset(name for move in flow_named("edition").moves.values() for name in move.facts)
TEXT_FACTS = FACTS - {OVERRIDES}


def edition_or_404(request, pk):
    edition = Edition.objects.visible_to(request.user).select_related("county", "revision").filter(pk=pk).first()
    if edition is None:
        raise Http404
    return edition


def state_json(edition, user):
    turn = whose_turn(edition)
    return {
        "id": edition.pk,
        "county": edition.county.code,
        "number": edition.number,
        "title": edition.title,
        "status": edition.status,
        "status_label": edition.status_label,
        "version": edition.version,
        "due_on": edition.due_on and edition.due_on.isoformat(),
        "turn": str(turn) if turn else None,
        "with_revision": edition.revision_id is not None,
        "actions": [
            {"action": choice.action, "label": choice.label, "needs_reason": choice.needs_reason}
            for choice in actions_for(edition, user)
        ],
    }


def decision_json(decision):
    return {
        "id": decision.pk,
        "action": decision.action,
        "label": decision.action_label,
        "from": decision.source_status,
        "to": decision.target_status,
        "by": decision.by_name,
        "for": decision.for_name,
        "reason": decision.reason,
        "at": decision.at.isoformat(),
        "due_on": decision.due_on and decision.due_on.isoformat(),
    }


@contextlib.contextmanager
def faults_named_as_sent():
    """Names the faults of facts by the path at which these were handed in."""
    try:
        yield
    except Invalid as refused:
        errors = {path_as_sent(path): sentence for path, sentence in refused.errors.items()}
        raise Invalid(errors, refused.code) from refused


def path_as_sent(path):
    if path.partition(".")[0] in FACTS:
        return f"facts.{path}"
    return path


class Drafts(SignedInView):
    """POST: opens the draft of the county's next edition, `{"county", "with_revision", "title", "reason"}`."""

    @described(
        "edition_drafts_create", "起草新版次", takes="EditionDraft", gives="EditionState", status=201, keyed=True
    )
    @idempotent
    def post(self, request):
        data = body_of(request, "county", "with_revision", "title", "reason")
        title, with_revision = draft_of(data)
        county = Region.objects.keeping_list().filter(code=str(data.get("county", ""))).first()
        if county is None or county.pk not in request.user.standing().county_ids():
            raise Invalid({"county": "请指明您所属的区划（county，12位代码）。"})
        edition = start_edition(
            county,
            by=request.user,
            reason=reason_of(request),
            title=title,
            with_revision=with_revision,
            source="api",
        )
        return Response(state_json(edition, request.user), status=201, headers={"ETag": etag(edition.version)})


def draft_of(data):
    """(title, whether the open revision goes with it) of a draft."""
    title, with_revision = data.get("title"), data.get("with_revision", False)
    faults = {}
    if not isinstance(title, str | None):
        faults["title"] = "应为文字。"
    if not isinstance(with_revision, bool):
        faults["with_revision"] = "应为 true 或 false。"
    if faults:
        raise Invalid(faults)
    return title or "", with_revision


class Decisions(SignedInView):
    """GET: the decisions so far, the state and whose turn it is. POST: one move."""

    @described("editions_decisions_list", "版次的办理经过和当前状态", gives="EditionState")
    def get(self, request, pk):
        edition = edition_or_404(request, pk)
        body = {**state_json(edition, request.user), "decisions": [decision_json(row) for row in edition.decisions]}
        return Response(body, headers={"ETag": etag(edition.version)})

    @described(
        "editions_decide",
        "办理版次：提请、登记审定结果、公布、撤销等",
        takes="DecisionWrite",
        gives="EditionState",
        status=201,
        if_match=True,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        return decide(request, pk, body_of(request, "action", "reason", "facts"))


class Supplements(SignedInView):
    """POST: a supplement of a published edition; asked for by the clerk, issued by the office lead."""

    @described(
        "editions_supplement",
        "提请或印发增补页",
        takes="DecisionWrite",
        gives="EditionState",
        status=201,
        if_match=True,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        data = body_of(request, "action", "reason", "facts")
        data.setdefault("action", EditionAction.SUPPLEMENT)
        if data["action"] not in (EditionAction.REQUEST_SUPPLEMENT, EditionAction.SUPPLEMENT):
            raise Invalid({"action": "可填：request_supplement、supplement。"})
        return decide(request, pk, data)


def decide(request, pk, data):
    edition, version = edition_or_404(request, pk), expected_version(request)
    action, facts = data.get("action"), data.get("facts", {})
    facts = {} if facts is None else facts
    if action not in EditionAction.values:
        raise Invalid({"action": f"可填：{'、'.join(EditionAction.values)}。"})
    if faults := faults_of(facts):
        raise refusal(edition, action, request.user) or Invalid(faults)
    reason = reason_of(request)
    with faults_named_as_sent():
        decision = perform(edition, action, by=request.user, reason=reason, expect=version, **facts)
    body = {"decision": decision_json(decision), **state_json(edition, request.user)}
    return Response(body, status=201, headers={"ETag": etag(edition.version)})


def faults_of(facts):
    """What is wrong with the shape of the facts: only those a move asks for, so that no moment or person is forged."""
    if not isinstance(facts, dict):
        return {"facts": "应为一个对象。"}
    faults = {f"facts.{name}": "没有这个字段。" for name in facts if name not in FACTS}
    texts = [name for name in TEXT_FACTS if not isinstance(facts.get(name), str | None)]
    faults |= {f"facts.{name}": "应为文字。" for name in sorted(texts)}
    rows = facts.get(OVERRIDES)
    if rows is not None and (fault := overrides_fault(rows)):
        faults[f"facts.{OVERRIDES}"] = fault
    return faults


def overrides_fault(rows):
    if not isinstance(rows, list) or not all(map(is_override, rows)):
        return "应为列表，每项写明 rule、entry 和 reason。"
    return list_fault(rows)


def is_override(row):
    if not isinstance(row, dict) or row.keys() - set(OVERRIDE):
        return False
    return all(isinstance(row.get(name), str | None) for name in OVERRIDE)


class Findings(SignedInView):
    """The findings on the list that this edition would publish."""

    @described("editions_findings_list", "拟公布清单的审核提示", gives="List")
    def get(self, request, pk):
        found = findings_of(edition_or_404(request, pk))
        results = [finding.as_json(n) for n, finding in enumerate(found, 1)]
        return Response({"results": results, "next": None, "total": len(results), "capped": False})
