"""The nouns of assessment and supervision."""

from .inspections import (
    HOLDING,
    LIVE,
    InspectedTownship,
    Inspection,
    InspectionAction,
    InspectionKind,
    InspectionStatus,
)
from .pledges import (
    IssuerLevel,
    Pledge,
    PledgeAction,
    PledgeBearer,
    PledgeStatus,
    VetoBearer,
    VetoItem,
)
from .report_demands import AskedTownship, DemandAction, DemandStatus, ReportDemand

__all__ = [
    "HOLDING",
    "LIVE",
    "AskedTownship",
    "DemandAction",
    "DemandStatus",
    "InspectedTownship",
    "Inspection",
    "InspectionAction",
    "InspectionKind",
    "InspectionStatus",
    "IssuerLevel",
    "Pledge",
    "PledgeAction",
    "PledgeBearer",
    "PledgeStatus",
    "ReportDemand",
    "VetoBearer",
    "VetoItem",
]
