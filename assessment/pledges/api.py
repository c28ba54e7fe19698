"""Pledges and veto items over HTTP."""

from assessment.models import Pledge, VetoItem
from assessment.registers.api import list_of, one_of
from dutylist.workflow.api import decisions_of
from items.register import parameters  # noqa: F401 (names them)

from . import moves  # noqa: F401 (the views of the moves ask for the flows by their names)
from .filters import PledgeFilters, VetoFilters
from .registers import PLEDGES, VETOES

QUERIES = ("county", "status", "issuer_level", "department", "township", "q")

Pledges = list_of(PLEDGES, PledgeFilters, QUERIES)
OnePledge = one_of(PLEDGES)
PledgeDecisions = decisions_of(Pledge, "pledges", gives="Pledge")
Vetoes = list_of(VETOES, VetoFilters, QUERIES)
OneVeto = one_of(VETOES)
VetoDecisions = decisions_of(VetoItem, "vetoes", gives="VetoItem")
