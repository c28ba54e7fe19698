"""The refusals of every service above the workflow: defined on the lowest floor, so that all floors
can raise them.
"""

from dutylist.history.refusals import (
    Invalid,
    NotAllowed,
    NotDue,
    NotFound,
    NotPossible,
    Refusal,
    Stale,
)

__all__ = ["Invalid", "NotAllowed", "NotDue", "NotFound", "NotPossible", "Refusal", "Stale"]
