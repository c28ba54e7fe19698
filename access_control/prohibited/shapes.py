"""Prohibited entries and what a trial tells as the schema names them."""

from dutylist.rest.bodies import shape_of
from dutylist.rest.shapes import DAY, NUMBER, TEXT, add_shapes, many, shape

from . import api

FINDING = shape(
    ("id", "rule", "severity", "sentence", "prohibited"),
    id=NUMBER,
    rule=TEXT,
    severity=TEXT,
    sentence=TEXT,
    place=TEXT,
    remedy=TEXT,
    ground=TEXT,
    entry={**TEXT, "nullable": True},
    prohibited=shape(("id", "name"), id=NUMBER, name=TEXT),
    words=many(TEXT),
    spans=many(many(NUMBER)),
)

add_shapes(
    ProhibitedEntry=shape(
        ("id", "county", "name", "version"),
        id=NUMBER,
        county=TEXT,
        name=TEXT,
        description=TEXT,
        phrases=many(TEXT),
        ground=TEXT,
        since=DAY,
        until=DAY,
        version=NUMBER,
    ),
    ProhibitedEntryWrite=shape_of(*api.NEW_ENTRY),
    ProhibitedEntryChange=shape_of(*api.CHANGED_ENTRY),
    ProhibitedTrialWrite=shape(("text",), text=TEXT, county=TEXT),
    ProhibitedTrial=shape(("findings",), findings=many(FINDING)),
)
