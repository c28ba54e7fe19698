"""Pledges and veto items as the schema names them."""

from assessment.registers.shapes import amended, given, made
from dutylist.rest.shapes import add_shapes

from .registers import PLEDGES, VETOES

add_shapes(
    Pledge=given(PLEDGES),
    PledgeWrite=made(PLEDGES),
    PledgeChange=amended(PLEDGES),
    VetoItem=given(VETOES),
    VetoItemWrite=made(VETOES),
    VetoItemChange=amended(VETOES),
)
