"""Reports and ledgers asked of townships as the schema names them."""

from assessment.registers.shapes import OWNER, amended, given, listed, made
from dutylist.rest.shapes import NUMBER, TEXT, add_shapes, list_of, many, shape

from .registers import REPORT_DEMANDS

TWINS = {"twins": many(shape(id=NUMBER, title=TEXT, owner=OWNER))}

add_shapes(
    ReportDemand=given(REPORT_DEMANDS, TWINS),
    ReportDemandRow=listed(REPORT_DEMANDS),
    ReportDemandList=list_of("ReportDemandRow"),
    ReportDemandWrite=made(REPORT_DEMANDS),
    ReportDemandChange=amended(REPORT_DEMANDS),
)
