"""The nouns of assessment and supervision."""

from .evaluations import Evaluation, EvaluationRow, Recheck, Verdict
from .execution import ExecutionReport, HowCarried
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
from .problems import Problem, ProblemAction, ProblemSource, ProblemStatus
from .report_demands import AskedTownship, DemandAction, DemandStatus, ReportDemand
from .whistles import (
    Outcome,
    Rating,
    RouteGround,
    Urgency,
    Whistle,
    WhistleAction,
    WhistleDepartment,
    WhistleOutcome,
    WhistlePart,
    WhistleResult,
    WhistleStatus,
)

__all__ = [
    "HOLDING",
    "LIVE",
    "AskedTownship",
    "DemandAction",
    "DemandStatus",
    "Evaluation",
    "EvaluationRow",
    "ExecutionReport",
    "HowCarried",
    "InspectedTownship",
    "Inspection",
    "InspectionAction",
    "InspectionKind",
    "InspectionStatus",
    "IssuerLevel",
    "Outcome",
    "Pledge",
    "PledgeAction",
    "PledgeBearer",
    "PledgeStatus",
    "Problem",
    "ProblemAction",
    "ProblemSource",
    "ProblemStatus",
    "Rating",
    "Recheck",
    "ReportDemand",
    "RouteGround",
    "Urgency",
    "Verdict",
    "VetoBearer",
    "VetoItem",
    "Whistle",
    "WhistleAction",
    "WhistleDepartment",
    "WhistleOutcome",
    "WhistlePart",
    "WhistleResult",
    "WhistleStatus",
]
