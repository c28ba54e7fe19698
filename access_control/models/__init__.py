"""The nouns of the gate."""

from .findings import RequestFinding, Run
from .interpretations import (
    Interpretation,
    InterpretationAction,
    InterpretationKind,
    InterpretationStatus,
)
from .opinions import Opinion, Stance, Willingness
from .prohibited_entries import ProhibitedEntry
from .request_states import Channel, RequestAction, RequestStatus
from .requests import ChangeRequest
from .results import ChangeResult, ResultOutcome, Stage, Submission
from .reviews import Conclusion, HowFar, ReviewAnswer
from .revision_rounds import Answer, RevisionRound, RoundAction, RoundOpinion, RoundStatus
from .sittings import AgendaLine, Body, Sitting, SittingAction, SittingStatus

__all__ = [
    "AgendaLine",
    "Answer",
    "Body",
    "ChangeRequest",
    "ChangeResult",
    "Channel",
    "Conclusion",
    "HowFar",
    "Interpretation",
    "InterpretationAction",
    "InterpretationKind",
    "InterpretationStatus",
    "Opinion",
    "ProhibitedEntry",
    "RequestAction",
    "RequestFinding",
    "RequestStatus",
    "ResultOutcome",
    "ReviewAnswer",
    "RevisionRound",
    "RoundAction",
    "RoundOpinion",
    "RoundStatus",
    "Run",
    "Sitting",
    "SittingAction",
    "SittingStatus",
    "Stage",
    "Stance",
    "Submission",
    "Willingness",
]
