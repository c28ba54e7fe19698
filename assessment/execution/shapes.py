"""The yearly report as the schema names it."""

from assessment.models import HowCarried
from dutylist.rest.described import ref
from dutylist.rest.shapes import (
    MOMENT,
    NUMBER,
    TEXT,
    add_shapes,
    list_of,
    many,
    nullable,
    shape,
    some,
)
from items.models import Kind

STATE = {"type": "string", "enum": HowCarried.values}
KIND = {"type": "string", "enum": Kind.values}
KNOWN = shape(("text", "url"), text=TEXT, url=TEXT)

add_shapes(
    ExecutionRow=shape(("code", "state"), code=TEXT, state=STATE, text=TEXT),
    ExecutionReport=shape(
        ("id", "township", "year", "counts", "rows"),
        id=NUMBER,
        county=TEXT,
        township=TEXT,
        year=NUMBER,
        list=TEXT,
        counts=shape(HowCarried.values, **dict.fromkeys(HowCarried.values, NUMBER)),
        rows=many(
            shape(("code", "state"), code=TEXT, name=TEXT, kind=KIND, state=STATE, text=TEXT)
        ),
        sent_at=MOMENT,
        by=TEXT,
        adjustments=some(NUMBER),
    ),
    ExecutionReportList=list_of("ExecutionReport"),
    ExecutionWrite=shape(county=TEXT, township=TEXT, year=NUMBER, rows=some(ref("ExecutionRow"))),
    ExecutionDraft=shape(
        ("township", "year", "rows"),
        township=TEXT,
        year=NUMBER,
        list=TEXT,
        sent=nullable(MOMENT),
        rows=many(
            shape(
                ("code", "state"),
                code=TEXT,
                name=TEXT,
                kind=KIND,
                number=NUMBER,
                state=STATE,
                text=TEXT,
                known=many(KNOWN),
            )
        ),
        beside=many(KNOWN),
    ),
)
