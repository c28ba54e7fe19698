"""The nouns of assessment and supervision."""

from .pledges import (
    IssuerLevel,
    Pledge,
    PledgeAction,
    PledgeBearer,
    PledgeStatus,
    VetoBearer,
    VetoItem,
)

__all__ = [
    "IssuerLevel",
    "Pledge",
    "PledgeAction",
    "PledgeBearer",
    "PledgeStatus",
    "VetoBearer",
    "VetoItem",
]
