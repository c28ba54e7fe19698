"""Reports and ledgers asked of townships over HTTP."""

from assessment.models import ReportDemand
from assessment.registers.api import list_of, one_of
from dutylist.workflow.api import decisions_of
from items.register import parameters  # noqa: F401 (names them)

from . import moves  # noqa: F401 (the view of the moves asks for the flow by its name)
from .filters import DemandFilters
from .registers import REPORT_DEMANDS

QUERIES = ("county", "status", "department", "township", "q")

Demands = list_of(REPORT_DEMANDS, DemandFilters, QUERIES)
OneDemand = one_of(REPORT_DEMANDS)
DemandDecisions = decisions_of(ReportDemand, "report_demands", gives="ReportDemand")
