"""Pledges and veto items as the schema names them."""

from assessment.registers.shapes import add_register_shapes

from .registers import PLEDGES, VETOES

add_register_shapes(PLEDGES)
add_register_shapes(VETOES)
