"""Feedback as the schema names it."""

from assessment.models import FeedbackChannel, FeedbackKind
from dutylist.rest.described import ref
from dutylist.rest.shapes import DAY, FREE, NUMBER, TEXT, YES_NO, add_shapes, shape
from dutylist.workflow.shapes import FACTS, state

OPTIONAL_TEXT = {**TEXT, "nullable": True}
OPTIONAL_FLAG = {**YES_NO, "nullable": True}
KIND = {"type": "string", "enum": FeedbackKind.values}
CHANNEL = {"type": "string", "enum": FeedbackChannel.values}

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
    Feedback=state(
        number=NUMBER,
        channel=CHANNEL,
        kind=KIND,
        township=OPTIONAL_TEXT,
        item=OPTIONAL_TEXT,
        text=TEXT,
        satisfied=OPTIONAL_FLAG,
        received_on=DAY,
        unit={**FREE, "nullable": True},
        answer=TEXT,
        answered_on=DAY,
        public={**FREE, "nullable": True},
        closed_on=DAY,
        problem={**NUMBER, "nullable": True},
        contact=TEXT,
    ),
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
