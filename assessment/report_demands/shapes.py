"""Reports and ledgers asked of townships as the schema names them."""

from assessment.registers.shapes import amended, given, made
from dutylist.rest.shapes import FREE, NUMBER, TEXT, add_shapes, many, shape

from .registers import REPORT_DEMANDS

add_shapes(
    ReportDemand=given(REPORT_DEMANDS, twins=many(shape(id=NUMBER, title=TEXT, owner=FREE))),
    ReportDemandWrite=made(REPORT_DEMANDS),
    ReportDemandChange=amended(REPORT_DEMANDS),
)
