"""The nouns of assessment and supervision."""

from .head_opinions import HeadOpinion, Occasion
from .off_list_reports import How, OffListAction, OffListReport, OffListStatus, ReferredTo
from .satisfaction_rounds import (
    Answered,
    Ballot,
    RatedDepartment,
    SatisfactionAction,
    SatisfactionRound,
    SatisfactionStatus,
)

__all__ = [
    "Answered",
    "Ballot",
    "HeadOpinion",
    "How",
    "Occasion",
    "OffListAction",
    "OffListReport",
    "OffListStatus",
    "RatedDepartment",
    "ReferredTo",
    "SatisfactionAction",
    "SatisfactionRound",
    "SatisfactionStatus",
]
