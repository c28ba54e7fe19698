"""The State of a subject, its decisions and its facts as the schema names them, the same for every
flow.
"""

from dutylist.rest.shapes import (
    DAY,
    FREE,
    MOMENT,
    NUMBER,
    TEXT,
    YES_NO,
    add_shapes,
    many,
    shape,
    some,
)

from .facts import FactType
from .flow import flows

SHAPES_OF_FACTS = {
    FactType.TEXT: TEXT,
    FactType.DAY: DAY,
    FactType.INTEGER: NUMBER,
    FactType.BOOL: YES_NO,
    FactType.ATTACHMENT: NUMBER,
    FactType.OBJECT: FREE,
}


def shape_of_facts(facts, required=()):
    """An object of these facts; one of several is a member for each of them."""
    members = {}
    for fact in facts:
        for name in fact.names:
            members[name] = {**shape_of_fact(fact), "description": fact.label_of(name)}
    return shape(required, **dict(sorted(members.items())))


def shape_of_fact(fact):
    if fact.type == FactType.ROWS and not fact.columns:
        return some(TEXT)
    if fact.type == FactType.ROWS:
        needed = [column.name for column in fact.columns if column.required]
        return some(shape_of_facts(fact.columns, needed))
    nature = SHAPES_OF_FACTS[fact.type]
    if fact.required:
        return nature
    return {**nature, "nullable": True}


def facts_of_every_move():
    """What any move of any flow takes; which of them, the `actions` of a State say."""
    facts = []
    for flow in flows().values():
        for move in flow.moves.values():
            facts += move.facts_from("")
    return facts


FACTS = shape_of_facts(facts_of_every_move())
DECISION = shape(
    ("id", "action", "from", "to", "by", "at"),
    **{"from": TEXT, "for": TEXT},
    id=NUMBER,
    action=TEXT,
    label=TEXT,
    to=TEXT,
    by=TEXT,
    on_paper=YES_NO,
    reason=TEXT,
    facts=FREE,
    at=MOMENT,
    due_on=DAY,
    late=YES_NO,
)
FACT = shape(
    ("name", "type", "required"),
    name=TEXT,
    label=TEXT,
    type={"type": "string", "enum": [one.value for one in FactType]},
    required=YES_NO,
)
# The State of a subject, the same keys in every flow.
STATE = {
    "id": NUMBER,
    "flow": TEXT,
    "county": TEXT,
    "title": TEXT,
    "status": TEXT,
    "status_label": TEXT,
    "version": NUMBER,
    "due_on": DAY,
    "due_at": {**MOMENT, "nullable": True},
    "turn": {**TEXT, "nullable": True},
    "owed": many(TEXT),
    "actions": many(shape(action=TEXT, label=TEXT, needs_reason=YES_NO, facts=many(FACT))),
}


def state(**own):
    """The State of one flow's subjects: the common keys, what such a subject has beside them, its
    decisions.
    """
    return shape(
        ("id", "status", "version", "actions"),
        **STATE,
        **own,
        decision=DECISION,
        decisions=many(DECISION),
    )


def state_in_list(**own):
    """The State as a list tells it: without whose turn it is and what a person may do."""
    of_one = ("turn", "owed", "actions")
    common = {name: described for name, described in STATE.items() if name not in of_one}
    return shape(("id", "status", "version"), **common, **own)


add_shapes(
    DecisionWrite=shape(("action",), action=TEXT, reason=TEXT, facts=FACTS),
)
