"""Schemes as the schema names them."""

from assessment.models import Bearer
from assessment.registers.shapes import FINDING, FOUND
from dutylist.rest.described import ref
from dutylist.rest.shapes import (
    DAY,
    MOMENT,
    NUMBER,
    OPTIONAL_NUMBER,
    TEXT,
    YES_NO,
    add_shapes,
    list_of,
    many,
    nullable,
    shape,
    some,
)
from dutylist.workflow.shapes import state, state_in_list

POINTS = {"type": "number", "nullable": True}
BEARER = {"type": "string", "enum": Bearer.values}
FILE = {"type": "string", "format": "binary"}
CODES = {**some(TEXT), "nullable": True}
INDICATOR = {
    "number": NUMBER,
    "name": TEXT,
    "text": TEXT,
    "weight": POINTS,
    "lead": TEXT,
    "bearer": {**TEXT, "nullable": True},
    "method": TEXT,
    "frequency": TEXT,
    "basis": TEXT,
    "document_number": TEXT,
    "items": CODES,
}
OWN = {
    "year": NUMBER,
    "bearer": BEARER,
    "total_points": POINTS,
    "frequency": TEXT,
    "days": OPTIONAL_NUMBER,
    "document_number": TEXT,
    "notes": TEXT,
}
MEMBERS = {"title": TEXT, **OWN}

OWNER = shape((), department=TEXT, office=YES_NO)
SUGGESTED = many(shape(("code", "name", "score"), code=TEXT, name=TEXT, score={"type": "number"}))
NAMED = many(shape(("number", "name"), number=NUMBER, name=TEXT))
CHANGED_FIELDS = many(shape(("label", "then", "now"), label=TEXT, then=TEXT, now=TEXT))
SENTENCES = many(shape(("place", "sentence"), place=TEXT, sentence=TEXT))
COMPARISON = shape(
    (),
    added=NAMED,
    gone=NAMED,
    changed=many(shape(("number", "name"), number=NUMBER, name=TEXT, fields=CHANGED_FIELDS)),
    whole=CHANGED_FIELDS,
    settled=SENTENCES,
    new=SENTENCES,
)
OVERRIDE = shape(("reason", "by"), reason=TEXT, by=TEXT)
FOUND_IN_SCHEME = {
    **FINDING,
    "indicator": OPTIONAL_NUMBER,
    "words": many(TEXT),
    "override": nullable(OVERRIDE),
}
KEPT = shape((), rule=TEXT, indicator=OPTIONAL_NUMBER, sentence=TEXT, reason=TEXT)

add_shapes(
    SchemeIndicator=shape(("number", "name"), **INDICATOR, suggested=SUGGESTED),
    SchemeIndicatorWrite=shape(("name",), **INDICATOR),
    SchemeFinding=shape(FOUND, **FOUND_IN_SCHEME),
    Scheme=state(
        owner=OWNER,
        **OWN,
        indicators=many(ref("SchemeIndicator")),
        findings=many(ref("SchemeFinding")),
        comparison=nullable(COMPARISON),
        document=nullable(shape(("digest", "approved_at"), digest=TEXT, approved_at=MOMENT)),
    ),
    SchemeRow=state_in_list(owner=OWNER, **OWN),
    SchemeList=list_of("SchemeRow"),
    ApprovedScheme=shape(
        ("format", "scheme", "title", "indicators"),
        format=NUMBER,
        scheme=NUMBER,
        county=TEXT,
        owner=OWNER,
        **MEMBERS,
        approved_on=DAY,
        indicators=many(shape(("number", "name"), **INDICATOR)),
        overrides=many(KEPT),
    ),
    BindingIndicator=shape(
        ("number", "name", "scheme"),
        **INDICATOR,
        scheme=shape(("id", "title", "owner"), id=NUMBER, title=TEXT, owner=TEXT),
        year=NUMBER,
    ),
    BindingIndicatorList=list_of("BindingIndicator"),
    SchemeCreate=shape(
        ("year", "title"),
        county=TEXT,
        owner=OWNER,
        **MEMBERS,
        indicators=some(ref("SchemeIndicatorWrite")),
    ),
    SchemeChange=shape(**MEMBERS, indicators=some(ref("SchemeIndicatorWrite"))),
    SchemeUpload=shape(("file",), file=FILE),
    SchemeCheck=shape(
        ("findings",),
        findings=many(ref("SchemeFinding")),
        suggested={"type": "object", "additionalProperties": SUGGESTED},
    ),
)
