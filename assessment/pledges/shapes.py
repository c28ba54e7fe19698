"""Pledges and veto items as the schema names them."""

from assessment.registers.shapes import amended, given, listed, made
from dutylist.rest.shapes import add_shapes, list_of

from .registers import PLEDGES, VETOES

add_shapes(
    Pledge=given(PLEDGES),
    PledgeRow=listed(PLEDGES),
    PledgeList=list_of("PledgeRow"),
    PledgeWrite=made(PLEDGES),
    PledgeChange=amended(PLEDGES),
    VetoItem=given(VETOES),
    VetoItemRow=listed(VETOES),
    VetoItemList=list_of("VetoItemRow"),
    VetoItemWrite=made(VETOES),
    VetoItemChange=amended(VETOES),
)
