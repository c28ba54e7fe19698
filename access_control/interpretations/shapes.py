"""Interpretations as the schema names them."""

from access_control.models import InterpretationKind
from dutylist.rest.shapes import (
    DAY,
    FREE,
    OPTIONAL_TEXT,
    TEXT,
    YES_NO,
    add_shapes,
    shape,
)
from dutylist.workflow.shapes import state

add_shapes(
    InterpretationWrite=shape(
        ("question",), county=TEXT, applicant=FREE, item=OPTIONAL_TEXT, question=TEXT
    ),
    Interpretation=state(
        item=OPTIONAL_TEXT,
        question=TEXT,
        applicant={**FREE, "nullable": True},
        asked_on=DAY,
        text=TEXT,
        kind={"type": "string", "enum": ["", *InterpretationKind.values]},
        public=YES_NO,
        confirmed_on={**DAY, "nullable": True},
    ),
)
