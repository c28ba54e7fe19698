"""The nouns of the gate."""

from .findings import RequestFinding, Run
from .opinions import Opinion, Stance, Willingness
from .prohibited_entries import ProhibitedEntry
from .requests import (
    ChangeRequest,
    Channel,
    RequestAction,
    RequestStatus,
)
from .results import ChangeResult, ResultOutcome, Stage, Submission

__all__ = [
    "ChangeRequest",
    "ChangeResult",
    "Channel",
    "Opinion",
    "ProhibitedEntry",
    "RequestAction",
    "RequestFinding",
    "RequestStatus",
    "ResultOutcome",
    "Run",
    "Stage",
    "Stance",
    "Submission",
    "Willingness",
]
