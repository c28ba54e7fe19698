"""Sittings as the schema names them."""

from access_control.models import Body
from dutylist.rest.described import ref
from dutylist.rest.shapes import (
    DAY,
    FREE,
    NUMBER,
    OPTIONAL_NUMBER,
    TEXT,
    add_shapes,
    many,
    shape,
    some,
)
from dutylist.workflow.shapes import shape_of_facts, state

from .moves import HELD, RESULTS

OPTIONAL_DAY = {**DAY, "nullable": True}
PLANNED = {
    "title": TEXT,
    "planned_on": OPTIONAL_DAY,
    "requests": some(NUMBER),
    "edition": OPTIONAL_NUMBER,
}
ON_AGENDA = {
    "request": NUMBER,
    "number": TEXT,
    "title": TEXT,
    "applicant": TEXT,
    "status": TEXT,
    "status_label": TEXT,
}

add_shapes(
    AgendaLine=shape(
        ("request", "changes"), **ON_AGENDA, decision=OPTIONAL_NUMBER, changes=many(FREE)
    ),
    Sitting=state(
        body=TEXT,
        body_label=TEXT,
        planned_on=OPTIONAL_DAY,
        held_on=OPTIONAL_DAY,
        minutes_number=TEXT,
        document_number=TEXT,
        paper=OPTIONAL_NUMBER,
        edition=OPTIONAL_NUMBER,
        agenda=many(ref("AgendaLine")),
        for_information=many(shape(("request",), **ON_AGENDA)),
        requests=many(FREE),
    ),
    SittingCreate=shape(
        ("body",), county=TEXT, body={"type": "string", "enum": Body.values}, **PLANNED
    ),
    SittingChange=shape(**PLANNED),
    SittingResults=shape_of_facts((*HELD, RESULTS), ("held_on", "results")),
)
