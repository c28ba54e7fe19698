"""Feedback as the schema names it."""

from assessment.models import FeedbackChannel, FeedbackKind
from dutylist.rest.described import ref
from dutylist.rest.shapes import (
    DAY,
    NUMBER,
    OPTIONAL_FLAG,
    OPTIONAL_TEXT,
    TEXT,
    add_shapes,
    list_of,
    nullable,
    shape,
)
from dutylist.workflow.shapes import FACTS, state, state_in_list

KIND = {"type": "string", "enum": FeedbackKind.values}
CHANNEL = {"type": "string", "enum": FeedbackChannel.values}

FEEDBACK = {
    "number": NUMBER,
    "channel": CHANNEL,
    "kind": KIND,
    "township": OPTIONAL_TEXT,
    "item": OPTIONAL_TEXT,
    "text": TEXT,
    "satisfied": OPTIONAL_FLAG,
    "received_on": DAY,
    "unit": nullable(shape(department=TEXT, township=TEXT)),
    "answer": TEXT,
    "answered_on": DAY,
    "public": nullable(shape(("text", "answer"), text=TEXT, answer=TEXT)),
    "closed_on": DAY,
    "problem": {**NUMBER, "nullable": True},
}

add_shapes(
    FeedbackWrite=shape(
        ("kind", "text"),
        county=TEXT,
        township=TEXT,
        item=OPTIONAL_TEXT,
        kind=KIND,
        text=TEXT,
        contact=TEXT,
        satisfied=OPTIONAL_FLAG,
        channel=CHANNEL,
    ),
    FeedbackReceipt=shape(("number", "code"), number=NUMBER, code=TEXT),
    Feedback=state(**FEEDBACK, contact=TEXT),
    FeedbackRow=state_in_list(**FEEDBACK),
    FeedbackList=list_of("FeedbackRow"),
    FeedbackAnswer=shape(
        ("status", "answer", "answered_on"),
        number=NUMBER,
        status=TEXT,
        status_label=TEXT,
        received_on=DAY,
        answer=TEXT,
        answered_on=DAY,
    ),
    FeedbackTold={"anyOf": [ref("Feedback"), ref("FeedbackAnswer")]},
    FeedbackDecisionWrite=shape(("action",), action=TEXT, reason=TEXT, facts=FACTS, code=TEXT),
)
