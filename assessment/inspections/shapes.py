"""Inspections as the schema names them."""

from assessment.registers.shapes import OWNER, amended, given, listed, made
from dutylist.rest.shapes import DAY, NUMBER, TEXT, add_shapes, list_of, many, nullable, shape

from .registers import INSPECTIONS

OWN = {"into": nullable(NUMBER), "held_on": DAY, "held_at": many(TEXT)}
OTHERS = {
    "repeats": many(shape(id=NUMBER, title=TEXT, owner=OWNER, overlap=many(TEXT))),
    "merged": many(shape(id=NUMBER, title=TEXT, owner=OWNER)),
}

add_shapes(
    Inspection=given(INSPECTIONS, OTHERS, **OWN),
    InspectionRow=listed(INSPECTIONS, **OWN),
    InspectionList=list_of("InspectionRow"),
    InspectionWrite=made(INSPECTIONS),
    InspectionChange=amended(INSPECTIONS),
)
