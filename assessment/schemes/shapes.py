"""Schemes as the schema names them."""

from assessment.models import Bearer
from dutylist.rest.described import ref
from dutylist.rest.shapes import FREE, NUMBER, TEXT, add_shapes, many, shape, some
from dutylist.workflow.shapes import state

OPTIONAL_NUMBER = {**NUMBER, "nullable": True}
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

add_shapes(
    ApprovedScheme=FREE,
    SchemeIndicator=shape(("number", "name"), **INDICATOR, suggested=many(FREE)),
    SchemeIndicatorWrite=shape(("name",), **INDICATOR),
    Scheme=state(
        owner=FREE,
        **OWN,
        indicators=many(ref("SchemeIndicator")),
        findings=many(FREE),
        comparison={**FREE, "nullable": True},
        document={**FREE, "nullable": True},
    ),
    SchemeCreate=shape(
        ("year", "title"),
        county=TEXT,
        owner=FREE,
        **MEMBERS,
        indicators=some(ref("SchemeIndicatorWrite")),
    ),
    SchemeChange=shape(**MEMBERS, indicators=some(ref("SchemeIndicatorWrite"))),
    SchemeUpload=shape(("file",), file=FILE),
    SchemeCheck=shape(("findings",), findings=many(FREE), suggested=FREE),
)
