"""Editions on their way as the schema names them."""

from dutylist.rest.shapes import NUMBER, TEXT, YES_NO, add_shapes, shape
from dutylist.workflow.shapes import state

add_shapes(
    EditionDraft=shape(("county",), county=TEXT, with_revision=YES_NO, title=TEXT, reason=TEXT),
    EditionState=state(number=NUMBER, with_revision=YES_NO),
)
