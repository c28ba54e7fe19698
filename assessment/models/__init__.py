"""The nouns of assessment and supervision."""

from .schemes import (
    Bearer,
    Indicator,
    Scheme,
    SchemeAction,
    SchemeDocument,
    SchemeFinding,
    SchemeStatus,
)

__all__ = [
    "Bearer",
    "Indicator",
    "Scheme",
    "SchemeAction",
    "SchemeDocument",
    "SchemeFinding",
    "SchemeStatus",
]
