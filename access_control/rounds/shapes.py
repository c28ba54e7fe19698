"""Rounds of the revision as the schema names them; opinions are handed in as on a request."""

from access_control.models import Answer
from dutylist.rest.described import ref
from dutylist.rest.shapes import (
    DAY,
    FREE,
    MOMENT,
    NUMBER,
    OPTIONAL_NUMBER,
    TEXT,
    YES_NO,
    add_shapes,
    many,
    shape,
    some,
)
from dutylist.workflow.shapes import state

add_shapes(
    RevisionRound=state(
        revision=NUMBER,
        number=NUMBER,
        text=TEXT,
        asked_on=DAY,
        asked_by=TEXT,
        closed_on=DAY,
        changes=many(FREE),
        asked=OPTIONAL_NUMBER,
        given=OPTIONAL_NUMBER,
    ),
    RevisionRoundWrite=shape(
        days=OPTIONAL_NUMBER,
        text=TEXT,
        leave_out=some(FREE),
        invite=some(FREE),
    ),
    RoundMove=shape(reason=TEXT),
    RoundOpinion=shape(
        ("id", "unit", "stance"),
        id=NUMBER,
        unit=FREE,
        stance=TEXT,
        stance_label=TEXT,
        text=TEXT,
        capacity=FREE,
        willingness=TEXT,
        changes=many(FREE),
        answers=many(ref("RoundAnswer")),
        round=NUMBER,
        due_on=DAY,
        reminded_on=DAY,
        sent_at={**MOMENT, "nullable": True},
        by=TEXT,
        on_paper=YES_NO,
        silent=YES_NO,
    ),
    RoundAnswer=shape(
        ("change", "outcome"),
        change=NUMBER,
        outcome={"type": "string", "enum": Answer.values},
        text=TEXT,
    ),
    RoundAnswersWrite=shape(("answers",), answers=some(ref("RoundAnswer"))),
)
