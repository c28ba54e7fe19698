"""Requests, their findings and opinions as the schema names them."""

from access_control.models import Channel, Stance, Willingness
from dutylist.rest.described import ref
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
from dutylist.workflow.shapes import state

APPLICANT = shape(department=TEXT, township=TEXT, office=YES_NO)
CHANGE = {
    "id": NUMBER,
    "op": TEXT,
    "code": TEXT,
    "codes": some(TEXT),
    "item": ref("ItemContent"),
    "items": some(ref("ItemContent")),
}
OPTIONAL_NUMBER = {**NUMBER, "nullable": True}
OPTIONAL_TEXT = {**TEXT, "nullable": True}

add_shapes(
    RequestFinding=shape(
        ("id", "rule", "severity", "sentence"),
        id=NUMBER,
        rule=TEXT,
        severity=TEXT,
        sentence=TEXT,
        place=TEXT,
        remedy=TEXT,
        ground=TEXT,
        entry=OPTIONAL_TEXT,
        prohibited={**FREE, "nullable": True},
        words=many(TEXT),
        change=OPTIONAL_NUMBER,
        run=TEXT,
        override={**FREE, "nullable": True},
    ),
    ChangeRequest=state(
        number=TEXT,
        channel=TEXT,
        circumstance=TEXT,
        reason=TEXT,
        necessity=TEXT,
        starts_on=DAY,
        ends_on=DAY,
        applicant=FREE,
        support=many(FREE),
        joined_with=OPTIONAL_NUMBER,
        changes=many(FREE),
        findings=many(ref("RequestFinding")),
        attachments=many(FREE),
        bodies=many(TEXT),
        missing=many(FREE),
    ),
    ChangeRequestCheck=shape(
        ("findings", "missing"), findings=many(ref("RequestFinding")), missing=many(FREE)
    ),
    ChangeRequestWrite=shape(
        county=TEXT,
        applicant=APPLICANT,
        channel={"type": "string", "enum": Channel.values},
        circumstance=TEXT,
        title=TEXT,
        reason=TEXT,
        necessity=TEXT,
        starts_on={**DAY, "nullable": True},
        ends_on={**DAY, "nullable": True},
        support=some(FREE),
        changes=some(shape(**CHANGE)),
    ),
    Opinion=shape(
        ("id", "unit", "stance"),
        id=NUMBER,
        unit=FREE,
        stance=TEXT,
        stance_label=TEXT,
        text=TEXT,
        capacity=FREE,
        willingness=TEXT,
        changes=many(FREE),
        round=NUMBER,
        due_on=DAY,
        sent_at={**MOMENT, "nullable": True},
        by=TEXT,
        on_paper=YES_NO,
        silent=YES_NO,
    ),
    OpinionWrite=shape(
        unit=FREE,
        paper=NUMBER,
        stance={"type": "string", "enum": ["", *Stance.values]},
        text=TEXT,
        capacity=FREE,
        willingness={"type": "string", "enum": ["", *Willingness.values]},
        changes=some(FREE),
        send=YES_NO,
    ),
)
