"""Reports and ledgers asked of townships as the schema names them."""

from assessment.registers.shapes import add_register_shapes
from dutylist.rest.shapes import FREE, NUMBER, TEXT, many, shape

from .registers import REPORT_DEMANDS

add_register_shapes(REPORT_DEMANDS, twins=many(shape(id=NUMBER, title=TEXT, owner=FREE)))
