"""The State of a subject and its decisions over HTTP, for every flow: one view, mounted for each
kind of subject.
"""

import contextlib

from django.http import Http404
from rest_framework.response import Response

from dutylist.rest.described import described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import etag, expected_version, reason_of
from dutylist.rest.views import SignedInView, body_of

from .engine import decide
from .flow import flow_named
from .refusals import Invalid
from .states import decision_json, state_of


def decisions_of(model, name, *, gives):
    """The view of the decisions on the subjects of a model; `name` begins the names of its
    operations.
    """
    flow = flow_named(model.flow_name)

    class DecisionsOfFlow(Decisions):
        """GET: the State with the decisions so far. POST: one move."""

        subjects = model

        @described(f"{name}_decisions_list", f"{flow.label}的办理经过和当前状态", gives=gives)
        def get(self, request, pk):
            return self.shown(request, pk)

        @described(
            f"{name}_decide",
            f"办理{flow.label}：{'、'.join(flow.actions.labels)}",
            takes="DecisionWrite",
            gives=gives,
            status=201,
            if_match=True,
            keyed=True,
        )
        @idempotent
        def post(self, request, pk):
            return decided(request, self.subject(request, pk), body_of(request, *BODY))

    return DecisionsOfFlow


def state_of_one(model, name, *, gives):
    """The view of the State of one subject of a model; `name` begins the name of its operation."""
    flow = flow_named(model.flow_name)

    class StateOfFlow(SignedInView):
        """GET: the State, without the decisions."""

        @described(f"{name}_read", f"{flow.label}的当前状态", gives=gives)
        def get(self, request, pk):
            return state_response(subject_or_404(model, request, pk), request.user)

    return StateOfFlow


BODY = ("action", "reason", "facts")


class Decisions(SignedInView):
    """The State of a subject, its decisions and its moves; `decisions_of` makes the view of one
    kind.
    """

    subjects = None

    def subject(self, request, pk):
        return subject_or_404(self.subjects, request, pk)

    def shown(self, request, pk):
        subject = self.subject(request, pk)
        decisions = [
            decision_json(decision) for decision in subject.decisions_known_to(request.user)
        ]
        return state_response(subject, request.user, decisions=decisions)


def subject_or_404(model, request, pk):
    """The row of this number, where the person sees it."""
    rows = model.objects.visible_to(request.user).select_related("county__parent")
    subject = rows.filter(pk=pk).first()
    if subject is None:
        raise Http404
    return subject.as_known_to(request.user)


def state_response(subject, user, status=200, **members):
    body = {**state_of(subject, user), **members}
    return Response(body, status=status, headers={"ETag": etag(subject.version)})


def decided(request, subject, data):
    """Makes the move that a body asks for: `{"action", "reason", "facts"}`."""
    version, action = expected_version(request), data.get("action")
    known = subject.flow.actions.values
    if action not in known:
        raise Invalid({"action": f"可填：{'、'.join(known)}。"})
    facts = data.get("facts")
    if facts is None:
        facts = {}
    with faults_named_as_sent(subject, action, facts):
        decision = decide(
            subject, action, facts, by=request.user, reason=reason_of(request), expect=version
        )
    return state_response(subject, request.user, 201, decision=decision_json(decision))


@contextlib.contextmanager
def faults_named_as_sent(subject, action, facts):
    """Names the faults of facts by the path at which these are handed in."""
    move = subject.flow.moves.get((subject.status, action))
    declared = move.facts_from("") if move else ()
    try:
        yield
    except Invalid as refused:
        errors = {}
        for path, sentence in refused.errors.items():
            errors[path_as_sent(path, declared, facts)] = sentence
        raise Invalid(errors, refused.code) from refused


def path_as_sent(path, declared, facts):
    """`facts.<path>` for what belongs to a fact; one of several that were all left out is named by
    all of them.
    """
    sent = facts if isinstance(facts, dict) else {}
    head = path.partition(".")[0]
    for fact in declared:
        if head in fact.names:
            is_group = len(fact.names) > 1 and not any(sent.get(name) for name in fact.names)
            return f"facts.{fact.name}" if is_group else f"facts.{path}"
    return f"facts.{path}" if head in sent else path
