"""Inspections as the schema names them."""

from assessment.registers.shapes import add_register_shapes
from dutylist.rest.shapes import DAY, FREE, NUMBER, TEXT, many, shape

from .registers import INSPECTIONS

add_register_shapes(
    INSPECTIONS,
    repeats=many(shape(id=NUMBER, title=TEXT, owner=FREE, overlap=many(TEXT))),
    merged=many(shape(id=NUMBER, title=TEXT, owner=FREE)),
    into={**NUMBER, "nullable": True},
    held_on=DAY,
    held_at=many(TEXT),
)
