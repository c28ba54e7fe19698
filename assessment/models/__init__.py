"""The nouns of assessment and supervision."""

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
    "Outcome",
    "Rating",
    "RouteGround",
    "Urgency",
    "Whistle",
    "WhistleAction",
    "WhistleDepartment",
    "WhistleOutcome",
    "WhistlePart",
    "WhistleResult",
    "WhistleStatus",
]
