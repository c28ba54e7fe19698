"""Whistles as the schema names them."""

from assessment.models import Outcome, Rating, Urgency, WhistleResult
from dutylist.rest.shapes import (
    MOMENT,
    NUMBER,
    OPTIONAL_TEXT,
    TEXT,
    YES_NO,
    add_shapes,
    list_of,
    shape,
    some,
)
from dutylist.workflow.shapes import state, state_in_list

DEGREE = {"type": "number", "nullable": True}
LEVEL = {"type": "string", "enum": Urgency.values}


def one_of(choices):
    return {"type": "string", "enum": choices.values, "nullable": True}


WHISTLE = {
    "number": TEXT,
    "township": TEXT,
    "item": OPTIONAL_TEXT,
    "level": LEVEL,
    "text": TEXT,
    "place": TEXT,
    "latitude": DEGREE,
    "longitude": DEGREE,
    "contact": TEXT,
    "external_id": TEXT,
    "raised_at": MOMENT,
    "raised_by": TEXT,
    "route": shape(("lead", "joint", "why"), lead=OPTIONAL_TEXT, joint=some(TEXT), why=TEXT),
    "extended": YES_NO,
    "result": one_of(WhistleResult),
    "rating": one_of(Rating),
    "adjustment": {**NUMBER, "nullable": True},
}

add_shapes(
    WhistleWrite=shape(
        ("level", "text"),
        township=TEXT,
        item=OPTIONAL_TEXT,
        level=LEVEL,
        text=TEXT,
        place=TEXT,
        latitude=DEGREE,
        longitude=DEGREE,
        contact=TEXT,
        external_id=TEXT,
    ),
    Whistle=state(**WHISTLE),
    WhistleRow=state_in_list(**WHISTLE),
    WhistleList=list_of("WhistleRow"),
    WhistleStatistics=shape(
        Outcome.values,
        **dict.fromkeys(Outcome.values, NUMBER),
    ),
)
