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
from .reviews import Conclusion, HowFar, ReviewAnswer

__all__ = [
    "ChangeRequest",
    "ChangeResult",
    "Channel",
    "Conclusion",
    "HowFar",
    "Opinion",
    "ProhibitedEntry",
    "RequestAction",
    "RequestFinding",
    "RequestStatus",
    "ResultOutcome",
    "ReviewAnswer",
    "Run",
    "Stage",
    "Stance",
    "Submission",
    "Willingness",
]
