"""A round and its opinions as the API tells them: to a unit what concerns it, to the office all."""

from access_control.requests.requests_json import unit_json
from dutylist.workflow.states import state_of
from items.register.changes_json import shown_value


def round_json(row, user):
    """The round as this person reads it."""
    row = row.as_known_to(user)
    return {**state_of(row, user), **contents_of_round(row, user)}


def contents_of_round(row, user):
    """What a round tells beside its State: the changes, and to the office how many have spoken."""
    in_office = row.reads_all(user)
    numbers = row.numbers_known_to(user)
    changes = []
    for sent in row.sent_changes:
        if sent["id"] in numbers:
            changes.append(change_json(sent, in_office=in_office))
    told = {"changes": changes, "asked": None, "given": None}
    if in_office:
        asked = list(row.asked)
        told["asked"] = len(asked)
        told["given"] = sum(not opinion.is_silent for opinion in asked)
    return told


def change_json(sent, *, in_office):
    """One change as it was sent; units do not read the office's own notes on secrecy."""
    told = {name: sent[name] for name in ("id", "op", "title", "sources", "reason")}
    told["code"] = sent["code"] or None
    for name in ("then", "proposed"):
        told[name] = shown_value(sent[name], in_office=in_office)
    return told


def opinion_json(opinion, user, numbers=None):
    """An opinion; what is not sent is told to whoever writes it, and of a change nothing is told to
    whom it was not sent: `numbers` are those of the round that this person knows.
    """
    told = told_of_opinion(opinion)
    if opinion.is_silent and not opinion.is_written_by(user):
        nothing = {"stance": "", "text": "", "capacity": {}, "willingness": "", "by": ""}
        return told | nothing | {"changes": []}
    if numbers is None:
        numbers = opinion.round.numbers_known_to(user)
    if numbers.issuperset(opinion.asked_about):
        return told
    for name in ("changes", "answers"):
        told[name] = [line for line in told[name] if line["change"] in numbers]
    return told | {"text": ""}  # it may speak of any of them


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
        "answers": opinion.answers,
        "round": opinion.round.number,
        "due_on": opinion.due_on.isoformat(),
        "reminded_on": opinion.reminded_on and opinion.reminded_on.isoformat(),
        "sent_at": opinion.sent_at and opinion.sent_at.isoformat(),
        "by": opinion.by_name,
        "on_paper": opinion.on_paper,
        "silent": opinion.is_silent,
    }
