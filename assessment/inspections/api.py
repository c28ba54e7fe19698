"""Inspections over HTTP."""

from assessment.models import Inspection
from assessment.registers.api import list_of, one_of
from dutylist.workflow.api import decisions_of
from items.register import parameters  # noqa: F401 (names them)

from . import moves  # noqa: F401 (the view of the moves asks for the flow by its name)
from .filters import InspectionFilters
from .registers import INSPECTIONS

QUERIES = ("county", "year", "status", "kind", "department", "township", "q")

Inspections = list_of(INSPECTIONS, InspectionFilters, QUERIES)
OneInspection = one_of(INSPECTIONS)
InspectionDecisions = decisions_of(Inspection, "inspections", gives="Inspection")
