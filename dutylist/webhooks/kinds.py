"""The kinds of events there are: every action of every flow, and which of them a subscriber may ask
for.
"""

from typing import NamedTuple

from dutylist.history.limits import list_fault
from dutylist.history.refusals import Invalid
from dutylist.workflow.flow import flows
from dutylist.workflow.models import sealed_flows

from .models import EVERY_KIND, TEST_KIND


class EventKind(NamedTuple):
    name: str
    label: str
    targets: tuple


def flows_told():
    """The flows of which programs are told; of what is read with its subject alone they are not."""
    sealed = sealed_flows()
    return [flow for flow in flows().values() if flow.name not in sealed]


def event_kinds():
    """Every `EventKind` by the order of the flows; `targets` are the states an action leads to."""
    kinds = []
    for flow in flows_told():
        for action in actions_of(flow):
            label = f"{flow.label}：{flow.actions(action).label}"
            kinds.append(EventKind(f"{flow.name}.{action}", label, targets_of(flow, action)))
    return kinds


def kind_labels():
    """{what a subscriber may ask for, or is told: its words}."""
    labels = {TEST_KIND: "试投"}
    for flow in flows_told():
        labels[f"{flow.name}.{EVERY_KIND}"] = f"{flow.label}：全部"
    for kind in event_kinds():
        labels[kind.name] = kind.label
    return labels


def actions_of(flow):
    """The actions of a flow, each once, in the order of its table."""
    return list(dict.fromkeys(action for _source, action in flow.moves))


def targets_of(flow, action):
    targets = {}
    for (_source, made), move in flow.moves.items():
        if made == action:
            targets |= dict.fromkeys(move.targets)
    return tuple(targets)


def known_kinds():
    """What a subscriber may ask for: a kind, or all of a flow."""
    names = [kind.name for kind in event_kinds()]
    whole = [f"{flow}.{EVERY_KIND}" for flow in flows()]
    return {*names, *whole}


def checked_kinds(kinds):
    """The kinds as they are kept, each once; refused where one is none."""
    if not isinstance(kinds, list):
        raise Invalid({"kinds": "应为列表。"})
    if fault := list_fault(kinds):
        raise Invalid({"kinds": fault})
    known, faults = known_kinds(), {}
    for number, kind in enumerate(kinds):
        if not isinstance(kind, str) or kind not in known:
            faults[f"kinds.{number}"] = "没有这一种事件，可填的见接口说明。"
    if faults:
        raise Invalid(faults)
    return list(dict.fromkeys(kinds))
