"""The State of a subject and its decisions, as API and command line tell them: one shape for every
flow.
"""

from django.apps import apps

from .engine import actions_for, whose_turn
from .facts import fact_json
from .models import WorkflowSubject
from .refusals import NotFound


def state_of(subject, user=None):
    """The State: what stands, whose turn it is, and what this person can do with it now (nobody:
    nothing).
    """
    actions = []
    if user:
        actions = [choice_json(choice) for choice in actions_for(subject, user)]
    return {
        **row_of(subject),
        "turn": whose_turn(subject) or None,
        "owed": list(subject.units_owed()),
        "actions": actions,
    }


def row_of(subject):
    """The State as a list shows it: what stands, without the questions who owes what and who can do
    what.
    """
    return {
        "id": subject.pk,
        "flow": subject.flow_name,
        "county": subject.county.code,
        "title": subject.title,
        "status": subject.status,
        "status_label": subject.status_label,
        "version": subject.version,
        "due_on": subject.due_on and subject.due_on.isoformat(),
        "due_at": subject.due_moment and subject.due_moment.isoformat(),
        **subject.own_state(),
    }


def choice_json(choice):
    return {
        "action": choice.action,
        "label": choice.label,
        "needs_reason": choice.needs_reason,
        "facts": [fact_json(fact) for fact in choice.facts],
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
        "on_paper": decision.on_paper,
        "reason": decision.reason,
        "facts": decision.facts,
        "at": decision.at.isoformat(),
        "due_on": decision.due_on and decision.due_on.isoformat(),
        "late": decision.was_late,
    }


def state_words(state):
    """A State as a person reads it, a line for each thing."""
    lines = [f"{state['title']}（{state['flow']} {state['id']}）：{state['status_label']}"]
    if state["turn"]:
        lines.append(state["turn"])
    for action in state["actions"]:
        needed = [fact["label"] for fact in action["facts"] if fact["required"]]
        if action["needs_reason"]:
            needed.append("理由")
        line = f"可以办理：{action['label']} {action['action']}"
        if needed:
            line += f"（须填写：{'、'.join(needed)}）"
        lines.append(line)
    return "\n".join(lines)


def subjects_by_flow():
    """{name of the flow: the model of its subjects}."""
    models = {}
    for model in apps.get_models():
        if issubclass(model, WorkflowSubject):
            models[model.flow_name] = model
    return models


def subject_seen_by(user, flow, pk):
    """The subject of a flow that this person sees; without a person any."""
    model = subjects_by_flow().get(flow)
    if model is None:
        raise NotFound(f"没有“{flow}”这一流程，可填：{'、'.join(sorted(subjects_by_flow()))}。")
    rows = model.objects.visible_to(user) if user else model.objects.all()
    subject = rows.select_related("county__parent").filter(pk=pk).first()
    if subject is None:
        raise NotFound(f"没有编号为{pk}的{model._meta.verbose_name}，或者无权查看。")
    return subject.as_known_to(user) if user else subject
