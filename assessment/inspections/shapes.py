"""Inspections as the schema names them."""

from assessment.registers.shapes import amended, given, made
from dutylist.rest.shapes import DAY, FREE, NUMBER, TEXT, add_shapes, many, shape

from .registers import INSPECTIONS

add_shapes(
    Inspection=given(
        INSPECTIONS,
        repeats=many(shape(id=NUMBER, title=TEXT, owner=FREE, overlap=many(TEXT))),
        merged=many(shape(id=NUMBER, title=TEXT, owner=FREE)),
        into={**NUMBER, "nullable": True},
        held_on=DAY,
        held_at=many(TEXT),
    ),
    InspectionWrite=made(INSPECTIONS),
    InspectionChange=amended(INSPECTIONS),
)
