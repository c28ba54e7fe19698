"""The nouns of the gate."""

from .findings import RequestFinding, Run
from .opinions import Opinion, Stance, Willingness
from .prohibited_entries import ProhibitedEntry
from .request_states import Channel, RequestAction, RequestStatus
from .requests import ChangeRequest
from .results import ChangeResult, ResultOutcome, Stage, Submission
from .reviews import Conclusion, HowFar, ReviewAnswer
from .sittings import AgendaLine, Body, Sitting, SittingAction, SittingStatus

__all__ = [
    "AgendaLine",
    "Body",
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
    "Sitting",
    "SittingAction",
    "SittingStatus",
    "Stage",
    "Stance",
    "Submission",
    "Willingness",
]
