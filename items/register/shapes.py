"""Items, proposed changes, revisions, corrections and batches as the schema names them."""

from dutylist.rest.bodies import shape_of
from dutylist.rest.described import ref
from dutylist.rest.shapes import DAY, FREE, MOMENT, NUMBER, TEXT, add_shapes, many, shape, some
from dutylist.workflow.shapes import state
from items.entry.correctable import CORRECTABLE
from items.entry.fields import FIELDS
from items.models import ProposedChange, ResponsibilityRole

from . import library_api

CONTENT = {field.name: field.type.schema() for field in FIELDS}
# What is proposed, the same in a revision and wherever else changes are proposed.
CHANGE = {
    "op": {"type": "string", "enum": ProposedChange.Op.values},
    "code": TEXT,
    "codes": some(TEXT),
    "item": ref("ItemContent"),
    "items": some(ref("ItemContent")),
    "reason": TEXT,
}

add_shapes(
    Item=shape(
        ("id", "code"),
        id=NUMBER,
        code=TEXT,
        county=TEXT,
        version=NUMBER,
        cancelled_on=DAY,
        **CONTENT,
    ),
    ItemWrite=shape(county=TEXT, reason=TEXT, **CONTENT),
    ItemContent=shape(**CONTENT),
    ProposedChange=shape(
        ("id", "op", "outcome"),
        id=NUMBER,
        revision={**NUMBER, "nullable": True},
        change_set=NUMBER,
        county=TEXT,
        op={"type": "string", "enum": ProposedChange.Op.values},
        item={**NUMBER, "nullable": True},
        code={**TEXT, "nullable": True},
        title=TEXT,
        then={**FREE, "nullable": True},
        proposed={"nullable": True},
        final={"nullable": True},
        sources=many(TEXT),
        restores=many(TEXT),
        made=many(TEXT),
        clashes=many(TEXT),
        reason=TEXT,
        outcome=TEXT,
        outcome_reason=TEXT,
        version=NUMBER,
    ),
    ProposedChangeCreate=shape(("county", "op"), county=TEXT, **CHANGE),
    ProposedChangeWrite=shape(("op",), **CHANGE),
    ProposedChangeAmend=shape(item=ref("ItemContent"), items=some(ref("ItemContent")), reason=TEXT),
    ProposedChangeSettle=shape(
        ("keep",), keep={"type": "string", "enum": ["proposed", "now"]}, reason=TEXT
    ),
    RevisionState=state(number=NUMBER, opened_on=DAY),
    CorrectionState=state(
        code=TEXT,
        field=TEXT,
        department=TEXT,
        role=TEXT,
        present_text=TEXT,
        approved_text=TEXT,
        found_in=TEXT,
    ),
    CorrectionWrite=shape(
        ("county", "code", "field", "approved_text", "reason"),
        county=TEXT,
        code=TEXT,
        field={"type": "string", "enum": list(CORRECTABLE)},
        department=TEXT,
        role={"type": "string", "enum": ["", *ResponsibilityRole.values]},
        approved_text=TEXT,
        reason=TEXT,
    ),
    Batch=shape(
        ("id", "batch"), id=NUMBER, batch=TEXT, by=TEXT, at=MOMENT, reason=TEXT, changes=many(FREE)
    ),
    Category=shape(
        ("id", "county", "kind", "name", "position"),
        id=NUMBER,
        county=TEXT,
        kind=TEXT,
        name=TEXT,
        position=NUMBER,
        retired_on=DAY,
    ),
    CategoryWrite=shape_of(*library_api.NEW_CATEGORY),
    CategoryChange=shape_of(*library_api.CHANGED_CATEGORY),
    LegalAct=shape(
        ("id", "county", "title"),
        id=NUMBER,
        county={**TEXT, "nullable": True},
        title=TEXT,
        document_number=TEXT,
        rank=TEXT,
        effective_on=DAY,
        repealed_on=DAY,
        replaced_by={**NUMBER, "nullable": True},
        note=TEXT,
        items=NUMBER,
        version=NUMBER,
    ),
    LegalActWrite=shape_of(*library_api.NEW_ACT),
    LegalActChange=shape_of(*library_api.CHANGED_ACT),
)
