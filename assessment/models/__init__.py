"""The nouns of assessment and supervision."""

from .execution import ExecutionReport, HowCarried

__all__ = ["ExecutionReport", "HowCarried"]
